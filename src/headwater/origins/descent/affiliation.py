"""For which body a person speaks: two spokesmen of one body are one origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.origins.descent.cited import Cited
from headwater.origins.descent.speakers import holds_office
from headwater.records.claims import Attribution
from headwater.records.entities import Entity, Mention, MentionEntity
from headwater.records.tables import Tables

BODIES = ("body", "group", "state")


def bodies_of(tables: Tables, cited: Mapping[str, Cited]) -> dict[str, str]:
    """For the key of each person cited anywhere as speaking for a body, that body's entity.

    The body is read from the words of the source ("Ada Lind, head of the Harbour Board"), where these give
    the person an office or a membership in it, or call it a statement of its: who knows about a body does not speak for it. What one text
    says holds in all, the most frequent body wins, ties go to the entity that sorts first.
    """
    entities = tables.by_id(Entity)
    owner = {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"}
    mentions = tables.by_article(Mention)
    votes: dict[str, dict[str, int]] = {}
    for attribution in tables.of(Attribution):
        party = cited.get(attribution.id)
        if party is None or party.kind not in ("named_person", "official_unnamed", "document"):
            continue
        for body in _bodies_in(attribution, mentions.get(attribution.article, []), owner, entities):
            if body != party.entity:
                counts = votes.setdefault(party.key, {})
                counts[body] = counts.get(body, 0) + 1
    return {key: min(counts, key=lambda b: (-counts[b], b)) for key, counts in votes.items()}


def _bodies_in(
    attribution: Attribution,
    mentions: Sequence[Mention],
    owner: Mapping[str, str],
    entities: Mapping[str, Entity],
) -> list[str]:
    """The first body named in the words of the source in which the person holds an office."""
    span = attribution.source
    if span is None:
        return []
    found = []
    for mention in sorted(mentions, key=lambda m: m.start):
        entity = entities.get(owner.get(mention.id, ""))
        if (
            span.start <= mention.start
            and mention.end <= span.end
            and entity is not None
            and entity.type in BODIES
            and holds_office(span.text, mention.start - span.start, mention.end - span.start)
        ):
            found.append(entity.id)
    return found[:1]
