"""Who holds a key is found in files as it is in a dictionary."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.runs.beside.postings import Postings, Sorting

_KEYS = st.one_of(st.integers(0, 5), st.integers(2**64 - 4, 2**64 - 1), st.integers(0, 2**64 - 1))


@given(st.lists(st.lists(st.tuples(_KEYS, st.integers(0, 2**31 - 1)), max_size=8), max_size=5))
def test_each_key_has_its_holders_once_and_ascending(batches: list[list[tuple[int, int]]]) -> None:
    expected: dict[int, set[int]] = {}
    with tempfile.TemporaryDirectory() as place:
        sorting = Sorting(Path(place), "some")
        for batch in batches:
            keys = np.array([key for key, _ in batch], dtype=np.uint64)
            sorting.add(keys, np.array([holder for _, holder in batch], dtype=np.int32))
            for key, holder in batch:
                expected.setdefault(key, set()).add(holder)
        assert sorting.close() == sum(map(len, expected.values()))
        found = Postings(Path(place), "some")
        asked = [*sorted(expected), 17]
        for key in asked:
            assert found.of(key) == sorted(expected.get(key, ()))
        every = np.array(asked, dtype=np.uint64)
        assert found.counts(every).tolist() == [len(expected.get(key, ())) for key in asked]
        assert [some.tolist() for some in found.each(every)] == [
            sorted(expected.get(key, ())) for key in asked
        ]
        assert not list(Path(place).glob("*.range-*"))


def test_what_one_who_was_cut_off_left_is_not_counted(tmp_path: Path) -> None:
    cut_off = Sorting(tmp_path, "some")
    cut_off.add(np.array([1], np.uint64), np.array([1], np.int32))
    cut_off._flush()
    again = Sorting(tmp_path, "some")
    again.add(np.array([1], np.uint64), np.array([2], np.int32))
    again.close()
    assert Postings(tmp_path, "some").of(1) == [2]
