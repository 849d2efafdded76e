"""A bag of rows gives back each class, and refuses what is the row of no table."""

from __future__ import annotations

import pytest

from headwater.records.articles import Rejected
from headwater.records.entities import AttributionEntity
from headwater.records.moves import Moves
from headwater.records.tables import Tables


def test_rows_are_found_by_class_in_order() -> None:
    bag = Tables.of_rows(
        [Rejected("a", "empty"), AttributionEntity("x", "at", "en", "named")], [Rejected("b", "binary")]
    )
    assert [row.path for row in bag.of(Rejected)] == ["a", "b"]
    assert list(bag.by_article(AttributionEntity)) == ["x"]


def test_an_unknown_row_is_refused() -> None:
    with pytest.raises(TypeError, match="the row of no table"):
        Tables.of_rows(["not a row"])


def test_a_stage_is_told_what_moved_since_the_rows_that_it_saw() -> None:
    seen, now = [Rejected("a", "empty")], [Rejected("b", "binary")]
    moved = Moves(seen, now)
    asked: list[object] = []

    def moves_since(kind: type, rows: object) -> Moves[Rejected] | None:
        asked.append(rows)
        return moved if rows is seen else None

    bag = Tables({Rejected: now}, moves_since)
    assert bag.moves_since(Rejected, seen) is moved
    assert bag.moves_since(Rejected, [Rejected("a", "empty")]) is None  # equal rows, but not that list
    assert asked[0] is seen and len(asked) == 2
    assert not bag.moves_since(Rejected, now)  # the list of now: nothing moved, and nobody is asked
    assert len(asked) == 2
    assert bag.moves_since(Rejected, None) is None
    assert Tables({Rejected: now}).moves_since(Rejected, seen) is None


def test_moves_are_something_where_a_row_went_or_came() -> None:
    assert Moves((1,), ()) and Moves((), (1,)) and not Moves()
