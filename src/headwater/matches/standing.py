"""Texts that speak for their address: what an earlier version of one says stands in no group."""

from __future__ import annotations

from typing import Any

from headwater.records.articles import Article, Version
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
