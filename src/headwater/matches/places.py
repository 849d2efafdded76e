"""Where a claim's event happened: its most specific named place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.entities import place_precision
from headwater.matches.lexicon import raw
from headwater.records.entities import Mention
from headwater.records.matches import Place

_UNKNOWN = 7
_NEAR = 2
"""UCDP's where_prec for an event near a named place."""


def find_place(
    text: str,
    spans: Sequence[tuple[int, int]],
    lang: str,
    mentions: Sequence[Mention],
    entities: Mapping[str, tuple[str, str]],
) -> Place | None:
    """The most specific place named in the first of ``spans`` that names any; of equals the first.

    ``entities`` maps a mention to its entity's id and name. A place of the gazetteer comes before a
    name that is merely shaped like one, and a town before the state that it lies in.
    """
    near = tuple(raw(lang, "times").get("places", {}).get("near", ()))
    for start, end in spans:
        found = [
            _place(text, mention, near, entities)
            for mention in mentions
            if mention.type in ("place", "state") and start <= mention.start and mention.end <= end
        ]
        if found:
            return min(found, key=lambda place: (place.precision, place.start))
    return None


def _place(
    text: str, mention: Mention, near: tuple[str, ...], entities: Mapping[str, tuple[str, str]]
) -> Place:
    entity, name = entities.get(mention.id, (None, mention.text))
    precision = 6 if mention.type == "state" else place_precision(mention.known_as)
    before = text[max(0, mention.start - 24) : mention.start].lower().rstrip()
    if precision < _UNKNOWN and near and before.endswith(near):
        precision = max(precision, _NEAR)
    return Place(mention.text, mention.start, mention.end, name, entity or mention.known_as, precision)
