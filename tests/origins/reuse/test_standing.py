"""Nearest sentences brought up to date are those found anew, whatever came, went or changed in between."""

from __future__ import annotations

import hashlib
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.origins.reuse import standing
from headwater.origins.reuse.nearest import Nearest
from headwater.origins.reuse.neighbours import join_articles, nearest_exactly
from headwater.origins.reuse.packed import Ints, Sentences, packed_sentences
from headwater.origins.reuse.standing import StandingNearest
from headwater.records.remembered import remembering

COUNT, FLOOR = 2, 0.45
MEANINGS = np.random.Generator(np.random.PCG64(7)).integers(-90, 90, (9, 24))
Told = dict[int, tuple[str, list[int]]]
WORLDS = st.lists(
    st.dictionaries(
        st.integers(0, 30),
        st.tuples(st.sampled_from(["en", "en", "fr"]), st.lists(st.integers(0, 80), min_size=1, max_size=4)),
        min_size=1,
        max_size=14,
    ),
    min_size=2,
    max_size=5,
)


def laid_out(articles: Told) -> tuple[Sentences, list[bytes]]:
    """The sentences of articles in order of their numbers, and what each article's are; many are alike."""
    rows, owners, languages, keys = [], [], [], []
    for owner, (number, (lang, told)) in enumerate(sorted(articles.items())):
        rows += [MEANINGS[one % 9] + one // 9 for one in told]
        owners += [owner] * len(told)
        languages += [lang] * len(told)
        keys.append(hashlib.sha256(repr((number, lang, told)).encode()).digest())
    return packed_sentences(np.array(rows, dtype=np.int8), np.array(owners), languages), keys


@pytest.fixture(autouse=True)
def _nothing_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_NEW", 1.0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds=WORLDS, grow=st.booleans())
def test_what_is_brought_forward_is_what_is_found_anew(*, worlds: list[Told], grow: bool) -> None:
    held = StandingNearest()
    before: Told = {}
    for world in worlds:
        articles = before | world if grow else world
        every, keys = laid_out(articles)
        found = held.find(every, keys, COUNT, FLOOR, partial(anew, every))
        for code in range(len(every.tongues)):
            columns = np.flatnonzero(every.languages == code)
            fresh = nearest_exactly(every, columns, COUNT, FLOOR)
            assert found[code].found.tolist() == fresh.found.tolist()
            assert found[code].scores.tolist() == fresh.scores.tolist()
        before = articles


def anew(every: Sentences, columns: Ints) -> Nearest:
    return nearest_exactly(every, columns, COUNT, FLOOR)


def test_a_process_that_remembers_joins_what_one_that_does_not_joins() -> None:
    kept: dict[type, object] = {}
    articles: Told = {}
    for number in range(40):
        articles[number * 7 % 41] = (
            "en" if number % 3 else "fr",
            [number % 9, (number * 5) % 9 + 9, number % 4],
        )
        every, keys = laid_out(articles)
        with remembering(kept):
            told = list(join_articles(every, COUNT, FLOOR, 10_000, keys))
        assert told == list(join_articles(every, COUNT, FLOOR, 10_000))
    assert list(kept) == [StandingNearest]
