"""Which pairs of articles compete to be translations of one another: they are judged together, and no others need be.

A text is likely to be translated from the text of that language which is most like it. So the pairs of a text with
texts of one language are rivals; a pair whose sentences are all of one language is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable

from headwater.origins.reuse.columns import Fingerprints

Couple = tuple[int, int]


def rivals_of(rows: Fingerprints, couples: Iterable[Couple]) -> dict[Couple, str]:
    """For each pair that has rivals the name of all that compete with it, and with these, however far: its first pair's."""
    every = [(*headlines, *body) for headlines, body in zip(rows.headlines, rows.tongues, strict=True)]
    tongues = [frozenset(of_row) for of_row in every]
    first = [next(iter(of_row), "") for of_row in every]
    holders: dict[tuple[int, str], list[Couple]] = {}
    for a, b in sorted(couples):
        if len(tongues[a] | tongues[b]) > 1:
            holders.setdefault((a, first[b]), []).append((a, b))
            holders.setdefault((b, first[a]), []).append((a, b))
    above: dict[Couple, Couple] = {}
    for some in holders.values():
        for one in some:
            _join(above, some[0], one)
    found: dict[Couple, list[Couple]] = {}
    for couple in sorted(above):
        found.setdefault(_top(above, couple), []).append(couple)
    return {
        couple: f"{rows.articles[some[0][0]]} {rows.articles[some[0][1]]}"
        for some in found.values()
        if len(some) > 1
        for couple in some
    }


def _join(above: dict[Couple, Couple], one: Couple, two: Couple) -> None:
    top, other = _top(above, one), _top(above, two)
    if top != other:
        above[max(top, other)] = min(top, other)


def _top(above: dict[Couple, Couple], at: Couple) -> Couple:
    above.setdefault(at, at)
    while above[at] != at:
        above[at] = above[above[at]]
        at = above[at]
    return at
