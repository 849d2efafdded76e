"""For which state an end speaks, and as which organ of it: a state called by its name is any of its organs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from headwater.entities import within
from headwater.origins.counting.lexicon import stem, words
from headwater.records.claims import Attribution
from headwater.records.entities import Entity, Mention
from headwater.text.names import words_of

_COUNTRY = re.compile(r"(?:state|body)/([a-z]{2})(?:/|$)|place/([a-z]{2})(?:-|$)")
_ORGAN = re.compile(r"body/([a-z]{2})/(.+)")
Lands = Mapping[str, Sequence[tuple[int, int, str]]]
"""Where each article names a place or a state, and the code of its country."""


def country_of(known_as: str | None) -> str | None:
    """The code of the country to which a registered body, state or place belongs; null where that is not known."""
    if not known_as:
        return None
    found = _COUNTRY.match(known_as)
    if found is None:
        above = [_COUNTRY.match(id_) for id_ in within(known_as)]
        found = next((match for match in above if match), None)
    return (found.group(1) or found.group(2)) if found else None


def lands_of(mentions: Mapping[str, Iterable[Mention]]) -> Lands:
    """The places and states that each article names, with their countries."""
    countries: dict[str, str | None] = {}
    found: dict[str, list[tuple[int, int, str]]] = {}
    for article, rows in mentions.items():
        for row in rows:
            if row.type not in ("place", "state") or row.known_as is None:
                continue
            if row.known_as not in countries:
                countries[row.known_as] = country_of(row.known_as)
            code = countries[row.known_as]
            if code is not None:
                found.setdefault(article, []).append((row.start, row.end, code))
    return found


def organ_of(attribution: Attribution, entity: Entity | None, lands: Lands) -> str | None:
    """State and organ, "ru/defence-ministry"; "ru/" for the state as a whole; null for whoever speaks for none."""
    if entity is not None:
        return _registered(entity.known_as or "")
    span = attribution.source
    if span is None or attribution.source_kind != "organisation":
        return None
    inside = [
        row for row in lands.get(attribution.article, ()) if span.start <= row[0] and row[1] <= span.end
    ]
    if len({code for _, _, code in inside}) != 1:
        return None
    start, end, code = inside[0]
    rest = [
        word.forms[0]
        for word in words_of(f"{span.text[: start - span.start]} {span.text[end - span.start :]}")
    ]
    if all(word in words().one or word in words().prepositions for word in rest):
        return f"{code}/"  # "Moscow" for whoever rules there
    if not set(rest) & words().state_bodies:
        return None
    small = words().one | words().prepositions | words().bodies
    return f"{code}/{'-'.join(sorted({stem(word) for word in rest if word not in small}))}"


def _registered(known_as: str) -> str | None:
    if known_as.startswith("state/"):
        return f"{known_as.removeprefix('state/')}/"
    if known_as in words().state_voices:
        return f"{words().state_voices[known_as]}/"
    found = _ORGAN.match(known_as)
    if found is None:
        return None
    return f"{found.group(1)}/{'' if found.group(2) in words().whole_state else found.group(2)}"


def one_organ(a: str, b: str) -> bool:
    """Whether two organs are one state's and one of them is the whole state, or both have one field."""
    (state, organ), (other, its) = a.split("/", 1), b.split("/", 1)
    if state != other:
        return False
    left, right = _fields(organ), _fields(its)
    return left <= right or right <= left


def _fields(organ: str) -> set[str]:
    return {stem(word) for word in organ.split("-") if word and word not in words().bodies}
