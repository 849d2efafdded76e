"""The same words printed twice: which source in one text is the one in another's copy of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from headwater.origins.descent.cited import UNNAMED, Cited
from headwater.records.claims import Attribution
from headwater.records.origins import Aligned, Cluster, Reuse
from headwater.records.spans import Span
from headwater.records.tables import Tables

LEAST_OVERLAP = 0.5


class Reprints:
    """Aligned stretches by pair of articles, and sources whose one passage is printed twice."""

    def __init__(
        self, aligned: Mapping[tuple[str, str], Sequence[tuple[Span, Span]]], same: Mapping[str, str]
    ) -> None:
        self._aligned, self._same = aligned, same
        self._partners: dict[str, list[str]] = {}
        for child, parent in aligned:
            self._partners.setdefault(child, []).append(parent)

    def partners(self, article: str) -> Sequence[str]:
        """The articles with which one shares stretches."""
        return self._partners.get(article, ())

    def key_of(self, key: str) -> str:
        """One key for all printings of an unnamed source's passage."""
        return self._same.get(key, key)

    def opposite(self, child: str, parent: str, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of ``parent`` that corresponds to one of ``child``, or null."""
        found = [
            theirs
            for own, theirs in self._aligned.get((child, parent), ())
            if _overlap(own, start, end) >= LEAST_OVERLAP * min(end - start, own.end - own.start)
        ]
        return (min(s.start for s in found), max(s.end for s in found)) if found else None


def reprints_of(tables: Tables, cited: Mapping[str, Cited]) -> Reprints:
    """Reads the aligned stretches, and joins unnamed sources whose passages correspond in two texts."""
    cites: dict[str, list[Attribution]] = {}
    for row in tables.of(Attribution):
        party = cited.get(row.id)
        if party is not None and party.kind in UNNAMED:
            cites.setdefault(row.article, []).append(row)
    aligned: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    joined = _Joined()
    for reuse in sorted(tables.of(Reuse), key=lambda r: (r.a, r.b)):
        aligned[reuse.a, reuse.b] = [(x.a, x.b) for x in reuse.aligned]
        aligned[reuse.b, reuse.a] = [(x.b, x.a) for x in reuse.aligned]
        for left, right in _matching(cites.get(reuse.a, []), cites.get(reuse.b, []), reuse.aligned):
            joined.join(cited[left.id], cited[right.id])
    for cluster in tables.of(Cluster):
        _join_copies(joined, cluster, cites, cited)
    return Reprints(aligned, joined.keys())


class _Joined:
    """Sets of keys that are one passage's source."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}

    def join(self, left: Cited, right: Cited) -> None:
        """Joins the unnamed sources of one passage."""
        a, b = self._top(left.key), self._top(right.key)
        self._leader[max(a, b)] = min(a, b)

    def _top(self, key: str) -> str:
        while self._leader.setdefault(key, key) != key:
            self._leader[key] = self._leader[self._leader[key]]
            key = self._leader[key]
        return key

    def keys(self) -> dict[str, str]:
        """For each key the one that stands for its set."""
        return {key: self._top(key) for key in sorted(self._leader)}


def _matching(
    a: Sequence[Attribution], b: Sequence[Attribution], aligned: Sequence[Aligned]
) -> list[tuple[Attribution, Attribution]]:
    """Attributions whose contents correspond, each with one other at most."""
    found = [(x, y) for x in a for y in b if _same_kind(x, y) and _correspond(x.content, y.content, aligned)]
    left, right = Counter(x.id for x, _ in found), Counter(y.id for _, y in found)
    return [(x, y) for x, y in found if left[x.id] == 1 and right[y.id] == 1]


def _same_kind(x: Attribution, y: Attribution) -> bool:
    types = {x.anonymous_type, y.anonymous_type} - {None, "unspecified"}
    return len(types) <= 1 and x.polarity == y.polarity


def _correspond(x: Span, y: Span, aligned: Sequence[Aligned]) -> bool:
    return any(
        _overlap(row.a, x.start, x.end) >= LEAST_OVERLAP * min(len(x.text), len(row.a.text))
        and _overlap(row.b, y.start, y.end) >= LEAST_OVERLAP * min(len(y.text), len(row.b.text))
        for row in aligned
    )


def _overlap(span: Span, start: int, end: int) -> int:
    return max(0, min(span.end, end) - max(span.start, start))


def _join_copies(
    joined: _Joined, cluster: Cluster, cites: Mapping[str, Sequence[Attribution]], cited: Mapping[str, Cited]
) -> None:
    """In near-verbatim copies, sources of equal contents are one passage's; linear in the copies."""
    first: dict[tuple[str, str], Cited] = {}
    for member in sorted(cluster.members):
        for row in cites.get(member, []):
            joined.join(first.setdefault((row.source_kind, row.content.text), cited[row.id]), cited[row.id])
