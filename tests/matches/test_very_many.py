"""What is held of very many reports in files, or looked at in stretches, says what all at once would say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from headwater.matches import pair_odds, shared_keys, word_counts
from headwater.matches.columns import Ragged, bounds_of
from headwater.matches.many_columns import Known, _Vectors, places_among
from headwater.matches.packing import hash_of, pack_keyed
from headwater.matches.pair_odds import Common
from headwater.matches.rarity import rarity_of
from headwater.matches.shared_keys import sharing_pairs
from headwater.matches.word_counts import count_keys, report_rarities, take_census, take_census_of_stream
from headwater.records.matches import Keyed, ReportSketch

NONE = Keyed("", b"", b"", b"", b"")
EMPTY = ReportSketch(
    *("a", "c", "fr", b"", b"", NONE, NONE, NONE, None, None, [], [], [], None, "other", None, b"", b"", "")
)


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


@pytest.mark.parametrize("size", [5, 80, 1300])
def test_a_census_of_a_stream_is_that_of_all_at_once(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_counts, "_AT_ONCE", 100)
    monkeypatch.setattr(word_counts, "_FEW", 30)
    chance = np.random.default_rng(size)

    def keyed() -> Keyed:
        keys = sorted({f"w{number}" for number in chance.integers(0, 200, 9)})
        return pack_keyed(dict.fromkeys(keys, 1.0), {key: float(chance.random()) for key in keys})

    sketches = [
        replace(
            EMPTY,
            article=f"a{k:05}",
            lang="ar" if k % 3 else "fr",
            words=keyed(),
            names=keyed(),
            anchors=keyed(),
        )
        for k in range(size)
    ]
    once, stream = take_census(sketches), take_census_of_stream(iter(sketches))
    assert once.reports == stream.reports
    for one, other in (
        *((once.words[lang], stream.words[lang]) for lang in ("ar", "fr")),
        (once.names, stream.names),
        (once.anchors, stream.anchors),
    ):
        assert one.reports == other.reports
        for column in ("keys", "counts", "shares"):
            assert np.array_equal(getattr(one, column), getattr(other, column)), column
    assert report_rarities(once, sketches) == report_rarities(stream, sketches)


def test_a_key_of_a_report_that_was_not_counted_has_its_own_share() -> None:
    counts = count_keys(["a"], [pack_keyed({"known": 1.0}, {"known": 0.1})])
    keys = np.array([hash_of("known"), hash_of("known"), hash_of("new")], dtype=np.uint64)
    shares = np.array([0.05, 0.5, 0.5], dtype=np.float32)
    found = counts.rarities(keys, shares)
    expected = rarity_of(np.ones(3), np.array([0.1, 0.5, 0.5], dtype=np.float32), 1)
    assert found.tolist() == expected.tolist()
