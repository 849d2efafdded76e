"""Two reports in two languages are tied by a name that no registry knows, alike by its sound, and by the day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from headwater.matches.case_columns import CaseColumns
from headwater.matches.incidents import RARE, SOUNDED, Reports, prior_of, read_reports, sounded
from headwater.matches.pair_odds import PairOdds
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.matches import ReportRarity, ReportSketch
from headwater.records.tables import Tables
from tests.matches.test_stages import article, trace

ENGLISH = (
    "Fire at Fulgaren mill kills nine",
    "A fire at the mill of Fulgaren killed nine people on Tuesday, a doctor said.",
    "The mill of Fulgaren had no alarm.",
)
RUSSIAN = (
    "Пожар на мельнице в Фулгарене: 14 погибших",
    "Во вторник при пожаре на мельнице в Фулгарене погибли 14 человек, сообщил врач.",
    "Жители Фулгарена слышали взрыв.",
)
ELSEWHERE = (
    "Пожар на мельнице в Болдовете: 14 погибших",
    "Во вторник при пожаре на мельнице в Болдовете погибли 14 человек, сообщил врач.",
    "Жители Болдовета слышали взрыв.",
)


def in_language(rows: list[Any], lang: str) -> list[Any]:
    return [
        replace(row, languages=[lang])
        if isinstance(row, Article)
        else replace(row, lang=lang)
        if isinstance(row, Sentence | Claim)
        else row
        for row in rows
    ]


def case(*, told: str = "2021-03-10") -> Tables:
    return trace(
        article("a", ENGLISH, "2021-03-10"),
        in_language(article("b", RUSSIAN, told), "ru"),
        in_language(article("c", ELSEWHERE, told), "ru"),
    )


@pytest.fixture
def reports() -> Reports:
    return read_reports(case())


def test_a_name_is_heard_through_another_script_and_its_cases(reports: Reports) -> None:
    assert reports.likeness(0, 1).of("calls") == 1
    assert reports.likeness(0, 2).of("calls") == 0
    assert reports.likeness(1, 2).of("calls") == 0, "within one language words are compared, not sounds"


def test_the_name_and_the_day_weigh_more_than_another_toll(reports: Reports) -> None:
    assert sounded(reports.likeness(0, 1))
    assert reports.likeness(0, 1).of("toll_differs") == 1
    assert reports.odds(0, 1) >= reports.odds(0, 2) + SOUNDED


def test_the_name_without_the_day_is_not_enough() -> None:
    assert not sounded(read_reports(case(told="2021-04-20")).likeness(0, 1))


def test_columns_tell_the_same_odds() -> None:
    tables = case()
    reports = read_reports(tables)
    rarities = {row.article: row for row in tables.of(ReportRarity)}
    sketches = sorted(tables.of(ReportSketch), key=lambda row: row.article)
    columns = CaseColumns(sketches, [rarities[row.article] for row in sketches])
    pairs = np.array([0, 0, 1]), np.array([1, 2, 2])
    prior = prior_of(rarities["a"].reports)
    one, two, odds, _ = PairOdds(columns, prior, RARE).strong(*pairs, -np.inf)
    apart = {
        (0, 1): 0.0,
        (0, 2): 2.0,
        (1, 2): 2.0,
    }  # columns leave two places with two tolls to what comes after
    assert [(int(a), int(b)) for a, b in zip(one, two, strict=True)] == [(0, 1), (0, 2), (1, 2)]
    for a, b, told in zip(one.tolist(), two.tolist(), odds.tolist(), strict=True):
        assert told == pytest.approx(reports.odds(a, b), abs=2.01 if apart[a, b] else 0.01)
