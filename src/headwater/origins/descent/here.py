"""The sources of a case and for whom parties speak, as each article has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from headwater.origins.descent.affiliation import bodies_of
from headwater.origins.descent.cited import Cited, told_to
from headwater.origins.descent.outlet_book import Outlet, OutletBook
from headwater.origins.descent.source_rows import source_id
from headwater.origins.descent.ties import ties_of
from headwater.records.claims import Attribution
from headwater.records.origins import Derivation, NamedOutlets, Source, SourceHere, SpeaksFor
from headwater.records.tables import Tables


def rows_here(tables: Tables, found: Tables, cited: Mapping[str, Cited], book: OutletBook) -> Tables:
    """Sources and speakers article by article; ``found`` has the sources and edges of the whole case."""
    sources = found.by_id(Source)
    outlets = {key: book.of_name(row.name, row.entity) for key, row in sources.items()}
    bodies = bodies_of(tables, cited)
    here = _sources_of_articles(tables, found, cited, book)
    cites = _cited_by(tables, sources.values())
    shown = [(article, key) for article in sorted(here) for key in here[article] if key in sources]
    speaking = dict.fromkeys(_speaking(tables, cited, bodies))
    speaking |= dict.fromkeys(
        SpeaksFor(article, key, entity)
        for article, key in shown
        if (entity := outlets[key].entity) is not None and entity != sources[key].entity
    )
    return Tables.of_rows(
        [_here(article, sources[key], cites.get((article, key), []), outlets[key]) for article, key in shown],
        sorted(speaking, key=lambda row: (row.article, row.party)),
        ties_of(tables, found.of(Derivation), cited, bodies, book, outlets),
    )


def _here(article: str, row: Source, cited_by: list[str], outlet: Outlet) -> SourceHere:
    return SourceHere(
        article, row.id, row.name, row.kind, row.entity, cited_by,
        outlet.key, outlet.name, outlet.kind, outlet.entity, outlet.state,
    )  # fmt: skip


def _sources_of_articles(
    tables: Tables, found: Tables, cited: Mapping[str, Cited], book: OutletBook
) -> dict[str, dict[str, None]]:
    """The ids that may be sources: parents, parties, listeners, and outlets that an article's words name."""
    here: dict[str, dict[str, None]] = {}
    for edge in found.of(Derivation):
        here.setdefault(edge.child, {})[edge.parent] = None
    for row in tables.of(Attribution):
        own = here.setdefault(row.article, {})
        party, listener = cited.get(row.id), told_to(row, book)
        if party is not None:
            own[source_id(party.key)] = None
            own[source_id(f"entity:{party.entity}")] = None
        if listener is not None:
            own[source_id(listener.key)] = None
    named: dict[str, list[str]] = {}
    for text in tables.of(NamedOutlets):
        for name in text.names:
            if name not in named:
                met = (book.of_name(name), book.in_phrase(name))
                named[name] = [source_id(one.key) for one in met if one is not None]
            here.setdefault(text.article, {}).update(dict.fromkeys(named[name]))
    return here


def _cited_by(tables: Tables, sources: Iterable[Source]) -> dict[tuple[str, str], list[str]]:
    article_of = {row.id: row.article for row in tables.of(Attribution)}
    found: dict[tuple[str, str], list[str]] = {}
    for source in sources:
        for attribution in source.cited_by:
            found.setdefault((article_of[attribution], source.id), []).append(attribution)
    return found


def _speaking(tables: Tables, cited: Mapping[str, Cited], bodies: Mapping[str, str]) -> Iterator[SpeaksFor]:
    for row in tables.of(Attribution):
        party = cited.get(row.id)
        if party is not None and party.key in bodies:
            yield SpeaksFor(row.article, party.key, bodies[party.key])
