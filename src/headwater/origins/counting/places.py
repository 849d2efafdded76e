"""Which places a claim names, and how much a place tells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from headwater.records.articles import Article
from headwater.records.claims import Claim
from headwater.records.entities import Mention, MentionEntity
from headwater.records.matches import ClaimSlots
from headwater.records.spans import Span
from headwater.records.tables import Tables

COMMON = 0.3
"""Share of a case's texts from which a place that they name tells nothing apart."""
FEW_TEXTS = 6
"""In a smaller case every place tells."""


class Places:
    """Keys of the places in every claim's words: an entity's id, or the folded name."""

    def __init__(
        self, mentions: Mapping[str, list[tuple[int, int, str]]], slots: Mapping[str, ClaimSlots], texts: int
    ) -> None:
        self._mentions, self._slots, self._texts = mentions, slots, texts
        self._starts = {article: [m[0] for m in rows] for article, rows in mentions.items()}
        counts: dict[str, set[str]] = {}
        for article, rows in mentions.items():
            for _, _, key in rows:
                counts.setdefault(key, set()).add(article)
        self._share = {key: len(found) / max(1, texts) for key, found in counts.items()}

    def of(self, claim: Claim, apart: Sequence[Span] = ()) -> list[str]:
        """The places that a claim names, in order; those in the stretches ``apart`` (its sources' names) left out."""
        rows = self._mentions.get(claim.article, [])
        starts = self._starts.get(claim.article, [])
        inside = rows[bisect_left(starts, claim.start) : bisect_right(starts, claim.end)]
        slots = self._slots.get(claim.id)
        out = [key for start, end, key in rows if any(s.start <= start and end <= s.end for s in apart)]
        found = [
            key
            for start, end, key in inside
            if end <= claim.end and not any(s.start <= start and end <= s.end for s in apart)
        ]
        if slots is not None and slots.place is not None:
            key = slots.place.entity or slots.place.name.casefold()
            found += [key] if key not in out else []
        return list(dict.fromkeys(found))

    def telling(self, key: str) -> bool:
        """Whether few of the texts name a place, so that naming it sets an incident apart."""
        return self._texts < FEW_TEXTS or self._share.get(key, 0.0) <= COMMON


def places_of(tables: Tables, slots: Mapping[str, ClaimSlots]) -> Places:
    """Reads the places from mentions and slots."""
    owner = {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"}
    found: dict[str, list[tuple[int, int, str]]] = {}
    for mention in _in_order(tables.of(Mention)):
        if mention.type == "place":
            key = owner.get(mention.id) or mention.known_as or mention.text.casefold()
            found.setdefault(mention.article, []).append((mention.start, mention.end, key))
    return Places(found, slots, len(tables.of(Article)))


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.article, m.start, m.end, m.id))
