"""Full dates in five languages."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.dates import epoch_instant, find_dates, parse_instant

ONE_DATE = [
    ("Wed 05 Apr 2017 Ostrel", "2017-04-05", "day"),
    ("June 12, 2019", "2019-06-12", "day"),
    ("le 3 février 2024", "2024-02-03", "day"),
    ("1er mars 2011", "2011-03-01", "day"),
    ("updated Oct 032017 MIRN", "2017-10-03", "day"),
    ("23 آب 2019", "2019-08-23", "day"),
    ("٢٣ آب/أغسطس ٢٠١٩", "2019-08-23", "day"),
    ("4 نيسان (أبريل) 2017", "2017-04-04", "day"),
    ("15 كانون الأول 2016", "2016-12-15", "day"),
    ("3 Şubat 2024", "2024-02-03", "day"),
    ("3 EKİM 2014", "2014-10-03", "day"),
    ("4 апреля 2017 года", "2017-04-04", "day"),
    ("26.06.2016", "2016-06-26", "day"),
    ("12/25/2015", "2015-12-25", "day"),
    ("the 21st of May 2018", "2018-05-21", "day"),
    ("2024-02-03T10:20:30Z", "2024-02-03T10:20:30+00:00", "instant"),
    ("mid-August 2018", "2018-08", "month"),
]


@pytest.mark.parametrize(("text", "value", "precision"), ONE_DATE)
def test_a_full_date_is_read_with_its_precision(text: str, value: str, precision: str) -> None:
    (found,) = find_dates(text)
    assert (found.value, found.precision) == (value, precision)


@pytest.mark.parametrize(
    "text", ["12 may have died", "in March 20115", "version 3.4.2016.7", "the march of 2000 men", "29 ways"]
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == []


def test_day_and_month_that_could_be_exchanged_are_marked() -> None:
    assert [date.ambiguous for date in find_dates("05-09-2013 and 25-09-2013")] == [True, False]


def test_a_printed_weekday_is_checked_against_the_calendar() -> None:
    assert [date.weekday_fits for date in find_dates("Tuesday 4 April 2017; Friday 4 April 2017")] == [
        True,
        False,
    ]


def test_an_impossible_day_is_no_date() -> None:
    assert all(date.precision != "day" for date in find_dates("31 April 2016"))


@pytest.mark.parametrize(
    ("stamp", "value"),
    [
        ("2021-03-09T15:40:00+0100", "2021-03-09T15:40:00+01:00"),
        ("2021-03-09 15:40", "2021-03-09T15:40"),
        ("2021-03-09T99:99", "2021-03-09"),
        ("2021-13-09", None),
        ("yesterday", None),
    ],
)
def test_a_machines_date_keeps_clock_and_zone(stamp: str, value: str | None) -> None:
    assert parse_instant(stamp) == value


def test_milliseconds_become_an_instant_in_utc() -> None:
    assert epoch_instant(0) == "1970-01-01T00:00:00+00:00"


@given(st.text(alphabet="0123456789 april may4./-,مايو", max_size=60))
def test_any_text_gives_spans_in_order_and_inside(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= date.start < date.end <= len(text) for date in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("stamp", "instant"),
    [
        ("2034-04-0³", None),
        ("²034-04-02", None),
        ("2034-04-02T0³:00", "2034-04-02"),
        ("２０３４-０４-０２T０８:００:００Z", "2034-04-02T08:00:00+00:00"),
        ("२०३४-०४-०२", "2034-04-02"),
    ],
    ids=["raised day", "raised year", "raised hour", "wide digits", "Devanagari digits"],
)
def test_digits_of_any_script_make_an_instant_and_raised_ones_none(stamp: str, instant: str | None) -> None:
    assert parse_instant(stamp) == instant
