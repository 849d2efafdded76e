"""Bytes to text: the encoding found, and a note where it had to be guessed."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ["cp1252", "cp1256", "cp1251", "koi8_r", "cp1254", "iso8859_6", "iso8859_5", "mac_roman", "cp866"]
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_RARE_NULL = 50  # one null character in so many bytes is damage, more is binary data
_WESTERN = ("iso-8859-1", "latin-1", "latin1", "iso8859-1", "windows-1252", "cp1252", "us-ascii", "ascii")
_NO_CHARSETS = ("unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined", "utf-7")
_HIGH = "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
_TWICE = re.compile(rf"(?:[\u00c2-\u00df]{_HIGH}|[\u00e0-\u00ef]{_HIGH}{{2}})")
_RUN = re.compile(rf"{_HIGH}{{2,}}")
_LOOKED = 200_000  # characters of a text whose letters are counted
_LEAST_TWICE = 12
_MOSTLY = 0.8
_LEAST_TURKISH = 8
_MARKUP = re.compile(r"<(?:script|style).*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_MOST_WIDE = 0.5  # of the letters; more are no Western text
_SAMPLE = 60_000  # bytes that the guess looks at
_SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"SQLite format 3",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and a sentence where that was a guess or left damage."""

    text: str
    encoding: str
    note: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of ``data`` with newlines as \\n and no byte order mark, or None where it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_plain(data[len(mark) :].decode(encoding, "replace")), encoding)
    if looks_binary(data):
        return None
    wide = _wide(data[:8192])
    if wide:
        note = f"no byte order mark; read as {wide.upper()} by its zero bytes"
        return Decoded(_plain(data.decode(wide, "replace")), wide, note)
    try:
        return _read_once(Decoded(_plain(data.decode("utf-8")), "utf-8"))
    except UnicodeDecodeError:
        return _turkish(_declared(data, declared) or _mixed(data) or _guess(data), data)


def _read_once(decoded: Decoded) -> Decoded:
    """The text itself where it was encoded twice: UTF-8 that somebody took for Windows-1252 and wrote as UTF-8 again."""
    sample = decoded.text[:_LOOKED]
    twice = sum(len(run) for run in _TWICE.findall(sample))
    if twice < _LEAST_TWICE or twice < _MOSTLY * (len(sample) - len(sample.encode("ascii", "ignore"))):
        return decoded
    mended = _RUN.sub(lambda run: _undone(run.group()), decoded.text)
    note = "the text was encoded twice; read as UTF-8 that had been taken for Windows-1252"
    return Decoded(mended, decoded.encoding, note)


def _undone(run: str) -> str:
    try:
        return b"".join(_byte(letter) for letter in run).decode("utf-8")
    except ValueError:
        return run


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1") if letter <= "\xff" else letter.encode("cp1252")


def _turkish(decoded: Decoded | None, data: bytes) -> Decoded | None:
    """Turkish that a page calls Western: its letters stand where Icelandic has its own."""
    if decoded is None or decoded.encoding.replace("_", "-") not in _WESTERN:
        return decoded
    sample = decoded.text[:_LOOKED]
    if sum(map(sample.count, "ýþðÝÞÐ")) < _LEAST_TURKISH + 5 * sum(map(sample.count, "áæíóúÁÆÍÓÚ")):
        return decoded
    text = _plain(data.decode("cp1254", "replace"))
    return Decoded(text, "cp1254", f"called {decoded.encoding}; read as Turkish cp1254 by its letters")


def looks_binary(data: bytes) -> bool:
    """Whether bytes are no text in any 8-bit encoding or UTF-8: a known signature, null bytes, control codes."""
    head = data[:8192]
    if head.startswith(_SIGNATURES):
        return True
    if head.count(0) * _RARE_NULL > len(head):
        return _wide(head) is None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 20 > len(head)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows as zeros in every second byte."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 20 < len(head) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """The encoding that a page names, where the bytes allow it."""
    if declared is None:
        return None
    try:
        if codecs.lookup(declared).name.replace("_", "-") in _NO_CHARSETS:
            return None  # no character set of texts: their escapes would give halves of characters
        text = _plain(data.decode(declared))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    if declared.lower().replace("_", "-") in _WESTERN:
        letters = [letter for letter in _MARKUP.sub(" ", text[:_LOOKED]) if letter.isalpha()]
        if sum(not letter.isascii() for letter in letters) > _MOST_WIDE * len(letters):
            return None  # letters of another script, read as Western ones
    return Decoded(text, declared.lower())


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with a few stray bytes of Windows-1252, as pasted files have."""
    repaired, strays = [], 0
    at = 0
    while at < len(data):
        try:
            repaired.append(data[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            strays += 1
            if strays > 40:
                return None
            stop = at + error.start
            repaired.append(data[at:stop].decode("utf-8"))
            repaired.append(data[stop : stop + 1].decode("cp1252", "replace"))
            at = stop + 1
    text = "".join(repaired)
    wide = sum(not letter.isascii() for letter in text[:200_000])
    if strays * 4 > max(wide, 1):
        return None
    return Decoded(_plain(text), "utf-8", f"read as UTF-8 with {strays} stray bytes taken as Windows-1252")


def _guess(data: bytes) -> Decoded | None:
    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSES, enable_fallback=True).best()
    encoding = best.encoding if best is not None else "cp1252"
    text = data.decode(encoding, "replace")
    return Decoded(_plain(text), encoding, f"encoding not stated; read as {encoding} by its letters")


def _plain(text: str) -> str:
    """Newlines as \\n, no byte order mark, null characters dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.removeprefix("\ufeff")
