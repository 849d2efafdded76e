"""What a process keeps between runs makes it quicker and changes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.runs.test_reuse_of_rows import CASES, FIRST, Case, bring, own_code, whole

from headwater.origins.reuse.standing import StandingNearest
from headwater.records.arrow import from_table
from headwater.records.entities import Mention, MentionEntity
from headwater.records.remembered import ByArticle, remembered, remembering
from headwater.records.stages import Stage
from headwater.records.tables import TABLES, Tables
from headwater.runs.assembly import assemble, tables_read
from headwater.runs.intake import add, look_through
from headwater.runs.plan import PLAN
from headwater.runs.results import open_case
from headwater.runs.row_spans import digests, key_of, spans_of
from headwater.runs.trace import trace
from headwater.runs.warm import Warm
from headwater.runs.writing import Lines
from headwater.simulation import simulate
from headwater.store import CaseFolder
from headwater.store.readmodel import TABLES as LISTS
from headwater.store.readmodel import open_read_model
from headwater.store.seen import SeenFiles

__all__ = ["own_code"]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(CASES, st.integers(1, 5)), min_size=2, max_size=6))
def test_one_process_or_many_leave_the_same_bytes(steps: list[tuple[Case, int]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        warm = Warm()
        for case, batch in steps:
            assert bring(Path(place), case, batch, warm) == whole(case)
            for name, held in warm.tables.items():
                assert warm.rows(name, held) == from_table(TABLES[name], held.table)
                key = key_of(name)
                if key is not None:
                    assert warm.digests(name, held) == digests(spans_of(held.table, key))


def test_a_table_that_somebody_else_wrote_is_read_again(tmp_path: Path) -> None:
    warm = Warm()
    bring(tmp_path, FIRST, warm=warm)
    more = Case(FIRST.articles | {"a0": 2}, FIRST.judged, FIRST.names)
    bring(tmp_path, more)
    assert bring(tmp_path, FIRST, warm=warm) == whole(FIRST)
    (tmp_path / "stages" / "credits.parquet").write_bytes(b"gone")
    assert bring(tmp_path, more, warm=warm) == whole(more)


def test_a_file_is_known_by_what_the_file_system_says_of_it(tmp_path: Path) -> None:
    seen, file = SeenFiles(), tmp_path / "file"
    file.write_bytes(b"one")
    first = seen.sha256(file)
    file.write_bytes(b"two")  # as long, and at once: too fresh to be believed by its time
    assert seen.sha256(file) != first
    file.unlink()
    with pytest.raises(FileNotFoundError):
        seen.sha256(file)


def test_what_was_made_of_an_article_is_found_where_it_is_made_of_the_same() -> None:
    made: list[str] = []

    def make(word: str) -> Callable[[], str]:
        return lambda: made.append(word) or word  # type: ignore[func-returns-value]

    known: ByArticle[str] = ByArticle(most=2)
    for article, word in (("a", "x"), ("a", "x"), ("b", "y"), ("a", "z"), ("c", "x"), ("a", "z"), ("b", "y")):
        assert known.of(article, [word], make(word)) == word
    assert made == ["x", "y", "z", "x", "y"]


def test_without_a_process_that_keeps_them_nothing_is_remembered() -> None:
    assert remembered(StandingNearest) is not remembered(StandingNearest)
    with remembering({}):
        assert remembered(StandingNearest) is remembered(StandingNearest)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[type, list[Any]]:
    """All that is read of forty simulated articles."""
    folder = simulate(tmp_path_factory.mktemp("w") / "w", 40, seed=5, with_reading=True).folder
    case = open_case(folder / "reading")
    return {kind: list(case.rows(kind)) for kind in TABLES.values()}


def stage_of(name: str) -> Stage:
    return next(stage for stage in PLAN if stage.name == name)


@pytest.mark.parametrize("name", ["entities.resolve"])
def test_a_stage_that_remembers_gives_the_rows_of_one_that_does_not(
    read: dict[type, list[Any]], name: str
) -> None:
    stage, held = stage_of(name), {}  # type: ignore[var-annotated]
    articles = sorted(row.id for row in read[stage.reads[0]])
    for some in (articles[:30], articles[:31], articles[1:33], articles[5:], articles):
        here = frozenset(some)
        tables = Tables(
            {
                kind: [row for row in read[kind] if getattr(row, "article", None) or row.id in here]
                if kind is stage.reads[0]
                else [row for row in read[kind] if getattr(row, "article", "") in here]
                for kind in stage.reads
            }
        )
        with remembering(held):
            told = stage.run(tables, stage.config, None)  # type: ignore[arg-type]
        fresh = stage.run(tables, stage.config, None)  # type: ignore[arg-type]
        for kind in stage.writes:
            assert told.of(kind) == fresh.of(kind)
    assert held


def test_lines_that_are_taken_over_are_those_that_would_be_written(
    read: dict[type, list[Any]], tmp_path: Path
) -> None:
    kinds = [TABLES[name] for name in tables_read()]
    kept, folder = Lines(), CaseFolder(tmp_path)
    for part in (0.5, 0.9, 0.9, 1.0):
        rows = {kind: read[kind][: int(len(read[kind]) * part)] for kind in kinds}
        named = {row.id for row in rows[Mention]}
        rows[MentionEntity] = [row for row in rows[MentionEntity] if row.mention in named]
        tables = Tables(rows)
        folder.write_lines(tmp_path / "kept.json", kept.lists(tables, keep=True))
        folder.write_lines(tmp_path / "made.json", Lines().lists(tables, keep=False))
        folder.write_json(tmp_path / "assembled.json", assemble(tables))
        told = (tmp_path / "made.json").read_bytes()
        assert (tmp_path / "kept.json").read_bytes() == told == (tmp_path / "assembled.json").read_bytes()
    assert sum(len(some) for some in kept.known.values()) > 500
    assert 0 < kept.made < 400


@pytest.mark.models
def test_a_real_case_that_grew_in_one_process_is_that_made_at_once(
    tmp_path: Path, second_world: Path
) -> None:
    """Every table and case.json, byte by byte, after two articles came one by one."""
    files, grown, warm = sorted(second_world.iterdir())[:3], tmp_path / "grown", Warm()
    trace(files[:1], grown, processes=1)
    for file in files[1:]:
        add(grown, look_through([str(file)], grown), processes=1, warm=warm)
        open_read_model(grown).close()
    trace(files, tmp_path / "at once", processes=1)
    told, expected = (
        {path.name: path.read_bytes() for path in tables_of(out)} for out in (grown, tmp_path / "at once")
    )
    assert told == expected
    with open_read_model(grown) as one, open_read_model(tmp_path / "at once") as other:
        assert all(list(one.rows(name)) == list(other.rows(name)) for name in LISTS)


def tables_of(out: Path) -> list[Path]:
    return [*sorted((out / "stages").glob("*.parquet")), out / "case.json"]
