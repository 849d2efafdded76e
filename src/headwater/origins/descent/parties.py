"""Whom the texts of a case cite: its outlets, and one party for each attribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headwater.origins.descent.cited import Cited, cited_party
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.outlet_names import credited_names
from headwater.records.articles import Article, Credit
from headwater.records.claims import Attribution
from headwater.records.entities import AttributionEntity, Entity
from headwater.records.tables import Tables


@dataclass(frozen=True)
class Parties:
    """The articles by id, every outlet, and the cited party of each attribution by its id."""

    articles: Mapping[str, Article]
    book: OutletBook
    cited: Mapping[str, Cited]


def read_parties(tables: Tables) -> Parties:
    """Reads outlets and cited parties from the tables of a case."""
    articles = tables.by_id(Article)
    agencies = [
        name
        for credit in tables.of(Credit)
        if credit.kind in ("agency", "dateline") and len(names := credited_names(credit.name or "")) == 1
        for name in names
    ]
    book = OutletBook([articles[i] for i in sorted(articles)], tables.of(Entity), agencies)
    entities = tables.by_id(Entity)
    of_attribution = {row.attribution: entities.get(row.entity) for row in tables.of(AttributionEntity)}
    cited = {
        a.id: party
        for a in tables.of(Attribution)
        if a.article in articles and (party := cited_party(a, of_attribution.get(a.id), book))
    }
    return Parties(articles, book, cited)
