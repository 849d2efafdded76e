"""Edges as persons judge them: what they reject is no candidate, what they confirm or draw is there.

A rejected parent leaves its place to the next likely one; a drawn edge stands beside what headwater finds for
other passages. Ends are articles, found again by id or by their bytes, and unseen sources, found by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from headwater.origins.descent.carried import outlet_of
from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.source_rows import SourceBook, not_here
from headwater.records.articles import Article
from headwater.records.descent import DescentText, SourceCited
from headwater.records.ids import row_id
from headwater.records.judgements import EdgeEffect, EdgeJudgement, TextAnchor, folded, said_by
from headwater.records.origins import Derivation, NotCompared
from headwater.records.spans import Span
from headwater.records.tables import Tables


class _Edge(Protocol):
    @property
    def child(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def outlet(self) -> Outlet | None: ...


_Given = TypeVar("_Given", bound=_Edge)
_Ends = tuple[str, str]


@dataclass(frozen=True)
class Verdicts:
    """What is judged of edges that the log lets stand: (judgement, ends), where an unseen parent is its folded name."""

    asked: tuple[tuple[EdgeJudgement, _Ends | None], ...] = ()

    def rejects(self, edge: _Edge) -> bool:
        """Whether a person says that this child did not come from this parent."""
        return any(
            row.kind == "reject_edge" and ends and ends[0] == edge.child and ends[1] in _spellings(edge)
            for row, ends in self.asked
        )

    def kept(self, edges: Iterable[_Given]) -> list[_Given]:
        """Edges or candidates that nobody rejects."""
        return [edge for edge in edges if not (self.asked and self.rejects(edge))]


def verdicts_of(judgements: Sequence[EdgeJudgement], articles: Iterable[Article]) -> Verdicts:
    """The judgements that stand, each with its ends, or none where an end is no longer in the case."""
    standing = [row for row in judgements if row.status == "obeyed"]
    if not standing:
        return Verdicts()
    by_id: dict[str, str] = {}
    for article in articles:
        by_id.setdefault(article.sha256, article.id)
        by_id[article.id] = article.id
    return Verdicts(tuple((row, _ends(row, by_id)) for row in standing))


def is_about(judgement: EdgeJudgement, article: Article) -> bool:
    """Whether a judgement of an edge is about where an article comes from."""
    child = judgement.at[0] if judgement.at else None
    return child is not None and (child.article == article.id or child.sha256 == article.sha256)


def _ends(row: EdgeJudgement, by_id: Mapping[str, str]) -> _Ends | None:
    ends = [_article(anchor, by_id) for anchor in row.at] + ([folded(row.name)] if row.name else [])
    return (ends[0], ends[1]) if len(ends) == 2 and ends[0] and ends[1] else None


def _article(anchor: TextAnchor, by_id: Mapping[str, str]) -> str:
    return by_id.get(anchor.article) or by_id.get(anchor.sha256 or "", "")


def _spellings(edge: _Edge) -> tuple[str, ...]:
    return (edge.parent, folded(edge.outlet.name)) if edge.outlet else (edge.parent,)


def judged(
    found: Tables,
    sources: SourceBook,
    verdicts: Verdicts,
    articles: Mapping[str, Article],
    texts: Mapping[str, DescentText],
) -> Tables:
    """Descent as the judgements leave it: confirmed and drawn edges, and what became of each judgement."""
    case = _Case(found, sources, articles, texts)
    effects = [case.obey(row, ends) for row, ends in verdicts.asked]
    rows: dict[type[Any], list[Any]] = {kind: list(found.of(kind)) for kind in found.kinds()}
    rows[Derivation] = sorted(case.edges.values(), key=lambda row: (row.child, row.parent))
    rows[SourceCited] = sources.rows()
    rows[NotCompared] = [*rows.get(NotCompared, []), *case.not_compared]
    rows[EdgeEffect] = effects
    return Tables(rows)


class _Case:
    """Edges and sources while judgements are obeyed."""

    def __init__(
        self,
        found: Tables,
        sources: SourceBook,
        articles: Mapping[str, Article],
        texts: Mapping[str, DescentText],
    ) -> None:
        self.articles, self.sources, self.texts = articles, sources, texts
        self.edges = {(row.child, row.parent): row for row in found.of(Derivation)}
        self.not_compared: list[NotCompared] = []

    def obey(self, row: EdgeJudgement, ends: _Ends | None) -> EdgeEffect:
        """What became of one judgement."""
        if ends is None or ends[0] not in self.articles:
            gone = "An end of the edge is not in the case any more; nothing was changed."
            return EdgeEffect(row.id, "not_found", None, gone)
        said = said_by(row)
        if row.kind == "reject_edge":
            return EdgeEffect(row.id, "obeyed", None, f"Rejected by {said}")
        child = self.articles[ends[0]]
        parent = ends[1] if ends[1] in self.articles else self._source(child.id, row.name or "", said)
        held = self.edges.get((child.id, parent))
        verb = "Confirmed" if row.kind == "confirm_edge" else "Drawn"
        edge = held or self._drawn(child, parent, row)
        kind: Any = row.value or edge.kind
        if row.kind == "draw_edge":
            edge = replace(edge, kind=kind, directed=True, score=1.0)
        told = f"{edge.because} {verb} by {said}".strip()
        self.edges[child.id, parent] = replace(edge, because=told, confirmed_by=[*edge.confirmed_by, row.who])
        return EdgeEffect(row.id, "obeyed", edge.id, f"{verb} by {said}")

    def _drawn(self, child: Article, parent: str, row: EdgeJudgement) -> Derivation:
        """An edge that only a person knows of: of the whole text."""
        body = child.span(min(child.body_start, len(child.text)), len(child.text))
        spans = [Span(body.text, body.start, body.end)] if body.text else []
        kind: Any = row.value or "citation"
        if parent not in self.articles:
            self.not_compared.append(NotCompared(child.id, parent, not_here(row.name or "")))
        return Derivation(row_id("de", child.id, parent), child.id, parent, spans, kind, False, True, 1.0, "")

    def _source(self, child: str, name: str, said: str) -> str:
        """The unseen source of this name: one that the text has, else the outlet that is called so in the case."""
        held = self.sources.called(child, name)
        if held is not None:
            return held.source
        known = self.texts[child].judged if child in self.texts else ()
        outlet = next((outlet_of(one.outlet) for one in known if one.words == name), None)
        outlet = outlet or Outlet(f"judged {folded(name)}", name, "media", None)
        return self.sources.comes_from(outlet, child, f"Named by {said}")
