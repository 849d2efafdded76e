"""Invented names in three scripts, made of syllables."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_CONSONANTS = ("bبб", "dدд", "fفф", "gغг", "kكк", "lلл", "mمм", "nنн", "rرр", "sسс", "tتт", "vفв", "zزз")
_VOWELS = ("aاа", "eيе", "iيи", "oوо", "uوу")
_ENDINGS = ("", "n", "r", "l", "k", "s", "m")
_REAL = frozenset({"Kabul", "Mosul", "Tunis", "Samara", "Toledo", "Manila", "Malaga", "Lusaka", "Nikos"})
_LETTER = {letters[0]: (letters[1], letters[2]) for letters in (*_CONSONANTS, *_VOWELS)}


@dataclass(frozen=True, slots=True)
class Name:
    """One name as each script writes it."""

    latin: str
    arabic: str
    cyrillic: str

    def written(self, lang: str) -> str:
        """The name in the script of a language."""
        return self.arabic if lang == "ar" else self.cyrillic if lang == "ru" else self.latin

    def followed_by(self, other: Name) -> Name:
        """This name and another after it: a given name and a family name."""
        return Name(
            f"{self.latin} {other.latin}",
            f"{self.arabic} {other.arabic}",
            f"{self.cyrillic} {other.cyrillic}",
        )


def make_name(rng: Random, syllables: int) -> Name:
    """A new name of so many syllables; never that of a few real towns that syllables may hit."""
    while True:
        letters = [
            letter
            for _ in range(syllables)
            for letter in (rng.choice(_CONSONANTS)[0], rng.choice(_VOWELS)[0])
        ]
        name = spell("".join(letters) + rng.choice(_ENDINGS))
        if name.latin not in _REAL:
            return name


def spell(latin: str) -> Name:
    """A name of plain Latin letters in three scripts, each letter for letter."""
    arabic = "".join(_LETTER[letter][0] for letter in latin)
    cyrillic = "".join(_LETTER[letter][1] for letter in latin)
    return Name(latin.capitalize(), arabic, cyrillic.capitalize())


def make_person(rng: Random) -> Name:
    """A given name and a family name."""
    return make_name(rng, 2).followed_by(make_name(rng, rng.choice((2, 3))))
