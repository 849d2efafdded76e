"""The days of a timeline laid on a line, with ticks that a reader can name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_TICKS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the line, and its day, month or year."""

    x: int
    says: str


@dataclass(frozen=True, slots=True)
class Axis:
    """First and last day as ordinals, and how many pixels lie between them."""

    first: int
    last: int
    wide: int

    def x(self, day: int) -> int:
        """Where a day lies."""
        return (day - self.first) * self.wide // max(self.last - self.first, 1)

    def ticks(self) -> Iterator[Tick]:
        """At most nine: days in a short axis, first days of months or years in a longer one."""
        days = self.last - self.first
        if days <= 62:
            step = max(1, -(-days // _TICKS))
            for day in range(self.first, self.last + 1, step):
                yield Tick(
                    self.x(day),
                    date.fromordinal(day).isoformat()[5 if days < 62 and day > self.first else 0 :],
                )
            return
        months = list(_months(self.first, self.last))
        step = next(
            (n for n in (1, 2, 3, 6, 12) if len(months) <= n * _TICKS), 12 * -(-len(months) // (12 * _TICKS))
        )
        for month in months:
            if (month.year * 12 + month.month - 1) % step == 0:
                says = f"{month.year:04d}" if step >= 12 else month.isoformat()[:7]
                yield Tick(self.x(month.toordinal()), says)


def _months(first: int, last: int) -> Iterator[date]:
    at = date.fromordinal(first).replace(day=1)
    while at.toordinal() <= last:
        if at.toordinal() >= first:
            yield at
        if (at.year, at.month) == (9999, 12):
            return
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)


def axis_of(first: int, last: int, wide: int) -> Axis:
    """The axis over these days; around a single day some more."""
    if first == last:
        first, last = max(first - 3, 1), min(last + 3, date.max.toordinal())
    return Axis(first, last, wide)
