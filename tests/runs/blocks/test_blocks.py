"""Stages over blocks: what hangs together is done together, and again only where it has moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.records.arrow import from_table, to_table
from headwater.records.articles import Article, Published
from headwater.records.origins import NotCompared, Reuse
from headwater.records.ports import Models
from headwater.records.stages import Stage, StageConfig
from headwater.records.tables import Tables
from headwater.runs.blocks.components import components
from headwater.runs.blocks.kept import DoneBlocks, KeptBlocks, run_blocks
from headwater.runs.blocks.shares import shares_of
from headwater.runs.blocks.work import Batch, Written, run_batch

NOBODY: Any = None


def _an_article(name: str) -> Article:
    return Article(name, None, None, name, "Title", "Title\nBody", None, None, Published(), ["en"], [])


def _tie(a: str, b: str, words: str = "") -> Reuse:
    return Reuse(f"re:{a}-{b}", a, b, "copy", 1.0, 1.0, [], words)


def _tell(tables: Tables, config: StageConfig, models: Models) -> Tables:
    """For each article how many others its block has, and in which words they are tied."""
    ids = sorted(article.id for article in tables.of(Article))
    words = " ".join(sorted(row.because for row in tables.of(Reuse)))
    return Tables.of_rows(NotCompared(one, "", f"{len(ids)} {words}") for one in ids)


STAGE = Stage(
    "test.tell", _tell, (Article, Reuse), (NotCompared,), StageConfig(), "blocks", "telling", links=(Reuse,)
)


def _inputs(articles: Sequence[str], ties: Sequence[Reuse]) -> dict[str, pa.Table]:
    rows = [_an_article(name) for name in articles]
    return {"articles": to_table(Article, rows), "reuse": to_table(Reuse, ties)}


class _Runner:
    """Runs batches here, and remembers which blocks were done."""

    def __init__(self) -> None:
        self.done: list[list[str]] = []

    def __call__(
        self, stage: Stage, batches: Iterator[Batch], whole: Mapping[str, pa.Table]
    ) -> Iterator[tuple[Batch, Written]]:
        for batch in batches:
            self.done.extend(list(block) for block in batch.blocks)
            yield batch, run_batch(stage, batch, Tables(), NOBODY)


def _run(
    inputs: dict[str, pa.Table], before: DoneBlocks | None = None, base: bytes = b""
) -> tuple[DoneBlocks, _Runner]:
    runner = _Runner()
    kept = KeptBlocks({}, before.rows) if before else None
    tables = before.tables if before else {}
    done = run_blocks(STAGE, inputs, base, kept, lambda name: tables[name], runner, lambda count: None)
    return done, runner


def test_articles_tied_by_a_chain_are_one_component_and_unknown_ends_tie_nothing() -> None:
    ties = [["c", "b"], ["d", "c"], ["a", "source:1"], ["e", "source:1"]]
    assert components(list("edcba"), ties) == [["a"], ["b", "c", "d"], ["e"]]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from("abcdefghij"), min_size=1, unique=True),
    st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=12),
)
def test_components_are_the_reachable_articles(articles: list[str], ties: list[tuple[str, str]]) -> None:
    found = components(articles, ties)
    assert sorted(one for some in found for one in some) == sorted(articles)
    for block in found:
        reached, waiting = {block[0]}, [block[0]]
        while waiting:
            at = waiting.pop()
            near = {y for x, y in [*ties, *((b, a) for a, b in ties)] if x == at and y in articles} - reached
            reached |= near
            waiting.extend(sorted(near))
        assert sorted(reached) == block


def test_each_block_sees_its_own_rows_alone() -> None:
    done, _ = _run(_inputs("abcd", [_tie("a", "c", "once"), _tie("b", "d", "twice")]))
    told = {row.child: row.because for row in from_table(NotCompared, done.tables["not_compared"])}
    assert told == {"a": "2 once", "b": "2 twice", "c": "2 once", "d": "2 twice"}


def test_only_blocks_that_moved_are_done_again_and_the_tables_are_those_of_a_full_run() -> None:
    before, _ = _run(_inputs("abcd", [_tie("a", "b")]))
    inputs = _inputs("abcde", [_tie("a", "b"), _tie("d", "e")])
    again, runner = _run(inputs, before)
    assert runner.done == [["d", "e"]]
    assert again.tables == _run(inputs)[0].tables


def test_a_row_that_moves_moves_its_block_and_no_other() -> None:
    before, _ = _run(_inputs("abcd", [_tie("a", "b", "old"), _tie("c", "d")]))
    again, runner = _run(_inputs("abcd", [_tie("a", "b", "new"), _tie("c", "d")]), before)
    assert runner.done == [["a", "b"]]
    assert [row.because for row in from_table(NotCompared, again.tables["not_compared"])] == [
        "2 new",
        "2 new",
        "2 ",
        "2 ",
    ]


def test_other_settings_or_code_move_every_block() -> None:
    before, _ = _run(_inputs("ab", []))
    _, runner = _run(_inputs("ab", []), before, base=b"other")
    assert runner.done == [["a"], ["b"]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=8), st.data())
def test_any_order_of_arrival_gives_the_rows_of_a_full_run(
    ties: list[tuple[str, str]], data: st.DataObject
) -> None:
    pairs = [_tie(a, b) for a, b in sorted({(min(t), max(t)) for t in ties if t[0] != t[1]})]
    order = data.draw(st.permutations("abcdefgh"))
    done: DoneBlocks | None = None
    for count in sorted(data.draw(st.sets(st.integers(1, 8), max_size=3)) | {8}):
        here = order[:count]
        done, _ = _run(_inputs(here, [row for row in pairs if row.a in here and row.b in here]), done)
    assert done is not None and done.tables == _run(_inputs("abcdefgh", pairs))[0].tables


def test_a_link_that_the_stage_does_not_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="closed under Reuse"):
        shares_of(replace(STAGE, reads=(Article,)), {"articles": _inputs("a", [])["articles"]})
