"""Scripts of characters and texts, and characters that hide: bidirectional controls, look-alike letters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x005A, "Latn"),
    (0x0061, 0x007A, "Latn"),
    (0x00AA, 0x00AA, "Latn"),
    (0x00BA, 0x00BA, "Latn"),
    (0x00C0, 0x00D6, "Latn"),
    (0x00D8, 0x00F6, "Latn"),
    (0x00F8, 0x02AF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0531, 0x058F, "Armn"),
    (0x0591, 0x05F4, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x137F, "Ethi"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2DE0, 0x2DFF, "Cyrl"),
    (0x3040, 0x30FF, "Jpan"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xAC00, 0xD7AF, "Hang"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"),
    (0xFF21, 0xFF5A, "Latn"),
)
_STARTS = [block[0] for block in _BLOCKS]
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_ALIKE = {frozenset(("Latn", "Cyrl")), frozenset(("Latn", "Grek")), frozenset(("Cyrl", "Grek"))}


def script_of_letter(letter: str) -> str:
    """The ISO 15924 code of one letter's script; "Zyyy" for digits, signs, spaces and scripts unknown here."""
    code = ord(letter)
    at = bisect_right(_STARTS, code) - 1
    if at >= 0 and code <= _BLOCKS[at][1] and letter.isalpha():
        return _BLOCKS[at][2]
    return "Zyyy"


def script_shares(text: str) -> list[tuple[str, float]]:
    """Scripts of the letters of ``text`` with their shares, most first, ties by code; no letters: empty."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        script = script_of_letter(letter)
        if script != "Zyyy":
            counts[script] += times
    whole = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(script, round(times / whole, 4)) for script, times in ranked]


def script_of(text: str) -> str:
    """The script that most letters of ``text`` are in; "Zyyy" where it has no letters."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    shares = script_shares(text)
    return shares[0][0] if shares else "Zyyy"


def bidi_controls(text: str) -> list[int]:
    """Offsets of characters that steer the direction of writing and are not seen."""
    return [found.start() for found in _BIDI.finditer(text)]


def bidi_overrides(text: str) -> list[int]:
    """Offsets of controls that open or close an embedding or override, which may show text out of order."""
    return [found.start() for found in _OVERRIDES.finditer(text)]


def mixed_words(text: str) -> list[tuple[int, int]]:
    """Spans of words that mix Latin, Cyrillic or Greek letters, which look alike."""
    found = []
    for word in _WORD.finditer(text):
        letters = word.group()
        if letters.isascii():
            continue
        scripts = sorted({script_of_letter(letter) for letter in letters} - {"Zyyy"})
        if any(pair.issubset(scripts) for pair in _LOOK_ALIKE):
            found.append(word.span())
    return found
