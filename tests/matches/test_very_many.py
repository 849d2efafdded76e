"""What is held of very many reports in files, or looked at in stretches, says what all at once would say."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from headwater.matches import pair_odds, shared_keys
from headwater.matches.columns import Ragged, bounds_of
from headwater.matches.many_columns import Known, _Vectors, places_among
from headwater.matches.pair_odds import Common
from headwater.matches.shared_keys import sharing_pairs


@pytest.mark.parametrize("seed", range(6))
def test_pairs_that_share_two_rare_keys(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_keys, "_POSTINGS", 7)
    monkeypatch.setattr(shared_keys, "_MANY", 40)
    chance = np.random.default_rng(seed)
    held = [np.unique(chance.integers(0, 60, 6)).astype(np.uint64) for _ in range(50)]
    owner = np.repeat(np.arange(50), [len(keys) for keys in held])
    one, two = sharing_pairs(owner, np.concatenate(held), 50, most=5)
    holders: dict[int, list[int]] = {}
    for place, keys in enumerate(held):
        for key in keys.tolist():
            holders.setdefault(key, []).append(place)
    counted = Counter(pair for some in holders.values() if len(some) <= 5 for pair in combinations(some, 2))
    assert list(zip(one.tolist(), two.tolist(), strict=True)) == sorted(
        pair for pair, times in counted.items() if times > 1
    )


def test_nobody_shares_where_nobody_has_a_key() -> None:
    one, two = sharing_pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64), 3)
    assert not len(one)
    assert not len(two)


@pytest.mark.parametrize("seed", range(4))
def test_short_rows_have_in_common_what_long_ones_have(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(seed)
    rows = [chance.choice(12, chance.integers(0, 6), replace=False) for _ in range(30)]
    common = Common(Ragged(np.concatenate(rows), bounds_of(map(len, rows))), 12)
    a, b = np.sort(chance.integers(0, 30, 80)), chance.integers(0, 30, 80)
    found = []
    for short in (-1, 100):
        monkeypatch.setattr(pair_odds, "_SHORT", short)
        found.append([column.tolist() for column in common.pairs(a, b)])
    assert found[0] == found[1]
    assert found[0][2]


def test_values_are_known_as_they_come() -> None:
    chance = np.random.default_rng(3)
    parts = [chance.integers(0, 500, 40).astype(np.uint64) for _ in range(20)]
    known = Known("<u8")
    for part in parts:
        known.add(part)
    every = np.concatenate(parts)
    assert np.array_equal(known.all(), np.unique(every))
    assert np.array_equal(known.all()[places_among(known.all(), every)], every)


def test_reports_without_vectors_have_zeros() -> None:
    rows = _Vectors("<f2")
    rows.add(np.zeros((2, 1), dtype=np.float16), 1)
    rows.add(np.ones((1, 3), dtype=np.float16), 3)
    rows.add(np.zeros((1, 1), dtype=np.float16), 1)
    assert rows.whole().tolist() == [[0, 0, 0], [0, 0, 0], [1, 1, 1], [0, 0, 0]]
    nobody = _Vectors("<f2")
    nobody.add(np.zeros((2, 1), dtype=np.float16), 1)
    assert nobody.whole().tolist() == [[0], [0]]
