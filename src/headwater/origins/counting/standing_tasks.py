"""All tasks in the order in which they matter; brought up to date with what moved of what they are made of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from headwater.origins.counting.gathering import Hanging, task_for
from headwater.origins.kept_rows import moves_in, seen_in
from headwater.records.asked import Asked, Asking, GroupAsked
from headwater.records.entities import Entity
from headwater.records.moves import Moves
from headwater.records.origins import Source, ToFind
from headwater.records.remembered import remembered
from headwater.records.tables import Tables

Rank = tuple[int, int, bool, str, str]
_KINDS = (Asking, GroupAsked, Asked, Source, Entity)


def listed(tables: Tables, most: int) -> list[ToFind]:
    """Tasks, those first that could change the count of most reports; then those on which most leads hang."""
    seen = seen_in(tables, _KINDS)
    standing = remembered(_Standing) if seen is not None else _Standing()
    moves = moves_in(tables, standing.seen)
    standing.seen = None  # until all is well
    if moves is None:
        standing.tasks = _Tasks.of(tables)
    else:
        standing.tasks.bring_forward(moves, tables.of(Asked))
    standing.seen = seen
    found = standing.tasks.tasks[:most]
    if found != standing.given:
        standing.given = found
    return standing.given


class _Noting(dict[str, Entity]):
    """Entities that note which of them are asked for."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        super().__init__()
        self._entities = entities
        self.asked: dict[str, None] = {}

    def get(self, key: str, default: Entity | None = None) -> Entity | None:  # type: ignore[override]
        self.asked[key] = None
        return self._entities.get(key, default)


@dataclass
class _Tasks:
    """What tasks are made of, by what it is of, and the tasks in their order."""

    asking: dict[str, dict[str, Asking]] = field(default_factory=dict)  # of a source, by article
    groups: dict[str, GroupAsked] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    asked: dict[int, Asked] = field(default_factory=dict)  # by the object: in the order in which they came
    of_source: dict[str, dict[int, Asked]] = field(default_factory=dict)
    in_group: dict[str, set[str]] = field(default_factory=dict)  # sources on which a group hangs
    naming: dict[str, set[str]] = field(default_factory=dict)  # sources whose task asked for an entity
    needs: dict[str, tuple[set[str], dict[str, None]]] = field(default_factory=dict)  # the same, by source
    shared: dict[str, ToFind] = field(default_factory=dict)
    weights: dict[str, tuple[int, int]] = field(default_factory=dict)
    order: list[Rank] = field(default_factory=list)
    tasks: list[ToFind] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, tables: Tables) -> _Tasks:
        """All tasks of a case."""
        made = cls()
        for kind in _KINDS:
            made._enter(kind, (), tables.of(kind))
        for key in sorted(made.asking):
            made._tell(key)
        made._rank(made.asked.values())
        return made

    def bring_forward(self, moves: Mapping[type[Any], Moves[Any]], asked: Iterable[Asked]) -> None:
        """Find anew what some moves touch."""
        touched = self._touched(moves)
        old = self._entries(touched, moves[Asked].gone)
        for kind in _KINDS:
            self._enter(kind, moves[kind].gone, moves[kind].come)
        for key in touched:
            self._tell(key)
        new = self._entries(touched, moves[Asked].come)
        if not self._exchange(old, new):
            self._rank(asked)

    def _touched(self, moves: Mapping[type[Any], Moves[Any]]) -> list[str]:
        """The shared sources whose tasks may be others after some moves."""
        found = {row.source: None for rows in _both(moves[Asking]) for row in rows}
        for rows in _both(moves[Source]):
            found |= {row.id: None for row in rows if row.id in self.asking}
        for rows in _both(moves[GroupAsked]):
            for row in rows:
                found |= dict.fromkeys(sorted(self.in_group.get(row.group, ())))
        shown = {row.id: _shown(row) for row in moves[Entity].gone}
        come = {row.id: _shown(row) for row in moves[Entity].come}
        for key in shown.keys() | come.keys():
            if shown.get(key) != come.get(key):
                found |= dict.fromkeys(sorted(self.naming.get(key, ())))
        return sorted(found)

    def _enter(self, kind: type[Any], gone: Iterable[Any], come: Iterable[Any]) -> None:
        if kind is Asked:
            self._enter_asked(gone, come)
        elif kind is Asking:
            for row in gone:
                del self.asking[row.source][row.article]
            for row in come:
                self.asking.setdefault(row.source, {})[row.article] = row
        else:
            held: dict[str, Any] = {GroupAsked: self.groups, Source: self.sources, Entity: self.entities}[
                kind
            ]  # type: ignore[assignment]
            name = "group" if kind is GroupAsked else "id"
            for row in gone:
                del held[getattr(row, name)]
            for row in come:
                held[getattr(row, name)] = row

    def _enter_asked(self, gone: Iterable[Asked], come: Iterable[Asked]) -> None:
        for row in gone:
            del self.asked[id(row)]
            if row.task.source is not None:
                del self.of_source[row.task.source][id(row)]
        for row in come:
            self.asked[id(row)] = row
            if row.task.source is not None:
                self.of_source.setdefault(row.task.source, {})[id(row)] = row

    def _tell(self, key: str) -> None:
        """Make the task of a shared source anew."""
        for index, held in zip((self.in_group, self.naming), self.needs.pop(key, ((), ())), strict=True):
            for one in held:
                index[one].discard(key)
        self.shared.pop(key, None)
        self.weights.pop(key, None)
        if not self.asking.get(key):
            self.asking.pop(key, None)
            return
        rows = [self.asking[key][article] for article in sorted(self.asking[key])]
        entities = _Noting(self.entities)
        hanging = Hanging(rows, self.groups)
        task = task_for(self.sources.get(key), rows, hanging, entities)
        self.weights[key] = hanging.weight()
        if task is not None:
            self.shared[key] = task
        groups = {row.group for row in rows if row.group is not None}
        self.needs[key] = groups, entities.asked
        for index, needed in ((self.in_group, groups), (self.naming, entities.asked)):
            for one in needed:
                index.setdefault(one, set()).add(key)

    def _entries(self, sources: Iterable[str], asked: Iterable[Asked]) -> list[tuple[Rank, ToFind]]:
        """The tasks of some shared sources, those that hang on them, and those asked for in some rows."""
        rows: dict[int, Asked] = {}
        found = []
        for key in sources:
            if key in self.shared:
                found.append((_rank(self.shared[key], self.weights[key]), self.shared[key]))
            rows |= self.of_source.get(key, {})
        rows |= {id(row): row for row in asked}
        return found + [self._entry(row) for row in rows.values()]

    def _entry(self, row: Asked) -> tuple[Rank, ToFind]:
        weight = self.weights.get(row.task.source or "", (row.reports, row.leads))
        return _rank(row.task, weight), row.task

    def _exchange(self, old: Sequence[tuple[Rank, ToFind]], new: Sequence[tuple[Rank, ToFind]]) -> bool:
        """Take tasks out and put others in their places; False where one is asked for twice: then all are ranked."""
        if len(self.order) != len(self.asked) + len(self.shared) - len(new) + len(old):
            return False
        left = self.ids.difference(task.id for _, task in old)
        ids = left.union(task.id for _, task in new)
        if len(ids) != len(left) + len(new):
            return False
        order, tasks = self.order.copy(), self.tasks.copy()
        for rank, _ in old:
            at = bisect_left(order, rank)
            del order[at], tasks[at]
        for rank, task in new:
            at = bisect_left(order, rank)
            order.insert(at, rank)
            tasks.insert(at, task)
        self.order, self.tasks, self.ids = order, tasks, ids
        return True

    def _rank(self, asked: Iterable[Asked]) -> None:
        """Put all tasks in order; ``asked`` are the rows in theirs, by which of two with one id the last stands."""
        found = [
            (_rank(self.shared[key], self.weights[key]), self.shared[key]) for key in sorted(self.shared)
        ]
        found += [self._entry(row) for row in asked]
        ranked = sorted(found, key=lambda one: one[0])
        first: dict[str, Rank] = {}
        for rank, task in ranked:
            first.setdefault(task.id, rank)
        tasks = {task.id: task for _, task in ranked}
        self.order, self.tasks, self.ids = list(first.values()), list(tasks.values()), set(tasks)


@dataclass
class _Standing:
    """What was seen last, the tasks, and those that were given."""

    seen: Mapping[type[Any], Sequence[Any]] | None = None
    tasks: _Tasks = field(default_factory=_Tasks)
    given: list[ToFind] = field(default_factory=list)


def _both(moves: Moves[Any]) -> Iterator[Sequence[Any]]:
    yield moves.gone
    yield moves.come


def _shown(row: Entity) -> tuple[object, ...]:
    """What of an entity a task may tell: not why it is one, which moves with every article that names it."""
    return row.name, row.type, row.names, row.known_as, row.masked, row.party, row.party_basis, row.may_be


def _rank(task: ToFind, weight: tuple[int, int]) -> Rank:
    reports, leads = weight
    return (-reports, -leads, task.source is None, task.what, task.id)
