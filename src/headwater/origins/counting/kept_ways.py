"""Ways and counted groups as rows, so that what is to be found is told of a whole case without walking it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.group_rows import Counted
from headwater.origins.counting.incident import Support, Weight
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.tally import Reached, Tally
from headwater.records.origins import CountedGroup, EndHere, Reaching, Supported, Walked, WayHere

Ways = Mapping[str, Sequence[Way]]


def walked_rows(ways: Ways, case: Reading) -> list[Walked]:
    """One row a claim with all its ways."""
    return [
        Walked(claim, case.claims[claim].article, [_way_row(way) for way in ways[claim]])
        for claim in sorted(ways)
    ]


def ways_of(rows: Iterable[Walked]) -> dict[str, list[Way]]:
    """The ways of each claim, by its id."""
    return {
        row.claim: [Way(_end(way.end), tuple(way.nodes), way.circular, way.doubtful) for way in row.ways]
        for row in sorted(rows, key=lambda row: row.claim)
    }


def counted_groups(counted: Iterable[Counted], ways: Ways) -> list[CountedGroup]:
    """One row a group."""
    return [_group_row(row, ways) for row in counted]


def _group_row(row: Counted, ways: Ways) -> CountedGroup:
    return CountedGroup(
        group=row.group.id,
        count=row.tally.count,
        counted=[_reaching(one) for one in row.tally.counted],
        partial=[_reaching(one) for one in row.tally.partial],
        bare=[_reaching(one) for one in row.tally.bare],
        supported=[
            Supported(s.claim.id, s.weight, [ways[s.claim.id].index(way) for way in own])
            for s, own in row.backed
        ],
        bottlenecks=list(row.bottlenecks),
    )


def groups_of(rows: Iterable[CountedGroup], ways: Ways, case: Reading) -> list[Counted]:
    """The counted groups of a case, by id."""
    return [_counted(row, ways, case) for row in sorted(rows, key=lambda row: row.group)]


def _counted(row: CountedGroup, ways: Ways, case: Reading) -> Counted:
    counted, partial, bare = (tuple(map(_reached, of)) for of in (row.counted, row.partial, row.bare))
    backed = tuple(
        (Support(case.claims[one.claim], _weight(one.weight)), [ways[one.claim][at] for at in one.ways])
        for one in row.supported
    )
    return Counted(
        case.groups[row.group], Tally(counted, partial, bare, row.count), backed, tuple(row.bottlenecks)
    )


def _weight(words: str) -> Weight:
    return "whole" if words == "whole" else "part"


def _way_row(way: Way) -> WayHere:
    return WayHere(_end_row(way.end), list(way.nodes), way.circular, way.doubtful)


def _reaching(reached: Reached) -> Reaching:
    return Reaching(_end_row(reached.end), reached.whole, list(reached.articles))


def _reached(row: Reaching) -> Reached:
    return Reached(_end(row.end), row.whole, tuple(row.articles))


_SETS = frozenset(("said_as", "kin", "told_in", "apart"))


def _end_row(end: End) -> EndHere:
    return EndHere(
        end.key, end.name, end.kind, end.source, end.article, end.entity, end.through, end.type, end.access,
        end.distinct, end.state, end.party, end.basis, end.local, sorted(end.said_as), end.generic, end.hearsay,
        end.descended, end.called, sorted(end.kin), sorted(end.told_in), end.because, sorted(end.apart), end.organ,
    )  # fmt: skip


def _end(row: EndHere) -> End:
    values: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(EndHere)}
    return End(**(values | {name: frozenset(values[name]) for name in _SETS}))
