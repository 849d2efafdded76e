"""The index of a finished run, made once: its tables and what a newcomer is looked up by, in one folder.

Each part is done when its mark lies there, so that one who is cut off goes on behind it; the index stands when the file lies
there that says of which run it is. A run that has changed is indexed anew.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from headwater.articles.web.addresses import key_of as address_of
from headwater.matches.config import JoinConfig
from headwater.origins.reuse.columns import fingerprints_of
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.versions import superseded
from headwater.records.arrow import from_table
from headwater.records.articles import Version
from headwater.records.origins import Fingerprint
from headwater.records.tables import Tables
from headwater.records.uncollected import uncollected
from headwater.runs.beside.laid_out import LaidOut, lay_out, pieces_of, ranks_of, tables_laid_out, write_ids
from headwater.runs.beside.marks import index_marks
from headwater.runs.beside.meanings import index_sentences
from headwater.runs.beside.names import index_types
from headwater.runs.beside.outlets import index_outlets
from headwater.runs.beside.postings import Sorting, hash_of
from headwater.runs.beside.reports import index_census, index_claims, index_reports
from headwater.runs.beside.standing import config_of
from headwater.runs.beside.wordings import index_clusters, index_shingles, index_standing
from headwater.runs.bulk.whole import Whole
from headwater.runs.fingerprints import code_fingerprint
from headwater.store.atomic import write_text
from headwater.store.lock import writing

MADE_OF = "made-of"
_BLOCK = 500
Tell = Callable[[str], None]


def fingerprint_of_run(whole: Whole) -> str:
    """What stands for a run and for the code that indexes it."""
    records = [shelf.record.stages for shelf in (*whole.shelves, whole.gathered)]
    made_of = [{name: record.tables for name, record in some.items()} for some in records]
    code = code_fingerprint(index_run.__module__, ())
    return hashlib.sha256(f"{code} {made_of}".encode()).hexdigest()


def index_run(whole: Whole, folder: Path, tell: Tell = lambda part: None) -> LaidOut:
    """Bring the index of a run up to date and open it."""
    now = fingerprint_of_run(whole)
    if not _is(folder, MADE_OF, now):
        with writing(folder.with_name(f"{folder.name}.making")), uncollected():
            if not _is(folder, "making-of", now):
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
                write_text(folder / "making-of", now)
            _make(whole, folder, tell)
            write_text(folder / MADE_OF, now)
        shutil.rmtree(folder.with_name(f"{folder.name}.making"), ignore_errors=True)
    return LaidOut(folder)


def _is(folder: Path, name: str, wanted: str) -> bool:
    path = folder / name
    return path.exists() and path.read_text(encoding="utf-8") == wanted


def _make(whole: Whole, folder: Path, tell: Tell) -> None:
    making = _Making(whole, folder)

    def part(name: str, make: Callable[[], Any]) -> None:
        mark = folder / f"{name}.done"
        if not mark.exists():
            tell(name)
            make()
            mark.touch()

    part("ids", lambda: write_ids(making.ranks, folder))
    for name in tables_laid_out():
        part(f"table-{name}", lambda name=name: making.table(name))  # type: ignore[misc]
    part("addresses", making.addresses)
    part("census", lambda: index_census(making.sketches(), folder))
    part("reports", making.reports)
    part("claims", making.claims)
    part("types", lambda: index_types(making.laid, folder))
    part("outlets", lambda: index_outlets(making.laid, making.gone, folder))
    part("marks", lambda: index_marks(making.pieces("phrases"), making.gone, folder))
    part("standing", making.standing)
    part("wordings", making.wordings)


class _Making:
    """The parts of an index that go through a run."""

    def __init__(self, whole: Whole, folder: Path) -> None:
        self._whole, self._folder = whole, folder
        self.ranks = ranks_of(whole)
        self._laid: LaidOut | None = None
        self._gone: frozenset[str] | None = None

    @property
    def laid(self) -> LaidOut:
        """The tables, when all are written."""
        if self._laid is None:
            self._laid = LaidOut(self._folder)
        return self._laid

    @property
    def gone(self) -> frozenset[str]:
        """Articles that another of their address speaks for."""
        if self._gone is None:
            self._gone = frozenset(superseded(Tables({Version: self.laid.table("versions").all_rows()})))
        return self._gone

    def table(self, name: str) -> None:
        """One table, written and mapped, and let go again."""
        lay_out(self._whole, name, self.ranks, self._folder)

    def pieces(self, name: str) -> Iterator[Any]:
        """A table, some rows at a time."""
        return pieces_of(self._whole, name)

    def _by_article(self, name: str) -> Iterator[tuple[int, Any]]:
        """(number, row) of a table, in the order of the articles, without those that are gone."""
        table = self.laid.table(name)
        for start in range(0, len(self.laid), _BLOCK):
            places = range(start, min(start + _BLOCK, len(self.laid)))
            numbers = [number for place in places for number in table.numbers(place).tolist()]
            for number, row in zip(numbers, table.rows(numbers), strict=True):
                if row.article not in self.gone:
                    yield number, row

    def sketches(self) -> Iterator[Any]:
        """The reports as they are compared."""
        return (row for _, row in self._by_article("report_sketches"))

    def reports(self) -> None:
        """By what reports are looked up."""
        both = zip(self._by_article("report_sketches"), self._by_article("report_rarities"), strict=True)
        index_reports(
            ((row, rarity) for (_, row), (_, rarity) in both),
            self.laid,
            self._folder,
            config_of("matches.join", JoinConfig),
        )

    def claims(self) -> None:
        """By what claims are looked up."""
        both = zip(self._by_article("claim_sketches"), self._by_article("claim_rarities"), strict=True)
        index_claims(((number, row, rarity) for (number, row), (_, rarity) in both), self._folder)

    def addresses(self) -> None:
        """Which articles stand at an address."""
        sorting = Sorting(self._folder, "addresses")
        table = self.laid.table("articles")
        for place in range(len(self.laid)):
            for row in table.rows(table.numbers(place)):
                key = address_of(row.url) if row.url else ""
                if key and not key.endswith("/"):
                    hashed = hash_of(key, next(iter(row.languages), ""))
                    sorting.add(np.array([hashed], np.uint64), np.array([place], np.int32))
        sorting.close()

    def _fingerprints(self) -> Iterator[Fingerprint]:
        for table in self.pieces("fingerprints"):
            yield from (row for row in from_table(Fingerprint, table))

    def standing(self) -> None:
        """Which shingles are standing background."""
        backdrops = self.laid.table("backdrops")

        def rows() -> Iterator[tuple[int, Any, bytes]]:
            for row in self._fingerprints():
                place = self.laid.place(row.article)
                for told in backdrops.rows(backdrops.numbers(place)) if place >= 0 else ():
                    yield place, np.frombuffer(row.shingles, dtype="<u8"), told.grades

        index_standing(rows(), len(self.laid), config_of("origins.meet", ReuseConfig), self._folder)

    def wordings(self) -> None:
        """Shingles and sentences."""
        laid, config = self.laid, config_of("origins.meet", ReuseConfig)
        every = fingerprints_of(self._fingerprints())
        clusters = laid.table("clusters").all_rows()
        hidden = {m for row in clusters for m in row.members if m != row.representative} | self.gone
        index_clusters(every, [laid.place(row.representative) for row in clusters], self._folder)
        out = frozenset(laid.place(one) for one in hidden)
        index_shingles(every, out, self._folder)
        index_sentences(
            every, [place for place in range(len(every)) if place not in out], config, self._folder
        )
