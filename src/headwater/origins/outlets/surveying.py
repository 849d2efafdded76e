"""The book of all outlets of a case, cut to what each article may look up in it.

What is worked out is remembered: of an article that came or went only what it touches is looked up again. Where a run
holds no rows, but makes them whenever they are gone through, they are gone through four times and little is held of each.
"""

from __future__ import annotations

from collections.abc import Iterator

from headwater.origins.config import OutletsConfig
from headwater.origins.kept_rows import moves_in, seen_in
from headwater.origins.outlets.case_book import CaseBook
from headwater.origins.outlets.common_places import CommonPlaces
from headwater.origins.outlets.leads import Leads
from headwater.origins.outlets.looking_up import LookedUp, linked_texts, printer_of
from headwater.origins.outlets.noted_book import NAMING
from headwater.origins.outlets.standing import Standing
from headwater.origins.versions import superseded
from headwater.records.descent import LinkedText
from headwater.records.entities import Entity
from headwater.records.origins import CommonPlace, KnownOutlet, Lead, NamedOutlets, Printer
from headwater.records.ports import Models
from headwater.records.remembered import remembered
from headwater.records.tables import Tables


def survey(tables: Tables, config: OutletsConfig, models: Models) -> Tables:
    """What the case knows of the names in each article, who printed it, and where its notices lead."""
    seen = seen_in(tables, (NamedOutlets, Entity))
    if seen is None:
        return _surveyed(tables)
    kept, gone = remembered(_Kept), superseded(tables)
    standing, kept.standing = kept.standing, None  # until all is well
    moves = moves_in(tables, standing.seen) if standing is not None else None
    if standing is None or moves is None or not standing.bring_forward(moves, gone):
        standing = Standing.of(tables.of(NamedOutlets), tables.of(Entity), gone)
    leads = standing.leads.found(standing.book, standing.meaning)
    standing.seen, kept.standing = seen, standing
    return Tables(
        {
            KnownOutlet: standing.entries.rows,
            Printer: standing.printers.rows,
            Lead: leads,
            LinkedText: standing.linked.rows,
            CommonPlace: standing.common.rows,
        }
    )


class _Kept:
    """What a process that stays keeps of its case."""

    standing: Standing | None = None


def _surveyed(tables: Tables) -> Tables:
    """All rows, of a table that is gone through article by article."""
    gone, named = superseded(tables), tables.in_articles(NamedOutlets)
    book, known, leads, places = CaseBook(holds=False), LookedUp(), Leads(), CommonPlaces()
    articles = sorted(named)
    texts = [article for article in articles if article not in gone]

    def rows() -> Iterator[NamedOutlets]:
        return (row for article in texts for row in named[article])

    for row in rows():
        book.name(row, 1)
    wanted = {entity for article in articles for entity in named[article][0].entities}
    for entity in tables.of(Entity):
        if entity.type in NAMING or entity.id in wanted:
            book.know(entity)
    for row in rows():
        book.enter(row)
        leads.enter(row)
        places.enter(row)
    places.settle()
    book.moved.clear()
    entries: list[KnownOutlet] = []
    printers: list[Printer] = []
    linked: list[LinkedText] = []
    common: list[CommonPlace] = []
    for article in articles:
        row = named[article][0]
        entries += known.entries(row, book)
        printers += printer_of(article, book)
        if article not in gone:
            linked += linked_texts(row, book)
            common += places.of(row)
    found = leads.found(book, lambda words: known.phrase(words, book))
    return Tables.of_rows(entries, printers, found, linked, common)
