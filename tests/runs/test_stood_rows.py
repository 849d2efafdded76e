"""Which rows stood before is said so that rows taken by it are those of the table, whatever has moved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from headwater.records.arrow import from_table, to_table
from headwater.records.entities import AttributionEntity
from headwater.runs.row_spans import digests, spans_of
from headwater.runs.stood_rows import (
    all_stand,
    digests_after,
    found_again,
    nothing_stood,
    stood_by_rows,
    with_new,
)

ROWS = st.lists(
    st.builds(AttributionEntity, st.sampled_from("abc"), st.sampled_from(["x", "y"]), st.just("e"), st.sampled_from(["", "why"])),
    max_size=12,
)  # fmt: skip


def table_of(rows: Sequence[AttributionEntity]) -> pa.Table:
    return to_table(AttributionEntity, rows)


@given(ROWS, ROWS)
def test_rows_that_stood_are_the_rows_of_before(
    before: list[AttributionEntity], rows: list[AttributionEntity]
) -> None:
    stood = stood_by_rows(before, rows)
    known = [at for at in stood.tolist() if at >= 0]
    assert len(known) == len(set(known))
    fresh = [row for row, at in zip(rows, stood.tolist(), strict=True) if at < 0]
    assert from_table(AttributionEntity, with_new(table_of(before), stood, table_of(fresh))) == rows


@given(ROWS, ROWS)
def test_of_rows_that_nobody_told_of_every_like_is_found(
    before: list[AttributionEntity], rows: list[AttributionEntity]
) -> None:
    stood = found_again("attribution_entities", table_of(before), table_of(rows), nothing_stood(len(rows)))
    assert all(at < 0 or before[at] == row for row, at in zip(rows, stood.tolist(), strict=True))
    both = sum(min(before.count(row), rows.count(row)) for row in {repr(r): r for r in rows}.values())
    assert int((stood >= 0).sum()) == both
    if rows == before:
        assert all_stand(stood, len(before))


@given(ROWS, ROWS)
def test_digests_after_are_those_worked_out_anew(
    before: list[AttributionEntity], rows: list[AttributionEntity]
) -> None:
    old, new = (table_of(sorted(some, key=lambda row: row.article)) for some in (before, rows))
    stood = found_again("attribution_entities", old, new, nothing_stood(new.num_rows))
    spans = spans_of(old, "article"), spans_of(new, "article")
    assert digests_after(digests(spans[0]), *spans, stood) == digests(spans[1])


def test_a_table_stands_only_where_every_row_does() -> None:
    assert all_stand(np.arange(3), 3)
    assert not all_stand(np.arange(2), 3)
    assert not all_stand(np.array([0, -1, 2]), 3)
