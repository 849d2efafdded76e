"""What the room knows of a language: ``lexicon/<lang>.toml``, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

_FOLDER = resources.files("headwater.claims")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Dependency labels and function words by their part in reported speech."""

    subject: tuple[str, ...]
    passive_subject: tuple[str, ...]
    agent: tuple[str, ...]
    clause: tuple[str, ...]
    open_clause: tuple[str, ...]
    object: tuple[str, ...]
    addressee: tuple[str, ...]
    relative: tuple[str, ...]
    modifier_clause: tuple[str, ...]
    adverbial_clause: tuple[str, ...]
    coordinated: tuple[str, ...]
    coordinator: tuple[str, ...]
    auxiliary: tuple[str, ...]
    particle: tuple[str, ...]
    mark: tuple[str, ...]
    preposition: tuple[str, ...]
    preposition_object: tuple[str, ...]
    apposition: tuple[str, ...]
    determiner: tuple[str, ...]
    complementizers: tuple[str, ...]
    relative_pronouns: tuple[str, ...]
    negations: tuple[str, ...]
    pronouns_plural: tuple[str, ...]
    pronouns_singular: tuple[str, ...]
    pronouns_thing: tuple[str, ...]
    first_person: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A class of verbs that report speech, and what their complements are."""

    kind: str
    takes: frozenset[str]
    sources: frozenset[str]  # kinds of source that the class needs; empty: any
    certainty: str
    stance: str
    act: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """One language's knowledge; one is equal to itself only, so that what follows from it can be kept by it."""

    lang: str
    grammar: Grammar
    verbs: Mapping[str, tuple[CueVerb, ...]]  # by dictionary form
    words: Mapping[str, Any]  # every other table of the file, lists as tuples


def _tuples(value: Any) -> Any:
    """TOML values with lists as tuples."""
    if isinstance(value, list):
        return tuple(_tuples(v) for v in value)
    if isinstance(value, dict):
        return {k: _tuples(v) for k, v in value.items()}
    return value


def _verbs(table: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[CueVerb, ...]]:
    """Classes of each verb, in the order of the file."""
    found: dict[str, tuple[CueVerb, ...]] = {}
    for kind, entry in table.items():
        verb = CueVerb(
            kind=kind,
            takes=frozenset(entry["takes"]),
            sources=frozenset(entry.get("sources", ())),
            certainty=entry.get("certainty", "certain"),
            stance=entry.get("stance", "affirms"),
            act=entry.get("act", "happened"),
        )
        for word in entry["words"]:
            found[word] = (*found.get(word, ()), verb)
    return found


@cache
def load_lexicon(lang: str) -> Lexicon | None:
    """The lexicon of a language, or None where the room has none; tables that it leaves out are empty."""
    file = _FOLDER.joinpath("lexicon", f"{lang}.toml")
    if not lang.isalpha() or not file.is_file():
        return None
    data = _tuples(tomllib.loads(file.read_text(encoding="utf-8")))
    grammar = data.pop("grammar", {})
    verbs = data.pop("verbs")
    return Lexicon(
        lang=lang,
        grammar=Grammar(**{field.name: tuple(grammar.get(field.name, ())) for field in fields(Grammar)}),
        verbs=_verbs(verbs),
        words={**data, **{name: {**table, **data.get(name, {})} for name, table in _empty().items()}},
    )


@cache
def _empty() -> Mapping[str, Mapping[str, Any]]:
    """The tables that a lexicon may leave out."""
    file = resources.files("headwater.claims").joinpath("empty_lexicon.toml")
    found: dict[str, Mapping[str, Any]] = _tuples(tomllib.loads(file.read_text(encoding="utf-8")))
    return found


def languages_read() -> tuple[str, ...]:
    """The languages whose attributions are read, by code."""
    folder = _FOLDER.joinpath("lexicon")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))
