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
    none: Phrases[tuple[QuantityRole, ...]]
    persons: Phrases[bool]
    singular: Phrases[bool]
    articles: frozenset[str]
    kinds: Mapping[str, Phrases[bool]]  # fighters, children, women, civilians
    units: Mapping[str, Phrases[bool]]  # weapons, money, other
    currency: frozenset[str]
    stops: frozenset[str]  # words at which the search for the counted noun ends
    part_heads: Phrases[bool]
    part_after: Phrases[bool]
    mostly: Phrases[bool]  # before a kind that most of the counted were
    possessive: frozenset[str]  # "beşi": five of those that are counted next
    guards_before: Phrases[bool]
    guards_after: Phrases[bool]
    months: Phrases[bool]
    weekdays: Phrases[bool]
    noun_follows: bool  # "33 blessés" after "a fait": the noun says what is counted, not the verb
    scopes: Phrases[str]
    updates: Phrases[bool]  # "rose to"
    left_behind: frozenset[str]  # "from", before the earlier state of a count
    left_behind_after: frozenset[str]
    as_of_before: Phrases[bool]
    as_of_after: Phrases[bool]
    asides: Phrases[bool]  # words that lead over to another incident
    in_care: Phrases[bool]  # "were being treated": a share of the injured
    relatives: frozenset[str]
    own: frozenset[str]  # "its", before the counter's own people
    enemies: Phrases[bool]
    enemy_deeds: Phrases[bool]  # "it had killed", as a party says of itself
    part_first: Phrases[bool]  # "aralarında": the part comes before the whole
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
    none: dict[str, tuple[QuantityRole, ...]] = {}
    for role in ROLES:
        lists = data.get("roles", {}).get(role, {})
        after, before = lists.get("after", []), lists.get("before", [])
        for phrase in (*after, *before):
            roles.setdefault(phrase, (role, phrase in after, phrase in before))
        for phrase in lists.get("none", []):
            none[phrase] = (*none.get(phrase, ()), role)
    persons, parts, guards = data.get("persons", {}), data.get("parts", {}), data.get("guards", {})
    units, updates, as_of, enemy = (data.get(key, {}) for key in ("units", "updates", "as_of", "enemy"))
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
        mostly=listed(parts.get("mostly", []), lang),
        possessive=frozenset(parts.get("possessive", [])),
        guards_before=listed(guards.get("before", []), lang),
        guards_after=listed(guards.get("after", []), lang),
        months=listed(months, lang),
        weekdays=listed(raw(lang, "times").get("weekdays", {}) if lang else {}, lang),
        noun_follows=bool(data.get("roles", {}).get("noun_follows")),
        scopes=Phrases({p: s for s, ps in data.get("scopes", {}).items() for p in ps}, lang),
        updates=listed(updates.get("words", []), lang),
        left_behind=frozenset(updates.get("from", [])),
        left_behind_after=frozenset(updates.get("from_after", [])),
        as_of_before=listed(as_of.get("before", []), lang),
        as_of_after=listed(as_of.get("after", []), lang),
        enemies=listed(enemy.get("nouns", []), lang),
        enemy_deeds=listed(enemy.get("deeds", []), lang),
        asides=listed(data.get("asides", {}).get("words", []), lang),
        in_care=listed(data.get("in_care", {}).get("words", []), lang),
        relatives=frozenset(data.get("in_care", {}).get("relatives", [])),
        own=frozenset(data.get("own", {}).get("words", [])),
        part_first=listed(parts.get("first", []), lang),
        agents=frozenset(data.get("roles", {}).get("agents", [])),
        joiners=frozenset(data.get("roles", {}).get("joiners", [])),
    )
