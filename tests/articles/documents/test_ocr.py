"""Pictures of text; skipped where Tesseract is missing."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from headwater.articles import ArticlesConfig
from headwater.articles import read as read_all
from headwater.records.articles import Article, ArticleFinding
from headwater.records.ports import Models
from tests.articles.documents.conftest import Reading, needs_tesseract

LINES = [
    "The council of Mirn voted on Sunday",
    "evening to mend the northern dam and",
    "the clerk said it takes two years.",
]


def picture(lines: list[str] = LINES, form: str = "PNG", size: int = 40) -> bytes:
    """A picture of these lines."""
    page = Image.new("L", (1200, 120 + 60 * len(lines)), 255)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((60, 60 + 60 * number), line, fill=0, font=ImageFont.load_default(size))
    out = io.BytesIO()
    page.save(out, form, dpi=(300, 300))
    return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "form"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.tif", "TIFF"), ("a.webp", "WEBP")]
)
def test_the_words_of_a_picture_are_read_with_confidence(read: Reading, name: str, form: str) -> None:
    draft = read(picture(form=form), name, ocr_pages=5, ocr_languages="eng").draft
    assert "voted on Sunday evening to mend the northern dam and the clerk said" in " ".join(
        draft.text.split()
    )
    assert draft.ocr_confidence and 0.8 < draft.ocr_confidence <= 1
    assert draft.media_type == "image" and (draft.extracted_by or "").startswith("ocr (tesseract ")
    (remark,) = draft.remarks
    assert remark.kind == "read_by_ocr"
    assert remark.because.startswith(
        "the text was read from pictures of its page by Tesseract (eng); its mean confidence"
    )


@needs_tesseract
def test_the_article_and_a_finding_say_that_it_was_read_from_a_picture(
    tmp_path: Path, models: Models
) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    tables = read_all([tmp_path], ArticlesConfig(ocr_languages="eng"), models)
    (article,) = tables.of(Article)
    assert article.ocr_confidence and article.media_type == "image"
    assert "read_by_ocr" in [row.kind for row in tables.of(ArticleFinding)]


@needs_tesseract
def test_a_scanned_page_of_a_pdf_is_read(read: Reading) -> None:
    with Image.open(io.BytesIO(picture())) as page:
        out = io.BytesIO()
        page.save(out, "PDF", resolution=150)
    draft = read(out.getvalue(), "a.pdf", ocr_pages=5, ocr_languages="eng").draft
    assert "to mend the northern dam" in draft.text and draft.media_type == "pdf" and draft.ocr_confidence
    assert "tesseract" in (draft.extracted_by or "")


FAULTS = [
    ("a.png", b"", "no picture of text that can be read: the file is empty"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "no picture of text that can be read: Pillow says: "),
    ("a.jpg", picture(form="JPEG")[:400], "no picture of text that can be read: Pillow says: "),
    (
        "a.tif",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        "no picture of text that can be read: Pillow says: cannot identify image file",
    ),
    ("a.png", picture(lines=[]), "the picture shows no text, or none that can be read"),
]


@needs_tesseract
@pytest.mark.parametrize(("name", "data", "reason"), FAULTS)
def test_what_is_no_picture_of_text_is_rejected(read: Reading, name: str, data: bytes, reason: str) -> None:
    (said,) = read(data, name, ocr_pages=5, ocr_languages="eng").reasons
    assert said.startswith(reason)


@needs_tesseract
def test_a_picture_of_too_many_pixels_is_not_unpacked(read: Reading) -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert len(out.getvalue()) < 200_000
    (reason,) = read(out.getvalue(), "a.png", ocr_pages=5, ocr_languages="eng").reasons
    assert reason in (
        "no picture of text that can be read: it has 900,000,000 pixels, more than 100,000,000",
        "no picture of text that can be read: it has more than 100,000,000 pixels",
    )


@needs_tesseract
def test_a_language_that_tesseract_lacks_is_named_with_its_package(read: Reading) -> None:
    assert read(picture(), "a.png", ocr_pages=5, ocr_languages="eng+xyz").reasons == [
        "no picture of text that can be read: Tesseract lacks the language xyz: apt-get install tesseract-ocr-xyz"
    ]


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_the_line_that_installs_it_is_told(read: Reading) -> None:
    assert read(picture(), "a.png", ocr_pages=5, ocr_languages="eng+ara").reasons == [
        "no picture of text that can be read: reading pictures of text needs Tesseract: "
        "apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-ara"
    ]


def _impostor(folder: Path, then: str) -> None:
    path = folder / "tesseract"
    path.write_text(f'#!/bin/sh\ncase "$1" in --list-langs) echo List; echo eng;; *) {then};; esac\n')
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("then", "seconds", "reason"),
    [
        ("exec /bin/sleep 300", 2, "no picture of text that can be read: it takes more than 2 seconds"),
        ("exit 3", 90, "no picture of text that can be read: Tesseract fell over it"),
        ("echo nonsense", 90, "the picture shows no text, or none that can be read"),
    ],
)
def test_tesseract_is_not_trusted(
    read: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str, seconds: int, reason: str
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    _impostor(folder, then)
    monkeypatch.setenv("PATH", os.pathsep.join([os.fspath(folder), "/usr/bin", "/bin"]))
    from headwater.articles.documents import ocr

    ocr._languages.cache_clear()
    try:
        settings = {"ocr_pages": 5, "ocr_languages": "eng", "ocr_seconds": seconds}
        assert read(picture(), "a.png", **settings).reasons == [reason]
    finally:
        ocr._languages.cache_clear()
