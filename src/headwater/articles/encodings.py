"""Bytes to text: the encoding found, and a note where it had to be guessed."""

from __future__ import annotations

import codecs
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
        return Decoded(_plain(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _declared(data, declared) or _mixed(data) or _guess(data)


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
        return Decoded(_plain(data.decode(declared)), declared.lower())
    except (LookupError, UnicodeDecodeError):
        return None


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
