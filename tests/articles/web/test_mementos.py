"""A web archive is asked first where that is wanted: its nearest copy is kept under the original's address."""

from __future__ import annotations

import json
from io import BytesIO
from urllib.parse import urlencode

import pytest

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.files import read_item
from headwater.articles.items import Budget, Item, Told
from headwater.articles.web.addresses import parse
from headwater.articles.web.captures import Capture
from headwater.articles.web.mementos import Memento, memento_of, nearest_copy, question, unchanged
from headwater.records.errors import FetchFailed, FetchRefused
from tests.articles.web.site import PAGE, Answer, Site, fetcher_for, moved, reply, running
from tests.articles.web.test_captures import records

STAMP = "20310502081500"
TAKEN = "2031-05-02T08:15:00Z"
DATED = {"memento_datetime": "Fri, 02 May 2031 08:15:00 GMT"}


def available(site: Site, original: str, near: str | None = None, **closest: object) -> tuple[str, bytes]:
    """The path of the availability question, and the archive's answer to it."""
    asked = {"url": original} | ({"timestamp": near} if near else {})
    copy = {
        "status": "200",
        "available": True,
        "url": f"{site.url('/web')}/{STAMP}/{original}",
        "timestamp": STAMP,
    }
    answer = {
        "url": original,
        "archived_snapshots": {"closest": copy | closest} if closest != {"none": 1} else {},
    }
    body = json.dumps(answer).encode()
    return f"/wayback/available?{urlencode(asked)}", reply(body, content_type="application/json")


def copy_at(original: str, stamp: str = STAMP) -> str:
    return f"/web/{stamp}id_/{original}"


ORIGINAL = "https://lind.example.org/ferry?id=3"


def archived(answers: dict[str, Answer], near: str | None = None, **closest: object) -> tuple[Site, Capture]:
    with running(answers) as site:
        path, answer = available(site, ORIGINAL, near, **closest)
        site.answers[path] = answer
        fetcher = fetcher_for(site, archive=site.url("/"), prefer_archive=True, near=near)
        return site, fetcher.fetch(ORIGINAL)


def test_the_nearest_copy_is_kept_unchanged_under_the_original_s_address() -> None:
    link = f'<{ORIGINAL}>; rel="original", <http://archive/timemap>; rel="timemap"; type="application/link-format"'
    site, capture = archived({copy_at(ORIGINAL): reply(link=link, **DATED)}, near="20310503")
    assert (capture.url, capture.asked, capture.body) == (ORIGINAL, ORIGINAL, PAGE)
    assert (capture.archived, capture.taken) == (site.url(copy_at(ORIGINAL)), TAKEN)
    assert capture.told() == {
        "url": ORIGINAL,
        "crawled": TAKEN,
        "how": "given by the web archive",
    }
    assert capture.notes == (f"A web archive's copy of {TAKEN}: {site.url(copy_at(ORIGINAL))}.",)
    assert len(site.asked()) == 2  # neither the original's site nor anybody's robots.txt


def test_the_records_say_both_addresses_and_both_times() -> None:
    site, capture = archived({copy_at(ORIGINAL): reply(**DATED)})
    for record in records(capture)[1:]:
        assert record.url == ORIGINAL
        assert record.headers["WARC-Source-URI"] == site.url(copy_at(ORIGINAL))
        assert record.headers["WARC-Date"] == TAKEN
        assert record.headers["WARC-Creation-Date"] == "2031-05-04T10:30:00.000000Z"


def test_the_warc_reader_gives_the_original_s_address_and_the_copy_s_time() -> None:
    _, capture = archived({copy_at(ORIGINAL): reply(**DATED)})
    item = Item(
        capture.asked,
        "warc",
        len(capture.warc),
        lambda: BytesIO(capture.warc),
        Budget(100, 10_000_000),
        Told(**capture.told()),
    )
    ((place, draft),) = read_item(item, ArticlesConfig())
    assert isinstance(draft, Draft)
    assert (place, draft.url, draft.crawled) == (ORIGINAL, ORIGINAL, TAKEN)


def test_a_copy_that_says_nothing_of_itself_counts_as_what_was_asked_for() -> None:
    with running({"/x7f3": reply()}) as archive:
        path, answer = available(archive, ORIGINAL, url=archive.url("/x7f3"))
        archive.answers[path] = answer
        capture = fetcher_for(archive, archive=archive.url("/"), prefer_archive=True).fetch(ORIGINAL)
    assert (capture.url, capture.taken) == (ORIGINAL, None)
    assert capture.notes == (f"A web archive's copy of an unknown time: {archive.url('/x7f3')}.",)
    assert records(capture)[1].url == ORIGINAL


def test_a_copy_that_leads_to_another_copy_is_followed() -> None:
    later = "https://lind.example.org/ferry-sinks"
    _, capture = archived(
        {
            copy_at(ORIGINAL): moved(f"/web/{STAMP}id_/{later}"),
            copy_at(later): reply(),
        }
    )
    assert (capture.url, capture.asked, capture.taken) == (later, ORIGINAL, TAKEN)


@pytest.mark.parametrize(
    "closest",
    [{"none": 1}, {"available": False}, {"status": "404"}],
    ids=["none", "not available", "a 404 kept"],
)
def test_where_the_archive_has_none_the_site_is_asked(closest: dict[str, object]) -> None:
    with running({"/a": reply()}) as site, running({}) as archive:
        path, answer = available(archive, site.url("/a"), **closest)
        archive.answers[path] = answer
        fetcher = fetcher_for(site, archive, archive=archive.url("/"), prefer_archive=True)
        capture = fetcher.fetch(site.url("/a"))
    assert (capture.url, capture.archived) == (site.url("/a"), None)
    assert site.asked() == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(b"<html>busy"), "the web archive's answer cannot be read; check --archive"),
        (reply(b'{"archived_snapshots": 3}'), "the web archive's answer cannot be read; check --archive"),
        (reply(b"[" * 100_000), "the web archive's answer cannot be read; check --archive"),
        (
            reply(b'{"archived_snapshots": {"closest": {"available": true, "url": "file:///etc/passwd"}}}'),
            "the web archive names a copy that cannot be asked (file:///etc/passwd: addresses of file: are not fetched; "
            "only http and https are)",
        ),
        (
            reply(b"", "502 Bad Gateway"),
            "the web archive answers 502; try later, or without --prefer-archive",
        ),
    ],
)
def test_an_archive_that_cannot_be_understood_fails(answer: bytes, reason: str) -> None:
    with running({}) as archive:
        path, _ = available(archive, ORIGINAL)
        archive.answers[path] = answer
        fetcher = fetcher_for(archive, archive=archive.url("/"), prefer_archive=True)
        with pytest.raises(FetchFailed) as failed:
            fetcher.fetch(ORIGINAL)
    assert failed.value.reason == reason


def test_a_copy_in_a_private_place_is_refused() -> None:
    with running({}) as archive:
        path, answer = available(archive, ORIGINAL, url="http://169.254.169.254/latest/")
        archive.answers[path] = answer
        fetcher = fetcher_for(archive, archive=archive.url("/"), prefer_archive=True)
        with pytest.raises(FetchRefused, match="metadata service"):
            fetcher.fetch(ORIGINAL)


def test_both_hosts_are_named_before_they_are_asked() -> None:
    with running({}) as archive:
        fetcher = fetcher_for(archive, archive="https://archive.example.org", prefer_archive=True)
        assert fetcher.hosts_of(ORIGINAL) == ("archive.example.org", "lind.example.org")


def test_the_question_asks_for_the_newest_or_for_the_nearest() -> None:
    archive, wanted = parse("https://archive.example.org/"), parse(ORIGINAL)
    newest = (
        "https://archive.example.org/wayback/available?url=https%3A%2F%2Flind.example.org%2Fferry%3Fid%3D3"
    )
    assert question(archive, wanted, None).url == newest
    assert question(archive, wanted, "2031").url == f"{newest}&timestamp=2031"


def test_a_copy_is_asked_for_over_tls_where_the_archive_is() -> None:
    answer = json.dumps(
        {
            "archived_snapshots": {
                "closest": {"available": True, "url": f"http://web.example.org/web/{STAMP}/{ORIGINAL}"}
            }
        }
    )
    copy = nearest_copy(answer.encode(), parse("https://archive.example.org/"))
    assert copy is not None
    assert copy.url == f"https://web.example.org/web/{STAMP}id_/{ORIGINAL}"


@pytest.mark.parametrize(
    ("address", "own_bytes"),
    [
        ("https://web.example.org/web/2031/https://lind.example.org/", "https://web.example.org/web/2031id_/https://lind.example.org/"),
        ("https://web.example.org/web/2031im_/https://lind.example.org/", "https://web.example.org/web/2031id_/https://lind.example.org/"),
        ("https://web.example.org/web/2031id_/https://lind.example.org/", "https://web.example.org/web/2031id_/https://lind.example.org/"),
        ("https://copies.example.org/x7f3", "https://copies.example.org/x7f3"),
    ],
)  # fmt: skip
def test_the_copy_s_own_bytes_are_asked_for(address: str, own_bytes: str) -> None:
    assert unchanged(parse(address)).url == own_bytes


SAID = [
    (f"https://web.example.org/web/{STAMP}id_/{ORIGINAL}", [], None, Memento(ORIGINAL, TAKEN)),
    (f"https://web.example.org/web/{STAMP}/https:/lind.example.org/a", [], None, Memento("https://lind.example.org/a", TAKEN)),
    ("https://web.example.org/web/2031/http://lind.example.org/", [], None, Memento("http://lind.example.org/", "2031-01-01T00:00:00Z")),
    ("https://copies.example.org/x7f3", [f"<{ORIGINAL}>; rel=original"], DATED["memento_datetime"], Memento(ORIGINAL, TAKEN)),
    ("https://copies.example.org/x7f3", [f'<x>; rel="first memento", <{ORIGINAL}>;rel="timegate original"'], DATED["memento_datetime"], Memento(ORIGINAL, TAKEN)),
    ("https://copies.example.org/x7f3", [f'<{ORIGINAL}>; rel="original"'], None, None),
    ("https://lind.example.org/a", [], None, None),
    ("https://web.example.org/web/20319902/https://lind.example.org/", [], None, Memento("https://lind.example.org/", None)),
    ("https://copies.example.org/x7f3", ["<" * 20_000], DATED["memento_datetime"], None),
]  # fmt: skip


@pytest.mark.parametrize(("url", "links", "dated", "memento"), SAID)
def test_what_a_copy_says_of_its_original(
    url: str, links: list[str], dated: str | None, memento: Memento | None
) -> None:
    assert memento_of(url, links, dated) == memento
