"""Joins the stages' narrow tables to the wide lists of case.json.

``LISTS`` says of each list which rows its rows are made of. By it ``assemble`` makes all of them, and ``writing`` only those
that a row which moved is in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from headwater.records import articles as a
from headwater.records import claims as c
from headwater.records import entities as e
from headwater.records import judgements as j
from headwater.records import matches as m
from headwater.records import origins as o
from headwater.records.tables import TABLES, Tables
from headwater.runs.rows_of_lists import (
    EFFECTS,
    ON_TEXTS,
    Json,
    attribution_of,
    claim_of,
    credit_of,
    entity_of,
    group_of,
    json_row,
    judgements_of,
    part_of,
    task_of,
)
from headwater.version import FORMAT, __version__

Only = Callable[[Any], bool]
Asked = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Joined:
    """Rows of another table that go into a row: those whose ``field`` has its id, or is a list that has it.

    Of several the last counts, unless ``many``: then all do, in their order. ``beside`` is a table of which each of them names
    a row by its id in a field; that row stands behind it.
    """

    kind: type[Any]
    field: str
    many: bool = False
    only: Only | None = None
    beside: tuple[type[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a list: a row for each row of a table, by itself or with what is joined to it."""

    kind: type[Any]
    make: Callable[..., Json] = json_row
    joined: tuple[Joined, ...] = ()
    only: Only | None = None

    def rows(self, tables: Tables) -> Sequence[Any]:
        """The rows for which there is a row, in order."""
        rows = tables.of(self.kind)
        return rows if self.only is None else list(filter(self.only, rows))

    def kinds(self) -> list[type[Any]]:
        """The classes of all rows that it is made of."""
        beside = [one.beside[0] for one in self.joined if one.beside]
        return [self.kind, *(one.kind for one in self.joined), *beside]

    def made(self, row: Any, asked: Sequence[Asked]) -> Json:
        """The row of the list; ``asked`` has for each joined table what finds its rows by an id."""
        return self.make(row, *[find(row.id) for find in asked])


@dataclass(frozen=True, slots=True)
class Whole:
    """A list that is made at once of all rows of some tables; it is short."""

    kinds: tuple[type[Any], ...]
    make: Callable[[Tables], list[Json]]


def _read(row: c.CreditedText) -> bool:
    return row.read


def _unread(row: c.CreditedText) -> bool:
    return not row.read


def _of_task(row: j.Remark) -> bool:
    return row.kind == "task" and row.status == "obeyed"


_FINDINGS = (
    a.ArticleFinding,
    a.VersionFinding,
    c.ClaimFinding,
    c.ReaderFinding,
    m.MatchFinding,
    o.OriginFinding,
    o.ChangeFinding,
)
_ATTRIBUTION = (Joined(e.AttributionEntity, "attribution"), Joined(c.CreditedText, "id", only=_read))
_CLAIM = (
    Joined(c.CreditedText, "claims"),
    Joined(m.ClaimSlots, "claim"),
    Joined(o.ClaimOrigins, "claim"),
)
_ENTITY = (Joined(e.MentionEntity, "entity", many=True, beside=(e.Mention, "mention")),)

LISTS: Mapping[str, tuple[Section, ...] | Whole] = {
    "articles": (Section(a.Article),),
    "versions": (Section(a.Version),),
    "parts": (Section(a.Part, part_of, (Joined(o.PartCredit, "part"),)),),
    "credits": (Section(a.Credit),),
    "attributions": (
        Section(c.Attribution, attribution_of, _ATTRIBUTION),
        Section(c.CreditedText, credit_of, only=_unread),
    ),
    "claims": (Section(c.Claim, claim_of, _CLAIM),),
    "proposals": (Section(c.Proposal),),
    "entities": (Section(e.Entity, entity_of, _ENTITY),),
    "relations": (Section(e.Relation),),
    "judgements": Whole((j.EntityJudgement, *EFFECTS, *ON_TEXTS), judgements_of),
    "groups": (Section(m.MatchedGroup, group_of, (Joined(o.GroupOrigins, "group"),)),),
    "reuse": (Section(o.Reuse),),
    "clusters": (Section(o.Cluster),),
    "derivations": (Section(o.Derivation),),
    "sources": (Section(o.Source),),
    "origins": (Section(o.Origin),),
    "changes": (Section(o.Change),),
    "conflicts": (Section(m.Conflict),),
    "findings": tuple(Section(kind) for kind in _FINDINGS),
    "to_find": (Section(o.ToFind, task_of, (Joined(j.Remark, "name", many=True, only=_of_task),)),),
    "not_compared": (Section(o.NotCompared),),
    "rejected": (Section(a.Rejected),),
}
"""The lists of case.json, in the order in which the file holds them."""


@cache
def tables_read() -> tuple[str, ...]:
    """The names of the tables of which case.json is made: what stages only pass on to each other stays unread."""
    asked: set[type[Any]] = set()
    for told in LISTS.values():
        for one in (told,) if isinstance(told, Whole) else told:
            asked.update(one.kinds if isinstance(one, Whole) else one.kinds())
    return tuple(name for name, kind in TABLES.items() if kind in asked)


def heading() -> list[tuple[str, str]]:
    """What case.json says before its lists."""
    return [("format", FORMAT), ("headwater", __version__)]


def assemble(tables: Tables) -> list[tuple[str, Any]]:
    """The lists of case.json, in the order in which the file holds them."""
    return [*heading(), *((name, list(rows_of_list(name, tables))) for name in LISTS)]


def rows_of_list(name: str, tables: Tables) -> Iterator[Json]:
    """The rows of one list."""
    told = LISTS[name]
    if isinstance(told, Whole):
        yield from told.make(tables)
        return
    for section in told:
        asked = [_finder(one, tables) for one in section.joined]
        for row in section.rows(tables):
            yield section.made(row, asked)


def _finder(joined: Joined, tables: Tables) -> Asked:
    """Finds the rows that are joined to a row by its id."""
    rows = tables.of(joined.kind)
    some = rows if joined.only is None else list(filter(joined.only, rows))
    if joined.many:
        return partial(_many, _by_key(joined, some, tables))
    found: dict[str, Any] = {}
    for row in some:
        for key in keys_of(row, joined.field):
            found[key] = row
    return found.get


def _many(found: Mapping[str, Sequence[Any]], key: str) -> Sequence[Any]:
    return found.get(key, ())


def _by_key(joined: Joined, rows: Sequence[Any], tables: Tables) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    beside = tables.by_id(joined.beside[0]) if joined.beside else {}
    for row in rows:
        more = [row, beside[getattr(row, joined.beside[1])]] if joined.beside else [row]
        for key in keys_of(row, joined.field):
            found.setdefault(key, []).extend(more)
    return found


def keys_of(row: Any, field: str) -> Sequence[str]:
    """The ids that a row names in a field; none where it names none."""
    value = getattr(row, field)
    if isinstance(value, str):
        return (value,)
    return value or ()
