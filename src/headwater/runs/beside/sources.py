"""What is gathered of a whole run, of the few articles about a newcomer: sources, who shares them, origins, what is to be found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from headwater.records.asked import GroupAsked, SharedSource
from headwater.records.descent import SourceCited
from headwater.records.entities import Entity
from headwater.records.origins import Source, SourceHere
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, Tables
from headwater.runs.beside.world import World


def gathered_sources(stage: Stage, world: World, articles: Iterable[str], models: Models) -> Tables:
    """Sources as the newcomer and the articles whose descent was traced with it have them.

    A source of the run is named as its first article there names it, and is of all who cite it there.
    """
    some = sorted(articles)
    given = {kind: list(world.rows(TABLE_OF[kind], some)) for kind in stage.reads if not _judged(kind)}
    texts = world.rows("descent_texts", some)
    wanted = {row.source for row in given[SourceCited]} | {one for row in texts for one in row.sources}
    firsts = [
        row
        for row in world.laid.table("sources_cited").with_value(sorted(wanted))
        if row.article not in set(some)
    ]
    given[SourceCited] = sorted([*given[SourceCited], *firsts], key=lambda row: row.article)
    made = stage.run(Tables(given), stage.config, models)
    known = {row.id: row for row in world.laid.table("sources").with_value(sorted(wanted))}
    here = {row.source for row in made.of(SourceHere)}
    rows: dict[type[Any], list[Any]] = {kind: list(made.of(kind)) for kind in stage.writes}
    rows[Source] = [_joined(row, known.get(row.id), world) for row in made.of(Source) if row.id in here]
    return Tables(rows)


def _judged(kind: type[Any]) -> bool:
    return TABLE_OF[kind].endswith("_judgements")


def _joined(row: Source, known: Source | None, world: World) -> Source:
    """A source with all who cite it, in the run and here."""
    if known is None:
        return row
    cited_by = sorted({*known.cited_by, *row.cited_by})
    return Source(known.id, known.name, known.kind, known.entity, cited_by, known.because)


def shared_sources(world: World, articles: Iterable[str]) -> Tables:
    """Which sources of these articles others have, too: in the run, or here."""
    some = sorted(articles)
    here: dict[str, set[str]] = {}
    for row in world.rows("sources_here", some):
        here.setdefault(row.source, set()).add(row.article)
    before = {(row.article, row.source) for row in world.rows("shared_sources", some)}
    mine = {source for source, having in here.items() if world.article in having}
    known = {row.id for row in world.laid.table("sources").with_value(sorted(mine))}
    return Tables.of_rows(
        SharedSource(article, source)
        for source, having in sorted(here.items())
        for article in sorted(having)
        if len(having) > 1 or (article, source) in before or source in known
    )


def gathered_origins(stage: Stage, world: World, articles: Iterable[str], models: Models) -> Tables:
    """The origins of these articles, as they have them."""
    given: dict[type[Any], list[Any]] = {kind: world.rows(TABLE_OF[kind], articles) for kind in stage.reads}
    return stage.run(Tables(given), stage.config, models)


def to_find(stage: Stage, world: World, articles: Iterable[str], models: Models) -> Tables:
    """What is to be found next of these articles."""
    some = sorted(articles)
    given: dict[type[Any], list[Any]] = {
        kind: world.rows(TABLE_OF[kind], some)
        for kind in stage.reads
        if kind not in (GroupAsked, Source, Entity)
    }
    given[GroupAsked] = list(world.new.get("groups_asked", ()))
    given[Source] = list(world.new.get("sources", ()))
    given[Entity] = world.entities({row.entity for row in given[Source] if row.entity is not None})
    return stage.run(Tables(given), stage.config, models)
