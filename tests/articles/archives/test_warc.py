"""Web archives: what of them becomes articles, with which address and day."""

from __future__ import annotations

import zlib
from pathlib import Path

import brotli
import pytest

from headwater.articles import ArticlesConfig, read
from headwater.records.articles import Article
from headwater.records.ports import Models
from tests.articles.archives.making import WORDS, Warc, chunked, drafts, packed, page, reasons

URL = "https://vigie.example/2034/04/road"


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_page_has_the_address_and_the_instant_of_its_capture(
    tmp_path: Path, models: Models, is_packed: bool
) -> None:
    path = tmp_path / ("crawl.warc.gz" if is_packed else "crawl.warc")
    path.write_bytes(Warc(is_packed).request(URL).add(URL, page()).done())
    (article,) = read([path], ArticlesConfig(), models).of(Article)
    assert (article.url, article.crawled, article.asked_url) == (URL, "2034-04-02T08:00:00Z", None)
    assert article.title == "Road to Ostrel opened again"
    assert "nine days" in article.text


def test_records_that_are_no_documents_are_counted_by_their_sort() -> None:
    warc = Warc().add(URL, page())
    for number in range(3):
        warc.add(f"https://vigie.example/{number}.jpg", b"\xff\xd8\xff", "image/jpeg")
    warc.add("https://vigie.example/style.css", b"p {}", "text/css")
    warc.add("https://vigie.example/gone", page(), status="404 Not Found")
    warc.add("https://vigie.example/robots.txt", b"User-agent: *", "text/plain")
    warc.add("dns:vigie.example", b"20340402 vigie.example", "text/dns", kind="resource")
    assert reasons(warc.done(), "c.warc.gz", "warc") == [
        "c.warc.gz: 1 record about the capture itself is not read",
        "c.warc.gz: 1 record about the site (robots.txt and the like) is not read",
        "c.warc.gz: 3 records of image/jpeg are not read",
        "c.warc.gz: 1 record of text/css is not read",
        "c.warc.gz: 1 record with the status 404 is not read",
    ]


def test_redirects_tell_which_address_was_asked_for() -> None:
    warc = Warc()
    warc.add("http://vigie.example/r", status="301 Moved", fields={"Location": "https://vigie.example/r"})
    warc.add("https://vigie.example/r", status="302 Found", fields={"Location": "/2034/04/road#top"})
    (draft,) = drafts(warc.add(URL, page()).done(), "c.warc.gz", "warc")
    assert (draft.url, draft.asked_url) == (URL, "http://vigie.example/r")


def test_redirects_in_a_circle_end() -> None:
    warc = Warc()
    warc.add("https://vigie.example/b", status="301 Moved", fields={"Location": URL})
    warc.add(URL, status="301 Moved", fields={"Location": "https://vigie.example/b"})
    (draft,) = drafts(warc.add(URL, page()).done(), "c.warc.gz", "warc")
    assert draft.asked_url == "https://vigie.example/b"


CODED = {
    "gzip": (packed(page()), {"Content-Encoding": "gzip"}),
    "brotli": (brotli.compress(page()), {"Content-Encoding": "br"}),
    "deflate": (zlib.compress(page()), {"Content-Encoding": "deflate"}),
    "bare deflate": (zlib.compress(page())[2:-4], {"Content-Encoding": "deflate"}),
    "two codings": (brotli.compress(packed(page())), {"Content-Encoding": "gzip, br"}),
    "chunks": (chunked(page()), {"Transfer-Encoding": "chunked"}),
    "packed chunks": (chunked(packed(page())), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
    "undone by the archivist": (page(), {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}),
    "brotli undone by the archivist": (page(), {"Content-Encoding": "br"}),
}


@pytest.mark.parametrize("how", CODED)
def test_content_codings_are_undone(how: str) -> None:
    body, fields = CODED[how]
    (draft,) = drafts(Warc().add(URL, body, fields=fields).done(), "c.warc.gz", "warc")
    assert draft.text.endswith("looked at the second arch.")


def test_the_character_set_is_the_header_s() -> None:
    words = "Дорога из Тарна в порт Острель снова открыта, сообщили два водителя. " * 6
    body = f"<html><body><article><h1>Дорога открыта</h1><p>{words}</p></article></body></html>"
    warc = Warc().add(URL, body.encode("koi8-r"), "text/html; charset=koi8-r")
    (draft,) = drafts(warc.done(), "c.warc.gz", "warc")
    assert "порт Острель" in draft.text


def test_an_answer_without_a_media_type_is_known_by_its_first_bytes() -> None:
    warc = Warc().add(URL, page(), None).add("https://vigie.example/x", b"\0\1\2", None)
    assert len(drafts(warc.done(), "c.warc.gz", "warc")) == 1
    assert reasons(warc.done(), "c.warc.gz", "warc") == [
        "c.warc.gz: 1 record without a media type is not read"
    ]


def test_resources_and_extracted_texts_are_read() -> None:
    warc = Warc().add(URL, page(), "text/html", kind="resource")
    warc.add("https://vigie.example/t", f"Road open\n\n{WORDS}".encode(), "text/plain", kind="conversion")
    assert [draft.url for draft in drafts(warc.done(), "c.warc.gz", "warc")] == [
        URL,
        "https://vigie.example/t",
    ]


def test_a_text_taken_from_a_page_of_the_file_is_not_a_second_article() -> None:
    warc = Warc().add(URL, page(), more={"WARC-Record-ID": "<urn:uuid:1>"})
    warc.add(URL, WORDS.encode(), "text/plain", kind="conversion", more={"WARC-Refers-To": "<urn:uuid:1>"})
    assert len(drafts(warc.done(), "c.warc.gz", "warc")) == 1
    assert reasons(warc.done(), "c.warc.gz", "warc") == [
        "c.warc.gz: 1 record with another form of a page of this file is read once"
    ]


def _digest(data: bytes) -> str:
    import base64
    import hashlib

    return f"sha1:{base64.b32encode(hashlib.sha1(data).digest()).decode()}"


def test_a_revisit_under_another_address_is_its_original() -> None:
    other = "https://courier.example/copied"
    warc = Warc().add(URL, page()).revisit(other, _digest(page()), URL)
    assert [draft.url for draft in drafts(warc.done(), "c.warc.gz", "warc")] == [URL, other]


def test_revisits_are_told_where_they_give_nothing_new() -> None:
    warc = Warc().add(URL, page()).revisit(URL, _digest(page()), URL)
    warc.revisit("https://vigie.example/elsewhere", _digest(b"other"), "https://vigie.example/elsewhere")
    assert reasons(warc.done(), "c.warc.gz", "warc") == [
        "c.warc.gz: 1 record repeating a page kept in another file is not read",
        "c.warc.gz: 1 record repeating a page of this file is read once",
    ]


def test_arc_files_are_read() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page()
    version = b"1 0 Vigie\nURL IP-address Archive-date Content-type Archive-length\n"
    arc = b"filedesc://x.arc 0.0.0.0 20340402080000 text/plain %d\n%s\n" % (len(version), version)
    arc += b"%s 192.0.2.1 20340402080000 text/html %d\n%s\n" % (URL.encode(), len(head), head)
    for data in (arc, packed(arc)):
        (draft,) = drafts(data, "old.arc.gz", "warc")
        assert (draft.url, draft.crawled) == (URL, "2034-04-02T08:00:00Z")


def test_what_lies_behind_a_damaged_member_is_read() -> None:
    first, second, third = (Warc().add(f"{URL}/{n}", page(f"Headline number {n}")).done() for n in range(3))
    broken = second[:40] + bytes(60) + second[100:]
    found = drafts(first + broken + third, "c.warc.gz", "warc")
    assert [draft.url for draft in found] == [f"{URL}/0", f"{URL}/2"]


def test_a_file_that_is_cut_off_at_any_place_gives_its_whole_records() -> None:
    data = Warc().add(URL, page()).done()
    whole = data + Warc().add(f"{URL}/2", page("A second page of news")).done()
    for cut in range(len(data) + 1, len(whole), 97):
        assert [draft.url for draft in drafts(whole[:cut], "c.warc.gz", "warc")] == [URL], cut


def test_two_versions_of_one_page_are_two_articles() -> None:
    warc = Warc().add(URL, page()).add(URL, page(words=WORDS + " More"), date="2034-04-03T08:00:00Z")
    found = drafts(warc.done(), "c.warc.gz", "warc")
    assert len({draft.id for draft in found}) == 2
    assert [draft.crawled for draft in found] == ["2034-04-02T08:00:00Z", "2034-04-03T08:00:00Z"]
