"""What a stage over blocks reads, in a process that stays: by article, by ends, by concern, and what of it has moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF
from headwater.runs.blocks.shares import cut_of, goes_by_ends
from headwater.runs.blocks.standing import Block
from headwater.runs.concerns import Concerned, shown
from headwater.runs.cuts import concern_judgements
from headwater.runs.held import Held, ends_of
from headwater.runs.row_spans import key_of
from headwater.runs.run_tables import RunTables


@dataclass
class Inputs:
    """The inputs of a stage over blocks: ``own`` by their articles, ``linking`` by their ends, ``cut`` by concern."""

    stage: Stage
    run: RunTables
    own: dict[str, Held]
    linking: dict[str, Held]
    cut: dict[str, Concerned]
    _judged: dict[str, list[tuple[Any, set[str]]]] = field(default_factory=dict)
    _numbers: dict[str, dict[Block, list[int]]] = field(default_factory=dict)

    @property
    def articles(self) -> Held:
        """The articles that are here."""
        return self.own["articles"]

    def moved(self) -> set[str]:
        """Articles for which anything has moved."""
        found: set[str] = set()
        for name, held in self.own.items():
            if self.run.has_moved(name):
                found |= held.moved or set()
        for name, held in self.linking.items():
            if self.run.has_moved(name) and held.moves is not None:
                found.update(one for row in (*held.moves.gone, *held.moves.come) for one in ends_of(row))
        for name, one in self.cut.items():
            if self.run.has_moved(name):
                found |= one.by_moves()
        return found

    def here(self, article: str) -> bool:
        """Whether an article is here."""
        return article in self.articles.ids()

    def judged(self) -> list[tuple[Any, set[str]]]:
        """The judgements that the stage reads, each with the articles that are here and that it speaks of."""
        found = []
        for name, one in self.cut.items():
            if one.cut.concern is concern_judgements:
                if name not in self._judged:
                    self._judged[name] = [(row, one.judged(row)) for row in self.run.held(name).typed()]
                found += self._judged[name]
        return found

    def ties(self, articles: Iterable[str]) -> list[list[str]]:
        """The articles that are here and that each linking row of some articles ties together."""
        rows: dict[int, Any] = {}
        for kind in self.stage.links:
            held = self.linking[TABLE_OF[kind]]
            rows.update((id(row), row) for article in articles for row in held.with_end(article))
        return self._tied(rows.values())

    def ties_come(self) -> list[list[str]]:
        """The articles that linking rows which came tie together, and those that each judgement does."""
        rows = [
            row
            for held in (self.linking[TABLE_OF[kind]] for kind in self.stage.links)
            if self.run.has_moved(held.name) and held.moves is not None
            for row in held.moves.come
        ]
        return [*self._tied(rows), *(sorted(tied) for _, tied in self.judged() if len(tied) > 1)]

    def _tied(self, rows: Iterable[Any]) -> list[list[str]]:
        here = self.articles.ids()
        found = ([one for one in ends_of(row) if one in here] for row in rows)
        return [tied for tied in found if len(tied) > 1]

    def loosened(self) -> set[str] | None:
        """Articles of which fewer may hang together than did: ends of links that went, and what is gone; None: any."""
        if any(
            one.cut.concern is concern_judgements and self.run.has_moved(name)
            for name, one in self.cut.items()
        ):
            return None
        found: set[str] = set()
        if self.run.has_moved("articles"):
            found.update(one for one in self.articles.moved or () if not self.here(one))
        for held in (self.linking[TABLE_OF[kind]] for kind in self.stage.links):
            if self.run.has_moved(held.name) and held.moves is not None:
                come = {frozenset(ends_of(row)) for row in held.moves.come}
                gone = (frozenset(ends_of(row)) for row in held.moves.gone)
                found.update(one for ends in gone if ends not in come for one in ends)
        return found

    def numbers(self, name: str, block: Block, first: bool) -> list[int]:
        """The rows of a table that a block is given, ascending; the first block is told of stray judgements too."""
        known = self._numbers.setdefault(name, {})
        if block not in known:
            known[block] = self._numbers_of(name, block, first)
        return known[block]

    def _numbers_of(self, name: str, block: Block, first: bool) -> list[int]:
        if name in self.cut:
            one = self.cut[name]
            if one.cut.concern is not concern_judgements:
                return sorted({at for article in block.articles for at in one.numbers(article)})
            told = frozenset(block.articles)
            self.judged()
            return [
                at
                for at, (_, tied) in enumerate(self._judged[name])
                if (first and not tied) or not told.isdisjoint(tied)
            ]
        held = self.linking[name]
        if block.links and name == TABLE_OF[self.stage.links[0]]:
            return held.numbers_of(block.links)
        rows = {id(row): row for article in block.articles for row in held.with_end(article)}
        return held.numbers_of(list(rows.values()))

    def digests(self, name: str, numbers: Iterable[int]) -> dict[int, bytes]:
        """The SHA-256 of rows as a block is shown them."""
        return self.run.held(name).row_digests(numbers, self._fields(name))

    def shown(self, name: str, numbers: Sequence[int]) -> list[Any]:
        """Rows by their numbers, as a block is shown them."""
        if name in self.cut:
            return self.cut[name].shown(numbers)
        rows, cut = self.linking[name].typed(), cut_of(self.stage, name)
        some = [rows[at] for at in numbers]
        return shown(some, name, cut) if cut is not None else some

    def _fields(self, name: str) -> frozenset[str] | None:
        """The fields of a table that the stage reads; None: all."""
        cut = self.cut[name].cut if name in self.cut else cut_of(self.stage, name)
        return cut.fields if cut is not None else None


def inputs_of(run: RunTables, stage: Stage) -> Inputs | None:
    """The inputs of a stage; None where one comes whole, or is cut in a way that is not known here."""
    names = [TABLE_OF[kind] for kind in stage.reads]
    if "articles" not in names:
        return None
    found = Inputs(stage, run, {}, {}, {})
    for name in names:
        cut = cut_of(stage, name)
        if cut is None:
            if key_of(name) is None or run.held(name).places() is None:
                return None
            found.own[name] = run.held(name)
        elif goes_by_ends(stage, name):
            found.linking[name] = run.held(name)
        else:
            found.cut[name] = Concerned(name, cut, names, run.held)
            if not found.cut[name].known:
                return None
    judged = any(one.cut.concern is concern_judgements for one in found.cut.values())
    return None if stage.bundled is not None and judged else found
