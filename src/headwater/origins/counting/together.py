"""The bodies and persons that one source names side by side ("the Harl Watch and the Harbour Board said")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from headwater.origins.counting.lexicon import words
from headwater.origins.descent.cited import UNNAMED
from headwater.records.claims import Attribution
from headwater.records.entities import Entity, Mention, MentionEntity
from headwater.records.tables import Tables
from headwater.text.names import words_of

TYPES = ("body", "group", "person", "state")
"""Types of names that speak for themselves; two outlets side by side are read by their names."""
LONGEST_BETWEEN = 3
"""Words between two names side by side."""
Speakers = Mapping[str, Sequence[tuple[int, int, str]]]
"""Where each article names somebody who may speak, and the entity."""


def speakers_of(tables: Tables, entities: Mapping[str, Entity]) -> Speakers:
    """The names of bodies, groups, persons and states in each article, in order."""
    owner = {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"}
    return {
        article: sorted(
            (m.start, m.end, owner[m.id])
            for m in rows
            if m.id in owner and (one := entities.get(owner[m.id])) is not None and one.type in TYPES
        )
        for article, rows in tables.by_article(Mention).items()
    }


def named_together(attribution: Attribution, speakers: Speakers) -> list[str]:
    """The entities that a source joins by "and", two at least; none where it names one, or nobody."""
    span = attribution.source
    if span is None or attribution.source_kind in UNNAMED or attribution.source_kind == "document":
        return []
    inside = [
        row for row in speakers.get(attribution.article, ()) if span.start <= row[0] and row[1] <= span.end
    ]
    found: list[str] = []
    for (_, end, left), (start, _, right) in pairwise(inside):
        between = [word.forms[0] for word in words_of(span.text[end - span.start : start - span.start])]
        joins = [at for at, word in enumerate(between) if word in words().joiners]
        rest = [word for word in between if word not in words().joiners | words().one]
        if joins and not rest and len(between) <= LONGEST_BETWEEN:
            found += [left, right]
    return list(dict.fromkeys(found))
