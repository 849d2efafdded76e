"""A bag of rows gives back each class, and refuses what is the row of no table."""

from __future__ import annotations

import pytest

from headwater.records.articles import Rejected
from headwater.records.entities import AttributionEntity
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
