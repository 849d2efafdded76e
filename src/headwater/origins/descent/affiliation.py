"""For which body a person speaks: two spokesmen of one body are one origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from headwater.origins.descent.cited import Cited
from headwater.origins.descent.speakers import holds_office
from headwater.records.claims import Attribution
from headwater.records.descent import CitedParty
from headwater.records.entities import Entity, Mention

BODIES = ("body", "group", "state")


def body_of(
    attribution: Attribution,
    party: Cited,
    mentions: Sequence[Mention],
    owner: Mapping[str, str],
    entities: Mapping[str, Entity],
) -> str | None:
    """The body for which a person speaks, by the words that name the source ("Ada Lind, head of the Harbour Board").

    They must give the person an office or a membership in it, or call it a statement of its: who knows about a body
    does not speak for it.
    """
    if party.kind not in ("named_person", "official_unnamed", "document"):
        return None
    found = next(iter(_bodies_in(attribution, mentions, owner, entities)), None)
    return found if found != party.entity else None


def bodies_of(parties: Iterable[CitedParty]) -> dict[str, str]:
    """For the key of each person cited anywhere as speaking for a body, that body's entity.

    What one text says holds in all; the most frequent body wins, ties go to the entity that sorts first.
    """
    votes: dict[str, dict[str, int]] = {}
    for party in parties:
        if party.body is not None:
            counts = votes.setdefault(party.key, {})
            counts[party.body] = counts.get(party.body, 0) + 1
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
