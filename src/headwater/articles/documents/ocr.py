"""Pictures of text read by Tesseract: words with their places, and how sure it is of each.

Optional: it needs the extra ``ocr`` (Pillow) and Debian's ``tesseract-ocr`` with its languages. Tesseract runs
as a program of its own, with limits on time and memory; its words are laid out like those of a PDF.
"""

from __future__ import annotations

import base64
import csv
import io
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.glyphs import Glyph, Word
from headwater.articles.drafts import Remark

_LOW = 0.7
_LEAST_WORD = 0.1  # a word that Tesseract is less sure of is a speck
_LINE_TO_LETTERS = 0.75  # the size of letters in a line's height, descenders and all
_LEAST_USUAL, _MOST_USUAL = 0.7, 1.35
_POINTS = 72.0
_SUPPOSED_DOTS = 300  # an inch, where a picture does not say
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
    """What was read of one picture: its words, its height in points, the sum of the words' confidences."""

    words: tuple[Word, ...]
    height: float
    confidence: float


def require(config: ArticlesConfig) -> None:
    """Nothing where pictures of text can be read; raises OcrFault with the line that installs what is missing."""
    if find_spec("PIL") is None:
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
    return frozenset(_said("--list-langs").split()[1:])


@cache
def tesseract_version() -> str:
    """ "tesseract 5.3.0"."""
    return " ".join(_said("--version").split()[:2])


def _said(option: str) -> str:
    try:
        done = subprocess.run(["tesseract", option], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OcrFault("Tesseract does not start") from error
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def read_png(png: str, height: float, config: ArticlesConfig) -> PictureText:
    """The text of a page's PNG in base64; ``height`` is the page's in points."""
    from PIL import Image

    data = base64.b64decode(png)
    with Image.open(io.BytesIO(data)) as picture:
        points = height / max(1, picture.size[1])
    return _read(data, points, height, config)


def read_frame(picture: Any, config: ArticlesConfig) -> PictureText:
    """The text of a picture; raises OcrFault where Tesseract takes too long or falls."""
    out = io.BytesIO()
    dots = picture.info.get("dpi", (_SUPPOSED_DOTS,))[-1]
    dots = float(dots) if 50 <= float(dots) <= 2_400 else _SUPPOSED_DOTS
    picture.save(out, "PNG", compress_level=1)
    points = _POINTS / dots
    return _read(out.getvalue(), points, picture.size[1] * points, config)


def _read(png: bytes, points: float, height: float, config: ArticlesConfig) -> PictureText:
    table = _tesseract(png, round(_POINTS / points), config).decode("utf-8", "replace")
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    found = list(_words(rows, points, height))
    return PictureText(_evened([word for word, _ in found]), height, sum(sure for _, sure in found))


def _tesseract(png: bytes, dots: int, config: ArticlesConfig) -> bytes:
    """What Tesseract says of a PNG, as tab-separated values."""
    with subprocess.Popen(
        ["tesseract", "stdin", "stdout", "-l", config.ocr_languages, "--psm", "3", "--dpi", str(dots), "tsv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
    ) as process:
        with suppress(ProcessLookupError):
            limit = (config.document_memory, config.document_memory)
            resource.prlimit(process.pid, resource.RLIMIT_AS, limit)
        try:
            out, _ = process.communicate(png, timeout=config.ocr_seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise OcrFault(f"it takes more than {config.ocr_seconds} seconds") from error
    if process.returncode:
        raise OcrFault("Tesseract fell over it")
    return out


def _words(rows: Sequence[dict[str, str]], points: float, height: float) -> Iterator[tuple[Word, float]]:
    """Words with their places in points, upwards from the page's foot, and how sure each is."""
    line = (0.0, 1.0)
    for row in rows:
        try:
            level, sure = int(row["level"]), float(row["conf"]) / 100
            left, top, width, tall = (int(row[name]) * points for name in ("left", "top", "width", "height"))
        except (KeyError, ValueError, TypeError):
            continue
        if level == 4:
            line = (height - top - tall, max(1.0, round(tall * _LINE_TO_LETTERS, 0)))
        text = (row.get("text") or "").strip()
        if level != 5 or not text or sure < _LEAST_WORD:
            continue
        y, size = line
        glyph = Glyph(text, left, left + width, y, size, False, 0, 0)
        yield Word((glyph,), left, left + width, y, size, False), sure


def _evened(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with one size for all lines of about the usual height: a line without descenders is no smaller."""
    usual = median(word.size for word in words) if words else 0.0
    return tuple(
        replace(word, size=usual, glyphs=(replace(word.glyphs[0], size=usual),))
        if _LEAST_USUAL * usual < word.size < _MOST_USUAL * usual
        else word
        for word in words
    )


def join_confidence(pictures: Sequence[PictureText]) -> float | None:
    """The mean confidence over all words of some pictures, or None without words."""
    words = sum(len(one.words) for one in pictures)
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
