"""What a saved page says of its origin in a comment at its head: SingleFile, a browser's "save as", HTTrack.

Pure: it looks at text and gives what is told. A page can claim anything there; what it says of itself in its own
metadata stands above it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from headwater.articles.items import Told

_LOOKED_AT = 20_000
_COMMENT = re.compile(r"<!--(.{5,2000}?)-->", re.DOTALL)
_SINGLE_FILE = re.compile(r"\s*(?:Page saved with SingleFile|Archive processed by SingleFile)", re.IGNORECASE)
_FIELD = re.compile(r"^\s*(url|saved date)\s*:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
_BROWSER = re.compile(r"\s*saved from url=\(\d{1,6}\)(\S+)\s*$", re.IGNORECASE)
_HTTRACK = re.compile(
    r"\s*Mirrored from (\S+) by HTTrack Website Copier/\S+(?: \[[^\]]*\])?,?\s*(.*?)\s*$", re.DOTALL
)
_SCRIPT_DATE = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<year>\d{4}) (?P<clock>\d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})"
)


def told_by_comment(html: str) -> Told | None:
    """The address and the instant that a saved page's comment gives, or None where there is none."""
    for comment in _COMMENT.finditer(html, 0, _LOOKED_AT):
        told = _read(comment[1])
        if told is not None:
            return told
    return None


def _read(words: str) -> Told | None:
    if _SINGLE_FILE.match(words):
        given = {name.lower(): value for name, value in _FIELD.findall(words)}
        return Told(
            url=_address(given.get("url", "")),
            crawled=instant_of(given.get("saved date", "")),
            how="given by SingleFile",
        )
    browser = _BROWSER.match(words)
    if browser:
        return Told(url=_address(browser[1]), how="given by the browser that saved it")
    mirrored = _HTTRACK.match(words)
    if mirrored:
        # HTTrack leaves out "http://", and only that: another scheme stands there.
        address = mirrored[1] if "://" in mirrored[1] else f"http://{mirrored[1]}"
        return Told(url=_address(address), crawled=instant_of(mirrored[2]), how="given by HTTrack")
    return None


def _address(value: str) -> str | None:
    return value if value.startswith(("http://", "https://")) and len(value) < 2000 else None


def instant_of(value: str) -> str | None:
    """An instant as ISO 8601 in UTC, or None, from the forms of mail headers and of scripts."""
    script = _SCRIPT_DATE.search(value)
    if script:
        value = f"{script['day']} {script['month']} {script['year']} {script['clock']} {script['zone']}"
    try:
        found: datetime = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    try:
        return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None
