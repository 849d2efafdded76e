"""Declarations and outlets as rows, and back: what is read of an article once, and used wherever it is compared."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.descent.declared import Declared
from headwater.origins.descent.outlet_book import Outlet
from headwater.records.articles import Article
from headwater.records.descent import Declaration, OutletNamed


def named(outlet: Outlet) -> OutletNamed:
    """An outlet as a row."""
    return OutletNamed(outlet.key, outlet.name, outlet.kind, outlet.entity, outlet.state)


def outlet_of(row: OutletNamed) -> Outlet:
    """A row as the outlet that it tells of."""
    return Outlet(row.key, row.name, row.kind, row.entity, row.state)


def row_of(declared: Declared, called: Outlet | None, claims: Sequence[str]) -> Declaration:
    """A declaration as a row; ``called`` is what its outlet's own name names."""
    outlet = declared.outlet
    return Declaration(
        declared.child,
        named(outlet) if outlet is not None else None,
        named(called) if called is not None and called != outlet else None,
        declared.href,
        [span.start for span in declared.spans],
        [span.end for span in declared.spans],
        declared.scope,
        declared.kind,
        declared.because,
        declared.attribution,
        list(claims),
        declared.said,
    )


def declared_of(row: Declaration, article: Article) -> Declared:
    """A row as the declaration that it tells of."""
    spans = tuple(article.span(start, end) for start, end in zip(row.starts, row.ends, strict=True))
    outlet = outlet_of(row.outlet) if row.outlet is not None else None
    return Declared(
        row.article, outlet, row.href, spans, row.scope, row.kind, row.because, row.attribution, row.said
    )
