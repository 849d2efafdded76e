"""Names from outside: what makes one unusable, its plain form, the language that its script stands for."""

from __future__ import annotations

import unicodedata

from headwater.entities.commonwords import is_common_word
from headwater.entities.entries import FLAGS
from headwater.text.names import name_key

LONGEST_NAME = 300
MOST_MARKS = 3
"""Combining marks one after another; vowelled Arabic and Vietnamese need two."""
SHOWN = 40
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW")
_FORBIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn")
_JOINERS = "\u200c\u200d\u00ad"


def plain(text: str) -> str:
    """The name in NFC with single spaces, without the signs that part names in registry files."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if c not in "\u00ad")
    spaced = " ".join(kept.replace(";", ",").replace("|", "/").split())
    return spaced.lstrip(FLAGS + "# ").strip()


def fault_of(text: str) -> str | None:
    """What makes a name unusable, as words for its finder; null where nothing does."""
    if not text.strip():
        return "an empty name"
    if is_common_word(text):
        return f"a common word ({text[:SHOWN]!r}), which every text holds without meaning this entry"
    if text.isascii() and text.isprintable() and len(text) <= LONGEST_NAME and name_key(text):
        return None  # most names by far
    shown = text[:SHOWN].encode("unicode_escape").decode() if not text.isprintable() else text[:SHOWN]
    if len(text) > LONGEST_NAME:
        return f"a name of {len(text)} characters ({shown!r}…); at most {LONGEST_NAME} are read"
    control = next(
        (c for c in text if unicodedata.category(c) in _FORBIDDEN and c not in _JOINERS + "\t\n"), None
    )
    if control is not None:
        return f"a name with the control character U+{ord(control):04X} ({shown!r})"
    if _longest_run_of_marks(text) > MOST_MARKS:
        return f"a name with more than {MOST_MARKS} combining marks on one letter ({shown!r})"
    mixed = next((word for word in text.split() if len(scripts_of(word)) > 1), None)
    if mixed is not None:
        return f"a word in letters of {' and '.join(scripts_of(mixed))} ({mixed[:SHOWN]!r}): they may only look alike"
    return None if name_key(plain(text)) else f"a name without any word ({shown!r})"


def _longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for char in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.combining(char) else 0
        longest = max(longest, run)
    return longest


def scripts_of(word: str) -> tuple[str, ...]:
    """Names of the alphabets whose letters stand in one unhyphenated piece of a word, where it mixes any; else the word's."""
    if word.isascii():
        return ("Latin",) if any(c.isalpha() for c in word) else ()
    pieces = word.replace("-", " ").replace("–", " ").replace("/", " ").split()
    found = [_alphabets(piece) for piece in pieces]
    return next((scripts for scripts in found if len(scripts) > 1), found[0] if found else ())


def _alphabets(piece: str) -> tuple[str, ...]:
    names = (unicodedata.name(c, "").split(" ")[0] for c in piece if c.isalpha())
    return tuple(dict.fromkeys(name.capitalize() for name in names if name in _SCRIPTS))


def language_of(text: str) -> str:
    """The registry column for a name: "ar" for Arabic letters, "ru" for Cyrillic, "en" for all others."""
    scripts = scripts_of(text)
    first = scripts[0] if scripts else ""
    return {"Arabic": "ar", "Cyrillic": "ru"}.get(first, "en")
