"""Groups made of all articles at once are those made block by block, and block by block in any unions."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from headwater.matches.config import JoinConfig
from headwater.matches.joining import report_pairs
from headwater.matches.word_counts import (
    EXACT,
    SAMPLE,
    classed,
    report_rarities,
    sampled,
    settled,
    take_census,
)
from headwater.records.articles import Article
from headwater.records.claims import Claim
from headwater.records.matches import (
    ClaimPair,
    ClaimSketch,
    MatchedGroup,
    ReportPair,
    ReportRarity,
    ReportSketch,
)
from headwater.records.tables import Tables
from headwater.runs.blocks.components import components
from headwater.runs.results import open_case
from headwater.simulation import simulate
from tests.matches.chain import BY_NAME, NAMES, cut, prepared, run


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder: Path = simulate(tmp_path_factory.mktemp("w") / "w", 150, seed=11, with_reading=True).folder
    case = open_case(folder / "reading")
    kinds = {kind for name in ("matches.sketch", "matches.group") for kind in BY_NAME[name].reads}
    made = {kind for name in NAMES for kind in BY_NAME[name].writes}
    return Tables({kind: list(case.rows(kind)) for kind in kinds - made})


@pytest.fixture(scope="module")
def whole(read: Tables) -> Tables:
    return prepared(read)


def blocks_of(tables: Tables) -> list[list[str]]:
    ties = [(row.a, row.b) for kind in (ReportPair, ClaimPair) for row in tables.of(kind)]
    return components([row.id for row in tables.of(Article)], ties)


def rows_of(tables: Tables) -> set[str]:
    return {repr(row) for row in tables.rows()}


@pytest.mark.parametrize("seed", range(4))
def test_any_unions_of_blocks_give_the_rows_of_the_whole(whole: Tables, seed: int) -> None:
    blocks = blocks_of(whole)
    assert len(blocks) > 10
    wanted = rows_of(run("matches.group", whole))
    shuffled = random.Random(seed)
    drawn: dict[int, set[str]] = {}
    for place, block in enumerate(blocks):
        drawn.setdefault(place if seed == 0 else shuffled.randrange(1 + 3 * seed), set()).update(block)
    found = [row for some in drawn.values() for row in run("matches.group", cut(whole, some)).rows()]
    assert {repr(row) for row in found} == wanted
    assert len(found) == len(wanted)


def test_what_is_compared_of_an_article_hangs_on_no_other(read: Tables) -> None:
    alone = {
        repr(row)
        for article in read.of(Article)[:12]
        for row in run("matches.sketch", cut(read, {article.id})).rows()
    }
    some = {article.id for article in read.of(Article)[:12]}
    assert alone == {repr(row) for row in run("matches.sketch", read).rows() if row.article in some}


def test_the_groups_of_leads_are_those_that_all_pairs_would_give(whole: Tables) -> None:
    """Every two reports compared, instead of candidates: the same pairs reach the threshold, but for a few."""
    sketches = sorted(whole.of(ReportSketch), key=lambda row: row.article)
    rarities = sorted(whole.of(ReportRarity), key=lambda row: row.article)
    every = {(p.a, p.b) for p in report_pairs(sketches, rarities, JoinConfig(most_candidates=len(sketches)))}
    found = {(p.a, p.b) for p in whole.of(ReportPair)}
    assert found <= every
    assert len(found) > 0.95 * len(every)


def test_pairs_tie_few_articles_together(whole: Tables) -> None:
    assert max(map(len, blocks_of(whole))) < 40
    leads = {row.id for row in whole.of(Claim) if row.lead}
    groups = [g for g in run("matches.group", whole).of(MatchedGroup) if g.claims[0] in leads]
    assert len(groups) > 15
    assert len(whole.of(ClaimSketch)) > len(whole.of(ReportSketch)) / 2


def test_small_cases_are_counted_as_they_are_and_totals_rarely_move() -> None:
    assert [settled(n) for n in range(EXACT + 1)] == list(range(EXACT + 1))
    assert all(0.94 * n < settled(n) <= n for n in range(EXACT, 2 * SAMPLE))
    assert len({settled(n) for n in range(EXACT, 2 * SAMPLE)}) < 80


def test_one_more_who_holds_a_word_touches_few_of_its_holders() -> None:
    counts = np.arange(1, 2 * SAMPLE)
    classes = classed(counts)
    assert classes[0] == 1.0
    assert np.all(np.abs(np.log(classes / counts)) < 0.35)
    moved = classes[1:] != classes[:-1]
    assert counts[:-1][moved].sum() / len(counts) < 4  # holders touched, by count, on average


def test_a_newcomer_to_a_large_case_is_seldom_counted_and_puts_no_other_out() -> None:
    before = [f"ar-{k:05}" for k in range(5 * SAMPLE)]
    chosen = set(sampled(before))
    assert SAMPLE / 2 < len(chosen) < SAMPLE
    assert chosen == set(sampled(before[::-1]))
    after = [set(sampled([*before, f"new-{k}"])) for k in range(100)]
    assert 3 < sum(one != chosen for one in after) < 30
    assert all(one >= chosen for one in after)


def keys_of(row: ReportSketch) -> set[tuple[str, int]]:
    """All that is counted of a report, with what it is counted among."""
    told = ((row.lang, row.words), ("names", row.names), ("proper", row.anchors))
    return {(kind, int(key)) for kind, keyed in told for key in np.frombuffer(keyed.hashes, dtype="<u8")}


def test_where_only_a_class_moves_only_who_holds_that_word_moves(whole: Tables) -> None:
    sketches = [
        replace(row, lang="en") for row in sorted(whole.of(ReportSketch), key=lambda row: row.article)
    ]
    assert settled(len(sketches) - 1) == settled(len(sketches)) > EXACT
    for newcomer in sketches[::10]:
        before = [row for row in sketches if row is not newcomer]
        was = {row.article: row for row in report_rarities(take_census(before), before)}
        now = {row.article: row for row in report_rarities(take_census(sketches), sketches)}
        held = Counter(key for row in before for key in keys_of(row))
        moved = {key for key in keys_of(newcomer) if np.ptp(classed(np.array([held[key], held[key] + 1])))}
        touched = {row.article for row in before if moved & keys_of(row)}
        assert {row.article for row in before if was[row.article] != now[row.article]} <= touched
        assert len(touched) < len(before)
