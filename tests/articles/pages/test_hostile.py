"""Pages made to break or to hold up their reader: each is read or rejected with its reason, in seconds."""

from __future__ import annotations

import io
import json

import pytest

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.items import Budget, Item
from headwater.articles.pages import read_html
from headwater.records.articles import Rejected
from tests.pace import within

TEXT = "".join(
    f"<p>The council of Mirn met for the {number}th time, asked for calm, and promised to send food and fuel.</p>"
    for number in range(6)
)
MOST_SECONDS = 20  # of processor time; ten times what a quiet machine needs


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Council meets</title>{head}</head><body><h1>Council meets</h1>{body}{TEXT}</body></html>"


def graph(nodes: int) -> str:
    found = [
        {"@type": "NewsArticle", "@id": f"#{at}", "headline": f"Text {at}", "author": {"@id": f"#{at + 1}"}}
        for at in range(nodes)
    ]
    return f'<script type="application/ld+json">{json.dumps({"@graph": found})}</script>'


def read(content: str | bytes) -> Draft | Rejected:
    data = content.encode() if isinstance(content, str) else content
    item = Item("page.html", "html", len(data), lambda: io.BytesIO(data), Budget(10**6, 10**12))
    with within(MOST_SECONDS):
        (_, found), *_ = read_html(item, ArticlesConfig())
    assert isinstance(found, Draft | Rejected)
    return found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (page("<p " + " ".join(f"a{at}" for at in range(300_000)) + ">x</p>"), "an element of the page has more than 2,000 attributes"),
        (page("<ul>" + "<li><a href=/x>y</a></li>" * 100_000 + "</ul>"), "the page has more than 150,000 elements"),
        (page("<b>" * 20_000), "the page nests more than 200 elements in one another"),
        ("<" * 2_000_000, "the file holds no words"),
        (bytes(range(1, 256)) * 40 + b"\x00" * 900, "the file holds binary data, no text"),
        ("", "the file is empty"),
        ("x" * 20_000_001, "the file has 20,000,001 bytes, more than the 20,000,000 that a text may have"),
    ],
    ids=["attributes", "elements", "depth", "signs", "binary", "empty", "size"],
)  # fmt: skip
def test_what_is_too_much_is_rejected_with_the_reason(content: str | bytes, reason: str) -> None:
    found = read(content)
    assert isinstance(found, Rejected)
    assert found.reason == reason


@pytest.mark.parametrize(
    "content",
    [
        page(f'<p title="{"x" * 10_000_000}">x</p>'),
        page(f'<p class="{"author " * 500_000}">x</p>'),
        page("".join(f'<a href="/{at}">link {at}</a> ' for at in range(100_000))),
        page("<p>" + "&amp;&lt;&nbsp;&bogus;&#x41;" * 50_000 + "</p>"),
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + page("<p>&b;</p>"),
        page("", graph(50_000)),
        page("", '<script type="application/ld+json">' + '{"mainEntity":' * 5_000 + "1" + "}" * 5_000 + "</script>"),
        page("", '<script type="application/ld+json">{"@type":"NewsArticle","author":"A B"}</script>' * 2_000),
        page("<blockquote>" * 150 + "x" + "</blockquote>" * 150),
        page("<table>" + "".join(f"<tr><td>{at}</td><td>{at}</td></tr>" for at in range(10_000)) + "</table>"),
        page('<iframe src="https://t.me/a/1"></iframe>' * 5_000),
        page("<br>" * 50_000),
        page("<p>" + "x" * 2_000_000 + "</p>"),
        page('<div id="wm-ipp-base">' * 150),
        page("", '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">'),
        page("", '<base href="javascript:alert(1)//"><base href="https://other.example/">'),
    ],
    ids=["attribute", "classes", "links", "entities", "doctype", "nodes", "deep", "scripts", "quotes", "table", "frames", "breaks", "word", "toolbar", "refresh", "base"],
)  # fmt: skip
def test_what_is_only_strange_is_read(content: str) -> None:
    found = read(content)
    assert isinstance(found, Draft)
    assert "The council of Mirn met for the 3th time" in found.text
    assert found.title == "Council meets"


def test_references_in_a_circle_end() -> None:
    circle = '{"@graph":[{"@type":"NewsArticle","@id":"#a","headline":"Council meets","author":{"@id":"#b"}},{"@id":"#b","@type":"Person","author":{"@id":"#a"},"sameAs":{"@id":"#b"}}]}'
    found = read(page("", f'<script type="application/ld+json">{circle}</script>'))
    assert isinstance(found, Draft)
    assert found.authors == []


def test_a_few_null_bytes_are_dropped() -> None:
    found = read(page("").replace("Mirn", "Mi\0rn", 1))
    assert isinstance(found, Draft)
    assert "\0" not in found.text


@pytest.mark.parametrize(
    "control", ["\x01", "\x1f", "\ufffe", "&#1;", "&#x1F;", "&#0;"], ids=lambda one: ascii(one)
)
def test_controls_within_the_text_do_not_end_its_reading(control: str) -> None:
    found = read(
        page(
            f"<p>The{control} mill<script>x</script>{control}stood.</p><iframe src='https://t.me/a{control}/1'></iframe>"
        )
    )
    assert isinstance(found, Draft)
    assert "mill" in found.text


def test_a_stamp_of_an_impossible_year_is_no_date() -> None:
    found = read(page("", '<meta name="pubdate" content="1 Jan 9999 00:00:00 +99999999999999">'))
    assert isinstance(found, Draft)


@pytest.mark.parametrize("number", ["0", "7", "-1", "x", ""])
def test_a_page_that_bears_the_readers_own_mark_does_not_choose_its_parts(number: str) -> None:
    post = '<blockquote class="twitter-tweet"><p>Ferries run again from Mirn to Tarn.</p></blockquote>'
    found = read(
        page(
            f"{post}<p data-headwater-apart='{number}'>The mayor of Mirn said that he knows nothing of it.</p>"
        )
    )
    assert isinstance(found, Draft)
    (mark,) = found.marks
    assert found.text[mark.start : mark.end] == "Ferries run again from Mirn to Tarn."
