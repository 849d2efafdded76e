"""Dates of feeds, with the zone that was given."""

from __future__ import annotations

import pytest

from headwater.articles.feeds.stamps import iso_of


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("Fri, 03 Mar 2034 07:15:00 +0200", "2034-03-03T07:15:00+02:00"),
        ("Fri, 3 Mar 2034 07:15 GMT", "2034-03-03T07:15+00:00"),
        (
            "2034-04-0³T08:00:00Z",
            None,
        ),  # found by fuzzing: a raised digit is a digit to Python, and no number
        ("०३ Mar 2034 ०७:१५ +०२००", "2034-03-03T07:15+02:00"),
        ("Fri, 03 Mar 2034 07:15:00 CET", "2034-03-03T07:15:00+01:00"),  # feedparser reads it as UTC
        ("Fri, 03 Mar 2034 07:15:00 EST", "2034-03-03T07:15:00-05:00"),
        ("Fri, 03 Mar 2034 07:15:00 IST", "2034-03-03T07:15:00"),  # three zones bear this name
        ("Fri, 03 Mar 2034 07:15:00 -0000", "2034-03-03T07:15:00"),  # RFC 5322: the zone is not known
        ("03 Mar 34 07:15:00 Z", "2034-03-03T07:15:00+00:00"),
        ("03 Mar 99 07:15:00 Z", "1999-03-03T07:15:00+00:00"),
        ("ven., 3 mars 2034 07:15:00 +0100", "2034-03-03T07:15:00+01:00"),
        ("Пт, 03 марта 2034 07:15:00 +0300", "2034-03-03T07:15:00+03:00"),
        ("2034-03-03T07:15:00Z", "2034-03-03T07:15:00+00:00"),
        ("2034-03-03T07:15:00.123+02:00", "2034-03-03T07:15:00+02:00"),
        ("2034-03-03", "2034-03-03"),
        ("03 Mar 2034", "2034-03-03"),
        ("31 Apr 2034 07:15:00 Z", None),
        ("Fri, 03 Mar 2034 27:15:00 +0200", "2034-03-03"),
        ("04/03/2034", None),  # two readings
        ("yesterday", None),
        ("", None),
        (None, None),
        ("9" * 100_000, None),
    ],
)
def test_a_stamp_keeps_its_clock_and_its_zone(given: str | None, read: str | None) -> None:
    assert iso_of(given) == read
