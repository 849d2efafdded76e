"""Spans of days are written as the published grammar of EDTF has them, and keep their ends."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.edtf import edtf_of

# The productions of the specification (loc.gov/standards/datetime) that spans of days need: level 0 dates and
# intervals, and the open ends of level 1.
MONTH = r"(?:0[1-9]|1[0-2])"
DAY = (
    r"(?:(?:01|03|05|07|08|10|12)-(?:0[1-9]|[12][0-9]|3[01])|(?:04|06|09|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-9]))"
)
DATE = rf"[0-9]{{4}}(?:-(?:{DAY}|{MONTH}))?"
GRAMMAR = re.compile(rf"{DATE}|{DATE}/{DATE}|\.\./{DATE}|{DATE}/\.\.")


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2019-06-12", "2019-06-12", "2019-06-12"),
        ("2019-06-10", "2019-06-12", "2019-06-10/2019-06-12"),
        ("2019-06-01", "2019-06-30", "2019-06"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2020-02-01", "2020-02-28", "2020-02-01/2020-02-28"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-01-01", "2018-04-30", "2018-01/2018-04"),
        ("2011-01-01", "2013-12-31", "2011/2013"),
        ("2018-12-01", "2019-01-31", "2018-12/2019-01"),
        (None, "2019-06-12", "../2019-06-12"),
        ("2019-06-12", None, "2019-06-12/.."),
        (None, None, None),
    ],
)
def test_spans(first: str | None, last: str | None, written: str | None) -> None:
    said = edtf_of(*(date.fromisoformat(day) if day else None for day in (first, last)))
    assert said == written


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(st.none() | DAYS, st.none() | DAYS)
def test_every_span_fits_the_grammar_and_keeps_its_ends(first: date | None, last: date | None) -> None:
    written = edtf_of(first, last)
    if first is None and last is None:
        assert written is None
        return
    assert written is not None
    assert GRAMMAR.fullmatch(written)
    start, _, end = written.partition("/")
    known = sorted(day for day in (first, last) if day)
    if start != "..":
        assert _bounds(start)[0] == known[0]
    if end != "..":
        assert _bounds(end or start)[1] == known[-1]


def _bounds(written: str) -> tuple[date, date]:
    parts = [int(part) for part in written.split("-")]
    year, month, day = (*parts, None, None)[:3]
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
