"""The plan: every stage, in the order in which data passes them."""

from __future__ import annotations

import importlib

from headwater.records.articles import Article, ArticleFinding, Credit, Part, Rejected, Sentence
from headwater.records.errors import ConfigError
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES

READ = (Article, Part, Sentence, Credit, Rejected, ArticleFinding)
"""What ``articles.read`` writes: it takes files instead of tables, so it is no ``Stage``."""


def ordered(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages so that each comes after those whose tables it reads.

    Raises ConfigError where two stages write one table, where nobody writes a table that is read, or
    where stages wait for each other.
    """
    written: set[type] = set(READ)
    waiting = list(stages)
    plan: list[Stage] = []
    problems = _doubly_written(stages)
    while waiting and not problems:
        ready = [stage for stage in waiting if written.issuperset(stage.reads)]
        if not ready:
            names = ", ".join(stage.name for stage in waiting)
            missing = sorted(
                {TABLE_OF[row] for stage in waiting for row in stage.reads} - {TABLE_OF[w] for w in written}
            )
            problems = [f"{names} wait for tables that nobody writes before them: {', '.join(missing)}"]
            break
        plan.append(ready[0])
        written.update(ready[0].writes)
        waiting.remove(ready[0])
    if problems:
        raise ConfigError("the plan does not hold: " + "; ".join(problems))
    return tuple(plan)


def _doubly_written(stages: tuple[Stage, ...]) -> list[str]:
    writers: dict[type, list[str]] = {row: ["articles.read"] for row in READ}
    for stage in stages:
        for row in stage.writes:
            writers.setdefault(row, []).append(stage.name)
    doubled = [
        f"{TABLE_OF[row]} is written by {' and '.join(names)}"
        for row, names in writers.items()
        if len(names) > 1
    ]
    unwritten = [f"nobody writes {name}" for name, row in TABLES.items() if row not in writers]
    return doubled + unwritten


# Only until every room stands: what no room writes yet is written empty.
def _found(room: str) -> tuple[Stage, ...]:
    try:
        stages: tuple[Stage, ...] = importlib.import_module(f"headwater.{room}.stage").STAGES
    except Exception as error:
        import sys

        sys.stderr.write(f"room {room} is not ready: {error!r}\n")
        return ()
    return stages


def _empty(tables, config, models):  # type: ignore[no-untyped-def]
    from headwater.records.tables import Tables

    return Tables()


def _filled(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    from headwater.records.stages import StageConfig

    written = set(READ) | {row for stage in stages for row in stage.writes}
    missing = tuple(row for row in TABLES.values() if row not in written)
    return (
        (*stages, Stage("empty", _empty, (Article,), missing, StageConfig(), "table", "nothing"))
        if missing
        else stages
    )


PLAN = ordered(_filled(_found("claims") + _found("entities") + _found("matches") + _found("origins")))
