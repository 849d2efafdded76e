"""A newcomer changes just the pairs that a run over the grown case would change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from headwater.matches import neighbour_reports, word_counts
from headwater.matches.config import JoinConfig
from headwater.matches.joining import report_pairs
from headwater.matches.near_lists import NearLists
from headwater.matches.near_rows import near_pairs
from headwater.matches.neighbour_reports import StandingReports
from headwater.matches.word_counts import report_rarities, take_census
from headwater.records.matches import ReportSketch
from headwater.records.tables import Tables
from headwater.runs.results import open_case
from headwater.simulation import simulate
from tests.matches.chain import BY_NAME, run

CONFIG = JoinConfig(most_candidates=2)
"""Short lists, so that newcomers put others out of them."""


@pytest.fixture(scope="module")
def sketches(tmp_path_factory: pytest.TempPathFactory) -> list[ReportSketch]:
    folder = simulate(tmp_path_factory.mktemp("w") / "w", 120, seed=4, with_reading=True).folder
    case = open_case(folder / "reading")
    read = Tables({kind: list(case.rows(kind)) for kind in BY_NAME["matches.sketch"].reads})
    return sorted(run("matches.sketch", read).of(ReportSketch), key=lambda row: row.article)


@pytest.fixture
def few_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case of hundreds is counted as one of a hundred thousand is: in a sample."""
    for module in (word_counts, neighbour_reports):
        monkeypatch.setattr(module, "SAMPLE", 8)


def whole(sketches: list[ReportSketch]) -> set[tuple[str, str]]:
    ordered = sorted(sketches, key=lambda row: row.article)
    rows = report_pairs(ordered, report_rarities(take_census(ordered), ordered), CONFIG)
    return {(row.a, row.b) for row in rows}


@pytest.mark.usefixtures("few_are_counted")
@pytest.mark.parametrize("by_meaning", [False, True])
def test_a_newcomer_changes_what_a_whole_run_would_change(
    sketches: list[ReportSketch], *, by_meaning: bool
) -> None:
    if by_meaning:
        sketches = [without_openings(row) for row in sketches]
    coming = sketches[::5]
    held = [row for row in sketches if row not in coming]
    standing = StandingReports(held, CONFIG)
    told = lost = 0
    after = whole(held)
    for sketch in coming:
        before = after
        changed = standing.add(sketch)
        held.append(sketch)
        after = whole(held)
        if changed.anew:
            standing = StandingReports(held, CONFIG)
            continue
        assert {(row.a, row.b) for row in changed.more} == after - before
        assert {(row.a, row.b) for row in changed.fewer} == before - after
        assert standing.pairs == after
        assert changed.touched() >= {article for pair in before ^ after for article in pair}
        told, lost = told + 1, lost + len(changed.fewer)
    assert told > 8
    assert lost or not by_meaning


def without_openings(row: ReportSketch) -> ReportSketch:
    """A report that no rare name or word finds, so that only its nearest are its candidates."""
    words, names = (replace(keyed, marks=bytes(len(keyed.marks))) for keyed in (row.words, row.names))
    return replace(row, words=words, names=names)


@pytest.mark.usefixtures("few_are_counted")
def test_a_copy_is_tied_to_the_first_of_its_wording(sketches: list[ReportSketch]) -> None:
    standing = StandingReports(sketches, CONFIG)
    first = next(row for row in sketches if row.wording)
    again = standing.add(replace(first, article="zz-copy-1"))
    assert again.anew or [(row.a, row.b) for row in again.more] == [(first.article, "zz-copy-1")]
    assert standing.add(replace(first, article="aa-copy")).anew


def test_who_is_counted_moves_all(sketches: list[ReportSketch]) -> None:
    standing = StandingReports(sketches[1:], CONFIG)
    before = standing.pairs
    assert standing.add(sketches[0]).anew  # a small case is counted whole
    assert standing.pairs == before


def test_the_nearest_of_all_are_those_of_every_cosine() -> None:
    rng = np.random.Generator(np.random.PCG64(7))
    matrix = rng.standard_normal((300, 24), dtype=np.float32)
    matrix[40:60] = matrix[7]  # as near as can be, and equally so
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    cosines = np.round(matrix @ matrix.T, 4)
    np.fill_diagonal(cosines, -1)
    wanted = set()
    for row, line in enumerate(cosines):
        best = [int(k) for k in np.argsort(-line, kind="stable")[:9] if line[k] >= 0.3]
        wanted.update((min(row, k), max(row, k)) for k in best)
    one, two = near_pairs(matrix, 9, 0.3)
    assert set(zip(one.tolist(), two.tolist(), strict=True)) == wanted


def test_a_graph_finds_what_all_cosines_find() -> None:
    rng = np.random.Generator(np.random.PCG64(8))
    centres = rng.standard_normal((200, 64), dtype=np.float32)
    matrix = np.repeat(centres, 10, axis=0) + 0.7 * rng.standard_normal((2000, 64), dtype=np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    exact = set(zip(*(column.tolist() for column in near_pairs(matrix, 20, 0.45)), strict=True))
    graph = set(zip(*(column.tolist() for column in near_pairs(matrix, 20, 0.45, exact=1)), strict=True))
    assert len(exact ^ graph) <= 0.005 * len(exact)


def test_rows_that_come_are_listed_as_if_they_had_been_there() -> None:
    rng = np.random.Generator(np.random.PCG64(9))
    matrix = rng.standard_normal((200, 16), dtype=np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    placed = np.ones(200, dtype=np.bool_)
    lists = NearLists(matrix[:100], placed[:100], 5, 0.2)
    for row in matrix[100:]:
        lists.add(row, placed=True)
    at_once = NearLists(matrix, placed, 5, 0.2)
    assert [lists.beside(row) for row in range(200)] == [at_once.beside(row) for row in range(200)]
