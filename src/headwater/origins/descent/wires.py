"""Shared wire stories: which agency stands behind text that several outlets print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.descent.declared import Declared, Scope
from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.pairs import Pair
from headwater.records.descent import Declaration
from headwater.records.spans import Span

_STRENGTH: dict[Scope, int] = {"whole": 3, "part": 2, "passage": 1}


@dataclass(frozen=True, slots=True)
class Wire:
    """An agency on which a text says that it rests, and how much of it."""

    outlet: Outlet
    scope: Scope
    passages: tuple[Span, ...] = ()

    def stands_behind(self, shared: Iterable[Span]) -> bool:
        """Whether the shared stretches are the agency's: all of the text, several passages, or one in them."""
        if self.scope != "passage" or len(self.passages) > 1:
            return True
        return any(min(a.end, b.end) > max(a.start, b.start) for a in self.passages for b in shared)


@dataclass(frozen=True, slots=True)
class Guess:
    """An agency's text that an article seems to hold though it does not say so.

    ``coverage`` is the share of the article that it shares with texts that do, ``spans`` where.
    """

    child: str
    outlet: Outlet
    coverage: float
    spans: tuple[Span, ...]
    whole: bool  # whether a text that shares it is the agency's as a whole
    because: str


def wires_of(declared: Iterable[Declared]) -> dict[str, dict[str, Wire]]:
    """For each article the agencies that it credits or cites for hearing someone, by key."""
    found: dict[str, dict[str, Wire]] = {}
    for row in declared:
        if row.outlet is None or not is_wire(row):
            continue
        held = found.setdefault(row.child, {}).get(row.outlet.key)
        scope = (
            held.scope if held is not None and _STRENGTH[held.scope] >= _STRENGTH[row.scope] else row.scope
        )
        passages = _apart((*(held.passages if held is not None else ()), *row.spans))
        found[row.child][row.outlet.key] = Wire(row.outlet, scope, passages)
    return found


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without those that overlap an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def is_wire(row: Declared | Declaration) -> bool:
    """An agency that heard someone, or any outlet that a text credits as where all of it comes from."""
    if row.outlet is None:
        return False
    if row.outlet.kind == "wire":
        return row.kind != "citation"
    return row.scope == "whole" and row.href is None and row.kind in ("copy", "rewrite")


def guesses(
    pairs: Sequence[Pair],
    wires: Mapping[str, Mapping[str, Wire]],
    names: Mapping[str, str],
    publishers: Mapping[str, str],
    least: float,
    quoted: Collection[tuple[str, str]] = (),
) -> list[Guess]:
    """For each article that shares text with one that an agency stands behind, that agency.

    Only texts in one language count: a translation is of the text that is here. An agency whose own
    text is here and shares words with the article needs no guess; ``quoted`` are such articles and agencies beside ``pairs``.
    """
    here = {(child, publishers.get(pair.other(child), "")) for pair in pairs for child in (pair.a, pair.b)}
    here.update(quoted)
    best: dict[tuple[str, str], Guess] = {}
    for pair in pairs:
        if not pair.same_language or pair.same_publisher:
            continue
        for child, partner in ((pair.a, pair.b), (pair.b, pair.a)):
            for key, wire in sorted(wires.get(partner, {}).items()):
                if _told_otherwise(child, key, wires, publishers, here) or pair.coverage(child) < least:
                    continue
                if not wire.stands_behind(pair.spans(partner)):
                    continue
                guess = _guess(child, partner, wire, pair, names)
                held = best.get((child, key))
                if held is None or (guess.whole, guess.coverage) > (held.whole, held.coverage):
                    best[child, key] = guess
    return [best[key] for key in sorted(best)]


def _told_otherwise(
    child: str,
    key: str,
    wires: Mapping[str, Mapping[str, Wire]],
    publishers: Mapping[str, str],
    here: Collection[tuple[str, str]],
) -> bool:
    """Whether nothing is to be guessed: the child says it, is the agency's own, or shares the agency's own text."""
    return (
        key == "agencies"
        or key in wires.get(child, {})
        or publishers.get(child) == key
        or (child, key) in here
    )


def _guess(child: str, partner: str, wire: Wire, pair: Pair, names: Mapping[str, str]) -> Guess:
    share = round(100 * pair.coverage(child))
    credits_ = "credits" if wire.scope != "passage" else "names"
    because = (
        f"{share} % of this text also stands in {names.get(partner, 'another text')}, which {credits_} "
        f"{wire.outlet.name}; this text does not say so."
    )
    whole = wire.scope != "passage"
    return Guess(child, wire.outlet, pair.coverage(child), pair.spans(child), whole, because)
