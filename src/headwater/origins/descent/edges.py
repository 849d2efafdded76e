"""Edges of descent: what is declared, and the most likely parents of what is not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.branching import ROOT, branching
from headwater.origins.descent.candidates import Candidate, arcs_of
from headwater.origins.descent.declared import Declared
from headwater.origins.descent.outlet_book import Outlet
from headwater.records.articles import Article
from headwater.records.origins import DerivationKind
from headwater.records.spans import Span

LEAST_NEW = 120
"""Characters that a second parent must explain on its own."""
CITING = 0.5
"""Share of a text that stands in the outlet's that it cites, below which it was not made from that."""
_RANK: dict[DerivationKind, int] = {"translation": 4, "copy": 3, "rewrite": 2, "quote": 1, "citation": 0}


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of descent. ``outlet`` is set where the parent is not in the case."""

    child: str
    parent: str
    outlet: Outlet | None
    spans: tuple[Span, ...]
    kind: DerivationKind
    declared: bool
    directed: bool
    score: float
    because: str
    attributions: tuple[str, ...] = ()
    passage: bool = False  # declared for a passage, not for the text or a part of it


def inferred(
    articles: Mapping[str, Article], candidates: Sequence[Candidate], config: DeriveConfig
) -> list[Edge]:
    """The branching's edges, and further parents that explain passages which the first does not."""
    chosen = branching(arcs_of(sorted(articles), candidates, config))
    by_child: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_child.setdefault(candidate.child, []).append(candidate)
    ancestry = {child: parent for child, parent in chosen.items() if parent != ROOT}
    found: list[Edge] = []
    for child in sorted(by_child):
        ranked = sorted(by_child[child], key=lambda c: (-c.weight, c.parent))
        first = next((c for c in ranked if c.parent == chosen.get(child)), None)
        weights = [c.weight for c in ranked]
        if first is None:
            continue
        score = _probability(first.weight, weights, config)
        if score >= config.least_probability or first.weight >= config.declared_weight / 2:
            found.append(_edge(first, _calibrated(first.weight, weights, config)))
        for other in _further(articles[child], first, ranked, config):
            left = other.weight - (config.further_cost if first.outlet is None else 0.0)
            score = _probability(left, [left], config)
            if score >= config.least_probability and not _descends(other.parent, child, ancestry):
                found.append(_edge(other, _calibrated(left, [left], config)))
    return found


def _edge(candidate: Candidate, score: float) -> Edge:
    return Edge(
        candidate.child, candidate.parent, candidate.outlet, candidate.spans, candidate.kind, False,
        candidate.directed, score, candidate.because,
    )  # fmt: skip


def _probability(weight: float, weights: Iterable[float], config: DeriveConfig) -> float:
    """The share of one parent among all that are possible, "none here" included."""
    total = sum(math.exp(min(w, 30.0)) for w in weights) + math.exp(config.unseen_cost)
    return round(math.exp(min(weight, 30.0)) / total, 4)


def _calibrated(weight: float, weights: Iterable[float], config: DeriveConfig) -> float:
    """The probability of a parent, as the shares of parents in ecologies with a known tree were found to be right."""
    sure, (least, most) = config.sureness, config.drawn
    share = _probability(sure * weight, [sure * w for w in weights], config)
    return round(least + (most - least) * share, 4)


def _descends(parent: str, child: str, ancestry: Mapping[str, str]) -> bool:
    """Whether ``parent`` already descends from ``child``."""
    node, steps = parent, 0
    while node in ancestry and steps < 1000:
        node, steps = ancestry[node], steps + 1
        if node == child:
            return True
    return False


def _further(
    article: Article, first: Candidate, ranked: Sequence[Candidate], config: DeriveConfig
) -> list[Candidate]:
    """Parents of stretches that the first parent does not explain, most likely first."""
    taken = sorted((s.start, s.end) for s in first.spans)
    least = max(LEAST_NEW, config.new_share * max(1, len(article.text) - len(article.title) - 1))
    found = []
    for candidate in ranked:
        if candidate is first or candidate.parent == first.parent:
            continue
        if sum([span.end - span.start for span in candidate.spans]) < least:
            continue  # as of most: however little of it is explained
        if sum([uncovered(span, taken) for span in candidate.spans]) >= least:
            found.append(candidate)
            taken = sorted([*taken, *((s.start, s.end) for s in candidate.spans)])
    return found


def uncovered(span: Span, taken: Iterable[tuple[int, int]]) -> int:
    """Characters of a span that no taken stretch covers, these in order."""
    left, at = 0, span.start
    for start, end in taken:
        if start >= span.end:
            break
        if end <= at:
            continue
        left += max(0, start - at)
        at = max(at, end)
    return left + max(0, span.end - at)


def from_declarations(
    declared: Sequence[Declared],
    resolved: Mapping[int, str | None],
    pairs: Mapping[tuple[str, str], Candidate],
) -> list[Edge]:
    """One edge a child and declared parent; the strongest declaration gives the kind, shared text refines it."""
    merged: dict[tuple[str, str], list[Declared]] = {}
    for index, row in enumerate(declared):
        parent = resolved[index]
        if parent is None and row.outlet is not None:
            parent = row.outlet.key
        if parent is not None:
            merged.setdefault((row.child, parent), []).append(row)
    unseen = {
        row.outlet.key for i, row in enumerate(declared) if row.outlet is not None and resolved[i] is None
    }
    return [
        _declared_edge(key, rows, pairs.get(key), key[1] in unseen) for key, rows in sorted(merged.items())
    ]


def _declared_edge(
    key: tuple[str, str], rows: Sequence[Declared], shared: Candidate | None, unseen: bool
) -> Edge:
    strength = {"whole": 2, "part": 1, "passage": 0}
    first = max(rows, key=lambda r: (strength[r.scope], r.said, _RANK[r.kind]))
    top = [r for r in rows if r.scope == first.scope]
    spans = tuple(dict.fromkeys(s for r in top for s in r.spans))
    kind, because = first.kind, first.because
    if shared is not None:
        spans, because = shared.spans, f"{because} {shared.because}"
        kind = kind if first.scope == "passage" and _is_own(shared) else shared.kind
    said = any(r.said for r in rows)
    return Edge(
        child=key[0],
        parent=key[1],
        outlet=first.outlet if unseen else None,
        spans=_in_order(spans),
        kind=kind,
        declared=said,
        directed=True,
        score=0.99 if said else 0.9,
        because=because,
        attributions=tuple(sorted({r.attribution for r in rows if r.attribution})),
        passage=first.scope == "passage",
    )


def _is_own(shared: Candidate) -> bool:
    """Whether most of a text that shares words with another is its own: it cites the other."""
    return shared.pair is not None and shared.pair.coverage(shared.child) < CITING


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda s: (s.start, s.end)))
