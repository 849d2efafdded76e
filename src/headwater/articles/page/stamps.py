"""Dates as machines write them in metadata, all to ISO 8601: RFC 2822, slashes, seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from headwater.text.dates import parse_instant

_SLASHED = re.compile(r"^(?P<year>(?:19|20)\d\d)[/.](?P<month>\d\d)[/.](?P<day>\d\d)(?P<rest>\D.*)?$")
_COMPACT = re.compile(
    r"^(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<clock>\d{4}(?:\d\d)?)(?P<zone>Z|[+-]\d{4})?)?$"
)
_EPOCH = re.compile(r"^(?P<seconds>1\d{9})(?:\d{3})?$")
_WORDED = re.compile(r"^(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")


def evened_stamp(value: str) -> str:
    """A date in one of those forms as ISO 8601; anything else as it was."""
    value = " ".join(value.split())
    slashed = _SLASHED.match(value)
    if slashed:
        return f"{slashed['year']}-{slashed['month']}-{slashed['day']}{slashed['rest'] or ''}"
    compact = _COMPACT.match(value)
    if compact:
        clock = compact["clock"]
        time = f"T{clock[:2]}:{clock[2:4]}{compact['zone'] or ''}" if clock else ""
        return parse_instant(f"{compact['year']}-{compact['month']}-{compact['day']}{time}") or value
    epoch = _EPOCH.match(value)
    if epoch:
        return datetime.fromtimestamp(int(epoch["seconds"]), UTC).isoformat()
    if _WORDED.match(value):
        try:
            return parsedate_to_datetime(value).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return value
    return value
