"""Editions: two printings of one story under one headline, whatever agency both credit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.candidates import kind_of
from headwater.origins.descent.edges import Edge
from headwater.origins.descent.inherited import MADE_FROM
from headwater.origins.descent.pairs import Pair


def from_editions(
    pairs: Iterable[Pair],
    held: Mapping[tuple[str, str], Edge],
    names: Mapping[str, str],
    config: DeriveConfig,
) -> Iterator[Edge]:
    """An undirected edge between two texts that share much of their body and their headline too.

    A headline is the outlet's own work: two printings of one wire story seldom have the same one. Texts that
    descend from one text of the case need no such edge: they have their headline from there. Nor do two texts
    that both say that they are translations, or name a text of the case as theirs. Two that credit one agency do:
    who copies a story copies its credit.
    """
    kin = _families(held.values())
    told = {e.child for e in held.values() if e.declared and not e.passage and _settled(e)}
    for pair in sorted(pairs, key=lambda p: (-max(p.coverage_a, p.coverage_b), p.a, p.b)):
        if (pair.a, pair.b) in held or (pair.b, pair.a) in held or not pair.same_language:
            continue
        if (
            pair.kind != "copy"
            or not pair.headline
            or max(pair.coverage_a, pair.coverage_b) < config.edition_coverage
        ):
            continue
        if pair.a in told and pair.b in told:
            continue
        if not kin.join(pair.a, pair.b):
            continue
        child, parent = (pair.b, pair.a) if pair.lean(pair.b) >= 0 else (pair.a, pair.b)
        share = round(100 * pair.coverage(child))
        because = (
            f"{share} % of this text and its headline stand in {names.get(parent, 'the other text')} too; "
            "nothing in the texts tells which came first."
        )
        yield Edge(
            child,
            parent,
            None,
            pair.spans(child),
            kind_of(pair),
            False,
            False,
            round(config.edition_score * share / 100, 4),
            because,
        )


def _settled(edge: Edge) -> bool:
    """Whether an edge leaves nothing of a text's wording to be explained by another."""
    return edge.kind == "translation" or (edge.outlet is None and edge.kind in MADE_FROM)


class _Kin:
    """Sets of texts that edges between texts of the case join."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def _top(self, node: str) -> str:
        while (above := self._above.setdefault(node, node)) != node:
            self._above[node] = self._above[above]
            node = above
        return node

    def join(self, a: str, b: str) -> bool:
        """Make two texts' sets one; false where they are one already."""
        left, right = self._top(a), self._top(b)
        self._above[max(left, right)] = min(left, right)
        return left != right


def _families(edges: Iterable[Edge]) -> _Kin:
    kin = _Kin()
    for edge in edges:
        if edge.outlet is None:
            kin.join(edge.child, edge.parent)
    return kin
