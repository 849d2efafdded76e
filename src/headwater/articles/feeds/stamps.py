"""Dates of feeds as ISO 8601, the zone kept as it was given.

The parsers at hand lose zones: one turns "07:15 CET" into 07:15 UTC, another drops every zone for UTC. A
zone by name is believed where the name has one meaning in news; else the clock is kept without a zone.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from headwater.text.dates import find_dates, iso_day, parse_instant, plain_digits
from headwater.text.months import MONTHS, folded

_ZONES = {
    "GMT": 0, "UT": 0, "UTC": 0, "Z": 0, "WET": 0, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180,
    "MSK": 180, "TRT": 180, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480,
    "PDT": -420, "BRT": -180, "PKT": 300, "HKT": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660,
}  # fmt: skip
"""Minutes east of Greenwich; names with two meanings ("IST", "CST", "AST") are left out."""
_MAIL = re.compile(
    r"^\s*(?:[^\W\d_]+\.?,?\s+)?(?P<day>\d{1,2})[\s-]+(?P<month>[^\W\d_]+)\.?,?[\s-]+(?P<year>\d{4}|\d\d)"
    r"(?:,?\s+(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?)?\s*(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?\s*(?:\([^)]*\))?\s*$"
)
_LONGEST = 80
_CENTURY = 69


def iso_of(stamp: str | None) -> str | None:
    """The ISO 8601 form of a feed's date: an instant or a day; None where nothing of it can be read."""
    if not stamp:
        return None
    stamp = plain_digits(" ".join(stamp[:_LONGEST].split()))
    return _of_mail(stamp) or parse_instant(stamp) or _of_words(stamp)


def _of_mail(stamp: str) -> str | None:
    """RFC 822 as it is met: month names of several languages, two-digit years, zones by name."""
    found = _MAIL.match(stamp)
    month = MONTHS.get(folded(found["month"])) if found else None
    if found is None or month is None:
        return None
    year = int(found["year"])
    if year < 100:
        year += 1900 if year >= _CENTURY else 2000
    day = iso_day(year, month, int(found["day"]))
    if day is None or found["h"] is None:
        return day
    if int(found["h"]) > 23 or int(found["m"]) > 59 or int(found["s"] or 0) > 60:
        return day
    seconds = f":{found['s']}" if found["s"] else ""
    return f"{day}T{int(found['h']):02d}:{found['m']}{seconds}{_zone(found['zone'])}"


def _zone(given: str | None) -> str:
    """The offset of a zone; empty where it is not given, or said to be unknown ("-0000")."""
    if not given or given in ("-0000", "-00:00"):
        return ""
    if given[0] in "+-":
        return given if ":" in given else f"{given[:3]}:{given[3:]}"
    minutes = _ZONES.get(given.upper())
    if minutes is None:
        return ""
    offset = datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))).isoformat()
    return offset[-6:]


def _of_words(stamp: str) -> str | None:
    found = find_dates(stamp)
    if not found or found[0].ambiguous or found[0].precision not in ("day", "instant"):
        return None
    return found[0].value
