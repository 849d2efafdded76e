"""One word of a name made ready for comparing: its letters, its sound, its consonants, its meaning, its weight."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Literal

from headwater.entities.wordclasses import WEIGHTS, WordClass, class_of
from headwater.text.transliteration import roman, skeleton, sound

Mode = Literal["person", "organisation", "company", "vessel", "any"]
"""What is compared; "any" where nothing is known of the bearers."""
_OF_COMPANIES = {"form": 0.35, "trade": 0.65, "wide": 0.65, "land": 0.35, "name": 1.0}
"""Weights in names of companies: what they trade in tells them apart, the country of a subsidiary does not."""


class Token:
    """A word in Latin letters and what comparing needs of it; what costs time is worked out when asked for, once."""

    def __init__(self, key: str, common: WordClass | None, weight: float, abjad: bool) -> None:
        self.key = key
        self.concept = common.concept if common else ""
        self.kind = common.kind if common else ""
        """Class of the concept, a key of ``wordclasses.WEIGHTS``, or ""."""
        self.weight = weight
        self.abjad = abjad
        """Whether it is written without vowels."""

    @cached_property
    def roman(self) -> str:
        """The word with the commonest romanisation choices made the same."""
        return roman(self.key)

    @cached_property
    def sound(self) -> str:
        """The word as it is heard."""
        return sound(self.key)

    @cached_property
    def bones(self) -> str:
        """Its consonants in sound classes."""
        return skeleton(self.key)

    @cached_property
    def letters(self) -> int:
        """One bit a letter, so that most unlike words are told apart without counting edits."""
        return _bits(self.key)

    @cached_property
    def roman_letters(self) -> int:
        """One bit a letter of ``roman``."""
        return _bits(self.roman)


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
    return Token(key, common, weight, abjad)
