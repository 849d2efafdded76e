"""One report and its many copies: the case that must not make twelve million pairs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from headwater.records.ids import row_id
from headwater.simulation.cast import Cast, Outlet
from headwater.simulation.ecology import Ecology, Report
from headwater.simulation.events import first_report, make_event
from headwater.simulation.names import Name, make_name

_SITE = Name("Site", "سايت", "Сайт")


def copies_of(seed: int, number: int, incidents: int, cast: Cast, count: int, rng: Random) -> Ecology:
    """A report and ``count - 1`` copies of it, word for word, each by an outlet of its own that credits nobody."""
    event = make_event(seed, number, incidents, cast)
    first = Report(
        row_id("sim", seed, number) + "-00000",
        cast.agencies[0],
        tuple(first_report(event, 0, rng)),
        event.day,
        root=0,
    )
    reports = [first]
    for k in range(1, count):
        outlet = Outlet(make_name(rng, 3).followed_by(_SITE), first.lang, False, "copy", "none", False, False)
        reports.append(
            replace(
                first,
                id=row_id("sim", seed, number) + f"-{k:05d}",
                outlet=outlet,
                published=event.day + timedelta(rng.randrange(4)),
                root=None,
                parent=0,
                kind="copy",
                habits=("copy", "no credit"),
            )
        )
    return Ecology(event, reports)
