"""Earlier answers in words: what each run came to, how a group came to its count, and why it moved."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from headwater.runs.history.earlier import Recalled, recall
from headwater.runs.history.groups import Point, states_of
from headwater.runs.history.lines import GroupCount, RunLine, read_history
from headwater.show.differing import differences
from headwater.show.masking import Masking
from headwater.show.view import CaseView, clipped, count_words, listed, plural


def run_lines(lines: Sequence[RunLine]) -> Iterator[tuple[RunLine, list[str]]]:
    """Each run with its sentences: the first says how large the case was, the others which groups moved."""
    before: dict[str, GroupCount] = {}
    for line, state in states_of(lines):
        moved = [_moved(id_, one, before) for id_, one in line.groups.items() if before.get(id_) != one]
        merged = {id_ for one in line.groups.values() for id_ in one.was}
        gone = [f"{id_}: no longer a group of several reports" for id_ in line.gone if id_ not in merged]
        told = f"run {line.run}: {plural(line.articles, 'article')}, {plural(line.claims, 'claim')}, {plural(len(state), 'group')} of several reports"
        yield line, [told, *(moved if before or line.run == 1 else []), *gone]
        before = state


def _moved(id_: str, one: GroupCount, before: dict[str, GroupCount]) -> str:
    was = before.get(one.was[0] if one.was else id_)
    came = "" if was is None else f"; before, {_counted(was)}"
    took = f", made of {listed(one.was, 4)}" if len(one.was) > 1 else ""
    return f"{id_}{took}: {_counted(one)}{came}"


def _counted(one: GroupCount) -> str:
    count = {"min": one.min, "best": one.best, "max": one.max}
    return f"{plural(one.reports, 'report')}, separate origins {count_words(count)}"


def point_words(point: Point) -> str:
    """What a group came to in a run, as one line."""
    told = _counted(point.count) if point.count else "no longer a group of several reports"
    return f"{at_words(point.run)}: {told} [{point.group}]"


def at_words(line: RunLine) -> str:
    """Which run, and when it ended."""
    return f"run {line.run}, {line.at[:16].replace('T', ' ')} UTC"


@contextmanager
def recalled(out: Path, when: str) -> Iterator[tuple[CaseView, Recalled]]:
    """The case as it stood, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="headwater-recall-") as folder:
        found = recall(out, when, Path(folder) / "case")
        yield CaseView(found.case.json), found


def why_moved(out: Path, points: Sequence[Point]) -> Iterator[tuple[Point, list[str]]]:
    """Each point with the reasons why the group moved; both states are made anew for it."""
    runs = [line.run for line in read_history(out)]
    for point in points:
        place = runs.index(point.run.run)
        if not place:
            yield point, []
            continue
        with recalled(out, str(runs[place - 1])) as (old, _), recalled(out, str(point.run.run)) as (new, _):
            yield point, _reasons(old, new, point)


def _reasons(old: CaseView, new: CaseView, point: Point) -> list[str]:
    for change in differences(old, new):
        if change.kind in ("count_moved", "group_new", "group_gone") and point.group in change.ids:
            return change.why or [change.says]
    group = new.row(point.group)
    earlier = [row for id_ in (point.count.was if point.count else []) if (row := old.row(id_))]
    if not group:
        return []
    had = {article for row in earlier for article in row["articles"]}
    came = [id_ for id_ in group["articles"] if id_ not in had]
    masking = Masking(new)
    return (
        [f"Reports that came: {listed([masking.said(new.name_of(id_)) for id_ in came], 6)}."] if came else []
    )


def heading_of(view: CaseView, group: str) -> str:
    """What a group is about, in the words of one of its claims; "" where it is not in this case."""
    row = view.row(group)
    return Masking(view).line(clipped(view.heading(row)["text"], 300), 110) if row else ""
