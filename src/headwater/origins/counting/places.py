"""Which places a claim names, and how much a place tells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence

from headwater.records.claims import Claim
from headwater.records.entities import Mention, MentionEntity
from headwater.records.matches import ClaimSlots, Place
from headwater.records.origins import CommonPlace
from headwater.records.spans import Span
from headwater.records.tables import Tables

COMMON = 0.3
"""Share of a case's texts from which a place that they name tells nothing apart."""
FEW_TEXTS = 6
"""In a smaller case every place tells."""


class Places:
    """Keys of the places in every claim's words: an entity's id, or the folded name."""

    def __init__(
        self,
        mentions: Mapping[str, list[tuple[int, int, str]]],
        slots: Mapping[str, ClaimSlots],
        common: Collection[str],
    ) -> None:
        self._mentions, self._slots, self._common = mentions, slots, common
        self._starts = {article: [m[0] for m in rows] for article, rows in mentions.items()}
        self._plain: dict[str, list[str]] = {}
        self._found: dict[tuple[str, tuple[Span, ...]], list[str]] = {}

    def of(self, claim: Claim, apart: Sequence[Span] = ()) -> list[str]:
        """The places that a claim names, in order; those in the stretches ``apart`` (its sources' names) left out."""
        if not apart:
            found = self._plain.get(claim.id)
            if found is None:  # each group of an article asks for all its claims
                found = self._plain[claim.id] = self._of(claim, self._in_words(claim))
            return found
        key = (claim.id, tuple(apart))
        if key not in self._found:
            self._found[key] = self._beside(claim, apart)
        return self._found[key]

    def _in_words(self, claim: Claim) -> Sequence[tuple[int, int, str]]:
        rows, starts = self._mentions.get(claim.article, ()), self._starts.get(claim.article, ())
        return rows[bisect_left(starts, claim.start) : bisect_right(starts, claim.end)]

    def _of(self, claim: Claim, inside: Sequence[tuple[int, int, str]]) -> list[str]:
        found = [key for _, end, key in inside if end <= claim.end]
        slots = self._slots.get(claim.id)
        if slots is not None and slots.place is not None:
            found.append(key_of_place(slots.place))
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def _beside(self, claim: Claim, apart: Sequence[Span]) -> list[str]:
        """The places outside some stretches; the place of its slots is none where it stands in one of these."""
        slots = self._slots.get(claim.id)
        found = [
            key
            for start, end, key in self._in_words(claim)
            if end <= claim.end and not any(s.start <= start and end <= s.end for s in apart)
        ]
        if slots is not None and slots.place is not None:
            key = key_of_place(slots.place)
            rows = self._mentions.get(claim.article, ())
            out = (one for start, end, one in rows if any(s.start <= start and end <= s.end for s in apart))
            found += [key] if key not in out else []
        return list(dict.fromkeys(found))

    def telling(self, key: str) -> bool:
        """Whether few of the texts name a place, so that naming it sets an incident apart."""
        return key not in self._common


def places_of(tables: Tables, slots: Mapping[str, ClaimSlots]) -> Places:
    """Reads the places from mentions and slots."""
    owner = {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"}
    found = {article: placed(rows, owner) for article, rows in tables.by_article(Mention).items()}
    return Places(found, slots, {row.place for row in tables.of(CommonPlace)})


def key_of_place(place: Place) -> str:
    """The key of a place that a claim's slots hold."""
    return place.entity or place.name.casefold()


def placed(mentions: Iterable[Mention], owner: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where the places stand that one article names, and their keys; ``owner`` gives the entity of a mention."""
    return [
        (mention.start, mention.end, owner.get(mention.id) or mention.known_as or mention.text.casefold())
        for mention in sorted(mentions, key=lambda m: (m.start, m.end, m.id))
        if mention.type == "place"
    ]
