"""Who appears in simulated news: outlets with their habits, agencies, armed groups, towns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from headwater.simulation.names import Name, make_name

Base = Literal["copy", "trim", "rewrite", "cite"]
Alteration = Literal["none", "sharpen", "relabel", "unhedge", "miscite", "unsource"]

_BASES: tuple[Base, ...] = ("copy", "copy", "trim", "rewrite", "rewrite", "cite")
_ALTERATIONS: tuple[Alteration, ...] = (
    "none", "none", "none", "sharpen", "relabel", "unhedge", "miscite", "unsource",
)  # fmt: skip
_BRANDS = (
    Name("Post", "بوست", "Пост"),
    Name("Herald", "هيرالد", "Геральд"),
    Name("Tribune", "تريبيون", "Трибюн"),
    Name("Courier", "كوريير", "Курьер"),
    Name("Monitor", "مونيتور", "Монитор"),
    Name("Gazette", "غازيت", "Газет"),
)
_WIRE = Name("Press", "برس", "Пресс")
_OUTLETS = 12
_AGENCIES = 2
_TOWNS = 300
_GROUPS = 16


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher: its language, and what it does to the reports that it takes over."""

    name: Name
    lang: str
    agency: bool
    base: Base
    alteration: Alteration
    credits: bool
    backdates: bool

    @property
    def publisher(self) -> str:
        """Its name as it prints it."""
        return self.name.written(self.lang)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who stands in more than one incident."""

    outlets: tuple[Outlet, ...]
    agencies: tuple[Outlet, ...]
    towns: tuple[Name, ...]
    groups: tuple[Name, ...]
    words: int  # of an article, about


def make_cast(seed: int, languages: Sequence[str], words: int = 200) -> Cast:
    """The cast of a seed, the same for any number of articles."""
    rng = Random(f"cast {seed}")
    taken: set[str] = set()

    def fresh(syllables: int) -> Name:
        while (name := make_name(rng, syllables)).latin in taken:
            pass
        taken.add(name.latin)
        return name

    outlets = [
        Outlet(
            fresh(2).followed_by(_BRANDS[number % len(_BRANDS)]),
            lang,
            False,
            rng.choice(_BASES),
            rng.choice(_ALTERATIONS),
            rng.random() < 0.6,
            rng.random() < 0.08,
        )
        for lang in languages
        for number in range(_OUTLETS)
    ]
    agencies = [
        Outlet(fresh(2).followed_by(_WIRE), lang, True, "rewrite", "none", True, False)
        for lang in languages
        for _ in range(_AGENCIES)
    ]
    towns = tuple(fresh(3) for _ in range(_TOWNS))
    groups = tuple(fresh(2) for _ in range(_GROUPS))
    return Cast(tuple(outlets), tuple(agencies), towns, groups, words)
