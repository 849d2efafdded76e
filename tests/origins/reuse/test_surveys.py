"""What a survey says of very many texts does not hang on how they are gone through."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from headwater.origins.reuse import shingles
from headwater.origins.reuse.columns import Fingerprints
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.couples import coded, named
from headwater.origins.reuse.rivals import rivals_of
from headwater.origins.reuse.shingles import share, weigh_shingles
from headwater.origins.reuse.stage import find_meetings
from headwater.records.origins import Backdrop, Cluster, Fingerprint, Meeting
from headwater.records.streaming import Made
from headwater.records.tables import Tables

TONGUES = [(), ("en",), ("fr",), ("ar",), ("en", "fr"), ("en", "en")]


@pytest.mark.parametrize("seed", range(12))
def test_rivals_are_those_that_share_a_text_and_the_language_of_the_other(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size = 12
    names = [f"a{place:02}" for place in range(size)]
    of_body = [TONGUES[chance.integers(len(TONGUES))] for _ in names]
    of_headline = [TONGUES[chance.integers(3)] for _ in names]
    every = Fingerprints(names, [], of_body, of_headline, [])
    pairs = [pair for pair in combinations(range(size), 2) if chance.random() < 0.25]
    found = rivals_of(every, coded(np.array(pairs, dtype=np.int64).reshape(-1, 2)))

    spoken = [(*of_headline[at], *of_body[at]) for at in range(size)]
    first = [next(iter(one), "") for one in spoken]
    keys = {
        pair: {(pair[0], first[pair[1]]), (pair[1], first[pair[0]])}
        for pair in pairs
        if len({*spoken[pair[0]], *spoken[pair[1]]}) > 1
    }
    for at, pair in enumerate(pairs):
        if pair not in keys:
            assert found[at] == -1
            continue
        together, before = {pair}, set()
        while together != before:
            before = set(together)
            together |= {one for one in keys if any(keys[one] & keys[other] for other in before)}
        expected = pairs.index(min(together)) if len(together) > 1 else -1
        assert found[at] == expected


def test_nobody_competes_where_nobody_meets() -> None:
    every = Fingerprints(["a"], [], [("en",)], [()], [])
    assert not len(rivals_of(every, np.zeros(0, dtype=np.int64)))


def texts(seed: int) -> list[np.ndarray]:
    """Shingles of some texts, of which many are copied from one another."""
    chance = np.random.default_rng(seed)
    pool = chance.integers(0, 2**63, 400).astype(np.uint64) * np.uint64(2)
    return [pool[np.sort(chance.choice(400, chance.integers(0, 60)))] for _ in range(40)]


@pytest.mark.parametrize("seed", range(4))
def test_shingles_are_shared_alike_in_whatever_parts(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = texts(seed)
    found = []
    for many, at_once in ((4_000_000, 1 << 17), (100, 3)):
        monkeypatch.setattr(shingles, "MANY", many)
        monkeypatch.setattr(shingles, "_SETS_AT_ONCE", at_once)
        monkeypatch.setattr(shingles, "_POSTINGS", at_once)
        shared = share(lists)
        weighed = weigh_shingles(shared, 0.15, 64, 32, 2.5)
        columns = (shared.keys, shared.sets, shared.bounds, shared.articles, shared.sizes)
        pairs = (weighed.pairs.left, weighed.pairs.right, weighed.pairs.weight)
        found.append([one.tolist() for one in (*columns, weighed.grades, *pairs)])
    assert found[0] == found[1]
    assert found[0][0]


def rows() -> list[Fingerprint]:
    chance = np.random.default_rng(5)
    made = []
    for place, keys in enumerate(texts(5)):
        count = int(chance.integers(0, 4))
        vectors = chance.integers(-127, 127, (count, 8)).astype(np.int8).tobytes()
        tongue = ["en", "fr"][place % 2]
        made.append(Fingerprint(f"a{place:02}", keys.astype("<u8").tobytes(), [tongue] * count, vectors))
    return made


def test_rows_that_are_made_as_they_are_written_are_those_that_are_held() -> None:
    held = find_meetings(Tables({Fingerprint: rows()}), ReuseConfig(), None)  # type: ignore[arg-type]
    tables = Tables({Fingerprint: Made(rows)})  # type: ignore[dict-item]
    made = find_meetings(tables, ReuseConfig(), None)  # type: ignore[arg-type]
    for kind in (Backdrop, Meeting, Cluster):
        assert list(made.of(kind)) == list(held.of(kind))
    assert held.of(Meeting)
    with pytest.raises(ValueError, match="given away"):
        list(made.of(Backdrop))


def test_a_pair_is_known_by_its_names() -> None:
    assert named(coded(np.array([[0, 2]])), ["a", "b", "c"]) == [("a", "c")]
