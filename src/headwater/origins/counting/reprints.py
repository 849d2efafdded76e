"""The same words printed twice: which source in one text is the one in another's copy of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from headwater.origins.counting.stretches import Stretches
from headwater.origins.descent.cited import UNNAMED, Cited
from headwater.records.claims import Attribution
from headwater.records.origins import Cluster, Tie
from headwater.records.spans import Span
from headwater.records.tables import Tables

REPRINTED = ("copy", "rewrite", "translation", "quote")
"""Kinds of descent by which words themselves come down."""
LEAST_OVERLAP = 0.5


Stretch = tuple[int, int, int, int]
"""Where corresponding words begin and end in one article, and in the other."""


class Reprints:
    """Aligned stretches by pair of articles, and sources whose one passage is printed twice."""

    def __init__(self, aligned: Mapping[tuple[str, str], Sequence[Stretch]], same: Mapping[str, str]) -> None:
        self._aligned, self._same = aligned, same
        self._held: dict[tuple[str, str], Stretches] = {}
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
        pair = (child, parent)
        held = self._held.get(pair)
        if held is None:
            held = self._held[pair] = Stretches(self._aligned.get(pair, ()))
        first = last = -1
        for left, right, low, high in held.touching(start, end):
            shared = (right if right < end else end) - (left if left > start else start)
            if shared > 0 and shared >= LEAST_OVERLAP * min(end - start, right - left):
                first = low if first < 0 else min(first, low)
                last = max(last, high)
        return (first, last) if first >= 0 else None


def reprints_of(tables: Tables, cited: Mapping[str, Cited]) -> Reprints:
    """Reads the aligned stretches, and joins unnamed sources whose passages correspond in two texts."""
    cites: dict[str, list[Attribution]] = {}
    for row in tables.of(Attribution):
        party = cited.get(row.id)
        if party is not None and party.kind in UNNAMED:
            cites.setdefault(row.article, []).append(row)
    aligned: dict[tuple[str, str], Sequence[Stretch]] = {}
    joined = _Joined()
    for tie in sorted(tables.of(Tie), key=lambda tie: (tie.a, tie.b)):
        aligned[tie.a, tie.b] = list(zip(tie.starts_a, tie.ends_a, tie.starts_b, tie.ends_b, strict=True))
        aligned[tie.b, tie.a] = list(zip(tie.starts_b, tie.ends_b, tie.starts_a, tie.ends_a, strict=True))
        for left, right in _matching(cites.get(tie.a, []), cites.get(tie.b, []), aligned[tie.a, tie.b]):
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
    a: Sequence[Attribution], b: Sequence[Attribution], aligned: Sequence[Stretch]
) -> list[tuple[Attribution, Attribution]]:
    """Attributions whose contents correspond, each with one other at most."""
    found = list(corresponding(a, b, aligned))
    left, right = Counter(x.id for x, _ in found), Counter(y.id for _, y in found)
    return [(x, y) for x, y in found if left[x.id] == 1 and right[y.id] == 1]


def corresponding(
    a: Sequence[Attribution], b: Sequence[Attribution], aligned: Sequence[Stretch]
) -> Iterator[tuple[Attribution, Attribution]]:
    """Attributions of two articles that may be one passage's, by where their contents stand."""
    for x in a:
        opposite = [row for row in aligned if _holds(row[0], row[1], x.content)]
        for y in b if opposite else ():
            if _same_kind(x, y) and any(_holds(row[2], row[3], y.content) for row in opposite):
                yield x, y


def _same_kind(x: Attribution, y: Attribution) -> bool:
    types = {x.anonymous_type, y.anonymous_type} - {None, "unspecified"}
    return len(types) <= 1 and x.polarity == y.polarity


def _holds(start: int, end: int, content: Span) -> bool:
    """Whether a stretch and the words of an attribution share half of the shorter of them."""
    shared = max(0, min(end, content.end) - max(start, content.start))
    return shared >= LEAST_OVERLAP * min(len(content.text), end - start)


def _join_copies(
    joined: _Joined, cluster: Cluster, cites: Mapping[str, Sequence[Attribution]], cited: Mapping[str, Cited]
) -> None:
    """In near-verbatim copies, sources of equal contents are one passage's; linear in the copies."""
    first: dict[tuple[str, str], Cited] = {}
    for member in sorted(cluster.members):
        for row in cites.get(member, []):
            joined.join(first.setdefault((row.source_kind, row.content.text), cited[row.id]), cited[row.id])
