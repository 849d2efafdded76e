"""Rows made from columns are those that the class makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from headwater.records.arrow import from_table, to_table
from headwater.records.articles import Sentence
from headwater.records.made_rows import rows_made

ROWS = [Sentence("ar-velm", at, 10 * at, 10 * at + 9, "fr", "body", at == 0) for at in range(3)]
COLUMNS = [[getattr(row, one.name) for row in ROWS] for one in fields(Sentence)]


def test_rows_are_those_that_the_class_makes() -> None:
    made = rows_made(Sentence, COLUMNS)
    assert made == ROWS
    assert [type(row) for row in made] == [Sentence] * 3
    assert hash(made[1]) == hash(ROWS[1])
    assert replace(made[1], index=1) == ROWS[1]


def test_they_are_as_frozen() -> None:
    row = rows_made(Sentence, COLUMNS)[0]
    with pytest.raises(FrozenInstanceError):
        row.index = 7


def test_what_is_not_shown_cannot_be_read() -> None:
    shown = frozenset({"article", "start"})
    table = to_table(Sentence, ROWS).select(["article", "start"])
    row = from_table(Sentence, table, shown)[2]
    assert (row.article, row.start) == ("ar-velm", 20)
    whole: list[Callable[[], object]] = [
        lambda: row.end,
        lambda: row == ROWS[2],
        lambda: replace(row, start=1),
    ]
    for whatever in whole:
        with pytest.raises(AttributeError):
            whatever()


def test_a_missing_column_is_an_error() -> None:
    with pytest.raises(KeyError):
        from_table(Sentence, to_table(Sentence, ROWS).drop_columns(["lang"]))
