"""What an edge altered hangs on its two texts alone: closed sets of articles give the rows of the whole case."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.changes.test_stage import run, spread
from tests.origins.making import article, part, said

from headwater.records.articles import Article
from headwater.records.ids import row_id
from headwater.records.origins import Change, ChangeFinding, Derivation
from headwater.runs.blocks.components import components

LINES = (
    "{n} miners died in the tunnel at {place}.",
    "The owner said no alarm was heard at {place}.",
    "A film posted by the union shows smoke above {place}.",
    "Rescuers may reach the lower gallery on {day}.",
)


def world(seed: int) -> tuple[dict[str, list[Any]], list[Derivation]]:
    """Rows by article, and edges: each report retells one before it, with other figures, places and days."""
    drawn = random.Random(seed)
    rows: dict[str, list[Any]] = {}
    edges = []
    for number in range(drawn.randint(2, 7)):
        told = [(axis, line) for axis, line in enumerate(LINES, 1) if drawn.random() < 0.8] or [(1, LINES[0])]
        lines = {
            line.format(
                n=drawn.choice(("Five", "Twelve")),
                place=drawn.choice(("Brask", "Olm")),
                day=drawn.choice(("Monday", "Friday")),
            ): axis
            for axis, line in told
        }
        title = f"Deaths in a mine, report {number}"
        row = article(f"a-{number}", " ".join(lines), title=title)
        rows[row.id] = [row, part(row), *spread(row, {title: 0, **lines})]
        if drawn.random() < 0.5:
            rows[row.id].append(said(row, next(iter(lines)), "the mine board"))
        if number and drawn.random() < 0.6:
            parent = f"a-{drawn.randrange(number)}"
            directed = drawn.random() < 0.7
            edges.append(
                Derivation(
                    row_id("de", row.id, parent), row.id, parent, [], "rewrite", False, directed, 0.9, ""
                )
            )
    return rows, edges


def compared(rows: dict[str, list[Any]], edges: list[Derivation], articles: list[str]) -> dict[str, Any]:
    tables = run(
        *(row for key in articles for row in rows[key]), *(edge for edge in edges if edge.child in articles)
    )
    return {row.id: row for kind in (Change, ChangeFinding) for row in tables.of(kind)}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_whole_by_component_and_by_unions_of_components(seed: int) -> None:
    rows, edges = world(seed)
    keys = [row.id for of in rows.values() for row in of if isinstance(row, Article)]
    whole = compared(rows, edges, keys)
    blocks = components(keys, [(edge.child, edge.parent) for edge in edges])
    drawn = random.Random(seed)
    drawn.shuffle(blocks)
    middle = drawn.randint(0, len(blocks))
    unions = [sorted(a for block in some for a in block) for some in (blocks[:middle], blocks[middle:])]
    for parts in (blocks, unions):
        assert whole == {key: row for some in parts for key, row in compared(rows, edges, some).items()}


def test_such_worlds_hold_changes() -> None:
    for rows, edges in map(world, range(8)):
        if any(isinstance(row, Change) for row in compared(rows, edges, list(rows)).values()):
            return
    raise AssertionError("no world of eight holds a change")
