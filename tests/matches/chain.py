"""The stages from what is read of articles to their groups, one after the other, and tables cut to some articles."""

from __future__ import annotations

from collections.abc import Set
from typing import Any, cast

from headwater.matches.stage import STAGES
from headwater.records.articles import Article
from headwater.records.entities import Entity, MentionEntity
from headwater.records.links import ENDS
from headwater.records.ports import Models
from headwater.records.tables import Tables

NAMES = ("matches.sketch", "matches.count_words", "matches.join", "matches.group")
BY_NAME = {stage.name: stage for stage in STAGES}


def run(name: str, tables: Tables) -> Tables:
    """What one stage writes."""
    stage = BY_NAME[name]
    given = Tables({kind: list(tables.of(kind)) for kind in stage.reads})
    return stage.run(given, stage.config, cast(Models, None))


def prepared(tables: Tables) -> Tables:
    """The tables with all that the last stage reads."""
    for name in NAMES[:-1]:
        tables = tables.merged(run(name, tables))
    return tables


def matched(tables: Tables) -> Tables:
    """The tables with groups."""
    tables = prepared(tables)
    return tables.merged(run(NAMES[-1], tables))


def cut(tables: Tables, articles: Set[str]) -> Tables:
    """What of the tables belongs to some articles, as a run over blocks is given it."""
    kept: dict[type, list[Any]] = {}
    for kind in tables.kinds():
        rows = tables.of(kind)
        if kind is Article:
            kept[kind] = [row for row in rows if row.id in articles]
        elif kind is Entity:
            named = {row.entity for row in tables.of(MentionEntity) if row.article in articles}
            kept[kind] = [row for row in rows if row.id in named]
        elif kind in ENDS:
            kept[kind] = [row for row in rows if any(getattr(row, end) in articles for end in ENDS[kind])]
        else:
            kept[kind] = [row for row in rows if getattr(row, "article", None) in articles]
    return Tables(kept)
