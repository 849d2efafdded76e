"""PDFs that are damaged, locked, empty of text or made to do harm."""

from __future__ import annotations

import json
import re

import pytest

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.pdfdates import instant_of
from tests.articles.documents.conftest import Reading, needs_tesseract
from tests.articles.documents.pdfs import Page, pdf, stream

NO_PDF = "no PDF that can be read: it is no PDF, or so damaged that no page is left"
OFF = "reading pictures of text is switched off"


def _plain() -> Page:
    page = Page()
    page.lines(50, 700, ["The council voted on Sunday to", "mend the dam of the village."])
    return page


def _bomb(content: bytes) -> bytes:
    """A page whose drawing unpacks to ``content``."""
    whole = pdf(Page())
    start = whole.index(b"11 0 obj") + len(b"11 0 obj\n")
    return whole[:start] + stream(content, squeeze=True) + whole[whole.index(b"\nendobj", start) :]


def _garbled() -> Page:
    page = Page()
    for number in range(5):
        page.garbled(50, 700 - 14 * number, f"line {number} of the report on the dam")
    return page


def _pictured() -> Page:
    page = Page()
    page.picture()
    return page


FAULTS = [
    ("nothing at all", b"", "the file is empty"),
    ("another file", b"GIF89a" + b"\0" * 100, NO_PDF),
    ("its head alone", b"%PDF-1.7\n", NO_PDF),
    ("no pages", pdf(), NO_PDF),
    ("a locked file", pdf(_plain(), password="secret"), "no PDF that can be read: it is locked with a password; open it, save it without one, and give that file"),
    ("blank pages", pdf(Page(), Page()), "no PDF that can be read: its pages hold no text and no pictures"),
    ("numbers alone", pdf(Page(content=["BT /F1 10 Tf 50 700 Td (123 456) Tj ET"])), "the document holds no words"),
    ("pictures alone", pdf(_pictured()), f"no PDF that can be read: page 1 has pictures without a text layer, and these are not read: {OFF}"),
    ("two pictures", pdf(_pictured(), _pictured()), f"no PDF that can be read: pages 1, 2 have pictures without a text layer, and these are not read: {OFF}"),
    ("a text layer that is garbage", pdf(_garbled()), f"no PDF that can be read: page 1 has a text layer that is garbage (its fonts do not say which letters they draw), and pictures of it are not read: {OFF}"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_what_cannot_be_read_is_rejected_with_its_reason(read: Reading, data: bytes, reason: str) -> None:
    found = read(data, "a.pdf")
    assert not found.drafts
    assert found.reasons == [reason]


def test_a_file_that_only_its_owner_may_change_is_read(read: Reading) -> None:
    assert "mend the dam" in read(pdf(_plain(), password=""), "a.pdf").draft.text


@pytest.mark.parametrize("harm", ["startxref", "table", "end"])
def test_a_broken_table_of_places_is_made_anew(read: Reading, harm: str) -> None:
    data = pdf(_plain())
    broken = {
        "startxref": re.sub(rb"startxref\n\d+", b"startxref\n7", data),
        "table": re.sub(rb"\d{10} 00000 n", b"0000000007 00000 n", data),
        "end": data[: data.index(b"xref\n0")],
    }[harm]
    found = read(broken, "a.pdf")
    assert [("mend the dam" in one.text) for one in found.drafts] == [True] or found.reasons == [NO_PDF]
    assert harm == "end" or found.drafts


def test_pages_over_the_limit_are_told_of_and_the_first_are_read(read: Reading) -> None:
    found = read(pdf(*[_plain()] * 4), "a.pdf", most_pages=2)
    assert found.drafts
    assert found.reasons == ["of 4 pages the first 2 were read; the rest of the PDF is read"]


def test_a_file_over_the_limit_is_not_opened(read: Reading) -> None:
    (reason,) = read(pdf(_plain()), "a.pdf", largest_document=100).reasons
    assert re.fullmatch(r"the file has [\d,]+ bytes, more than the 100 that a document may have", reason)


def test_a_page_that_takes_for_ever_is_stopped(read: Reading) -> None:
    data = _bomb(b"BT /F1 10 Tf 50 700 Td " + b"1 0 0 1 50 700 Tm (word) Tj " * 2_000_000 + b"ET")
    found = read(data, "a.pdf", document_seconds=1)
    assert found.reasons == ["no PDF that can be read: it takes more than 1 seconds to read"]


def test_a_page_that_unpacks_to_more_than_the_memory_is_stopped(read: Reading) -> None:
    data = _bomb(b"q " * 120_000_000)
    (reason,) = read(data, "a.pdf", document_memory=400_000_000, document_seconds=20).reasons
    assert reason.startswith("no PDF that can be read: ") or reason == "the document holds no words"
    assert len(data) < 1_000_000


def test_pages_read_before_the_time_was_up_are_kept(read: Reading) -> None:
    data = _bomb(b"BT /F1 10 Tf 50 700 Td " + b"1 0 0 1 50 700 Tm (word) Tj " * 2_000_000 + b"ET")
    first = pdf(_plain(), Page())
    start = first.index(b"13 0 obj") + len(b"13 0 obj\n")
    inner = data[
        data.index(b"11 0 obj") + len(b"11 0 obj\n") : data.index(b"\nendobj", data.index(b"11 0 obj"))
    ]
    whole = first[:start] + inner + first[first.index(b"\nendobj", start) :]
    found = read(whole, "a.pdf", document_seconds=1)
    assert "mend the dam" in found.draft.text
    assert found.reasons == [
        "of 2 pages 1 were read: it takes more than 1 seconds to read; the rest of the PDF is read"
    ]


def test_pages_of_pictures_beside_pages_of_text_are_told_of(read: Reading) -> None:
    found = read(pdf(_plain(), _pictured()), "a.pdf")
    assert "mend the dam" in found.draft.text
    assert found.reasons == [
        f"page 2 has pictures without a text layer, and these are not read: {OFF}; the rest of the PDF is read"
    ]


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_the_line_that_installs_it_is_told(read: Reading) -> None:
    (reason,) = read(pdf(_pictured()), "a.pdf", ocr_pages=5, ocr_languages="eng+fra").reasons
    assert reason == (
        "no PDF that can be read: page 1 has pictures without a text layer, and these are not read: reading pictures "
        "of text needs Tesseract: apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra"
    )


@needs_tesseract
def test_a_picture_that_shows_no_text_is_told_of(read: Reading) -> None:
    assert read(pdf(_pictured()), "a.pdf", ocr_pages=5, ocr_languages="eng").reasons == [
        "no PDF that can be read: it has no text layer, and pictures of its pages show no text that Tesseract can read"
    ]


DATES = [
    ("D:20340302101500+02'00'", "2034-03-02T10:15:00+02:00"),
    ("D:20340302101500Z", "2034-03-02T10:15:00+00:00"),
    ("20340302", "2034-03-02"),
    ("D:2034", None),
    ("D:20341402", None),
    ("yesterday", None),
    (None, None),
]


@pytest.mark.parametrize(("said", "instant"), DATES)
def test_dates_of_pdf_files(said: str | None, instant: str | None) -> None:
    assert instant_of(said) == instant


def test_limits_are_plain_numbers_for_the_other_process() -> None:
    from headwater.articles.documents.limited import _limits

    assert set(json.loads(_limits(ArticlesConfig()))) == {"seconds", "memory", "pages", "pixels", "pictures"}
