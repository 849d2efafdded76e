"""When a line was written: UTC instants that never go back, whatever the machine's clock does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """This instant by the machine's clock."""
    return datetime.now(UTC)


def written(instant: datetime) -> str:
    """An instant as the log has it, to the microsecond: "2031-05-02T10:00:00.000000Z"; texts sort as times do."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def stamp(clock: Clock, last: str) -> dict[str, str]:
    """``at`` of a new line, not before ``last``; where the clock stands behind it, ``clock_behind`` says what it shows."""
    shown = written(clock())
    return {"at": shown} if shown >= last else {"at": last, "clock_behind": shown}
