"""The words that counting reads by, from ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib import resources

from headwater.text.names import fold, words_of


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
LONGEST_PHRASE = 4
"""Words of a phrase that is known."""
_REMEMBERED = 60
"""Characters of the longest token that is remembered: longer ones are links and noise."""


def keys_of(text: str, limit: int = LONGEST) -> list[str]:
    """The folded words of a text, and each run of two to four of them joined by hyphens."""
    return list(_keys(text, limit))


@lru_cache(maxsize=2048)
def _keys(text: str, limit: int) -> tuple[str, ...]:
    """The same, remembered."""
    single = _plain(text, limit)
    runs = ["-".join(single[at : at + size]) for size in (2, 3, 4) for at in range(len(single) - size + 1)]
    return (*single, *runs)


@lru_cache(maxsize=1 << 13)
def _plain(text: str, limit: int) -> tuple[str, ...]:
    """The folded words of a text, remembered: one sentence is asked for many words, and beside each claim of its group."""
    found: list[str] = []
    for token in text.split():
        found += _of_token(token) if len(token) <= _REMEMBERED else _split(token)
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def _split(token: str) -> tuple[str, ...]:
    return tuple(word.forms[0] for word in words_of(token))


_of_token = lru_cache(maxsize=1 << 15)(_split)


@lru_cache(maxsize=1 << 13)
def _as_set(text: str) -> frozenset[str]:
    """The same words, to be met with those that are looked for."""
    return frozenset(_plain(text, LONGEST))


@lru_cache(maxsize=256)
def _phrases(known: frozenset[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases among known words and phrases: what follows their first words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for key in sorted(known):
        first, *rest = key.split("-")
        if 1 <= len(rest) < LONGEST_PHRASE:
            found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(some) for first, some in found.items()}


def speaks(text: str, known: Iterable[str]) -> bool:
    """Whether one of the known words or phrases stands in a text."""
    wanted = known if isinstance(known, frozenset) else frozenset(known)
    held = _as_set(text)
    if not wanted.isdisjoint(held):
        return True
    phrases = _phrases(wanted)
    begun = held.intersection(phrases) if phrases else None
    return bool(begun) and _follows(_plain(text, LONGEST), begun or frozenset(), phrases)


def _follows(
    single: tuple[str, ...], begun: frozenset[str], phrases: Mapping[str, tuple[tuple[str, ...], ...]]
) -> bool:
    """Whether a phrase stands in some words, of which it may begin with those that have ``begun`` one."""
    for word in begun:
        at = -1
        for _ in range(single.count(word)):
            at = single.index(word, at + 1)
            for rest in phrases[word]:
                if single[at + 1 : at + 1 + len(rest)] == rest:
                    return True
    return False


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
    return frozenset(stem(key) for key in _plain(text, LONGEST) if len(key) >= STEM)
