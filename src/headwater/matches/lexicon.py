"""The word lists of the room, one file a language: ``lexicon/<lang>.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from headwater.matches.phrases import Phrases, listed
from headwater.records.matches import QuantityRole

ROLES: tuple[QuantityRole, ...] = ("killed", "injured", "captured", "missing", "displaced")


@dataclass(frozen=True)
class Counting:
    """What numbers count in one language."""

    lang: str
    roles: Phrases[tuple[QuantityRole, bool, bool]]  # role, number may follow, number may stand before
    none: Phrases[QuantityRole]
    persons: Phrases[bool]
    singular: Phrases[bool]
    articles: frozenset[str]
    kinds: Mapping[str, Phrases[bool]]  # fighters, children, women, civilians
    units: Mapping[str, Phrases[bool]]  # weapons, money, other
    currency: frozenset[str]
    stops: frozenset[str]  # words at which the search for the counted noun ends
    part_heads: Phrases[bool]
    part_after: Phrases[bool]
    possessive: frozenset[str]  # "beşi": five of those that are counted next
    guards_before: Phrases[bool]
    guards_after: Phrases[bool]
    months: Phrases[bool]
    scopes: Phrases[str]
    updates: Phrases[bool]  # "rose to"
    agents: frozenset[str]
    joiners: frozenset[str]


@cache
def raw(lang: str, room: str = "lexicon") -> dict[str, Any]:
    """The word list of a language as read; empty where there is none."""
    path = files("headwater.matches") / room / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def counting(lang: str) -> Counting:
    """What numbers count in a language; all lists empty where there is no file."""
    data = raw(lang)
    roles: dict[str, tuple[QuantityRole, bool, bool]] = {}
    none: dict[str, QuantityRole] = {}
    for role in ROLES:
        lists = data.get("roles", {}).get(role, {})
        after, before = lists.get("after", []), lists.get("before", [])
        for phrase in (*after, *before):
            roles.setdefault(phrase, (role, phrase in after, phrase in before))
        none.update(dict.fromkeys(lists.get("none", []), role))
    persons, parts, guards = data.get("persons", {}), data.get("parts", {}), data.get("guards", {})
    units = data.get("units", {})
    months = raw(lang, "times").get("months", {}) if lang else {}
    return Counting(
        lang=lang,
        roles=Phrases(roles, lang),
        none=Phrases(none, lang),
        persons=listed(persons.get("nouns", []), lang),
        singular=listed(persons.get("singular", []), lang),
        articles=frozenset(persons.get("articles", [])),
        kinds={
            k: listed(persons.get(k, []), lang)
            for k in ("fighters", "children", "women", "civilians", "generic")
        },
        units={k: listed(units.get(k, []), lang) for k in ("weapons", "money", "other")},
        currency=frozenset(units.get("currency", [])),
        stops=frozenset(units.get("stops", [])),
        part_heads=listed(parts.get("heads", []), lang),
        part_after=listed(parts.get("after", []), lang),
        possessive=frozenset(parts.get("possessive", [])),
        guards_before=listed(guards.get("before", []), lang),
        guards_after=listed(guards.get("after", []), lang),
        months=listed(months, lang),
        scopes=Phrases({p: s for s, ps in data.get("scopes", {}).items() for p in ps}, lang),
        updates=listed(data.get("updates", {}).get("words", []), lang),
        agents=frozenset(data.get("roles", {}).get("agents", [])),
        joiners=frozenset(data.get("roles", {}).get("joiners", [])),
    )
