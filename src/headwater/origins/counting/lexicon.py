"""The words that counting reads by, from ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib import resources

from headwater.text.names import fold
from headwater.text.tokens import plain_keys


@dataclass(frozen=True)
class Words:
    """Folded words by what they tell; phrases are joined by hyphens."""

    compiler: frozenset[str]
    generic_compiler: frozenset[str]
    eyewitness: frozenset[str]
    another: frozenset[str]
    tellers: frozenset[str]
    one: frozenset[str]
    prepositions: frozenset[str]
    death: frozenset[str]
    relative: frozenset[str]
    auxiliary: frozenset[str]
    aside: frozenset[str]
    dated: frozenset[str]
    hearsay: frozenset[str]
    findings: frozenset[str]
    outlet_nouns: frozenset[str]
    on_scene: frozenset[str]
    citing: frozenset[str]
    unnamed: frozenset[str]
    aftermath: frozenset[str]
    stands_in: frozenset[str]
    camp: frozenset[str]
    statement: frozenset[str]
    told_by_others: frozenset[str]
    responsibility: frozenset[str]
    back_reference: frozenset[str]
    reaction: frozenset[str]
    far: frozenset[str]
    crowds: frozenset[str]
    things: frozenset[str]
    nobody: frozenset[str]
    layout: frozenset[str]
    inquiry: frozenset[str]
    joiners: frozenset[str]
    where: frozenset[str]
    bodies: frozenset[str]
    offices: frozenset[str]
    state_bodies: frozenset[str]
    whole_state: frozenset[str]
    state_voices: Mapping[str, str]
    rests_on_compiler: frozenset[str]


@cache
def words() -> Words:
    """The contents of ``words.toml``."""
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    plain = [field.name for field in fields(Words) if field.name not in ("rests_on_compiler", "state_voices")]
    return Words(
        **{name: frozenset(data[name]) for name in plain},
        state_voices=data["state_voices"],
        rests_on_compiler=frozenset(data["rests_on"]["compiler"]),
    )


LONGEST = 60
"""Words of a text that are looked at."""


def keys_of(text: str, limit: int = LONGEST) -> list[str]:
    """The folded words of a text, and each run of two to four of them joined by hyphens."""
    return list(_keys(text, limit))


@lru_cache(maxsize=2048)
def _keys(text: str, limit: int) -> tuple[str, ...]:
    """The same, remembered: one sentence is asked for many words, and beside each claim of its group."""
    single = plain_keys(text, limit)
    runs = ["-".join(single[at : at + size]) for size in (2, 3, 4) for at in range(len(single) - size + 1)]
    return (*single, *runs)


def speaks(text: str, known: Iterable[str]) -> bool:
    """Whether one of the known words or phrases stands in a text."""
    wanted = known if isinstance(known, frozenset) else frozenset(known)
    return not wanted.isdisjoint(_keys(text, LONGEST))


def first_word(text: str) -> str:
    """The folded first word of a text, or nothing."""
    return fold(text.split()[0]) if text.split() else ""


STEM = 5
"""Letters by which two words are one ("rescue", "rescuers")."""


def stem(word: str) -> str:
    """The beginning by which a folded word is known in all its forms."""
    return word[:STEM]


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that have letters enough to tell one from another."""
    return frozenset(stem(key) for key in plain_keys(text, LONGEST) if len(key) >= STEM)
