"""Words of a text in a form that survives lost punctuation, other quotes, case and marks.

A word is folded before it is compared: case, accents on Latin letters, Arabic vowel signs, apostrophes,
dots of abbreviations, thousands separators and invisible marks (direction, joiners) are dropped, digits of
any script become ASCII. Scripts that write no spaces give one token a character.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from headwater.records.kept_patterns import compiled

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SILENT = "'\u2019\u02bc\u0060\u00b4"  # apostrophes: often lost


@dataclass(frozen=True, slots=True)
class Tokens:
    """Folded words by hash, with the offsets of each in the text; the three arrays are of one length."""

    hashes: Hashes
    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.hashes)

    def kept(self, mask: npt.NDArray[np.bool_]) -> Tokens:
        """The tokens where ``mask`` holds."""
        return Tokens(self.hashes[mask], self.starts[mask], self.ends[mask])


@cache
def _attached() -> str:
    """All characters that belong to the word beside them: combining marks and invisible format characters."""
    found = (
        chr(code) for code in range(0x80, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Cf")
    )
    return "".join(found)


@cache
def _pattern() -> re.Pattern[str]:
    marks = f"[{re.escape(_attached())}]*+"
    letter = f"[^\\W_{_UNSPACED}]"
    joined = f"(?:[{_SILENT}]|(?<=\\d)[.,\u066b\u066c\u202f](?=\\d{{3}}(?!\\d)))"
    run = f"{letter}++(?:{marks}{letter}++)*+{marks}"
    initials = "(?:(?<![^\\W\\d_])[^\\W\\d_]\\.(?=[^\\W\\d_]\\.)[^\\W\\d_]\\.)(?:[^\\W\\d_]\\.)*+"
    return compiled(f"{initials}|{run}(?:{joined}{run})*+|[{_UNSPACED}]{marks}")


def folded(word: str) -> str:
    """``word`` without case, accents, marks, apostrophes and inner punctuation; digits as ASCII."""
    if word.isascii():
        return "".join(letter for letter in word if letter.isalnum()).lower()
    letters = []
    for letter in unicodedata.normalize("NFKD", word.casefold()):
        if letter.isdecimal():
            letters.append(str(unicodedata.decimal(letter)))
        elif letter.isalnum():
            letters.append(letter)
    return "".join(letters)


def hash_of(folded_word: str) -> int:
    """64 bits that stand for a folded word, the same on every machine and in every run."""
    digest = hashlib.blake2b(folded_word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


@lru_cache(maxsize=1 << 17)
def _hash_of_word(word: str) -> bytes:
    """The hash of a word as it is written, as bytes; the words of a language are met again in every text."""
    return hash_of(folded(word)).to_bytes(8, "little")


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The words of ``text[start:end]``."""
    spans = [found.span() for found in _pattern().finditer(text, start, len(text) if end is None else end)]
    places = np.fromiter(chain.from_iterable(spans), dtype=np.int64, count=2 * len(spans)).reshape(-1, 2)
    told = b"".join([_hash_of_word(text[low:high]) for low, high in spans])
    hashes = np.frombuffer(told, dtype="<u8").astype(np.uint64)
    return Tokens(hashes, places[:, 0].copy(), places[:, 1].copy())


def inside(tokens: Tokens, stretches: Iterable[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Which tokens lie wholly inside one of ``stretches`` (start, end)."""
    mask = np.zeros(len(tokens), dtype=np.bool_)
    for start, end in stretches:
        mask[np.searchsorted(tokens.starts, start) : np.searchsorted(tokens.ends, end, side="right")] = True
    return mask
