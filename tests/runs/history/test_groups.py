"""A group is followed through the ids that it has had; what did not move is no point of its way."""

from __future__ import annotations

import pytest

from headwater.records.errors import UnknownId
from headwater.runs.history.groups import points_of
from headwater.runs.history.lines import GroupCount, RunLine

Groups = dict[str, tuple[int, int, int, int] | tuple[int, int, int, int, list[str]]]


def run(number: int, groups: Groups, gone: tuple[str, ...] = (), *, whole: bool = False) -> RunLine:
    found = {id_: GroupCount(*row) for id_, row in groups.items()}
    at = f"2034-03-0{number}T10:00:00.000000Z"
    return RunLine(
        number, at, "0.1.0", at[:10], number, 0, number, number, "c" * 64, "", whole, found, list(gone)
    )


LINES = [
    run(1, {"gr-ferry": (2, 1, 1, 1), "gr-dam": (2, 2, 2, 2)}, whole=True),
    run(2, {"gr-ferry2": (3, 1, 2, 2, ["gr-ferry"])}, ("gr-ferry",)),
    run(3, {"gr-dam": (2, 1, 1, 2)}),
    run(4, {"gr-both": (5, 2, 3, 4, ["gr-ferry2", "gr-dam"])}, ("gr-dam", "gr-ferry2")),
]


def way(asked: str, lines: list[RunLine] = LINES) -> list[tuple[int, str, int | None]]:
    return [(p.run.run, p.group, p.count.best if p.count else None) for p in points_of(lines, asked)]


FERRY = [(1, "gr-ferry", 1), (2, "gr-ferry2", 2), (4, "gr-both", 3)]


@pytest.mark.parametrize("asked", ["gr-both", "gr-ferry", "gr-ferry2", "gr-bo"])
def test_any_id_that_it_ever_had_leads_to_its_whole_way(asked: str) -> None:
    assert way(asked) == FERRY


def test_a_group_that_was_taken_into_another_goes_on_as_that_one() -> None:
    assert way("gr-dam") == [(1, "gr-dam", 2), (3, "gr-dam", 1), (4, "gr-both", 3)]


def test_a_group_that_ended_says_so_and_may_come_back() -> None:
    lines = [LINES[0], run(2, {}, ("gr-dam",)), run(3, {"gr-dam": (2, 2, 2, 2)})]
    assert way("gr-dam", lines) == [(3, "gr-dam", 2)]
    assert way("gr-dam", lines[:2]) == [(1, "gr-dam", 2), (2, "gr-dam", None)]


def test_a_run_with_all_groups_begins_anew() -> None:
    lines = [*LINES, run(5, {"gr-both": (5, 2, 3, 4)}, whole=True), run(6, {"gr-both": (6, 2, 3, 4)})]
    assert way("gr-both", lines) == [*FERRY, (6, "gr-both", 3)]


@pytest.mark.parametrize("asked", ["gr-none", "", "gr", "gr-ferr"])
def test_an_id_that_no_run_knows_or_several_share_is_told(asked: str) -> None:
    lines = [run(1, {"gr-ferry1": (2, 1, 1, 1), "gr-ferry2": (2, 1, 1, 1)}, whole=True)]
    with pytest.raises(UnknownId):
        points_of(lines, asked)
