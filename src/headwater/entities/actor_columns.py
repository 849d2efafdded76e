"""Who is who over names that lie in columns: the clusters of each actor in order, and which actors are one.

The same decisions as ``gathered.py`` takes, block by block (``merging.block_of``). Of an actor with very many clusters those are
made that can matter: the first ones, and one for each way in which it is named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.entities.actors import Actor
from headwater.entities.clusters import Cluster
from headwater.entities.columns import number_of
from headwater.entities.config import ResolveConfig
from headwater.entities.crossing import MOST_ARTICLES, Surroundings
from headwater.entities.merging import block_of, joined
from headwater.entities.name_columns import NameColumns, actor_id_of, actor_number
from headwater.records.ids import row_id

Numbers = npt.NDArray[np.integer[Any]]
FEW = 64
"""Clusters of one actor up to which all are made."""


@dataclass(frozen=True, slots=True)
class Joined:
    """An entity of several actors by their names, its own first, each with why it is part of it; and what it may be."""

    parts: tuple[tuple[int, str | None], ...]
    may_be: tuple[tuple[str, str], ...]


class ActorColumns:
    """Actors are called by their places among all ids, ascending."""

    def __init__(self, columns: NameColumns, config: ResolveConfig) -> None:
        self.columns = columns
        self._ranked = _ranked(columns.articles)
        self._order = _ordered(columns, self._ranked)
        owners = np.asarray(columns.actor_of, dtype=np.uint64)[self._order]
        firsts = np.flatnonzero(np.diff(owners, prepend=owners[:1] + np.uint64(1)))
        self.ids = owners[firsts]
        self._bounds = np.append(firsts, len(owners))
        self.part_of: dict[int, int] = {}
        self._joined: dict[int, Joined] = {}
        self._starts = np.append(0, np.asarray(columns.ends, dtype=np.int64))
        self._decide(config)

    def place(self, number: int) -> int:
        """The place of an actor by the number of its id, -1 for none."""
        at = int(np.searchsorted(self.ids, np.uint64(number)))
        return at if at < len(self.ids) and int(self.ids[at]) == number else -1

    def entity_number(self, number: int) -> int:
        """The number of the entity of an actor."""
        return (
            int(self.ids[self.part_of.get(at, at)])
            if self.part_of and (at := self.place(number)) >= 0
            else number
        )

    def entities(self) -> Iterator[int]:
        """The places of those that are entities, ascending."""
        return (at for at in range(len(self.ids)) if at not in self.part_of)

    def parts(self, at: int) -> tuple[tuple[Numbers, str | None], ...]:
        """The clusters of each part of an entity, in order, and why they are part of it."""
        found = self._joined.get(at)
        parts = found.parts if found else ((at, None),)
        return tuple((self._order[self._bounds[part] : self._bounds[part + 1]], why) for part, why in parts)

    def actor(self, id_: str) -> Actor | None:
        """An entity, of its clusters some that tell all that its row tells; null where there is none of this id."""
        at = self.place(actor_number(id_))
        if at < 0 or at in self.part_of:
            return None
        parts = [rows for rows, _ in self.parts(at)]
        clusters = [cluster for rows in parts for cluster in self._made(rows)]
        found = self._joined.get(at)
        articles = None
        if len(clusters) < sum(map(len, parts)):
            numbers = np.frombuffer(self.columns.article_of, dtype=np.int32)
            articles = len(np.unique(np.concatenate([numbers[rows] for rows in parts])))
        return Actor(
            id_, clusters[0].known_as, clusters, list(found.may_be) if found else [], articles=articles
        )

    def _made(self, rows: Numbers) -> list[Cluster]:
        return [self.columns.cluster(row) for row in self._telling(rows).tolist()]

    def _telling(self, rows: Numbers) -> Numbers:
        """Of the clusters of an actor those that tell all: the first ones, and one of each form and of each saying."""
        if len(rows) <= FEW:
            return rows
        forms = np.frombuffer(self.columns.forms, dtype=np.int32)[rows]
        lengths = self._starts[rows + 1] - self._starts[rows]
        owners = np.repeat(np.arange(len(rows)), lengths)
        begins = np.cumsum(lengths) - lengths
        mentions = np.arange(len(owners)) + np.repeat(self._starts[rows] - begins, lengths)
        words = np.frombuffer(self.columns.words, dtype=np.int32)[mentions].astype(np.int64)
        rests = np.frombuffer(self.columns.rests, dtype=np.int32)[mentions]
        sayings = (words << 32) + rests
        told: list[Numbers] = [
            np.arange(min(MOST_ARTICLES, len(rows))),
            _firsts(forms),
            owners[_firsts(sayings)],
        ]
        if self.columns.late_rests:  # of several the last is told
            late = np.flatnonzero(np.isin(rests, sorted(self.columns.late_rests)))[::-1]
            told.append(owners[late[_firsts(sayings[late])]])
        return rows[np.unique(np.concatenate(told))]

    def _decide(self, config: ResolveConfig) -> None:
        """Decide who is who in all blocks."""
        blocks = self._blocks()
        order = np.argsort(blocks, kind="stable")
        turns = np.flatnonzero(np.diff(blocks[order], prepend=np.uint64(0), append=np.uint64(0)))
        around = Surroundings(self._clusters_in)
        for first, end in pairwise(turns.tolist()):
            if end - first > 1 and blocks[order[first]]:
                self._join(order[first:end].tolist(), around, config)

    def _join(self, block: list[int], around: Surroundings, config: ResolveConfig) -> None:
        actors = [
            Actor(actor_id_of(int(self.ids[at])), None, self._made(self.parts(at)[0][0])) for at in block
        ]
        for actor in joined(actors, around, config):
            at = self.place(actor_number(actor.id))
            parts = tuple(
                _part(self.place(actor_number(id_)), own)
                for id_, own in groupby(actor.clusters, attrgetter("actor"))
            )
            if len(parts) > 1 or actor.may_be:
                self._joined[at] = Joined(parts, tuple(actor.may_be))
            self.part_of.update((part, at) for part, _ in parts if part != at)

    def _blocks(self) -> npt.NDArray[np.uint64]:
        """A number for the block of each actor, 0 where it has none. Two blocks of one number are told apart when they are decided."""
        columns, by_form = self.columns, dict[int, int]()
        found = np.zeros(len(self.ids), dtype=np.uint64)
        for at in range(len(self.ids)):
            form = self._first_form(self._order[self._bounds[at] : self._bounds[at + 1]])
            number = by_form.get(form)
            if number is None:
                if len(by_form) >= FEW * FEW:
                    by_form.clear()
                number = by_form[form] = _block_number(columns, form)
            found[at] = number
        return found

    def _first_form(self, rows: Numbers) -> int:
        """The form of the fullest name of an actor, the earliest article's among equals."""
        forms = self.columns.forms
        if len(rows) == 1:
            return forms[int(rows[0])]
        numbers = np.frombuffer(forms, dtype=np.int32)[rows]
        if np.all(numbers == numbers[0]):
            return int(numbers[0])

        def fullness(row: int) -> tuple[int, int, str, str]:
            name, _, _, *key = self.columns.form_values.value(forms[row])
            return (
                -len(key),
                -len(name or ""),
                self.columns.articles[self.columns.article_of[row]],
                name or "",
            )

        return forms[min(rows[np.sort(_firsts(numbers))].tolist(), key=fullness)]

    def _clusters_in(self, article: str) -> list[Cluster]:
        articles = self.columns.articles
        number = int(self._ranked[bisect_left(self._ranked, article, key=articles.__getitem__)])
        first, end = np.searchsorted(
            np.frombuffer(self.columns.article_of, dtype=np.int32), [number, number + 1]
        )
        return [self.columns.cluster(row) for row in range(int(first), int(end))]


def _ordered(columns: NameColumns, ranked: Sequence[int]) -> Numbers:
    """The clusters by actor, of one by article, of one article as they stand there."""
    if not columns.actor_of:
        return np.zeros(0, dtype=np.int32)
    owners = np.frombuffer(columns.actor_of, dtype=np.uint64)
    if isinstance(ranked, range):
        return np.argsort(owners, kind="stable").astype(np.int32)
    ranks = np.empty(len(ranked), dtype=np.int32)
    ranks[np.asarray(ranked)] = np.arange(len(ranked))
    return np.lexsort((ranks[np.frombuffer(columns.article_of, dtype=np.int32)], owners)).astype(np.int32)


def _ranked(articles: Sequence[str]) -> Sequence[int]:
    """The numbers of articles by their ids."""
    every = range(len(articles))
    if all(one <= other for one, other in pairwise(articles)):
        return every
    return sorted(every, key=articles.__getitem__)


def _firsts(values: Numbers) -> Numbers:
    """Where each value stands first."""
    found: Numbers = np.unique(values, return_index=True)[1]
    return found


def _part(at: int, clusters: Iterable[Cluster]) -> tuple[int, str | None]:
    """A part of an entity, and the reason that all its mentions were given, where they were given one."""
    first = next(iter(clusters))
    return at, first.why.get(first.mentions[0].id)


def _block_number(columns: NameColumns, form: int) -> int:
    name, type_, known_as, *key = columns.form_values.value(form)
    cluster = Cluster("", tuple(key), name, type_, known_as)  # type: ignore[arg-type]
    block = block_of(Actor("", known_as, [cluster]))
    return 0 if block is None else number_of(row_id("", *block)) or 1
