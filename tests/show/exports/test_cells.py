"""No cell of a table is a formula, and what a cell held can be read back."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.show.exports.cells import cell, table


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("– a dash that opens speech", "– a dash that opens speech"),
        ("a = b", "a = b"),
        (-3, "-3"),
        (0.25, "0.25"),
        (True, "yes"),
        (None, ""),
        ([], ""),
        ([{"a": 1}], '[{"a":1}]'),
    ],
)
def test_a_cell(value: Any, text: str) -> None:
    assert cell(value) == text


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_a_table_gives_back_what_it_was_given(values: list[str]) -> None:
    columns = [f"c{number}" for number in range(len(values))]
    text = table(columns, [dict(zip(columns, values, strict=True))])
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [columns, [cell(value) for value in values]]
    assert not [one for one in read[1] if one.lstrip(" \u00a0\ufeff")[:1] in ("=", "+", "-", "@")]
