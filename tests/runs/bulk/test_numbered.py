"""Ids as columns find what a dictionary finds, and rows of each owner are those that name it, however they lie."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.runs.bulk import numbered
from headwater.runs.bulk.numbered import Pairs, Ranks, by_owner, paired

_ids = st.lists(st.text("abé\x00", max_size=3), max_size=12)


@pytest.mark.parametrize("distinct", [1, 3, 1 << 40])
@settings(max_examples=60, deadline=None)
@given(ids=_ids, asked=st.lists(st.none() | st.text("abé\x00", max_size=3), max_size=12))
def test_an_id_is_found_where_a_dictionary_has_it_even_where_hashes_are_equal(
    distinct: int, ids: list[str], asked: list[str | None]
) -> None:
    expected = {one: place for place, one in enumerate(ids)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbered, "_hash", lambda one: hash(one) % distinct)
        ranks = Ranks(ids)
        found = ranks.places(pa.array(asked, type=pa.string())).tolist()
        assert found == [-1 if one is None else expected.get(one, -1) for one in asked]
        assert [ranks.rank(one or "") for one in asked] == [expected.get(one or "", -1) for one in asked]
        known = [one for one in asked if one is not None]
        assert ranks.known(known).tolist() == sorted({expected[one] for one in known if one in expected})
    assert ranks.ids == ids
    assert ranks.some(np.arange(len(ids))) == ids
    assert len(ranks) == len(ids)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcx"), max_size=4), max_size=4), st.booleans())
def test_rows_of_each_owner_are_those_that_name_it(chunks: list[list[str]], tidy: bool) -> None:
    if tidy:
        every = sorted(one for chunk in chunks for one in chunk)
        chunks = [every[:3], every[3:]]
    rows = [one for chunk in chunks for one in chunk]
    starts = np.cumsum([0, *map(len, chunks)]).tolist()
    column = zip(starts, (pa.array(chunk, type=pa.string()) for chunk in chunks), strict=False)
    found = by_owner(column, len(rows), Ranks("abcd"), "a row names none")
    plain = paired(np.array(["abcd".find(one) for one in rows], dtype=np.int64), np.arange(len(rows)), 4)
    for pairs in (found, plain):
        for place, one in enumerate("abcd"):
            assert pairs.of(place).tolist() == [at for at, row in enumerate(rows) if row == one]
        some = np.array([3, 1, 1, 0])
        assert pairs.all_of(some).tolist() == [at for place in some for at in pairs.of(int(place)).tolist()]
        assert pairs.rows.tolist() == [at for place in range(4) for at in pairs.of(place).tolist()]
    assert found.bounds.tolist() == plain.bounds.tolist()
    if found.as_they_lie(len(rows)):
        assert found.rows.tolist() == list(range(len(rows)))


def test_of_rows_that_lie_side_by_side_only_the_first_is_held() -> None:
    column = iter([(0, pa.array(["b", "b"])), (2, pa.array(["b", "a", "c"]))])
    found = by_owner(column, 5, Ranks("abc"), "")
    assert found._rows is None
    assert not found.as_they_lie(5)
    assert Pairs(np.array([0, 2, 5]), starts=np.array([0, 2])).as_they_lie(5)
