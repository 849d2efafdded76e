"""Row stages give the same table for any batch size, order of input and number of processes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.records.arrow import to_table
from headwater.records.articles import Article, Credit, Published, Sentence
from headwater.records.ports import Models
from headwater.records.stages import Stage, StageConfig
from headwater.records.tables import Tables
from headwater.runs.executor import LocalExecutor, rows_of


def article(name: str) -> Article:
    """A short article."""
    return Article(name, None, None, "0", name, f"{name}\nbody", None, None, Published(), ["en"], [])


def credit_each(tables: Tables, config: StageConfig, models: Models) -> Tables:
    """Two credits an article, the later first: the order inside an article is the stage's own."""
    return Tables.of_rows(
        Credit(f"{row.id}-{n}", row.id, None, "byline", None, None, None, None, "test")
        for row in tables.of(Article)
        for n in (2, 1)
    )


def break_promise(tables: Tables, config: StageConfig, models: Models) -> Tables:
    """Writes what it does not declare."""
    return Tables.of_rows(tables.of(Article))


STAGE = Stage("test.credit", credit_each, (Article,), (Credit,), StageConfig(), "rows", "crediting")
NAMES = [f"a{n:03d}" for n in range(60)]


def credited(names: list[str], processes: int, batch: int) -> list[str]:
    with LocalExecutor(processes, batch) as executor:
        inputs = {"articles": to_table(Article, [article(name) for name in names])}
        written = executor.run(STAGE, inputs, None, lambda done: None)
    return [row.id for row in rows_of(written).of(Credit)]


EXPECTED = [f"{name}-{n}" for name in NAMES for n in (2, 1)]


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 70), st.randoms(use_true_random=False))
def test_batches_and_order_change_nothing(batch: int, shuffle: random.Random) -> None:
    names = NAMES.copy()
    shuffle.shuffle(names)
    assert credited(names, processes=1, batch=batch) == EXPECTED


def count_each(tables: Tables, config: StageConfig, models: Models) -> Tables:
    """The sentences that each article of the batch has, in their order, and how many the batch has in all."""
    sentences = tables.by_article(Sentence)
    known = {row.id for row in tables.of(Article)}
    assert set(sentences) <= known
    return Tables.of_rows(
        Credit(
            row.id, row.id, None, "byline", None, None, None, None, str([s.index for s in sentences[row.id]])
        )
        for row in tables.of(Article)
        if row.id in sentences
    )


@pytest.mark.parametrize("batch", [1, 4, 100])
def test_a_batch_has_the_rows_of_its_articles_alone(batch: int) -> None:
    stage = Stage("test.count", count_each, (Article, Sentence), (Credit,), StageConfig(), "rows", "counting")
    rows = [Sentence(name, n, 0, 1, "en", "p", False) for n in range(3) for name in reversed(NAMES[:9])]
    inputs = {
        "articles": to_table(Article, [article(name) for name in NAMES[:10]]),
        "sentences": to_table(Sentence, rows),
    }
    with LocalExecutor(1, batch) as executor:
        written = rows_of(executor.run(stage, inputs, None, lambda done: None)).of(Credit)
    assert [(row.article, row.because) for row in written] == [(name, "[0, 1, 2]") for name in NAMES[:9]]


def test_processes_change_nothing() -> None:
    assert credited(NAMES, processes=2, batch=7) == EXPECTED


def test_an_undeclared_row_is_refused() -> None:
    stage = Stage("test.broken", break_promise, (Article,), (Credit,), StageConfig(), "rows", "breaking")
    with LocalExecutor(1) as executor, pytest.raises(TypeError, match="does not declare: Article"):
        executor.run(stage, {"articles": to_table(Article, [article("a")])}, None, lambda done: None)
