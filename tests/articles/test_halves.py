"""Halves of characters, which JSON's escapes and numbered references can name, never reach a text."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable

import pytest

from headwater.articles.encodings import decode
from headwater.articles.halves import whole, whole_values, without_half_references
from headwater.records.articles import Rejected
from tests.articles.archives.making import Warc, page, zip_of
from tests.fuzz.reading import read_as

WORDS = "The road to Ostrel is open again on Tuesday, two drivers said, and buses run as they did before. "
HALF = "\ud83d"
SMILE = "\U0001f600"


@pytest.mark.parametrize(
    ("given", "mended"),
    [
        ("a&#55357;&#56832;b", f"a{SMILE}b"),
        ("a&#xD83D;&#xde00;b", f"a{SMILE}b"),
        ("a&#55357;b", "a\ufffdb"),
        ("a&#xdc00;", "a\ufffd"),
        ("a&#0055296b", "a\ufffdb"),
        ("a&#552961;&#xd8001;&#57344;&#233;&amp;", "a&#552961;&#xd8001;&#57344;&#233;&amp;"),
    ],
)
def test_references_to_halves_are_joined_or_marked(given: str, mended: str) -> None:
    assert without_half_references(given) == mended


def test_values_of_json_are_mended_at_every_depth() -> None:
    held = json.loads('{"a\\ud800": ["\\udfff", {"b": "c\\ud800", "d": 1, "e": null}]}')
    assert whole_values(held) == {"a\ufffd": ["\ufffd", {"b": "c\ufffd", "d": 1, "e": None}]}
    assert len(whole(f"a{HALF}b")) == 3


def _page(**fields: str) -> bytes:
    graph = {"@type": "NewsArticle", "headline": f"Road open{HALF}"} | fields
    return f'<html><head><script type="application/ld+json">{json.dumps(graph)}</script></head><body><p>{WORDS}'.encode()


def _package() -> bytes:
    held = Warc(packed=False).add("https://vigie.example/a", page("", WORDS)).done()
    pages = json.dumps({"url": "https://vigie.example/a", "title": f"Road{HALF}"}).encode()
    return zip_of({"archive/a.warc": held, "pages/pages.jsonl": pages}, zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("html", lambda: _page(articleBody=WORDS * 4 + HALF)),
        ("html", lambda: _page(inLanguage=HALF, url=f"https://vigie.example/{HALF}", datePublished=HALF)),
        ("objects", lambda: json.dumps([{"title": "Road", "text": WORDS, "date": f"2034{HALF}"}]).encode()),
        ("wacz", _package),
        ("stub", lambda: json.dumps({"where": HALF, "when": HALF, "by": HALF, "note": HALF}).encode()),
        ("row", lambda: json.dumps({"title": HALF, "text": WORDS + HALF, "publisher": HALF}).encode()),
    ],
    ids=["linked data's body", "linked data's fields", "a date of rows", "a title of a WACZ", "a stub", "a row"],
)  # fmt: skip
def test_no_reader_gives_half_a_character(kind: str, made: Callable[[], bytes]) -> None:
    assert read_as(kind, made(), ".json")


def test_controls_escaped_in_linked_data_are_dropped() -> None:
    (draft,) = read_as("html", _page(headline="Road\u0000 open\u0007 again"))
    assert "Road open again" in repr(draft)


@pytest.mark.parametrize("codec", ["unicode_escape", "raw_unicode_escape", "Raw-Unicode-Escape", "idna", "punycode"])  # fmt: skip
def test_a_codec_of_python_is_no_character_set(codec: str) -> None:
    read = decode(b"Le caf\xe9 de Mirn \\ud800 est ouvert depuis mardi matin.", codec)
    assert read is not None
    assert "\\ud800" in read.text
    assert read.encoding != codec


def test_a_feed_with_a_reference_to_half_a_character_is_read() -> None:
    item = f"<item><title>Road &#55357;&#56832; open&#xd800;</title><link>https://vigie.example/a</link><description>{WORDS}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Vigie</title>{item}</channel></rss>"
    (told,) = read_as("feed", feed.encode())
    assert isinstance(told, Rejected)
    assert told.reason.startswith(f"“Road {SMILE} open\ufffd”: it holds only a summary")
