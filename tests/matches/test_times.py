"""Words that say when, counted from publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.matches.times import find_times

FRIDAY = date(2016, 7, 22)
CASES = [
    ("en", "on Tuesday", "2016-07-19", "2016-07-19", 1),
    ("en", "last Friday", "2016-07-15", "2016-07-15", 1),
    ("en", "18 July 2016", "2016-07-18", "2016-07-18", 1),
    ("en", "July 18", "2016-07-18", "2016-07-18", 1),
    ("en", "overnight", "2016-07-21", "2016-07-22", 2),
    ("en", "three days ago", "2016-07-19", "2016-07-19", 1),
    ("en", "in 2011", "2011-01-01", "2011-12-31", 5),
    ("fr", "dans la nuit de jeudi à vendredi", "2016-07-21", "2016-07-22", 2),
    ("fr", "vendredi dernier", "2016-07-15", "2016-07-15", 1),
    ("fr", "en mai 2015", "2015-05-01", "2015-05-31", 4),
    ("fr", "il y a trois jours", "2016-07-19", "2016-07-19", 1),
    ("ar", "23 آب 2015", "2015-08-23", "2015-08-23", 1),
    ("ar", "أمس", "2016-07-21", "2016-07-21", 1),
    ("tr", "5 Nisan 2016", "2016-04-05", "2016-04-05", 1),
    ("tr", "dün gece", "2016-07-21", "2016-07-22", 2),
    ("ru", "во вторник", "2016-07-19", "2016-07-19", 1),
    ("ru", "в ночь на четверг", "2016-07-20", "2016-07-21", 2),
]


@pytest.mark.parametrize(("lang", "text", "first", "last", "precision"), CASES)
def test_bounds_and_precision(lang: str, text: str, first: str, last: str, precision: int) -> None:
    (found,) = find_times(text, lang, FRIDAY)
    assert found.from_ and found.to
    assert (found.from_.isoformat(), found.to.isoformat(), found.precision) == (first, last, precision)


TUESDAY, SUNDAY = date(2016, 7, 19), date(2016, 7, 24)
WEEKENDS = [
    ("en", "over the weekend", TUESDAY, "2016-07-16", "2016-07-17"),
    ("en", "over the weekend", FRIDAY, "2016-07-16", "2016-07-17"),
    ("en", "over the weekend", SUNDAY, "2016-07-23", "2016-07-24"),
    ("en", "last weekend", TUESDAY, "2016-07-16", "2016-07-17"),
    ("en", "last weekend", SUNDAY, "2016-07-16", "2016-07-17"),
    ("en", "this weekend", TUESDAY, "2016-07-16", "2016-07-17"),
    ("en", "this weekend", FRIDAY, "2016-07-23", "2016-07-24"),
    ("en", "next weekend", TUESDAY, "2016-07-23", "2016-07-24"),
    ("fr", "ce week-end", TUESDAY, "2016-07-16", "2016-07-17"),
    ("fr", "le week-end dernier", SUNDAY, "2016-07-16", "2016-07-17"),
    ("tr", "hafta sonu", TUESDAY, "2016-07-16", "2016-07-17"),
    ("tr", "geçen hafta sonu", TUESDAY, "2016-07-16", "2016-07-17"),
    ("ru", "в выходные", TUESDAY, "2016-07-16", "2016-07-17"),
    ("ru", "в минувшие выходные", SUNDAY, "2016-07-16", "2016-07-17"),
    ("ar", "في نهاية الأسبوع", TUESDAY, "2016-07-15", "2016-07-17"),
    ("ar", "عطلة نهاية الأسبوع الماضي", TUESDAY, "2016-07-15", "2016-07-17"),
]


@pytest.mark.parametrize(("lang", "text", "published", "first", "last"), WEEKENDS)
def test_a_weekend_is_its_days(lang: str, text: str, published: date, first: str, last: str) -> None:
    (found,) = find_times(text, lang, published)
    assert (found.text, found.precision) == (text, 2)
    assert found.from_ and found.to
    assert (found.from_.isoformat(), found.to.isoformat()) == (first, last)


def test_without_publication_a_weekday_stays_undated() -> None:
    (found,) = find_times("on Tuesday", "en", None)
    assert (found.from_, found.to, found.weekday) == (None, None, 2)


def test_may_is_a_month_only_beside_a_day_or_year() -> None:
    assert find_times("He may have died", "en", FRIDAY) == []


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "ar", "tr", "ru", "und"]))
def test_any_text_is_read_and_spans_hold(text: str, lang: str) -> None:
    for said in find_times(text, lang, FRIDAY, 3):
        assert text[said.start - 3 : said.end - 3] == said.text
