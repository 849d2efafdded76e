"""What a check finds: the first broken link by name, and every damaged file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.records.arrow import to_table
from headwater.records.articles import Rejected
from headwater.records.errors import DamagedCase, NotACase
from headwater.store import CaseFolder, Manifest, StageRecord
from headwater.store.evidence import Evidence, Incoming, ReadText
from headwater.store.evidence.lines import to_line
from headwater.store.evidence.verification import verify

LOG = "evidence/custody.jsonl"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A case with four items, a derived text, a table and a manifest."""
    evidence = Evidence(tmp_path)
    evidence.receive_all([Incoming(f"item {n}".encode(), f"{n}.txt", "text") for n in range(4)])
    evidence.derive({2: [ReadText("a-1", "Mill burns", "Mill burns\nOne.")]}, {2: "reader 1"})
    folder = CaseFolder(tmp_path)
    sha = folder.write_table("rejected", to_table(Rejected, [Rejected("a.pdf", "no reader")]))
    record = StageRecord("f", {"rejected": sha}, {"rejected": 1}, 0.1)
    folder.write_manifest(Manifest(stages={"articles.read": record}, everything="x", custody=evidence.head))
    return tmp_path


def objects(out: Path) -> list[Path]:
    return [item.path for item in Evidence(out).items()]


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def edit_line(out: Path, number: int, change: Callable[[dict[str, object]], object]) -> None:
    path = out / LOG
    lines = path.read_bytes().splitlines(keepends=True)
    entry = json.loads(lines[number - 1])
    change(entry)
    lines[number - 1] = to_line(entry)
    path.write_bytes(b"".join(lines))


def test_a_whole_case_holds(out: Path) -> None:
    report = verify(out)
    assert report.holds
    assert (report.items, report.objects, report.texts, report.lines, report.tables) == (4, 4, 1, 6, 1)
    assert report.head == Evidence(out).head


def test_a_line_edited_by_hand_in_the_middle_is_named(out: Path) -> None:
    edit_line(out, 3, lambda entry: entry.update(size=7))
    report = verify(out)
    assert report.first_broken is not None
    assert report.first_broken.where == LOG
    assert re.fullmatch(
        r"line 4 was written after a line 3 with the SHA-256 [0-9a-f]{16}…, but line 3 has [0-9a-f]{16}…: "
        r"one of the two was changed afterwards",
        report.first_broken.says,
    )


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda lines: lines[:2] + lines[3:], "line 3 bears the number 4: a line before it was taken out or put in"),
        (lambda lines: [*lines[:2], lines[1], *lines[2:]], "line 3 bears the number 2: a line before it was taken out or put in"),
        (lambda lines: lines[1:], "line 1 bears the number 2: a line before it was taken out or put in"),
        (lambda lines: [*lines[:3], b"\xff\xfe\n", *lines[3:]], "line 4 is no entry of the log"),
        (lambda lines: [*lines[:2], b"[1]\n", *lines[3:]], "line 3 is no entry of the log"),
        (lambda lines: [*lines[:-1], lines[-1].replace(b'":', b'": ')], "line 6 has not the form in which headwater writes: it was changed afterwards"),
        (lambda lines: [], "the custody log is gone, and evidence lies beside it"),
    ],
)  # fmt: skip
def test_lines_taken_out_put_in_or_changed_are_named(
    out: Path, damage: Callable[[list[bytes]], list[bytes]], says: str
) -> None:
    path = out / LOG
    path.write_bytes(b"".join(damage(path.read_bytes().splitlines(keepends=True))))
    report = verify(out)
    assert report.first_broken is not None
    assert (report.first_broken.where, report.first_broken.says) == (LOG, says)


def test_a_log_written_anew_so_that_its_times_go_back_is_named(out: Path) -> None:
    edit_line(out, 6, lambda entry: entry.update(at="2001-01-01T00:00:00.000000Z"))
    assert verify(out).faults[0].says == "line 6 tells a time before that of line 5"


def test_a_line_that_lacks_what_it_needs_is_named(out: Path) -> None:
    edit_line(out, 6, lambda entry: entry.pop("text"))
    assert "line 6 lacks what its action needs" in [fault.says for fault in verify(out).faults]
    with pytest.raises(DamagedCase, match="headwater verify"):
        Evidence(out).items()


def test_nothing_is_written_to_a_broken_log(out: Path) -> None:
    edit_line(out, 3, lambda entry: entry.update(size=7))
    before = (out / LOG).read_bytes()
    with pytest.raises(
        DamagedCase, match=r"is broken: line 4 was written after .* nothing was written to it"
    ):
        Evidence(out).receive(b"new", "new.txt", "text")
    assert (out / LOG).read_bytes() == before


def test_a_log_cut_at_its_end_is_found_by_the_manifest(out: Path) -> None:
    path = out / LOG
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    report = verify(out)
    assert "the last run ended at a line with the SHA-256" in report.faults[0].says
    with pytest.raises(DamagedCase, match="was cut: the line at which the last run ended"):
        Evidence(out).receive(b"new", "new.txt", "text")
    assert len(objects(out)) == 4
    assert all(path.exists() for path in objects(out))


def test_a_log_cut_at_its_end_is_found_by_a_noted_head_alone(out: Path) -> None:
    head = Evidence(out).head
    (out / "manifest.json").unlink()
    assert verify(out, head).holds
    path = out / LOG
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert verify(out).holds  # nothing else can tell: the docs say so
    report = verify(out, head)
    assert report.faults[0].kind == "head"
    assert report.faults[0].says.startswith(f"no line has the SHA-256 that was noted, {head}")


def test_a_head_noted_earlier_holds_while_the_log_grows(out: Path) -> None:
    head = Evidence(out).head
    Evidence(out).receive(b"more", "more.txt", "text")
    assert verify(out, head.upper()).holds


def test_an_object_edited_missing_or_swapped_is_named(out: Path) -> None:
    first, second, third, fourth = objects(out)
    bytes_of = {path: path.read_bytes() for path in (second, third)}
    overwrite(first, b"edited")
    overwrite(second, bytes_of[third])
    overwrite(third, bytes_of[second])
    fourth.unlink()
    found = {fault.where: fault.says for fault in verify(out).faults}
    names = [path.relative_to(out).as_posix() for path in (first, second, third, fourth)]
    assert sorted(found) == sorted(names)
    assert found[names[0]].startswith("it was changed (SHA-256 now ")
    assert found[names[0]].endswith("it held the bytes that line 2 of the log received")
    assert (
        found[names[1]]
        == f"it holds the bytes of {names[2]} instead of the bytes that line 3 of the log received"
    )
    assert (
        found[names[3]]
        == "it is missing or cannot be read; it held the bytes that line 5 of the log received"
    )


def test_a_derived_text_table_or_name_that_was_changed_is_named(out: Path) -> None:
    text = next((out / "evidence" / "texts").iterdir())
    overwrite(text, b"{}\n")
    overwrite(out / "stages" / "rejected.parquet", b"PAR1")
    details = out / "evidence" / "details.jsonl"
    details.write_bytes(details.read_bytes().replace(b"2.txt", b"9.txt"))
    faults = verify(out).faults
    assert [fault.says for fault in faults if fault.kind == "details"] == [
        "the names that belong to line 4 of the log are gone or were changed"
    ]
    assert {fault.kind: fault.where for fault in faults} == {
        "text": text.relative_to(out).as_posix(),
        "table": "stages/rejected.parquet",
        "details": "evidence/details.jsonl",
    }


def test_tables_of_a_run_that_was_cut_off_are_no_damage(out: Path) -> None:
    folder = CaseFolder(out)
    manifest = folder.require_manifest()
    manifest.unfinished = True
    folder.write_manifest(manifest)
    overwrite(out / "stages" / "rejected.parquet", b"newer")
    report = verify(out)
    assert report.holds
    assert report.notes == [
        "The last run was cut off (1 tables are of another run): run trace again: it is made anew."
    ]


def test_a_manifest_that_cannot_be_read_is_named(out: Path) -> None:
    overwrite(out / "manifest.json", b'{"stages": 3')
    assert [(f.where, f.says) for f in verify(out).faults] == [("manifest.json", "it cannot be read")]


def test_objects_that_somebody_put_there_are_told_of(out: Path) -> None:
    (out / "evidence" / "objects" / "ab").mkdir()
    (out / "evidence" / "objects" / "ab" / ("ab" * 32)).write_bytes(b"put there")
    assert "are told of by no line of the log (evidence/objects/ab/abab" in verify(out).notes[0]


def test_no_case_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="holds no case"):
        verify(tmp_path)
    with pytest.raises(NotACase, match="is not there"):
        verify(tmp_path / "missing")


def test_a_case_without_evidence_says_so(tmp_path: Path) -> None:
    CaseFolder(tmp_path).write_manifest(Manifest(everything="x"))
    report = verify(tmp_path)
    assert report.holds
    assert report.notes == ["No evidence is kept in this case: it was traced with --no-evidence."]
