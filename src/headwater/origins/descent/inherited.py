"""Citations that came along with the text: who copies a report copies whom it cites."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from headwater.origins.descent.edges import Edge

MADE_FROM = ("copy", "rewrite", "translation")


def without_inherited(edges: Iterable[Edge]) -> list[Edge]:
    """The edges without citations that a text shares with what it was made from.

    Where B was made from A and both cite X, it is A that read X: B has the words from A.
    """
    known = list(edges)
    made: dict[str, list[Edge]] = {}
    for edge in known:
        if edge.kind in MADE_FROM and edge.outlet is None:
            made.setdefault(edge.child, []).append(edge)
    cites = {(edge.child, edge.parent) for edge in known if edge.declared}
    return [edge for edge in known if not (edge.passage and _came_along(edge, made, cites))]


def _came_along(edge: Edge, made: Mapping[str, list[Edge]], cites: Collection[tuple[str, str]]) -> bool:
    """Whether a text that the child was made from cites the same, or was made from it.

    That is said only where it is told which of the two texts is the older: two papers may well print one
    agency's story, and both cite one report of the case.
    """
    for above in made.get(edge.child, ()):
        if above.parent == edge.parent or not above.directed:
            continue
        made_there = any(e.parent == edge.parent for e in made.get(above.parent, ()))
        if made_there or (above.parent, edge.parent) in cites:
            return True
    return False
