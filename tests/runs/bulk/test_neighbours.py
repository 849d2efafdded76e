"""Blocks that share articles are done side by side, and none is lost by it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.runs.bulk.neighbours import neighbours_first
from headwater.runs.bulk.numbered import Pairs

_blocks = st.lists(st.sets(st.integers(0, 9), max_size=4).map(sorted), max_size=20)


def pairs_of(blocks: list[list[int]]) -> Pairs:
    """The articles of each block."""
    bounds = np.cumsum([0, *map(len, blocks)])
    return Pairs(bounds, np.array([one for block in blocks for one in block], dtype=np.int64))


@given(_blocks, st.integers(1, 6))
def test_every_block_has_a_place_of_its_own(blocks: list[list[int]], most: int) -> None:
    assert sorted(neighbours_first(pairs_of(blocks), 10, most).tolist()) == list(range(len(blocks)))


def test_pairs_of_two_stories_that_come_by_turns_are_taken_apart() -> None:
    blocks = [[0, 2], [1, 3], [2, 4], [3, 5], [0, 4], [1, 5]]
    assert neighbours_first(pairs_of(blocks), 6, 3).tolist() == [0, 3, 1, 4, 2, 5]


def test_a_text_that_all_quote_does_not_make_one_neighbourhood_of_them() -> None:
    story = [[1, 2], [3, 4], [2, 1], [4, 3]]
    quoted = [[0, one] for one in (1, 2, 3, 4)]
    places = neighbours_first(pairs_of(quoted + story), 5, 2).tolist()[4:]
    assert abs(places[0] - places[2]) == 1
    assert abs(places[1] - places[3]) == 1
