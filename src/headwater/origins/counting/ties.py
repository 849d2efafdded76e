"""Which shared words bear on counting: most texts that share a short quote have nothing else to do with each other.

Counting looks at the words that two articles share in five places, and so a pair is tied where one of these may apply:

- one was made from the other, or cites it: its claims go on in those that stand opposite;
- both have one parent that is not here, and one of them was made from it: what one leaves out, the other may name;
- claims of both lie in one group: a cited body's own text is looked up there;
- both have on the word of somebody unnamed what stands in the same stretch: it is one passage's source;
- one takes a report back or puts it right: it may mean the other.

A pair that is not tied changes no way of a claim and no key of an end, so that its articles need not be counted together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.counting.reprints import REPRINTED, corresponding
from headwater.origins.descent.cited import UNNAMED
from headwater.records.claims import Attribution
from headwater.records.descent import CitedParty
from headwater.records.matches import MatchedGroup
from headwater.records.origins import Derivation, NamedOutlets, Reuse, Tie
from headwater.records.tables import Tables


def tie_of(row: Reuse) -> Tie:
    """The stretches of a pair as numbers."""
    own, theirs = [one.a for one in row.aligned], [one.b for one in row.aligned]
    return Tie(
        row.a,
        row.b,
        [span.start for span in own],
        [span.end for span in own],
        [span.start for span in theirs],
        [span.end for span in theirs],
    )


def ties_of(tables: Tables) -> Iterator[Tie]:
    """The pairs that share words and that counting keeps together, by their articles."""
    seen = _Seen.of(tables)
    for row in sorted(tables.of(Reuse), key=lambda row: (row.a, row.b)):
        tie = tie_of(row)
        if seen.bears(tie):
            yield tie


@dataclass(frozen=True)
class _Seen:
    """What bears on it, by article: parents and whether words came down from them, groups, passages; who has a notice."""

    parents: Mapping[str, Mapping[str, bool]]
    groups: Mapping[str, set[str]]
    passages: Mapping[str, Sequence[Attribution]]
    noticed: frozenset[str]

    @classmethod
    def of(cls, tables: Tables) -> _Seen:
        """Indexes the tables of some articles."""
        parents: dict[str, dict[str, bool]] = {}
        for edge in tables.of(Derivation):
            held = parents.setdefault(edge.child, {})
            held[edge.parent] = held.get(edge.parent, False) or edge.kind in REPRINTED
        groups: dict[str, set[str]] = {}
        for group in tables.of(MatchedGroup):
            for article in group.articles:
                groups.setdefault(article, set()).add(group.id)
        unnamed = {row.attribution for row in tables.of(CitedParty) if row.kind in UNNAMED}
        passages: dict[str, list[Attribution]] = {}
        for row in tables.of(Attribution):
            if row.id in unnamed:
                passages.setdefault(row.article, []).append(row)
        noticed = frozenset(row.article for row in tables.of(NamedOutlets) if row.notices)
        return cls(parents, groups, passages, noticed)

    def bears(self, tie: Tie) -> bool:
        """Whether counting may ever look at the words that two articles share."""
        left, right = self.parents.get(tie.a, {}), self.parents.get(tie.b, {})
        return (
            tie.a in right
            or tie.b in left
            or any(left[parent] or right[parent] for parent in left.keys() & right.keys())
            or not self.groups.get(tie.a, set()).isdisjoint(self.groups.get(tie.b, ()))
            or tie.a in self.noticed
            or tie.b in self.noticed
            or self._one_passage(tie)
        )

    def _one_passage(self, tie: Tie) -> bool:
        """Whether somebody unnamed is cited on both sides for what stands in the same stretch."""
        left, right = self.passages.get(tie.a, ()), self.passages.get(tie.b, ())
        stretches = list(zip(tie.starts_a, tie.ends_a, tie.starts_b, tie.ends_b, strict=True))
        return next(corresponding(left, right, stretches), None) is not None
