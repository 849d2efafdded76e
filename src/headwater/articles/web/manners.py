"""The waits between two requests to one host."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from headwater.articles.web.settings import FetchSettings
from headwater.articles.web.worlds import World
from headwater.records.errors import FetchFailed


class Manners:
    """When each host may be asked again; one request at a time is the caller's way of asking."""

    def __init__(self, settings: FetchSettings, world: World) -> None:
        self._settings = settings
        self._world = world
        self._ours: dict[str, float] = {}
        self._theirs: dict[str, float] = {}

    def wait(self, host: str, where: str, *, hop: bool) -> float:
        """Sleep until the host may be asked; gives the seconds slept.

        A ``hop`` is what one address needs besides (a redirect, robots.txt): it waits for what the site
        asks for, not for our own pause. Raises FetchFailed where the wait is longer than the settings allow.
        """
        until = max(self._theirs.get(host, 0.0), 0.0 if hop else self._ours.get(host, 0.0))
        seconds = until - self._world.clock()
        if seconds <= 0:
            return 0.0
        self._require_short(seconds, where)
        self._world.sleep(seconds)
        return seconds

    def asked(self, host: str, delay: float | None = None) -> None:
        """Note that the host has been asked now; ``delay`` is the pause that it wants itself (Crawl-delay)."""
        now = self._world.clock()
        self._ours[host] = now + self._settings.pause
        self._theirs[host] = max(self._theirs.get(host, 0.0), now + (delay or 0.0))

    def rest(self, host: str, seconds: float) -> None:
        """The host has asked for a rest (Retry-After)."""
        self._theirs[host] = max(self._theirs.get(host, 0.0), self._world.clock() + seconds)

    def _require_short(self, seconds: float, where: str) -> None:
        if seconds > self._settings.longest_wait:
            raise FetchFailed(
                where,
                f"the site asks to wait {seconds:,.0f} s, more than {self._settings.longest_wait:g}; "
                "run the same command again later",
            )


def seconds_of(retry_after: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for; None where it asks for none that can be read."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
