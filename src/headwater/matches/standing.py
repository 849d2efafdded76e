"""Texts that speak for their address: what an earlier version of one says stands in no group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from headwater.records.articles import Article, Version
from headwater.records.remembered import remembered
from headwater.records.tables import Tables


def spoken_for(tables: Tables) -> set[str]:
    """The texts that another of their address speaks for."""
    return {a for row in tables.of(Version) for a in (row.article, row.earlier) if a != row.speaks}


def standing(tables: Tables) -> Tables:
    """The tables without the rows of texts that another of their address speaks for; the same where there are none."""
    gone = spoken_for(tables)
    if not gone:
        return tables
    kept: dict[type[Any], list[Any]] = {}
    for kind in tables.kinds():
        rows = tables.of(kind)
        if kind is Article:
            kept[kind] = [row for row in rows if row.id not in gone]
        elif kind is Version:
            kept[kind] = list(rows)
        else:
            kept[kind] = [row for row in rows if getattr(row, "article", None) not in gone]
    return Tables(kept)


_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Moved(Generic[_Row]):
    """Rows of texts that speak for themselves which went or came; a row that changed is in both."""

    gone: Sequence[_Row]
    come: Sequence[_Row]

    def articles(self) -> set[str]:
        """The articles of what moved."""
        return {_article(row) for rows in (self.gone, self.come) for row in rows}


def moved(
    tables: Tables,
    kind: type[_Row],
    seen: Sequence[_Row] | None,
    gone_then: frozenset[str],
    gone_now: frozenset[str],
) -> Moved[_Row] | None:
    """What moved in a table since it was ``seen``, without texts that others speak for; None where nobody knows."""
    moves = tables.moves_since(kind, seen)
    if moves is None or seen is None:
        return None
    gone = [row for row in moves.gone if _article(row) not in gone_then]
    come = [row for row in moves.come if _article(row) not in gone_now]
    silenced, heard = gone_now - gone_then, gone_then - gone_now
    if silenced:
        went = set(map(id, gone))
        gone += [row for row in seen if _article(row) in silenced and id(row) not in went]
    if heard:
        came = set(map(id, come))
        come += [row for row in tables.of(kind) if _article(row) in heard and id(row) not in came]
    return Moved(gone, come)


def _article(row: Any) -> str:
    article: str = row.article
    return article


_Kept = TypeVar("_Kept")


def remembered_if_kept(kind: type[_Kept]) -> _Kept | None:
    """What this process keeps of a kind; None where it keeps nothing, so that nothing need be made ready for the next run."""
    state = remembered(kind)
    return state if remembered(kind) is state else None
