"""A process that stays aligns a pair again only where a text of it has moved, and gives the same rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from headwater.origins.reuse import aligned_before
from headwater.origins.reuse.aligned_before import AlignedBefore
from headwater.origins.reuse.stage import FINGERPRINT, MEET, REUSE
from headwater.records.articles import Article
from headwater.records.matches import SentenceVector
from headwater.records.origins import CountedText, Meeting, Reuse
from headwater.records.ports import Models
from headwater.records.remembered import remembering
from headwater.records.stages import Stage
from headwater.records.tables import Tables
from headwater.runs.results import open_case
from headwater.simulation import simulate

NO_MODELS = Models(None, None, None)  # type: ignore[arg-type]
Rows = dict[type, list[Any]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """All that is read of thirty simulated articles, with their fingerprints."""
    case = open_case(
        simulate(tmp_path_factory.mktemp("w") / "w", 30, seed=5, with_reading=True).folder / "reading"
    )
    rows: Rows = {kind: list(case.rows(kind)) for kind in FINGERPRINT.reads}
    return rows | run(FINGERPRINT, rows)


def run(stage: Stage, rows: Rows) -> Rows:
    made = stage.run(Tables({kind: rows.get(kind, []) for kind in stage.reads}), stage.config, NO_MODELS)
    return {kind: list(made.of(kind)) for kind in stage.writes}


def of(read: Rows, articles: set[str]) -> Rows:
    some = {
        kind: [row for row in rows if (row.id if kind is Article else row.article) in articles]
        for kind, rows in read.items()
    }
    return some | run(MEET, some)


def test_rows_are_those_of_a_process_that_remembers_nothing(
    read: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    share = aligned_before.share_meanings
    monkeypatch.setattr(
        aligned_before, "share_meanings", lambda some, *rest: done.append(len(some)) or share(some, *rest)
    )
    articles, held = sorted(row.id for row in read[Article]), {}  # type: ignore[var-annotated]
    seen: set[tuple[str, str]] = set()
    for some in (articles[:25], articles[:26], articles[3:], articles):
        rows = of(read, set(some))
        pairs = {(row.a, row.b) for row in rows[Meeting] if row.meaning}
        fresh = run(REUSE, rows)
        done.clear()
        with remembering(held):
            told = run(REUSE, rows)
        assert told == fresh
        assert done == [len(pairs - seen)]
        seen |= pairs
    assert seen and told[Reuse]


@pytest.mark.parametrize("kind", [CountedText, SentenceVector])
def test_a_pair_of_which_a_text_has_moved_is_aligned_again(read: Rows, kind: type) -> None:
    rows, held = of(read, {row.id for row in read[Article]}), {}  # type: ignore[var-annotated]
    with remembering(held):
        before = run(REUSE, rows)
        blank = {CountedText: {"marks": None}, SentenceVector: {"vector": None}}[kind]
        other = [replace(row, **{name: emptied(getattr(row, name)) for name in blank}) for row in rows[kind]]
        told = run(REUSE, rows | {kind: other})
    assert told == run(REUSE, rows | {kind: other})
    assert told != before


def emptied(value: Any) -> Any:
    return bytes(len(value)) if isinstance(value, bytes) else [[] for _ in value]


def test_of_many_pairs_the_latest_are_kept(read: Rows) -> None:
    rows, held = of(read, {row.id for row in read[Article]}), {AlignedBefore: AlignedBefore(most=3)}
    with remembering(held):
        assert run(REUSE, rows) == run(REUSE, rows)
    assert len(held[AlignedBefore].known) == 3
