"""The book of all outlets of a case, cut to what each article may look up in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.origins.config import OutletsConfig
from headwater.origins.counting.places import common_places
from headwater.origins.counting.retractions import not_later
from headwater.origins.descent.outlet_book import Imprint, Outlet, is_one
from headwater.origins.outlets.recorded import RecordedBook
from headwater.origins.versions import superseded
from headwater.records.descent import LinkedText
from headwater.records.entities import Entity
from headwater.records.origins import KnownOutlet, Lead, NamedOutlets, NoticeRead, Printer
from headwater.records.ports import Models
from headwater.records.tables import Tables


def survey(tables: Tables, config: OutletsConfig, models: Models) -> Tables:
    """What the case knows of the names in each article, who printed it, and where its notices lead."""
    gone = superseded(tables)
    every = sorted(tables.of(NamedOutlets), key=lambda r: r.article)
    texts = [row for row in every if row.article not in gone]
    book = RecordedBook(
        [Imprint(r.article, r.url, r.publisher, r.title, r.openings, r.links) for r in texts],
        tables.of(Entity),
        [name for row in texts for name in row.agencies],
        [name for row in texts for name in row.credited],
    )
    return Tables.of_rows(
        (entry for row in every for entry in _known(row, book)),
        (one for row in texts for one in _printer(row.article, book)),
        _leads(texts, book),
        (link for row in texts for link in _linked(row, book)),
        common_places(texts),
    )


def _known(row: NamedOutlets, book: RecordedBook) -> Iterator[KnownOutlet]:
    entries = dict.fromkeys(entry for name in row.names for entry in book.entries_of(name))
    for entity in row.entities:
        name = book.name_of(entity)
        if name is not None:
            entries.update(dict.fromkeys(book.entries_of(name, entity)))
    printed = book.publisher(row.article)
    if printed is not None:
        entries.update(dict.fromkeys(book.entries_of(printed.name, printed.entity)))
    yield from (KnownOutlet(row.article, *entry) for entry in sorted(entries, key=lambda e: e[:2]))


def _printer(article: str, book: RecordedBook) -> Iterator[Printer]:
    outlet = book.publisher(article)
    if outlet is not None:
        yield Printer(article, outlet.key, outlet.name, outlet.kind, outlet.entity, outlet.state)


def _linked(row: NamedOutlets, book: RecordedBook) -> Iterator[LinkedText]:
    """The texts to which an article links: from its running text, or from anywhere to another outlet's."""
    own, told = book.publisher(row.article), set(row.hrefs)
    for href in dict.fromkeys([*row.hrefs, *row.links]):
        to = book.at(href)
        if to is None or to == row.article:
            continue
        if href in told or own is None or book.publisher(to) != own:
            yield LinkedText(row.article, to, href)


def _leads(texts: Sequence[NamedOutlets], book: RecordedBook) -> Iterator[Lead]:
    """The texts to which a text with a notice links, and the only report of the outlet that a notice means."""
    noticing = [row for row in texts if row.notices]
    wanted = {href for row in noticing for href in row.links}
    at: dict[str, list[str]] = {}
    for row in texts:
        if row.url in wanted and row.url is not None:
            at.setdefault(row.url, []).append(row.article)
    by_outlet: dict[Outlet, list[NamedOutlets]] = {}
    for row in texts if noticing else ():
        outlet = book.publisher(row.article)
        if outlet is not None:
            by_outlet.setdefault(outlet, []).append(row)
    for row in noticing:
        linked = dict.fromkeys(to for href in row.links for to in at.get(href, ()) if to != row.article)
        yield from (Lead(row.article, to, -1) for to in linked)
        for notice in row.notices:
            only = _only_report(row, notice, by_outlet, book)
            if only is not None:
                yield Lead(row.article, only, notice.start)


def _only_report(
    row: NamedOutlets, notice: NoticeRead, by_outlet: dict[Outlet, list[NamedOutlets]], book: RecordedBook
) -> str | None:
    """The one text of the outlet that a notice means, where the case has no other from before it."""
    meant = book.publisher(row.article) if notice.own else book.in_phrase(notice.words)
    if meant is None:
        return None
    found = [
        one.article
        for outlet, printed in by_outlet.items()
        if is_one(outlet, meant)
        for one in printed
        if one.article != row.article and not_later(one.published, row.published)
    ]
    return found[0] if len(found) == 1 else None
