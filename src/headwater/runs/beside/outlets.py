"""Who printed a newcomer, which outlets its names may mean, and to which texts it links, by the book of a run's outlets.

The book holds of each name one article that has it; addresses and headlines are looked up in files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from headwater.origins.descent.hosts import LEAST_SLUG, headline_key, site_of, slug_of, squashed
from headwater.origins.descent.outlet_book import Outlet, bare_url
from headwater.origins.outlets.case_book import CaseBook
from headwater.origins.outlets.common_places import CommonPlaces
from headwater.origins.outlets.looking_up import LookedUp, linked_texts, printer_of
from headwater.origins.outlets.noted_book import NAMING
from headwater.records.arrow import from_table, to_table
from headwater.records.descent import LinkedText
from headwater.records.entities import Entity
from headwater.records.origins import CommonPlace, KnownOutlet, Lead, NamedOutlets, Printer
from headwater.runs.beside.laid_out import LaidOut
from headwater.runs.beside.postings import Postings, Sorting, hash_of, hashes_of
from headwater.runs.bulk.mapped import MappedFile

_BOOK = "book.arrow"
Found = KnownOutlet | Printer | Lead | LinkedText | CommonPlace


def index_outlets(laid: LaidOut, gone: frozenset[str], folder: Path) -> None:
    """Write the book of the outlets of a run."""
    keys = {name: Sorting(folder, name) for name in ("urls", "headlines", "hrefs")}
    places, seen = CommonPlaces(), _Seen()
    kept: list[NamedOutlets] = []
    for place, row, printer in _named(laid):
        if row.article in gone:
            continue
        told = {
            "urls": [bare_url(row.url)] if row.url else [],
            "headlines": list(_headline(row, printer)),
            "hrefs": [bare_url(href) for href in row.hrefs],
        }
        for name, words in told.items():
            if words:
                keys[name].add(np.unique(hashes_of(words)), np.full(len(set(words)), place, dtype=np.int32))
        places.enter(row)
        if (some := seen.new_in(row, printer)) is not None:
            kept.append(some)
    for sorting in keys.values():
        sorting.close()
    with (
        pa.OSFile(str(folder / _BOOK), "wb") as sink,
        pa.ipc.new_file(sink, to_table(NamedOutlets, []).schema) as out,
    ):
        out.write_table(to_table(NamedOutlets, kept))
    naming = [
        start + at
        for start, batch in laid.table("entities").columns(["type"])
        for at, kind in enumerate(batch.column(0).to_pylist())
        if kind in NAMING
    ]
    np.save(folder / "book.entities.npy", np.array(naming, dtype=np.int64))
    places.settle()
    (folder / "book.places.json").write_text(json.dumps(sorted(places.common)), encoding="utf-8")


def _named(laid: LaidOut) -> Iterator[tuple[int, NamedOutlets, Printer | None]]:
    table, printers = laid.table("named_outlets"), laid.table("printers")
    for start in range(0, len(laid), 1000):
        places = range(start, min(start + 1000, len(laid)))
        rows = table.rows([n for place in places for n in table.numbers(place).tolist()])
        printed = {
            row.article: row
            for row in printers.rows([n for p in places for n in printers.numbers(p).tolist()])
        }
        yield from ((laid.place(row.article), row, printed.get(row.article)) for row in rows)


def _headline(row: NamedOutlets, printer: Printer | None) -> Iterator[str]:
    """By what a link finds a text without its address: who printed it and the first words of its headline."""
    title = headline_key(row.title)
    if printer is not None and len(title) >= LEAST_SLUG:
        yield " ".join((squashed(row.publisher or printer.name), *title[:LEAST_SLUG]))


class _Seen:
    """What of names and sites was met before."""

    def __init__(self) -> None:
        self._names: set[tuple[str, str]] = set()

    def new_in(self, row: NamedOutlets, printer: Printer | None) -> NamedOutlets | None:
        """The row with what is new in it; None where nothing is."""
        told = [("printer", printer.key)] if printer else []
        told += [("publisher", row.publisher)] if row.publisher else []
        told += [("agency", name) for name in row.agencies] + [("credited", name) for name in row.credited]
        links = {site_of(href): href for href in row.links if ("site", site_of(href)) not in self._names}
        fresh = [one for one in told if one not in self._names]
        if not fresh and not links:
            return None
        self._names.update(fresh, (("site", site) for site in links))
        return replace(
            row,
            links=list(links.values()),
            names=[],
            places=[],
            slot_places=[],
            notices=[],
            hrefs=[],
            entities=[],
        )


class _RunBook(CaseBook):
    """A book that finds texts by their addresses in files."""

    def __init__(self, laid: LaidOut) -> None:
        super().__init__(holds=True)
        self._laid = laid
        self._urls, self._heads = Postings(laid.folder, "urls"), Postings(laid.folder, "headlines")

    def articles_at(self, href: str) -> Sequence[str]:
        """The articles of an address, in order."""
        return [self._laid.id(place) for place in self._urls.of(hash_of(bare_url(href)), 16)]

    def at(self, href: str) -> str | None:
        """The article that a link leads to, by its address, or by its site and its headline; or null."""
        exact, slug = self.articles_at(href), slug_of(href)
        if exact or not slug:
            return exact[0] if exact else None
        places = self._heads.of(hash_of(" ".join((site_of(href), *slug[:LEAST_SLUG]))), 64)
        opening = f"{' '.join(slug)} "
        found = [
            row.article
            for row in _rows(self._laid, "named_outlets", places)
            if f"{' '.join(headline_key(row.title))} ".startswith(opening)
        ]
        return found[0] if len(found) == 1 else None

    def publisher(self, article: str) -> Outlet | None:
        """The outlet that printed an article."""
        found = super().publisher(article)
        place = self._laid.place(article) if found is None else -1
        for row in _rows(self._laid, "printers", [place]) if place >= 0 else ():
            return Outlet(row.key, row.name, row.kind, row.entity, row.state)
        return found


def _rows(laid: LaidOut, name: str, places: Iterable[int]) -> list[Any]:
    table = laid.table(name)
    return table.rows([number for place in places for number in table.numbers(place).tolist()])


class Outlets:
    """The outlets of a run."""

    def __init__(self, laid: LaidOut) -> None:
        self._laid, self._book = laid, _RunBook(laid)
        self._links = Postings(laid.folder, "hrefs")
        rows: list[NamedOutlets] = from_table(NamedOutlets, MappedFile(laid.folder / _BOOK).table)
        for row in rows:
            self._book.name(row, 1)
        for entity in laid.table("entities").rows(np.load(laid.folder / "book.entities.npy")):
            self._book.know(entity)
        for row in rows:
            self._book.enter(row)
        self._places = CommonPlaces()
        common = json.loads((laid.folder / "book.places.json").read_text(encoding="utf-8"))
        self._places.common = frozenset(common)

    def look_up(self, row: NamedOutlets, entities: Iterable[Entity]) -> list[Found]:
        """The rows of a newcomer; ``entities`` are those that it names. The book is as it was afterwards."""
        book = self._book
        book.moved.clear()
        fresh = [one for one in entities if book.name_of(one.id) is None]
        for entity in fresh:
            book.know(entity)
        book.name(row, 1)
        book.enter(row)
        try:
            found: list[Found] = [*LookedUp().entries(row, book), *printer_of(row.article, book)]
            return [
                *found,
                *linked_texts(row, book),
                *self._linking(row),
                *self._leads(row),
                *self._places.of(row),
            ]
        finally:
            book.take_out(row)
            book.name(row, -1)
            for entity in fresh:
                book.forget(entity)

    def _linking(self, row: NamedOutlets) -> Iterator[LinkedText]:
        """The texts of the run that link to the newcomer in their running text."""
        wanted = bare_url(row.url) if row.url else None
        for other in (
            _rows(self._laid, "named_outlets", self._links.of(hash_of(wanted), 200)) if wanted else ()
        ):
            yield from (
                LinkedText(other.article, row.article, href)
                for href in dict.fromkeys(other.hrefs)
                if bare_url(href) == wanted
            )

    def _leads(self, row: NamedOutlets) -> Iterator[Lead]:
        """The texts to which a notice of the newcomer links."""
        if not row.notices:
            return
        linked = ((href, to) for href in row.links for to in self._book.articles_at(href))
        known = {
            one.article: one.url
            for one in _rows(self._laid, "named_outlets", [self._laid.place(to) for _, to in linked])
        }
        linked = ((href, to) for href in row.links for to in self._book.articles_at(href))
        yield from (
            Lead(row.article, to, -1)
            for to in dict.fromkeys(to for href, to in linked if known.get(to) == href)
        )
