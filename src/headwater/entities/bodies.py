"""Bodies of states that a text names by demonym and noun: "Iraqi army", "l'armée irakienne", "Rus ordusu"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from headwater.entities.entries import (
    LANGUAGES,
    Entry,
    RegistryName,
    entries,
    lines_of,
    names_in,
    party_kinds,
    word_list,
)
from headwater.entities.index import NameIndex, NameRef, fits
from headwater.text.names import Word, name_key

NOUN_FIRST = frozenset({"fr", "ar"})
"""Languages in which the noun comes before the demonym."""


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of state body: its id part, type, kind, heading, and whether the noun surely names it."""

    part: str
    kind: str
    heading: str


@dataclass(frozen=True, slots=True)
class BodyHit:
    """Words ``[first, last)`` that name body ``id``; ``regime`` where the noun is a loaded one."""

    first: int
    last: int
    id: str
    sure: bool
    noun: str


@cache
def bodies() -> dict[str, Body]:
    """State bodies by the last part of their id."""
    found: dict[str, Body] = {}
    for _, cells in lines_of("bodies.csv", 10):
        found.setdefault(cells[0], Body(cells[0], cells[2], cells[3]))
    return found


@cache
def body_nouns() -> NameIndex:
    """Nouns of state bodies, leading to the body's part and weight ("army strong")."""
    names: list[tuple[str, RegistryName]] = []
    for _, cells in lines_of("bodies.csv", 10):
        for lang, cell in zip(LANGUAGES, cells[4:9], strict=True):
            names.extend((f"{cells[0]} {cells[9]}", name) for name in names_in(cell, lang))
    return NameIndex.of(names)


@cache
def _owners() -> NameIndex:
    """Demonyms, states, capitals and leaders: whatever may stand before or after the noun."""
    names: list[tuple[str, RegistryName]] = []
    for _, cells in lines_of("states.csv", 12):
        for lang, cell in zip(LANGUAGES, cells[6:11], strict=True):
            names.extend((f"{cells[0]} demonym", name) for name in names_in(cell, lang))
        for lang, cell in zip(LANGUAGES, cells[1:6], strict=True):
            names.extend((cells[0], name) for name in names_in(cell, lang))
        names.extend(
            (f"{cells[0]} capital", RegistryName(text, "en")) for text in cells[11].split("|") if text
        )
    for entry in entries().values():
        if entry.leads:
            names.extend((f"{entry.leads} leader", name) for name in entry.names)
    return NameIndex.of(names)


def body_entry(id_: str) -> Entry | None:
    """The entry of a state body by its id ("body/iq/army"), or null where the id is no such."""
    pieces = id_.split("/")
    if (
        len(pieces) != 3
        or pieces[0] != "body"
        or pieces[2] not in bodies()
        or f"state/{pieces[1]}" not in entries()
    ):
        return None
    body, state = bodies()[pieces[2]], entries()[f"state/{pieces[1]}"]
    demonym = demonyms()[pieces[1]]
    name = body.heading.replace("{d}", demonym).replace("{s}", state.name)
    type_, party, basis = party_kinds()[body.kind]
    return Entry(id_, type_, body.kind, state.country, (RegistryName(name, "en"),), party=party, basis=basis)


@cache
def demonyms() -> dict[str, str]:
    """The first English demonym of each state, by its code."""
    return {cells[0]: cells[6].split("|")[0] for _, cells in lines_of("states.csv", 12)}


@cache
def capital_codes() -> dict[str, str]:
    """State codes by the folded name of the capital."""
    return {
        " ".join(name_key(text)): cells[0]
        for _, cells in lines_of("states.csv", 12)
        for text in cells[11].split("|")
        if text
    }


@cache
def demonym_index() -> NameIndex:
    """Demonyms in five languages, leading to the state's code."""
    names: list[tuple[str, RegistryName]] = []
    for _, cells in lines_of("states.csv", 12):
        for lang, cell in zip(LANGUAGES, cells[6:11], strict=True):
            names.extend((cells[0], name) for name in names_in(cell, lang))
    return NameIndex.of(names)


def find_bodies(words: Sequence[Word], lang: str) -> list[BodyHit]:
    """State bodies named in one sentence's words."""
    found: list[BodyHit] = []
    for first in range(len(words)):
        found.extend(_from(words, first, lang))
    return found


def _from(words: Sequence[Word], first: int, lang: str) -> list[BodyHit]:
    found: list[BodyHit] = []
    for last, refs in _owners().find(words, first)[:1]:
        for hit in _joined(words, first, last, refs, lang, owner_first=True):
            found.append(hit)
    if lang not in ("tr", "ru"):
        for last, refs in body_nouns().find(words, first)[:1]:
            for hit in _joined(words, first, last, refs, lang, owner_first=False):
                found.append(hit)
    return found


def _joined(
    words: Sequence[Word], first: int, last: int, refs: list[NameRef], lang: str, owner_first: bool
) -> list[BodyHit]:
    """The noun after an owner, or the owner after a noun, at most two small words between."""
    if not owner_first and lang == "en" and not _of(words, last):
        return []
    if owner_first and lang in NOUN_FIRST:
        return []
    other = body_nouns() if owner_first else _owners()
    if words[last - 1].broken:
        return []
    for begin in range(last, min(last + 3, len(words))):
        matches = other.find(words, begin)
        if matches:
            end, others = matches[0]
            owners, nouns = (refs, others) if owner_first else (others, refs)
            owner = next(
                (
                    r
                    for r in owners
                    if (owner_first or lang != "en" or not r.id.endswith("demonym"))
                    and _allowed(
                        words, first if owner_first else begin, last if owner_first else end, r, lang
                    )
                ),
                None,
            )
            noun = next((r for r in nouns if r.name.lang == lang or lang not in LANGUAGES), None)
            if owner and noun:
                return _hit(words, first, end, owner, noun)
            return []
        if words[begin].forms[0] not in word_list(
            "between demonym and noun" if owner_first else "between noun and owner"
        ):
            return []
    return []


def _hit(words: Sequence[Word], first: int, end: int, owner: NameRef, noun: NameRef) -> list[BodyHit]:
    part, weight = noun.id.split(" ")
    code, _, how = owner.id.partition(" ")
    if how == "capital" and " " in noun.name.text:
        return []  # "the capital Damascus government forces": two names with a lost comma
    if how in ("capital", "leader") and part not in ("government", "army", "air-force"):
        return []
    return [BodyHit(first, end, f"body/{code}/{part}", weight == "strong", noun.name.text)]


def _allowed(words: Sequence[Word], first: int, last: int, ref: NameRef, lang: str) -> bool:
    return fits(words, first, last, ref, lang, shouting=False)


def _of(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].forms[0] == "of"
