"""How one group came to its count: followed from run to run, though its id hangs on its claims and moves with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from headwater.records.errors import UnknownId
from headwater.runs.history.lines import GroupCount, RunLine


@dataclass(frozen=True, slots=True)
class Point:
    """What a group came to in one run; ``count`` is None where it was no longer a group of several reports."""

    run: RunLine
    group: str
    count: GroupCount | None

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "run": self.run.run,
            "at": self.run.at,
            "group": self.group,
            "count": asdict(self.count) if self.count else None,
        }


def states_of(lines: Sequence[RunLine]) -> Iterator[tuple[RunLine, dict[str, GroupCount]]]:
    """Each run with all groups of several reports as they stood after it."""
    state: dict[str, GroupCount] = {}
    for line in lines:
        if line.whole:
            state = dict(line.groups)
        else:
            state = {id_: one for id_, one in state.items() if id_ not in line.gone} | line.groups
        yield line, state


def points_of(lines: Sequence[RunLine], asked: str) -> list[Point]:
    """The runs in which a group moved, the first one first; ``asked`` is an id that it has or had, or its beginning.

    Raises UnknownId where no run knows it, or several groups of one run begin so.
    """
    way = _way(lines, asked)
    found: list[Point] = []
    for line, state in states_of(lines):
        id_ = way.get(line.run)
        count = state.get(id_) if id_ else None
        if id_ is None or count is None:
            if found and found[-1].count is not None:
                found.append(Point(line, found[-1].group, None))
            continue
        if not found or found[-1].count is None or found[-1].count.count != count.count:
            found.append(Point(line, id_, count))
    return found


def _way(lines: Sequence[RunLine], asked: str) -> dict[int, str]:
    """The id that the group has after each run."""
    states = [(line, state.keys()) for line, state in states_of(lines)]
    at = next((n for n in range(len(states) - 1, -1, -1) if _named(states[n][1], asked)), None)
    if at is None:
        raise UnknownId(
            f"no run of this case has a group {asked[:80]!r}; groups of one report have no history"
        )
    id_ = _named(states[at][1], asked)
    assert id_ is not None
    way = {lines[at].run: id_}
    here = id_
    for n in range(at, 0, -1):
        here = _before(lines[n], here)
        if here not in states[n - 1][1]:
            break
        way[lines[n - 1].run] = here
    here = id_
    for line, ids in states[at + 1 :]:
        if here not in ids:
            here = next((new for new, one in line.groups.items() if one.was[:1] == [here]), "") or next(
                (new for new, one in line.groups.items() if here in one.was), ""
            )
        if not here:
            break
        way[line.run] = here
    return way


def _before(line: RunLine, id_: str) -> str:
    """The id that a group had before a run."""
    moved = line.groups.get(id_)
    return moved.was[0] if moved is not None and moved.was else id_


def _named(ids: Sequence[str] | Any, asked: str) -> str | None:
    """The one id that is asked for, or begins so."""
    if asked in ids:
        return asked
    found = [id_ for id_ in ids if id_.startswith(asked)] if len(asked) > 3 else []
    if len(found) > 1:
        raise UnknownId(f"{len(found)} groups begin with {asked!r}; give more of the id")
    return found[0] if found else None
