"""What the log holds: receipts, once each; who and when, without a login name; names apart from the chain."""

from __future__ import annotations

import errno
import getpass
import hashlib
import itertools
import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from headwater.records.errors import CaseBusy, CaseError
from headwater.store import writing
from headwater.store.evidence import Evidence, Incoming, ReadText, copying, disk
from headwater.store.evidence.verification import verify


def actions(evidence: Evidence) -> list[str]:
    evidence.items()
    return [line.action for line in evidence.log.lines]


def log_lines(out: Path) -> list[bytes]:
    return (out / "evidence" / "custody.jsonl").read_bytes().splitlines(keepends=True)


def test_bytes_lie_unchanged_under_their_hash_and_may_only_be_read(tmp_path: Path) -> None:
    receipt = Evidence(tmp_path).receive(b"\r\nas it came\xff", "a.txt", "text")
    assert receipt.sha256 == hashlib.sha256(b"\r\nas it came\xff").hexdigest()
    assert receipt.path == tmp_path / "evidence" / "objects" / receipt.sha256[:2] / receipt.sha256
    assert receipt.path.read_bytes() == b"\r\nas it came\xff"
    assert receipt.path.stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, (9 << 20) + 7, 30 << 20])
def test_a_file_of_any_size_is_copied_and_hashed_in_one_reading(tmp_path: Path, size: int) -> None:
    data = hashlib.shake_256(b"seed").digest(min(size, 4096)) * (size // 4096 + 1)
    source = tmp_path / "source"
    source.write_bytes(data[:size])
    sha, length = copying.store_file(source, tmp_path / "copy")
    assert (sha, length) == (hashlib.sha256(data[:size]).hexdigest(), size)
    assert (tmp_path / "copy").read_bytes() == data[:size]


def test_the_same_bytes_under_two_names_are_one_object_and_two_receipts(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    first, second = (evidence.receive(b"same", name, "text") for name in ("a.txt", "b.txt"))
    assert first.path == second.path
    assert first.seq != second.seq
    assert [item.name for item in evidence.items()] == ["a.txt", "b.txt"]
    assert len(list(evidence.objects.names())) == 1


def test_receiving_again_adds_nothing(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    told = {"url": "https://vardesk.example/a", "authors": ("Ada Brook",), "title": ""}
    first = evidence.receive(b"same", "a.html", "html", told, "fetched")
    before = log_lines(tmp_path)
    for one in (evidence, Evidence(tmp_path)):
        again = one.receive(b"same", "a.html", "html", told, "fetched")
        assert (again.seq, again.new) == (first.seq, False)
    assert log_lines(tmp_path) == before
    batch = [Incoming(b"new", "c.txt", "text"), Incoming(b"new", "c.txt", "text")]
    assert len({receipt.seq for receipt in evidence.receive_all(batch)}) == 1
    assert len(evidence.items()) == 2


def test_told_otherwise_takes_the_place_of_what_was_told_before(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.receive(b"same", "a.html", "html", {"url": "https://vardesk.example/a"})
    evidence.receive(b"same", "a.html", "html", {"url": "https://vardesk.example/b"})
    assert [item.told for item in evidence.items()] == [{"url": "https://vardesk.example/b"}]


def test_versions_of_one_address_are_items_of_their_own(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    for data in (b"first version", b"second version"):
        evidence.receive(data, "https://vardesk.example/a", "warc", {}, "fetched")
    assert len(evidence.items()) == 2


def test_each_line_holds_the_hash_of_the_line_before(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.receive_all([Incoming(bytes([n]), f"{n}.txt", "text") for n in range(5)])
    lines = log_lines(tmp_path)
    assert json.loads(lines[0])["previous"] == "0" * 64
    for before, line in itertools.pairwise(lines):
        assert json.loads(line)["previous"] == hashlib.sha256(before).hexdigest()
    assert evidence.head == hashlib.sha256(lines[-1]).hexdigest()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, 7))


def test_the_chain_names_nobody_and_no_address(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.receive(
        b"x", "marta-kovel-arrested.html", "html", {"url": "https://vardesk.example/marta-kovel"}
    )
    evidence.contacted(["vardesk.example"])
    evidence.refuse("https://vardesk.example/robots", "robots.txt forbids it")
    evidence.stub(
        "order.pdf", "https://vardesk.example/order", "2031-05-02T10:00:00Z", "Ada Brook", "ab" * 32
    )
    log = b"".join(log_lines(tmp_path)).decode()
    assert "kovel" not in log.lower()
    assert "vardesk" not in log
    assert getpass.getuser() not in log or getpass.getuser() in ("text", "html")
    assert evidence.items()[1].kind == "stub"
    seen = json.loads(evidence.items()[1].path.read_bytes())
    assert (seen["where"], seen["sha256"]) == ("https://vardesk.example/order", "ab" * 32)


def test_who_handles_is_named_only_where_a_setting_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEADWATER_BY", raising=False)
    Evidence(tmp_path).receive(b"1", "a", "text")
    monkeypatch.setenv("HEADWATER_BY", "desk 4")
    Evidence(tmp_path).receive(b"2", "b", "text")
    Evidence(tmp_path, by="desk 5").receive(b"3", "c", "text")
    assert [json.loads(line)["by"] for line in log_lines(tmp_path)] == [None, None, "desk 4", "desk 5"]


def test_a_clock_set_back_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    noon = datetime(2031, 5, 2, 12, tzinfo=UTC)
    Evidence(tmp_path, now=lambda: noon).receive(b"1", "a", "text")
    Evidence(tmp_path, now=lambda: noon - timedelta(days=400)).receive(b"2", "b", "text")
    Evidence(tmp_path, now=lambda: noon + timedelta(seconds=1)).receive(b"3", "c", "text")
    last = [json.loads(line) for line in log_lines(tmp_path)][2:]
    assert [line["at"] for line in last] == ["2031-05-02T12:00:00.000000Z", "2031-05-02T12:00:01.000000Z"]
    assert [line.get("clock_behind") for line in last] == ["2030-03-28T12:00:00.000000Z", None]
    assert verify(tmp_path).holds


def test_a_removed_item_keeps_its_bytes(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    receipt = evidence.receive(b"x", "a.txt", "text")
    evidence.remove([receipt.seq, 99], "no longer among the inputs")
    assert evidence.items() == []
    assert receipt.path.exists()
    assert verify(tmp_path).objects == 1


def test_a_text_is_derived_again_where_its_extractor_changes_and_the_older_stays(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    item = evidence.receive(b"<p>x", "a.html", "html").seq
    evidence.derive({item: [ReadText("a-1", "Mill burns", "Mill burns\nOne.")]}, {item: "reader 1"})
    evidence.derive({item: [ReadText("a-1", "Mill burns", "Mill burns\nOne.")]}, {item: "reader 1"})
    assert actions(evidence).count("derived") == 1
    evidence.derive({item: [ReadText("a-1", "Mill burns", "Mill burns\nOne. Two.")]}, {item: "reader 2"})
    assert len(evidence.texts.names()) == 2
    assert verify(tmp_path).texts == 2
    assert len(evidence.prune()) == 1
    assert len(evidence.texts.names()) == 1
    assert verify(tmp_path).holds


def test_an_item_without_articles_counts_as_read(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    item = evidence.receive(b"\x00", "a.html", "html").seq
    assert evidence.underived() == [item]
    evidence.derive({item: []}, {item: "reader 1"})
    assert evidence.underived() == []
    assert evidence.texts.names() == []


def test_a_source_that_cannot_be_read_is_told_and_leaves_no_line(tmp_path: Path) -> None:
    receipt = Evidence(tmp_path).receive(tmp_path / "missing.txt", "missing.txt", "text")
    assert receipt.refused == "cannot be read: no such file or directory"
    assert len(log_lines(tmp_path)) == 1


def test_a_torn_last_line_is_set_aside_and_logged(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.receive(b"1", "a", "text")
    log = evidence.log.path
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"action":"received","at":"20')
    assert [item.name for item in Evidence(tmp_path).items()] == ["a"]
    assert "29 bytes of a line that was cut off" in verify(tmp_path).notes[0]
    again = Evidence(tmp_path)
    again.receive(b"2", "b", "text")
    assert log.read_bytes().startswith(whole)
    assert actions(again) == ["begun", "received", "torn", "received"]
    assert json.loads((tmp_path / "evidence" / "custody.torn").read_text())["octets"] == 29
    assert verify(tmp_path).notes == []


def test_a_kill_between_setting_aside_and_logging_it_is_made_good(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.receive(b"1", "a", "text")
    whole = evidence.log.path.read_bytes()
    evidence.log.path.write_bytes(whole + b"{torn")
    Evidence(tmp_path).receive(b"2", "b", "text")
    evidence.log.path.write_bytes(whole)  # as if the lines after it had not been written
    (tmp_path / "evidence" / "objects" / "d4").rename(tmp_path / "elsewhere")
    again = Evidence(tmp_path)
    again.receive(b"3", "c", "text")
    assert actions(again) == ["begun", "received", "torn", "received"]


def test_what_no_line_tells_of_is_set_aside_and_taken_back_when_it_comes_again(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.receive(b"1", "a", "text")
    stray = evidence.objects.put_all([b"never acknowledged"])[0]
    (evidence.folder / "objects" / ".77.0.draft").write_bytes(b"half")
    evidence.details.add([{"name": "never acknowledged.txt"}])
    assert verify(tmp_path).holds
    again = Evidence(tmp_path)
    again.receive(b"2", "b", "text")
    assert not evidence.objects.path(stray.sha256).exists()
    assert (evidence.objects.strays / stray.sha256).read_bytes() == b"never acknowledged"
    assert not list(evidence.objects.folder.glob(".*"))
    assert b"never acknowledged" not in evidence.details.path.read_bytes()
    assert again.receive(b"never acknowledged", "c", "text").path.read_bytes() == b"never acknowledged"
    assert not (evidence.objects.strays / stray.sha256).exists()


def test_damaged_bytes_are_replaced_when_they_come_again(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    receipt = evidence.receive(b"as it came", "a", "text")
    receipt.path.chmod(0o644)
    receipt.path.write_bytes(b"as changed")
    again = Evidence(tmp_path).receive(b"as it came", "a", "text")
    assert again.new
    assert receipt.path.read_bytes() == b"as it came"
    assert json.loads(log_lines(tmp_path)[-1])["mended"] is True
    assert len(Evidence(tmp_path).items()) == 1


def test_another_writer_is_told_who_writes(tmp_path: Path) -> None:
    Evidence(tmp_path).receive(b"1", "a", "text")
    said = f"{tmp_path} is being written by process {os.getpid()}; wait until it has finished, then run again"
    with writing(tmp_path), pytest.raises(CaseBusy, match=re.escape(said)):
        Evidence(tmp_path).receive(b"2", "b", "text")
    assert len(Evidence(tmp_path).items()) == 1


def test_two_that_write_in_turn_see_each_other(tmp_path: Path) -> None:
    one, other = Evidence(tmp_path), Evidence(tmp_path)
    for number in range(3):
        one.receive(bytes([number]), f"one {number}", "text")
        other.receive(bytes([100 + number]), f"other {number}", "text")
    assert len(one.items()) == len(other.items()) == 6
    assert verify(tmp_path).holds


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk that takes no more bytes into logs."""

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk.os, "fsync", full)
    yield


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    Evidence(tmp_path).receive(b"1", "a", "text")
    before = log_lines(tmp_path)
    request.getfixturevalue("full_disk")
    with pytest.raises(
        CaseError, match="could not be written: no space left on device; what was acknowledged"
    ):
        Evidence(tmp_path).receive(b"2", "b", "text")
    assert log_lines(tmp_path) == before
    assert not list((tmp_path / "evidence" / "objects").glob(".*.draft"))
    assert verify(tmp_path).holds


def test_a_log_that_the_disk_takes_half_of_is_cut_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"whole\n")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        disk.append(log, b"more\n")
    assert log.read_bytes() == b"whole\n"


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "permission denied"),
        (errno.EROFS, "read-only file system"),
        (errno.EDQUOT, "disk quota exceeded"),
        (errno.EIO, "input/output error"),
    ],
)
@pytest.mark.parametrize(
    "step", ["copying.os.fstat", "disk.os.fsync", "objects.Path.replace", "objects.Path.chmod"]
)
def test_a_fault_of_the_disk_at_any_step_is_told_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str, step: str
) -> None:
    out = tmp_path / "out"
    Evidence(out).receive(b"1", "a", "text")
    before = log_lines(out)
    (tmp_path / "source").write_bytes(b"2")

    def fault(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(f"headwater.store.evidence.{step}", fault)
        with pytest.raises(
            CaseError, match=f"could not be written: {says}; what was acknowledged before is kept"
        ):
            Evidence(out).receive(tmp_path / "source", "b", "text")
    assert log_lines(out) == before
    assert verify(out).holds
    assert Evidence(out).receive(tmp_path / "source", "b", "text").new


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_with_no_room_for_a_number_can_be_locked(tmp_path: Path) -> None:
    (tmp_path / ".lock").symlink_to("/dev/full")
    with writing(tmp_path):
        pass
