"""The plan: every stage, in the order in which data passes them."""

from __future__ import annotations

from headwater.articles.versions.stage import STAGES as ARTICLES
from headwater.claims.stage import STAGES as CLAIMS
from headwater.entities.stage import STAGES as ENTITIES
from headwater.matches.stage import STAGES as MATCHES
from headwater.origins.stage import STAGES as ORIGINS
from headwater.records.articles import Article, ArticleFinding, Credit, Part, Rejected, Sentence
from headwater.records.errors import ConfigError
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.judgements.rows import JUDGED

READ = (Article, Part, Sentence, Credit, Rejected, ArticleFinding)
"""What ``articles.read`` writes: it takes files instead of tables, so it is no ``Stage``."""

GIVEN = JUDGED
"""What persons give, beside articles: read from the case's log of judgements."""


def ordered(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages so that each comes after those whose tables it reads.

    Raises ConfigError where two stages write one table, where nobody writes a table that is read, or
    where stages wait for each other.
    """
    written: set[type] = {*READ, *GIVEN}
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
    writers: dict[type, list[str]] = {row: ["articles.read"] for row in READ} | {
        row: ["judgements.read"] for row in GIVEN
    }
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


PLAN = ordered(ARTICLES + CLAIMS + ENTITIES + MATCHES + ORIGINS)
