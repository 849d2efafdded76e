"""Texts that name whom they have a story from: a parent that they do not name is the less likely, unless copied."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.candidates import OWN_MATERIAL, Candidate
from headwater.origins.descent.edges import CITING, Edge
from headwater.origins.descent.lone_quotes import LoneQuotes

LEAST_VERBATIM = 0.3
"""Share of what two texts have in common that must be word for word for a name to have come along with it."""


def unnamed(
    candidates: Iterable[Candidate],
    said: Collection[tuple[str, str]],
    declared: Iterable[Edge],
    config: DeriveConfig,
    quotes: LoneQuotes,
) -> list[Candidate]:
    """The candidates, less likely those that a text does not name though it names others for a passage.

    ``said`` are the (child, parent) that a text names. Nothing is held against a text that holds nearly
    all of the child, or half of it word for word (who cites one outlet for one figure may have copied the rest), or
    that names the same outlet itself and has the same words: the child may have the name from there.
    """
    names: dict[str, set[str]] = {}
    citing: set[str] = set()
    for edge in declared:
        names.setdefault(edge.child, set()).add(edge.parent)
        if edge.passage:
            citing.add(edge.child)
    found = []
    for candidate in candidates:
        child, parent, pair = candidate.child, candidate.parent, candidate.pair
        lone = pair is not None and pair.lone
        against = (
            child in citing
            and (lone or (child, parent) not in said)
            and pair is not None
            and pair.coverage(child) < OWN_MATERIAL
            and not pair.copied(child)
            and not (
                pair.verbatim >= LEAST_VERBATIM
                and names[child] & (quotes.cites(child, parent) if lone else names.get(parent, set()))
            )
        )
        cost = config.unnamed_cost if against else 0.0
        found.append(replace(candidate, weight=round(candidate.weight - cost, 4)))
    return found


def without_cited(candidates: Iterable[Candidate], declared: Iterable[Edge]) -> list[Candidate]:
    """The candidates without outlets that a text cites for a passage, where it holds another text's words.

    Who cites one report for a figure and copies the rest from a second was made from the second; the citation
    stands as it is declared, and is no rival of it.
    """
    known = list(candidates)
    copies = {c.child for c in known if c.pair is not None and c.pair.copied(c.child)}
    cited = {(edge.child, edge.parent) for edge in declared if edge.passage and edge.child in copies}
    return [
        c
        for c in known
        if (c.child, c.parent) not in cited or (c.pair is not None and c.pair.coverage(c.child) >= CITING)
    ]
