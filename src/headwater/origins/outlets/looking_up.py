"""What an article finds in the book of a case's outlets: each name is looked up once for all articles that have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from headwater.origins.descent.outlet_book import Outlet, OutletBook
from headwater.origins.outlets.case_book import CaseBook
from headwater.origins.outlets.noted_book import Asked, Entry
from headwater.records.descent import LinkedText
from headwater.records.origins import KnownOutlet, NamedOutlets, Printer

Name = tuple[str, str | None]
"""Words, and the entity whose name they are."""


@dataclass
class LookedUp:
    """What was found for each name, who has it, and what was asked for it. ``holds``: the last two are kept."""

    holds: bool = False
    found: dict[Name, tuple[tuple[Entry, ...], Outlet | None]] = field(default_factory=dict)
    having: dict[Name, list[str]] = field(default_factory=dict)
    asking: dict[Asked, list[Name]] = field(default_factory=dict)

    def entries(self, row: NamedOutlets, book: CaseBook) -> Iterator[KnownOutlet]:
        """What an article finds, each entry once."""
        names: list[Name] = [(name, None) for name in row.names]
        for entity in row.entities:
            if (name := book.name_of(entity)) is not None:
                names.append((name, entity))
            if self.holds:
                self._ask(("entity", entity), ("", entity))
                self._have(("", entity), row.article)
        if (printed := book.publisher(row.article)) is not None:
            names.append((printed.name, printed.entity))
        entries: dict[Entry, None] = {}
        for one in names:
            entries |= dict.fromkeys(self._look_up(one, book)[0])
            if self.holds:
                self._have(one, row.article)
        yield from (KnownOutlet(row.article, *entry) for entry in sorted(entries, key=lambda e: e[:2]))

    def phrase(self, words: str, book: CaseBook) -> Outlet | None:
        """The outlet whose name stands in some words."""
        return self._look_up((words, None), book)[1]

    def touched(self, book: CaseBook) -> list[str]:
        """The articles that find otherwise after what has moved in the book, or may."""
        names = dict.fromkeys(name for one in book.moved for name in self.asking.get(one, ()))
        found: dict[str, None] = {}
        for name in names:
            before = self.found.pop(name, None)
            if not name[0] or before is None or self._look_up(name, book) != before:
                found |= dict.fromkeys(self.having.get(name, ()))
        return list(found)

    def _look_up(self, name: Name, book: CaseBook) -> tuple[tuple[Entry, ...], Outlet | None]:
        known = self.found.get(name)
        if known is not None:
            return known
        found, asked = (
            book.asking(lambda: book.entries_of(*name)) if self.holds else (book.entries_of(*name), ())
        )
        for one in asked:
            self._ask(one, name)
        self.found[name] = found
        return found

    def _ask(self, one: Asked, name: Name) -> None:
        held = self.asking.setdefault(one, [])
        if not held or held[-1] != name:
            held.append(name)

    def _have(self, name: Name, article: str) -> None:
        held = self.having.setdefault(name, [])
        if not held or held[-1] != article:
            held.append(article)


def printer_of(article: str, book: OutletBook) -> Iterator[Printer]:
    """The outlet that printed an article, where it is known."""
    outlet = book.publisher(article)
    if outlet is not None:
        yield Printer(article, outlet.key, outlet.name, outlet.kind, outlet.entity, outlet.state)


def linked_texts(row: NamedOutlets, book: CaseBook) -> Iterator[LinkedText]:
    """The texts to which an article links: from its running text, or from anywhere to another outlet's."""
    own, told = book.publisher(row.article), set(row.hrefs)
    for href in dict.fromkeys([*row.hrefs, *row.links]):
        to = book.at(href)
        if to is None or to == row.article:
            continue
        if href in told or own is None or book.publisher(to) != own:
            yield LinkedText(row.article, to, href)
