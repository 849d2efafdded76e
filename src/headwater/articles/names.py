"""How names look in credit lines, as regular expressions: Latin, Cyrillic and Arabic."""

from __future__ import annotations

import re

from headwater.records.kept_patterns import compiled
from headwater.text.months import MONTHS, WEEKDAYS, folded

CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚА-ЯЁІЇЄҐ"
_TOKEN = (
    rf"(?:(?:al|el|an|ar|as|ash|at|ad|az|ul|d’|l’)-?)?(?:(?:St|Ste|Dr|Mr|Mrs|Ms)\.|[{CAPITALS}]"
    rf"(?:\.(?=\s?[{CAPITALS}])|(?:[\w’&@-]|\.(?=\w))*))"
)
_LINK = r"(?:(?:of|the|for|de|du|des|la|le|les|d’|l’|al|el|bin|ibn|von|van|et|&|in|on) ?)"
_LATIN = rf"{_TOKEN}(?:[ -]{_LINK}{{0,2}}(?:{_TOKEN}|\d{{1,4}}(?!\w))){{0,7}}"
_ARABIC = r"[\u0621-\u064a][\u0621-\u064a\u0640.’-]*(?: [\u0621-\u064a][\u0621-\u064a\u0640.’-]*){0,6}"
_ANY = rf"(?:{_LATIN}|{_ARABIC})"
_MANY = rf"{_ANY}(?:(?:,? and |,? et |,? ve |,? и | و ?| & |, ){_ANY}){{0,5}}"
_SPLIT = re.compile(r",? and |,? et |,? ve |,? и | و | & |, ")
_SAME_LENGTH = str.maketrans({"'": "’", "ʼ": "’", "`": "’", "\u00a0": " ", "\u202f": " ", "\t": " "})

NAME = re.compile(_ANY)
CAPITAL_WORD = re.compile(rf"[{CAPITALS}]")


def evened(text: str) -> str:
    """The text with one kind of apostrophe and space, character for character, so that offsets hold."""
    return text.translate(_SAME_LENGTH)


def compile_pattern(source: str) -> re.Pattern[str]:
    """A lexicon pattern as a regular expression; its words ignore case, its names do not."""
    source = source.replace("{names}", f"(?-i:(?P<name>{_MANY}))").replace(
        "{name}", f"(?-i:(?P<name>{_ANY}))"
    )
    return compiled(source.replace("{other}", f"(?-i:{_ANY})"), re.IGNORECASE)


def as_printed(name: str, words: str) -> str:
    """A name that was read from evened words, with the apostrophes and spaces of the words themselves."""
    at = evened(words).find(name)
    return words[at : at + len(name)] if at >= 0 else name


def split_names(names: str) -> list[str]:
    """Single names of a list such as "A, B and C"."""
    return [name for name in (tidy(part) for part in _SPLIT.split(names)) if name]


def tidy(name: str) -> str:
    """A name without stray signs at its ends."""
    name = name.strip(' .,;:|-–—’"')
    return name + "." if re.search(r"(?:^|[.\s])[A-Z]\.[A-Z]$", name) else name


def is_name(name: str) -> bool:
    """Whether the words can name someone: not only a weekday, a month, or a number."""
    words = [folded(word) for word in name.split()]
    return bool(words) and not all(word in WEEKDAYS or word in MONTHS or word.isdigit() for word in words)
