"""Names by their sound, so that one name in two scripts can be seen to be one: a coarse consonant key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from headwater.text.names import HYPHEN_ARTICLES

_DIGRAPHS = (
    ("tch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", ""), ("gh", "k"), ("ph", "p"), ("th", "t"),
    ("dj", "j"), ("dh", "t"), ("zh", "s"), ("x", "ks"), ("ts", "s"), ("qu", "k"),
)  # fmt: skip
_CLASSES = str.maketrans("cgjqbfzd", "kkkkppst")
_DROPPED = re.compile(r"[^kpstmnrl]")
_DOUBLED = re.compile(r"(.)\1+")
_SPELLED_ALIKE = 72.0
"""Per cent of letters in common at which two spellings may be of one name."""
_LONG = 7
_SHORT_ALIKE = 85.0
"""The same for names of fewer than ``_LONG`` letters ("Issa" is not "ISIS")."""
_NO_KEY = HYPHEN_ARTICLES | {"ul", "abu", "abou", "ebu", "ben", "bin", "ibn"}
"""Articles and words of kinship: they have no key of their own."""


@lru_cache(maxsize=100_000)
def sound_key(word: str) -> str:
    """The consonants of a word in seven classes; "" where too little is left to go by."""
    plain = anyascii(word[:60].removeprefix("ال").removesuffix("ة")).lower()
    if plain in _NO_KEY:
        return ""
    for sign, sound in _DIGRAPHS:
        plain = plain.replace(sign, sound)
    return _DOUBLED.sub(r"\1", _DROPPED.sub("", plain.translate(_CLASSES)))


@lru_cache(maxsize=100_000)
def sound_keys(word: str) -> tuple[str, ...]:
    """The ways a word may be heard: a "v" is written as a "w", and so not heard, or in Arabic as an "f"."""
    key = sound_key(word)
    plain = anyascii(word[:60].removeprefix("ال").removesuffix("ة")).lower()
    if "v" not in plain or plain in _NO_KEY:
        return (key,)
    return tuple(dict.fromkeys((key, sound_key(plain.replace("v", "f")))))


def alike(a: str, b: str) -> bool:
    """Whether two sound keys may be of one name."""
    if a == b:
        return True
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) <= 2:
        return True
    return len(shorter) >= 3 and len(longer) >= 4 and Levenshtein.distance(a, b, score_cutoff=1) <= 1


_alike = lru_cache(maxsize=1 << 17)(alike)


def heard_in(name: Sequence[Sequence[str]], keys: Collection[str]) -> bool:
    """Whether a name's telling words, each by the ways it is heard, are all among ``keys``; True where none tells."""
    telling = [told for ways in name if (told := [way for way in ways if len(way) >= 2])]
    return all(any(way in keys for way in ways) or any(_heard(way, keys) for way in ways) for ways in telling)


def _heard(way: str, keys: Iterable[str]) -> bool:
    """Whether a name may be among some sounds, none of which is quite its own."""
    size = len(way)
    return size >= 3 and any(abs(len(key) - size) <= 2 and _alike(way, key) for key in keys)


def spelled_in(name: str, words: Sequence[str], alike_from: float = _SPELLED_ALIKE) -> bool:
    """Whether a name with too few consonants to go by is spelled, letter by letter, about as some words are."""
    sought = letters_of(name)
    if len(sought) < 3:
        return False
    least = alike_from if len(sought) >= _LONG else max(alike_from, _SHORT_ALIKE)
    plain = [letters_of(word) for word in words]
    size = len(name.split())
    for many in {max(1, size - 1), size, size + 1}:
        for at in range(len(plain) - many + 1):
            if fuzz.ratio(sought, "".join(plain[at : at + many])) >= least:
                return True
    return False


@lru_cache(maxsize=100_000)
def letters_of(word: str) -> str:
    """A word in Latin letters, nothing else."""
    return re.sub(r"[^a-z]", "", anyascii(word[:60]).lower())
