"""Pictures of text read by Tesseract: paragraphs from its layout, a confidence from its words.

Optional: it needs the extra ``ocr`` (pytesseract, Pillow) and Debian's ``tesseract-ocr`` with its languages.
"""

from __future__ import annotations

import base64
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.hyphens import joint, words_of
from headwater.articles.documents.paragraphs import Paragraph, ParagraphWriter
from headwater.articles.drafts import Remark

_LOW = 0.7
_LEAST_WORD = 0.1  # a word that Tesseract is less sure of is a speck
_PACKAGES = {
    "ara": "tesseract-ocr-ara",
    "eng": "tesseract-ocr-eng",
    "fra": "tesseract-ocr-fra",
    "rus": "tesseract-ocr-rus",
    "tur": "tesseract-ocr-tur",
}


class OcrFault(Exception):  # noqa: N818 - it never leaves this package
    """Why a picture of text is not read; the message is the reason of a rejection."""


@dataclass(frozen=True, slots=True)
class PictureText:
    """What was read of one picture: its paragraphs, the sum of its words' confidences, how many there are."""

    paragraphs: tuple[Paragraph, ...]
    confidence: float
    words: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its block, paragraph and line, and how sure Tesseract is of it, 0 to 1."""

    text: str
    paragraph: tuple[int, int]
    line: int
    confidence: float


def require(config: ArticlesConfig) -> None:
    """Nothing where pictures of text can be read; raises OcrFault with the line that installs what is missing."""
    if find_spec("pytesseract") is None or find_spec("PIL") is None:
        raise OcrFault("reading pictures of text needs an extra: pip install 'headwater[ocr]'")
    wanted = config.ocr_languages.split("+")
    if shutil.which("tesseract") is None:
        packages = " ".join(["tesseract-ocr", *_packages(wanted)])
        raise OcrFault(f"reading pictures of text needs Tesseract: apt-get install {packages}")
    missing = [one for one in wanted if one not in _languages()]
    if missing:
        raise OcrFault(
            f"Tesseract lacks the language {', '.join(missing)}: apt-get install {' '.join(_packages(missing))}"
        )


def _packages(languages: Sequence[str]) -> list[str]:
    return [_PACKAGES.get(one, f"tesseract-ocr-{one.replace('_', '-')}") for one in languages]


@cache
def _languages() -> frozenset[str]:
    import pytesseract  # type: ignore[import-untyped]

    return frozenset(pytesseract.get_languages(config=""))


def read_picture(png: str, config: ArticlesConfig) -> PictureText:
    """The text of a PNG in base64."""
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(png))) as picture:
        return read_image(picture, config)


def read_image(picture: Any, config: ArticlesConfig) -> PictureText:
    """The text of a picture; raises OcrFault where Tesseract takes too long or falls."""
    import pytesseract

    try:
        table = pytesseract.image_to_data(
            picture,
            lang=config.ocr_languages,
            config="--psm 3",
            timeout=config.ocr_seconds,
            output_type=pytesseract.Output.DICT,
        )
    except RuntimeError as error:
        if "timeout" in str(error).lower():
            raise OcrFault(f"it takes more than {config.ocr_seconds} seconds") from error
        raise OcrFault(f"Tesseract says: {' '.join(str(error).split())[:120]}") from error
    except (OSError, ValueError, TypeError) as error:
        raise OcrFault(f"Tesseract says: {' '.join(str(error).split())[:120]}") from error
    words = list(_words(table))
    return PictureText(tuple(_paragraphs(words)), sum(word.confidence for word in words), len(words))


def _words(table: dict[str, list[Any]]) -> Iterator[_Word]:
    for text, sure, block, paragraph, line in zip(
        *(table[name] for name in ("text", "conf", "block_num", "par_num", "line_num")), strict=True
    ):
        confidence = float(sure) / 100
        if str(text).strip() and confidence >= _LEAST_WORD:
            yield _Word(str(text).strip(), (int(block), int(paragraph)), int(line), confidence)


def _paragraphs(words: Sequence[_Word]) -> Iterator[Paragraph]:
    """Tesseract's paragraphs in its order, lines joined."""
    lines: list[tuple[tuple[int, int], int, str]] = []
    for word in words:
        if lines and lines[-1][:2] == (word.paragraph, word.line):
            lines[-1] = (*lines[-1][:2], f"{lines[-1][2]} {word.text}")
        else:
            lines.append((word.paragraph, word.line, word.text))
    known = words_of(line for _, _, line in lines if not line.endswith("-"))
    writer = ParagraphWriter()
    for at, (paragraph, _, text) in enumerate(lines):
        follows = lines[at + 1] if at + 1 < len(lines) else None
        if follows is None or follows[0] != paragraph:
            writer.add(text)
            written = writer.take("body")
            if written and any(letter.isalnum() for letter in written.text):
                yield written
            continue
        how = joint(text, follows[2], known)
        writer.add(text[:-1] if how == "join" else text)
        writer.add(" " if how == "space" else None)


def join_confidence(pictures: Sequence[PictureText]) -> float | None:
    """The mean confidence over all words of some pictures, or None without words."""
    words = sum(one.words for one in pictures)
    return round(sum(one.confidence for one in pictures) / words, 4) if words else None


def remark_of(which: str, config: ArticlesConfig, confidence: float | None) -> Remark:
    """That a text was read from pictures, in which languages, and how surely."""
    sure = f"{confidence:.0%}" if confidence is not None else "unknown"
    because = (
        f"the text was read from pictures of {which} by Tesseract ({config.ocr_languages}); its mean "
        f"confidence in a word is {sure}"
    )
    if confidence is not None and confidence < _LOW:
        because += ", which is low: names and numbers may be wrong, compare them with the picture"
    return Remark("read_by_ocr", because)
