"""One word of a name made ready for comparing: its letters, its sound, its consonants, its meaning, its weight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from headwater.entities.wordclasses import WEIGHTS, class_of
from headwater.text.transliteration import roman, skeleton, sound

Mode = Literal["person", "organisation", "company", "vessel", "any"]
"""What is compared; "any" where nothing is known of the bearers."""
_OF_COMPANIES = {"form": 0.35, "trade": 0.65, "wide": 0.65, "land": 0.35, "name": 1.0}
"""Weights in names of companies: what they trade in tells them apart, the country of a subsidiary does not."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word in Latin letters and what comparing needs of it, worked out once."""

    key: str
    roman: str
    sound: str
    bones: str
    letters: (
        int  # one bit a letter of ``key``, so that most unlike words are told apart without counting edits
    )
    roman_letters: int
    concept: str
    kind: str  # class of the concept, a key of ``wordclasses.WEIGHTS``, or ""
    weight: float
    abjad: bool  # written without vowels


def _bits(word: str) -> int:
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 63)
    return found


@lru_cache(maxsize=100_000)
def token_of(key: str, folded: str, mode: Mode, particle: bool, abjad: bool) -> Token:
    """The word ``folded`` (in its own script), whose Latin letters are ``key``."""
    common = None if mode == "person" or particle else class_of(folded)
    weights = _OF_COMPANIES if mode == "company" else WEIGHTS
    weight = 0.2 if particle else 0.4 if len(key) == 1 else weights[common.kind] if common else 1.0
    heard = roman(key)
    return Token(
        key, heard, sound(key), skeleton(key), _bits(key), _bits(heard), common.concept if common else "",
        common.kind if common else "", weight, abjad,
    )  # fmt: skip
