"""What the outlets of a case were found to be, brought up to date with the articles and entities that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.kept_rows import KeptRows
from headwater.origins.outlets.case_book import CaseBook, asked_of_link
from headwater.origins.outlets.common_places import CommonPlaces
from headwater.origins.outlets.leads import Leads
from headwater.origins.outlets.looking_up import LookedUp, linked_texts, printer_of
from headwater.origins.outlets.noted_book import Asked, shown
from headwater.records.descent import LinkedText
from headwater.records.entities import Entity
from headwater.records.moves import Moves
from headwater.records.origins import CommonPlace, KnownOutlet, NamedOutlets, Printer


@dataclass
class Standing:
    """The book, what each text asked it, and the rows that were given."""

    seen: Mapping[type[Any], Sequence[Any]] | None = None
    gone: Mapping[str, str] = field(default_factory=dict)  # articles that others of their address speak for
    rows: dict[str, NamedOutlets] = field(default_factory=dict)
    book: CaseBook = field(default_factory=lambda: CaseBook(holds=True))
    known: LookedUp = field(default_factory=LookedUp)
    leads: Leads = field(default_factory=Leads)
    places: CommonPlaces = field(default_factory=CommonPlaces)
    placing: dict[str, list[str]] = field(default_factory=dict)  # by place: articles that name it
    linking: dict[Asked, list[str]] = field(default_factory=dict)  # by what a link asks for: articles
    entries: KeptRows[KnownOutlet] = field(default_factory=lambda: KeptRows(attrgetter("article")))
    printers: KeptRows[Printer] = field(default_factory=lambda: KeptRows(attrgetter("article")))
    linked: KeptRows[LinkedText] = field(default_factory=lambda: KeptRows(attrgetter("article")))
    common: KeptRows[CommonPlace] = field(default_factory=lambda: KeptRows(attrgetter("article")))

    @classmethod
    def of(
        cls, rows: Iterable[NamedOutlets], entities: Iterable[Entity], gone: Mapping[str, str]
    ) -> Standing:
        """All that is found in a case."""
        made = cls(gone=gone, rows={row.article: row for row in rows})
        made.book, made.known = CaseBook(holds=True), LookedUp(holds=True)
        for entity in entities:
            made.book.know(entity)
        texts = [made.rows[article] for article in sorted(made.rows) if article not in gone]
        for row in texts:
            made.book.name(row, 1)
        made._enter(texts)
        made.places.settle()
        every = [made.rows[article] for article in sorted(made.rows)]
        made.entries.begin(one for row in every for one in made._entries(row))
        made.printers.begin(one for row in every for one in made._printers(row))
        made.linked.begin(one for row in every for one in made._linked(row))
        made.common.begin(one for row in every for one in made._common(row))
        made.book.moved.clear()
        return made

    def bring_forward(self, moves: Mapping[type[Any], Moves[Any]], gone: Mapping[str, str]) -> bool:
        """Find anew what some moves touch; False where a text that stands has another outlet now: then all must be."""
        book, named, flipped = self.book, moves[NamedOutlets], sorted(self.gone.keys() ^ gone.keys())
        going = [row for row in named.gone if row.article not in self.gone]
        coming = [row for row in named.come if row.article not in gone]
        settled = {row.article for rows in (named.gone, named.come) for row in rows}
        for article in flipped:
            if article in self.rows and article not in settled:
                (going if article in gone else coming).append(self.rows[article])
        for row in named.gone:
            del self.rows[row.article]
        self.rows |= {row.article: row for row in named.come}
        self.gone = gone
        self._exchange_entities(moves[Entity])
        for row in going:
            book.name(row, -1)
            book.take_out(row)
            self.leads.take_out(row)
            self.places.enter(row, -1)
        for row in coming:
            book.name(row, 1)
        if book.prints_otherwise():
            return False
        self._enter(coming)
        self._exchange({**dict.fromkeys(sorted(settled)), **dict.fromkeys(flipped)})
        book.moved.clear()
        return True

    def _exchange(self, touched: dict[str, None]) -> None:
        """Make the rows of some articles anew, and of those that what has moved in the book touches."""
        entries = touched | dict.fromkeys(self.known.touched(self.book))
        links = touched | {article: None for one in self.book.moved for article in self.linking.get(one, ())}
        places = touched | {
            article: None for key in sorted(self.places.settle()) for article in self.placing.get(key, ())
        }
        self.entries.exchange({article: list(self._entries(row)) for article, row in self._some(entries)})
        self.printers.exchange({article: list(self._printers(row)) for article, row in self._some(touched)})
        self.linked.exchange({article: list(self._linked(row)) for article, row in self._some(links)})
        self.common.exchange({article: self._common(row) for article, row in self._some(places)})

    def _some(self, articles: Iterable[str]) -> Iterator[tuple[str, NamedOutlets | None]]:
        return ((article, self.rows.get(article)) for article in articles)

    def _exchange_entities(self, moves: Moves[Entity]) -> None:
        before = {row.id: row for row in moves.gone}
        for row in moves.come:
            old = before.pop(row.id, None)
            if old is not None and shown(old) == shown(row):
                self.book.show_anew(row)
                continue
            if old is not None:
                self.book.forget(old)
            self.book.know(row)
        for row in before.values():
            self.book.forget(row)

    def _enter(self, texts: Iterable[NamedOutlets]) -> None:
        for row in texts:
            self.book.enter(row)
            self.leads.enter(row)
            self.places.enter(row)
            for key in dict.fromkeys([*row.places, *row.slot_places]):
                self.placing.setdefault(key, []).append(row.article)
            for href in dict.fromkeys([*row.hrefs, *row.links]):
                for one in asked_of_link(href):
                    self.linking.setdefault(one, []).append(row.article)

    def meaning(self, words: str) -> Outlet | None:
        """The outlet whose name stands in some words."""
        return self.known.phrase(words, self.book)

    def _entries(self, row: NamedOutlets | None) -> Iterator[KnownOutlet]:
        return self.known.entries(row, self.book) if row is not None else iter(())

    def _printers(self, row: NamedOutlets | None) -> Iterator[Printer]:
        return printer_of(row.article, self.book) if row is not None else iter(())

    def _linked(self, row: NamedOutlets | None) -> Iterator[LinkedText]:
        here = row is not None and row.article not in self.gone
        return linked_texts(row, self.book) if here and row is not None else iter(())

    def _common(self, row: NamedOutlets | None) -> list[CommonPlace]:
        return self.places.of(row) if row is not None and row.article not in self.gone else []
