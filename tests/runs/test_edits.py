"""A table that came out of another by edits is, in all that is known of it, the one made anew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.records.arrow import from_table, to_table
from headwater.records.entities import AttributionEntity
from headwater.runs.edits import edits_between, edits_of, moves_of, spliced, spliced_table
from headwater.runs.held import Held
from headwater.runs.row_spans import digests, spans_of
from headwater.runs.stood_rows import stood_by_rows

Rows = list[AttributionEntity]
NAME = "attribution_entities"
ROWS = st.lists(
    st.builds(AttributionEntity, st.sampled_from("abcdef"), st.sampled_from(["x", "y", "z"]), st.just("e"), st.sampled_from(["", "why"])),
    max_size=14,
)  # fmt: skip


def in_order(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: row.article)


def some_kept(before: Rows, rows: Rows) -> Rows:
    """The rows, equal ones of before as the same objects."""
    known = {repr(row): row for row in before}
    return [known.get(repr(row), row) for row in rows]


@given(ROWS, ROWS, st.booleans())
def test_edits_make_the_rows_and_what_stands_is_the_same_object(before: Rows, rows: Rows, same: bool) -> None:
    rows = some_kept(before, rows) if same else rows
    edits = edits_between(before, rows)
    made = spliced(before, edits)
    assert made == rows
    assert (
        from_table(
            AttributionEntity, spliced_table(AttributionEntity, to_table(AttributionEntity, before), edits)
        )
        == rows
    )
    assert all(edit.until < later.at for edit, later in pairwise(edits))
    moves = moves_of(before, edits)
    standing = {id(row) for row in before} - {id(row) for row in moves.gone}
    assert sum(id(row) in standing for row in made) >= len(rows) - len(moves.come)


@given(st.lists(st.integers(0, 400), max_size=40, unique=True), st.lists(st.integers(0, 400), max_size=40))
def test_long_tables_move_by_little(gone: list[int], come: list[int]) -> None:
    before = [AttributionEntity(f"a{n:04}", "x", "e", "") for n in range(400)]
    rows = [row for n, row in enumerate(before) if n not in gone]
    for n in come:
        rows.insert(n % (len(rows) + 1), AttributionEntity(f"new {n}", "x", "e", ""))
    edits = edits_between(before, rows)
    assert spliced(before, edits) == rows
    assert len(moves_of(before, edits).gone) <= 4 * (len(gone) + len(come))


@given(ROWS, ROWS)
def test_edits_of_what_stood_make_the_rows(before: Rows, rows: Rows) -> None:
    stood = stood_by_rows(before, rows)
    edits = edits_of(
        stood, len(before), [row for row, at in zip(rows, stood.tolist(), strict=True) if at < 0]
    )
    known = stood[stood >= 0]
    assert (edits is None) == bool(np.any(known[1:] <= known[:-1]))
    assert edits is None or spliced(before, edits) == rows


@given(ROWS, st.lists(ROWS, max_size=4), st.booleans(), st.booleans())
def test_what_is_known_of_a_table_after_edits_is_what_is_known_of_it_made_anew(
    first: Rows, then: Sequence[Rows], typed: bool, disordered: bool
) -> None:
    first = first if disordered else in_order(first)
    held = Held("", to_table(AttributionEntity, first), NAME)
    before = first
    if typed:
        held.typed()
    for rows in then:
        rows = rows if disordered else in_order(rows)
        for article in "ace":
            held.of(article), held.digest(article)
        if typed:
            held.in_order_of("attribution")
        edits = edits_between(before, rows)
        seen, held, before = held.rows, held.after(edits), rows
        table = to_table(AttributionEntity, rows)
        assert held.size == len(rows)
        assert held.moves is not None and held.moved is not None
        assert held.moved == {row.article for row in (*held.moves.gone, *held.moves.come)}
        assert held.seen is seen
        fresh = digests(spans_of(table, "article"))
        for article in "abcdef":
            assert held.of(article) == [row for row in rows if row.article == article]
            assert held.digest(article) == fresh.get(article, bytes(32))
        assert held.digests(digests) == fresh
        assert held.table.equals(table) and held.whole().equals(table)
        assert held.typed() == rows if typed else held.rows is None or disordered
        if typed:
            values = [row.attribution for row in rows]
            assert held.in_order_of("attribution") == (values == sorted(values))


@given(ROWS, ROWS)
def test_rows_that_a_stage_gives_again_are_those_of_before(first: Rows, then: Rows) -> None:
    held = Held("", to_table(AttributionEntity, first), NAME)
    held = held.after(held.told(first))
    held = held.after(held.told(some_kept(first, then)))
    assert held.typed() == then == held.given
