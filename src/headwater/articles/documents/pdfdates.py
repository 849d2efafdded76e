"""Dates as PDF files write them: "D:20340302101500+02'00'"."""

from __future__ import annotations

import re

from headwater.text.dates import iso_day

_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?\s*(?:(Z)|([+-])(\d\d)'?(\d\d)?)?", re.ASCII
)


def instant_of(value: str | None) -> str | None:
    """A PDF date as ISO 8601, as far as it goes; None where it is none."""
    found = _DATE.match((value or "").strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, utc, sign, zone, rest = found.groups()
    if month is None or day is None:
        return None
    date = iso_day(int(year), int(month), int(day))
    if date is None or hour is None or int(hour) > 23 or int(minute) > 59:
        return date
    offset = "+00:00" if utc else f"{sign}{zone}:{rest or '00'}" if sign else ""
    return f"{date}T{hour}:{minute}:{second or '00'}{offset}"
