"""What meets is compared by itself: any closed set of articles gives the rows that the whole case gives."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.stage import FINGERPRINT, MEET, REUSE, find_reuse
from headwater.records.arrow import from_table, to_table
from headwater.records.articles import Article
from headwater.records.origins import Backdrop, Meeting, Reuse
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, Tables
from headwater.runs.blocks import Batch, Written, run_blocks, work
from headwater.runs.blocks.components import components
from headwater.runs.blocks.work import run_batch
from tests.origins.reuse.making import QUAY, VOTE, told

NOBODY: Models = None  # type: ignore[assignment]


def world(seed: int) -> Tables:
    """Articles that cut, mix and translate two stories and tell of their own, surveyed."""
    drawn = random.Random(seed)
    rows: list[list[object]] = []
    for number in range(drawn.randint(2, 14)):
        story = drawn.choice((QUAY, VOTE))
        kept = [line for line in story if drawn.random() < 0.6] or list(story)
        own = [
            f"Reporter {number} of {seed} saw {word} things beside the {word} gate."
            for word in ("odd", "grey")
        ]
        lang = drawn.choice(("en", "en", "fr"))
        lines = [*kept, *own] if lang == "en" else [f"{line.upper()[::-1]}" for line in kept]
        meanings = [*kept, *own] if lang == "en" else kept
        rows.append(told(f"a{number:02}", lines, lang=lang, meanings=meanings))
    tables = Tables.of_rows(*rows)
    for stage in (FINGERPRINT, MEET):
        tables = tables.merged(stage.run(tables, ReuseConfig(), NOBODY))
    return tables


def cut(tables: Tables, articles: Sequence[str]) -> Tables:
    """The rows of some articles."""
    kept = []
    for row in tables.rows():
        key = (
            row.id
            if isinstance(row, Article)
            else row.a
            if isinstance(row, Meeting)
            else getattr(row, "article", None)
        )
        if key in articles:
            kept.append(row)
    return Tables.of_rows(kept)


def reuse(tables: Tables) -> dict[str, Reuse]:
    return {row.id: row for row in find_reuse(tables, ReuseConfig(), NOBODY).of(Reuse)}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_whole_by_component_and_by_unions_of_components(seed: int) -> None:
    tables = world(seed)
    whole = reuse(tables)
    blocks = components(
        [row.id for row in tables.of(Article)], [(row.a, row.b) for row in tables.of(Meeting)]
    )
    drawn = random.Random(seed)
    drawn.shuffle(blocks)
    middle = drawn.randint(0, len(blocks))
    unions = [[a for block in some for a in block] for some in (blocks[:middle], blocks[middle:])]
    for parts in (blocks, unions):
        assert whole == {key: row for part in parts for key, row in reuse(cut(tables, part)).items()}


def by_pairs(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Reuse], list[set[str]]]:
    """The rows as a run makes them, few pairs at a time, and the articles of each block."""
    monkeypatch.setattr(work, "BATCH", 2)
    inputs = {TABLE_OF[kind]: to_table(kind, tables.of(kind)) for kind in REUSE.reads}
    batches: list[Batch] = []

    def run(
        stage: Stage, some: Iterator[Batch], whole: Mapping[str, pa.Table]
    ) -> Iterator[tuple[Batch, Written]]:
        for batch in some:
            batches.append(batch)
            yield batch, run_batch(stage, batch, Tables(), NOBODY)

    done = run_blocks(REUSE, inputs, b"", None, lambda name: inputs[name], run, lambda count: None)
    rows = from_table(Reuse, done.tables["reuse"])
    return {row.id: row for row in rows}, [set(block) for batch in batches for block in batch.blocks]


@pytest.mark.parametrize("seed", range(0, 60, 4))
def test_a_pair_is_judged_by_itself_and_beside_its_rivals(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = world(seed)
    rows, blocks = by_pairs(tables, monkeypatch)
    assert rows == reuse(tables)
    assert sum(len(block) > 2 for block in blocks) == len({row.rivals for row in tables.of(Meeting)} - {""})
    within = [row for row in tables.of(Meeting) if not row.rivals]
    assert all({row.a, row.b} in blocks for row in within)


def test_every_article_has_a_backdrop_as_long_as_its_shingles() -> None:
    tables = world(3)
    assert [row.article for row in tables.of(Backdrop)] == sorted(row.id for row in tables.of(Article))
