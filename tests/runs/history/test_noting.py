"""A line tells which groups moved since the line before, and all of them where it cannot know."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from headwater.records.arrow import to_table
from headwater.records.matches import MatchedGroup
from headwater.records.origins import Count, GroupOrigins
from headwater.runs.history.lines import GroupCount, RunLine, read_history
from headwater.runs.history.noting import note_run, standing_of
from headwater.store import CaseFolder, Manifest, StageRecord

Given = dict[str, tuple[str, str, tuple[int, int, int]]]


def state(folder: CaseFolder, groups: Given) -> Manifest:
    """Tables of groups: an id, its articles, its claims (letters both), and its count."""
    matched = [
        MatchedGroup(id_, list(claims), list(articles), claims[0], "confirmed", "Told.")
        for id_, (articles, claims, _) in groups.items()
    ]
    counted = [
        GroupOrigins(id_, [], Count(*count), "what", [], [], "Told.") for id_, (*_, count) in groups.items()
    ]
    shas = {
        "matched_groups": folder.write_table("matched_groups", to_table(MatchedGroup, matched)),
        "group_origins": folder.write_table("group_origins", to_table(GroupOrigins, counted[::-1])),
    }
    made = "".join(sorted(shas.values()))
    return Manifest(
        stages={"all": StageRecord("", shas, {"articles": 4, "claims": 7}, 0.0)},
        exports={"case.json": f"of\n{made}"},
    )


def runs(out: Path, *states: Given, unnoted: int | None = None) -> list[RunLine]:
    folder, before = CaseFolder(out), Manifest()
    for number, groups in enumerate(states):
        stood = standing_of(folder, before)
        before = state(folder, groups)
        if number != unnoted:
            note_run(
                folder, before, stood, (number, 0), "2034-03-02", now=lambda: datetime(2034, 3, 2, tzinfo=UTC)
            )
    return read_history(out)


ONE: Given = {
    "gr-a": ("xy", "abc", (1, 1, 2)),
    "gr-b": ("x", "de", (1, 1, 1)),
    "gr-c": ("yz", "fg", (2, 2, 2)),
}


def test_the_first_line_has_every_group_of_several_reports(tmp_path: Path) -> None:
    (line,) = runs(tmp_path, ONE)
    assert line.whole
    assert line.groups == {"gr-a": GroupCount(2, 1, 1, 2), "gr-c": GroupCount(2, 2, 2, 2)}
    assert (line.run, line.articles, line.claims, line.at) == (1, 4, 7, "2034-03-02T00:00:00.000000Z")


def test_a_later_line_has_what_moved_and_what_it_was_made_of(tmp_path: Path) -> None:
    two = {"gr-n": ("xyz", "abcfh", (1, 2, 2)), "gr-b": ("xz", "de", (1, 1, 1))}
    line = runs(tmp_path, ONE, two)[-1]
    assert not line.whole
    assert line.groups == {"gr-n": GroupCount(3, 1, 2, 2, ["gr-a", "gr-c"]), "gr-b": GroupCount(2, 1, 1, 1)}
    assert line.gone == ["gr-a", "gr-c"]


def test_a_run_that_changed_nothing_leaves_no_line(tmp_path: Path) -> None:
    assert len(runs(tmp_path, ONE, ONE)) == 1


def test_a_group_that_stands_is_not_told_again(tmp_path: Path) -> None:
    two = ONE | {"gr-d": ("yw", "i", (1, 1, 1))}
    assert list(runs(tmp_path, ONE, two)[-1].groups) == ["gr-d"]


def test_after_a_run_that_was_cut_off_the_line_has_every_group(tmp_path: Path) -> None:
    two, three = ONE | {"gr-d": ("yw", "i", (1, 1, 1))}, ONE | {"gr-e": ("yw", "ij", (1, 1, 1))}
    first, last = runs(tmp_path, ONE, two, three, unnoted=1)
    assert last.whole and set(last.groups) == {"gr-a", "gr-c", "gr-e"}
    assert last.run == first.run + 1


def test_a_case_without_groups_has_a_line_without(tmp_path: Path) -> None:
    assert [line.groups for line in runs(tmp_path, {})] == [{}]
