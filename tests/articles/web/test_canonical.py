"""What a page declares as its own address is said, and believed only where it may speak for that address."""

from __future__ import annotations

import pytest

from headwater.articles.web.addresses import parse
from headwater.articles.web.canonical import canonical_of
from tests.articles.web.site import fetcher_for, reply, running


def page(href: str, amp: str = "") -> bytes:
    return f'<!doctype html><html {amp}><head><link rel="canonical" href="{href}"></head><p>x</html>'.encode()


DECLARED = [
    ("https://lind.example.org/amp/a", page("https://lind.example.org/a", "amp"), "https://lind.example.org/a", True, True),
    ("https://amp.lind.example.org/a", page("https://www.lind.example.org/b", "⚡"), "https://www.lind.example.org/b", True, True),
    ("https://lind-example-org.cdn.ampproject.org/c/a", page("https://lind.example.org/a", "amp"), "https://lind.example.org/a", True, True),
    ("https://www.google.com/amp/s/lind.example.org/a", page("https://lind.example.org/a", "amp"), "https://lind.example.org/a", True, True),
    ("https://www.google.com/search", page("https://lind.example.org/a", "amp"), "https://lind.example.org/a", True, False),
    ("https://other.example.net/a", page("https://lind.example.org/a", "amp"), "https://lind.example.org/a", True, False),
    ("https://m.lind.example.org/a", page("https://lind.example.org/b"), "https://lind.example.org/b", False, True),
    ("https://lind.example.org/a?id=3", page("/a"), "https://lind.example.org/a", False, True),
    ("https://lind.example.org/a", page("https://thief.example.net/a"), "https://thief.example.net/a", False, False),
    ("https://notlind.example.org/a", page("https://lind.example.org/a"), "https://lind.example.org/a", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("fetched", "html", "address", "is_amp", "own"), DECLARED)
def test_another_address_is_said(fetched: str, html: bytes, address: str, is_amp: bool, own: bool) -> None:
    declared = canonical_of(html, "utf-8", parse(fetched))
    assert declared is not None
    assert (declared.address.url, declared.is_amp, declared.own) == (address, is_amp, own)


@pytest.mark.parametrize(
    "html",
    [
        page("https://lind.example.org/a/"),
        page("http://www.lind.example.org/a?utm_source=x#top"),
        page("javascript:alert(1)"),
        page("http://[::1"),
        page(""),
        b"<p>none",
        b"",
        b"\x00" * 100,
        b"<" * 100_000,
        b"<a " + b"b=c " * 100_000,
    ],
)
def test_the_same_address_or_none_is_not(html: bytes) -> None:
    declared = canonical_of(html, "no-such-charset", parse("https://lind.example.org/a"))
    assert declared is None or declared.address.host == "lind.example.org"


def test_an_amp_page_counts_as_its_canonical_address() -> None:
    with running({"/amp/a": reply(page("/a", "amp"))}) as site:
        capture = fetcher_for(site).fetch(site.url("/amp/a"))
    assert (capture.url, capture.asked) == (site.url("/a"), site.url("/amp/a"))
    assert capture.canonical == site.url("/a")
    assert capture.notes == (
        f"The page is an AMP copy and declares {site.url('/a')} as its canonical address.",
    )
    assert site.asked() == ["/robots.txt", "/amp/a"]


def test_a_page_cannot_take_another_site_s_address() -> None:
    with running({"/a": reply(page("https://lind.example.org/a", "amp"))}) as site:
        capture = fetcher_for(site).fetch(site.url("/a"))
    assert capture.url == site.url("/a")
    assert capture.notes == (
        "The page is an AMP copy and declares https://lind.example.org/a as its canonical address, "
        "an address of another site, which is not taken on its word.",
    )
