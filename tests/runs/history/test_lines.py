"""The file of runs: each line hangs on the one before, a torn one goes, a changed one is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from headwater.records.errors import DamagedCase
from headwater.runs.history.lines import NAME, GroupCount, RunLine, add_line, last_line, read_history

FIRST = RunLine(
    1, "2034-03-02T10:00:00.000000Z", "0.1.0", "2034-03-02", 4, 0, 3, 9, "a" * 64, "x y", True,
    {"gr-1": GroupCount(2, 1, 1, 2)}, [],
)  # fmt: skip


def write(out: Path, many: int = 3) -> list[RunLine]:
    for number in range(1, many + 1):
        _, previous = last_line(out)
        groups = {f"gr-{number}": GroupCount(2, 1, 1, 1, [f"gr-{number - 1}"] if number > 1 else [])}
        add_line(out, replace(FIRST, run=number, groups=groups, previous=previous, whole=number == 1))
    return read_history(out)


def test_lines_come_back_as_they_were_written(tmp_path: Path) -> None:
    found = write(tmp_path)
    assert [line.run for line in found] == [1, 2, 3]
    assert found[1].groups == {"gr-2": GroupCount(2, 1, 1, 1, ["gr-1"])}
    assert last_line(tmp_path)[0] == found[-1]


def test_a_line_cut_off_is_left_out_and_goes_with_the_next(tmp_path: Path) -> None:
    whole = write(tmp_path)
    with (tmp_path / NAME).open("ab") as file:
        file.write(b'{"run": 4, "at"')
    assert read_history(tmp_path) == whole
    _, previous = last_line(tmp_path)
    add_line(tmp_path, replace(FIRST, run=4, previous=previous))
    assert [line.run for line in read_history(tmp_path)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data.replace(b'"gr-2":[2,1,1,1', b'"gr-2":[2,9,9,9'), "line 3 was not written after"),
        (lambda data: b"".join(data.splitlines(keepends=True)[1:]), "line 1 was not written after"),
        (lambda data: data + b"rubbish\n", "line 4 is no line of a run"),
        (lambda data: data + b"[]\n", "line 4 is no line of a run"),
    ],
    ids=["changed", "taken out", "rubbish", "no object"],
)
def test_a_changed_history_is_told_with_its_line(tmp_path: Path, change, says: str) -> None:
    write(tmp_path)
    path = tmp_path / NAME
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(DamagedCase, match=says):
        read_history(tmp_path)


def test_a_case_without_history_has_none(tmp_path: Path) -> None:
    assert read_history(tmp_path) == []
    assert last_line(tmp_path) == (None, "0" * 64)


@pytest.mark.parametrize("many", [1, 400])
def test_the_last_line_is_found_however_long_lines_are(tmp_path: Path, many: int) -> None:
    """Of a long history only the end is read; a line longer than that is read whole."""
    groups = {f"gr-{number:016x}": GroupCount(2, 1, 1, 1) for number in range(4_000)}
    for number in range(1, many + 1):
        last, previous = last_line(tmp_path)
        assert (last.run if last else 0) == number - 1
        big = number % 150 == 1
        add_line(tmp_path, replace(FIRST, run=number, groups=groups if big else {}, previous=previous))
    with (tmp_path / NAME).open("ab") as file:
        file.write(b"{" * 100)
    last, previous = last_line(tmp_path)
    assert last is not None and last.run == many
    add_line(tmp_path, replace(FIRST, run=many + 1, previous=previous))
    assert len(read_history(tmp_path)) == many + 1
