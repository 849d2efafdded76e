"""Nearest sentences within cells, brought up to date, are those found anew, whatever came, went or changed in between."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from headwater.origins.reuse import cells, standing_cells
from headwater.origins.reuse.packed import packed_sentences
from headwater.origins.reuse.standing_cells import StandingCells
from tests.origins.reuse.test_standing import COUNT, FLOOR, MEANINGS, WORLDS, Told, laid_out


@pytest.fixture(autouse=True)
def _small_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing_cells, "MOST_NEW", 1.0)
    monkeypatch.setattr(cells, "LEARNT", 2)
    monkeypatch.setattr(cells, "PROBES", 2)
    monkeypatch.setattr(cells, "CROWDED", 1)


def teaching(articles: Told) -> list[bool]:
    return [number % 3 == 0 for number in sorted(articles)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds=WORLDS)
def test_what_is_brought_forward_is_what_is_found_anew(*, worlds: list[Told]) -> None:
    held, before = StandingCells(), Told()
    for number, world in enumerate(worlds):
        # articles that do not teach come, change and go, so that centres stand as often as not
        more = {k: told for k, told in world.items() if k % 3 or number % 2 == 0}
        articles = {k: told for k, told in before.items() if number % 3 or k % 3 == 0 or k % 2} | more
        every, keys = laid_out(articles)
        found = held.find(every, keys, teaching(articles), COUNT, FLOOR)
        anew = StandingCells().find(every, keys, teaching(articles), COUNT, FLOOR)
        for code in range(len(every.tongues)):
            assert found[code].found.tolist() == anew[code].found.tolist()
            assert found[code].scores.tolist() == anew[code].scores.tolist()
        before = articles


def test_centres_stand_while_nobody_that_teaches_moves() -> None:
    held, told = StandingCells(), {number: ("en", [number, number + 9]) for number in range(30)}
    every, keys = laid_out(told)
    held.find(every, keys, teaching(told), COUNT, FLOOR)
    centres = held.centres
    told[31] = ("en", [3, 4])
    every, keys = laid_out(told)
    held.find(every, keys, teaching(told), COUNT, FLOOR)
    assert held.centres is centres
    told[33] = ("en", [3, 4])
    every, keys = laid_out(told)
    held.find(every, keys, teaching(told), COUNT, FLOOR)
    assert held.centres is not centres


def test_one_article_in_thirty_three_teaches() -> None:
    assert 230 < sum(cells.teaches(f"article-{number}") for number in range(10_000)) < 370


def test_equal_cosines_go_by_position_whatever_cell_they_lie_in() -> None:
    rows = np.repeat(MEANINGS[:3], 6, axis=0).astype(np.int8)
    every = packed_sentences(rows, np.arange(18), ["en"] * 18)
    keys = [hashlib.sha256(bytes([number])).digest() for number in range(18)]
    found = StandingCells().find(every, keys, [True] * 18, COUNT, FLOOR)[0]
    assert found.found[5].tolist() == [0, 1]
    assert found.found[0].tolist() == [1, 2]


def test_a_crowded_cell_is_cut_in_parts() -> None:
    drawn = np.random.Generator(np.random.PCG64(3))
    formula = np.clip(MEANINGS[0] + drawn.integers(-40, 41, (300, 24)), -127, 127)
    others = drawn.integers(-90, 90, (60, 24))
    rows = np.concatenate([formula, others]).astype(np.int8)
    every = packed_sentences(rows, np.arange(360), ["en"] * 360)
    centres = cells.learn_centres(every, np.arange(0, 360, 3))
    asked = cells.asked_cells(every, np.arange(360), centres)
    assert centres.inner and centres.number > len(centres.units)
    crowded = {place for place, _ in centres.inner}
    assert not crowded.intersection(asked.ravel().tolist())
    assert asked.max() < centres.number
