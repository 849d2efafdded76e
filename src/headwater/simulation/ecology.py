"""The reports of one incident, each made from a witness's word or from another report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Literal

from headwater.records.ids import row_id
from headwater.simulation.cast import Cast, Outlet
from headwater.simulation.events import Event, first_report, lead_of, make_event
from headwater.simulation.habits import alter, take_over, translate, trim
from headwater.simulation.lines import Line, Source

Kind = Literal["copy", "rewrite", "translation", "citation"]

_SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 12)
_WEIGHTS = (12, 16, 16, 14, 12, 10, 9, 6, 5)
MEAN_SIZE = sum(s * w for s, w in zip(_SIZES, _WEIGHTS, strict=True)) / sum(_WEIGHTS)
"""Reports of one incident on average, whatever the number of articles."""
_UNSEEN = 0.12
_CIRCULAR = 0.08
_UNDATED = 0.03


@dataclass(frozen=True, slots=True)
class Report:
    """One article before it has words. ``parent`` is a place among the reports of its incident."""

    id: str
    outlet: Outlet
    lines: tuple[Line, ...]
    published: date | None
    root: int | None = None  # the witness that its author spoke to
    parent: int | None = None
    kind: Kind | None = None
    declared: bool = False
    habits: tuple[str, ...] = ()

    @property
    def lang(self) -> str:
        """The language that it is printed in."""
        return self.outlet.lang


@dataclass(slots=True)
class Ecology:
    """All reports of one incident; ``unseen`` is the place of one that is not handed out."""

    event: Event
    reports: list[Report] = field(default_factory=list)
    unseen: int | None = None
    circle: tuple[int, int] | None = None

    def shown(self) -> Iterator[tuple[int, Report]]:
        """The reports that are in the case, with their places."""
        return ((k, report) for k, report in enumerate(self.reports) if k != self.unseen)


def grow(seed: int, number: int, incidents: int, cast: Cast, most: int) -> Ecology:
    """The reports of one incident, ``most`` at the utmost; the same whatever other incidents there are."""
    event = make_event(seed, number, incidents, cast)
    rng = Random(f"ecology {seed} {number}")
    size = min(rng.choices(_SIZES, _WEIGHTS)[0], most)
    places = list(range(size + 1))
    rng.shuffle(places)  # ids say nothing about who was first
    ids = [row_id("sim", seed, number) + f"-{place:02d}" for place in places]
    publishers = _publishers(cast, size + 1, rng)
    ecology = Ecology(event)
    hidden = size >= 2 and rng.random() < _UNSEEN
    witnesses = list(range(len(event.witnesses)))
    for k in range(size + hidden):
        outlet = publishers[k]
        if witnesses and (k == 0 or (rng.random() < 0.35 and not hidden)):
            ecology.reports.append(_first(event, witnesses.pop(0), ids[k], outlet, rng))
        else:
            parent = 0 if hidden and k < 3 else rng.choice([0, rng.randrange(k)])
            ecology.reports.append(_later(ecology, parent, ids[k], outlet, rng))
    if hidden:
        _hide_first(ecology)
    elif size >= 4 and rng.random() < _CIRCULAR:
        _close_circle(ecology)
    return ecology


def _publishers(cast: Cast, count: int, rng: Random) -> list[Outlet]:
    """An agency first, mostly; then outlets, each once."""
    outlets = rng.sample(cast.outlets, min(count, len(cast.outlets)))
    while len(outlets) < count:
        outlets.append(rng.choice(cast.outlets))
    if rng.random() < 0.7:
        outlets[0] = rng.choice(cast.agencies)
    return outlets


def _first(event: Event, witness: int, key: str, outlet: Outlet, rng: Random) -> Report:
    day = event.day + timedelta(rng.randrange(2))
    return Report(key, outlet, tuple(first_report(event, witness, rng)), _dated(day, rng), root=witness)


def _dated(day: date, rng: Random) -> date | None:
    return None if rng.random() < _UNDATED else day


def _later(ecology: Ecology, parent: int, key: str, outlet: Outlet, rng: Random) -> Report:
    source = ecology.reports[parent]
    across = outlet.lang != source.lang
    base = outlet.base if not across or outlet.base == "cite" else "rewrite"
    if across and base != "cite":
        kept = trim(source.lines, rng.choice((0.7, 0.85, 1.0)), rng)
        lines, kind = translate(kept, rng), "translation"
    else:
        lines = take_over(source.lines, base, ecology.event, source.outlet, rng)
        kind = {"cite": "citation", "rewrite": "rewrite"}.get(base, "copy")
    altered = lines if base == "cite" else alter(lines, outlet.alteration, rng)
    before = source.published or ecology.event.day
    backdated = outlet.backdates and rng.random() < 0.7
    day = before - timedelta(rng.randint(1, 3)) if backdated else before + timedelta(rng.randrange(3))
    habits: list[str] = ["translate" if kind == "translation" else base]
    habits += [outlet.alteration] if altered != lines else []
    habits += ["backdate"] if backdated else []
    declared = base == "cite" or outlet.credits
    habits += [] if declared else ["no credit"]
    return Report(
        key, outlet, altered, _dated(day, rng), None, parent, kind, declared, tuple(habits)  # type: ignore[arg-type]
    )  # fmt: skip


def _hide_first(ecology: Ecology) -> None:
    """The first report is not in the case; what was made from it says so."""
    ecology.unseen = 0
    for k, report in enumerate(ecology.reports):
        if report.parent == 0:
            ecology.reports[k] = replace(
                report,
                declared=True,
                habits=(*(h for h in report.habits if h != "no credit"), "unseen parent"),
            )


def _close_circle(ecology: Ecology) -> None:
    """Two late reports give a higher number on each other's word."""
    parents = {report.parent for report in ecology.reports}
    leaves = [k for k, r in enumerate(ecology.reports) if k and r.parent is not None and k not in parents]
    if len(leaves) < 2:
        return
    one, two = leaves[-2:]
    event = ecology.event
    n = event.witnesses[0][1] + 50
    for here, there in ((one, two), (two, one)):
        report, other = ecology.reports[here], ecology.reports[there]
        cited = Source("agency" if other.outlet.agency else "outlet", other.outlet.name)
        line = replace(lead_of(event, n, here, cited, "by"), key="circle")
        ecology.reports[here] = replace(
            report, lines=(*report.lines, line), habits=(*report.habits, "circulate")
        )
    ecology.circle = (one, two)
