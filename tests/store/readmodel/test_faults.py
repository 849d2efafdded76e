"""Whatever happens to the file or to whoever makes it, the next who opens it reads a whole one."""

from __future__ import annotations

import multiprocessing
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.readmodel.conftest import Write

from headwater.records.errors import CaseBusy, CaseError, DamagedCase
from headwater.store.readmodel import open_read_model, rebuild_read_model, remove_read_model
from headwater.store.readmodel.places import making

TEXTS = [f"Ferry {number} left the quay of Vardmouth with {number} people." for number in range(400)]
_MAKE = (
    "import sys; from pathlib import Path; from headwater.store.readmodel import rebuild_read_model; "
    "rebuild_read_model(Path(sys.argv[1]))"
)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _no_database(path: Path) -> None:
    path.write_bytes(b"no database" * 9000)


def _zeros_after_the_head(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + bytes(len(data) - 100))


def _old_form(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = 'rm-0' WHERE \"key\" = 'form'")
    connection.close()


def _another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE claims (id)")
    connection.close()


@pytest.mark.parametrize(
    "harm", [_cut, _zeros, _empty, _no_database, _zeros_after_the_head, _old_form, _another_database]
)
def test_a_damaged_file_is_made_anew(write_case: Write, harm: Callable[[Path], None]) -> None:
    out = write_case(*TEXTS)
    open_read_model(out).close()
    whole = (out / "case.sqlite").read_bytes()
    harm(out / "case.sqlite")
    with open_read_model(out) as model:
        assert model.counts()["claims"] == len(TEXTS)
    assert (out / "case.sqlite").read_bytes() == whole


def test_damage_that_shows_later_is_named_with_what_to_do(write_case: Write) -> None:
    out = write_case(*TEXTS)
    open_read_model(out).close()
    path = out / "case.sqlite"
    with sqlite3.connect(path) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claims'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    with open_read_model(out) as model, pytest.raises(DamagedCase, match="headwater rebuild"):
        list(model.rows("claims"))
    with rebuild_read_model(out) as model:
        assert len(list(model.rows("claims"))) == len(TEXTS)


@pytest.mark.parametrize("mode", ["NORMAL", "EXCLUSIVE"])
def test_a_file_that_another_program_has_locked_hinders_nobody(write_case: Write, mode: str) -> None:
    out = write_case(*TEXTS)
    open_read_model(out).close()
    other = sqlite3.connect(out / "case.sqlite", isolation_level=None)
    other.execute(f"PRAGMA locking_mode = {mode}")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("CREATE TABLE mine (x)")
    if mode == "EXCLUSIVE":
        other.execute("COMMIT")  # in its log, and the lock stays
    with open_read_model(out) as model:
        assert model.counts()["claims"] == len(TEXTS)
    with rebuild_read_model(out) as model:
        assert model.counts()["claims"] == len(TEXTS)
    other.close()
    with open_read_model(out) as model:
        assert model.check() == []


def test_what_another_program_left_in_its_log_never_reaches_a_new_file(write_case: Write) -> None:
    out = write_case(*TEXTS)
    open_read_model(out).close()
    other = sqlite3.connect(out / "case.sqlite", isolation_level=None)
    other.execute("DELETE FROM claims")
    assert (out / "case.sqlite-wal").stat().st_size > 0
    write_case(*TEXTS, "One more.")
    with open_read_model(out) as model:
        assert model.counts()["claims"] == len(TEXTS) + 1
    other.close()
    with open_read_model(out) as model:
        assert model.counts()["claims"] == len(TEXTS) + 1
        assert model.select("PRAGMA integrity_check") == [("ok",)]


def test_readers_keep_what_they_opened_while_a_new_one_is_made(write_case: Write) -> None:
    out = write_case(*TEXTS)
    with open_read_model(out) as one, open_read_model(out) as two:
        half = one._connection.execute("SELECT id FROM claims")
        half.fetchmany(10)
        write_case(*TEXTS, "One more.")
        with open_read_model(out) as new:
            assert new.counts()["claims"] == len(TEXTS) + 1
        assert len(half.fetchall()) == len(TEXTS) - 10
        assert two.counts()["claims"] == len(TEXTS)


def _count(out: str, told: multiprocessing.Queue[int]) -> None:
    with open_read_model(Path(out)) as model:
        told.put(model.counts()["claims"])


def test_several_who_open_at_once_read_one_file(write_case: Write) -> None:
    out = write_case(*TEXTS)
    context = multiprocessing.get_context("fork")
    told: multiprocessing.Queue[int] = context.Queue()
    others = [context.Process(target=_count, args=(str(out), told)) for _ in range(3)]
    for other in others:
        other.start()
    assert [told.get(timeout=600) for _ in others] == [len(TEXTS)] * 3
    for other in others:
        other.join()
    assert not list(out.glob(".*.building*"))


def test_whoever_waits_too_long_is_told(write_case: Write) -> None:
    out = write_case("A ferry left.")
    with making(out), pytest.raises(CaseBusy, match="another process"), making(out, patience=0.1):
        pass


def _full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_a_full_disk_leaves_the_old_file_and_the_case(write_case: Write) -> None:
    out = write_case(*TEXTS)
    open_read_model(out).close()
    whole, case = (out / "case.sqlite").read_bytes(), (out / "case.json").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _MAKE, str(out)],
        preexec_fn=_full_disk,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "CaseError" in done.stderr.splitlines()[-1]
    assert "could not be written" in done.stderr
    assert (out / "case.sqlite").read_bytes() == whole
    assert (out / "case.json").read_bytes() == case
    assert not list(out.glob(".*.building*"))


def test_a_killed_making_leaves_the_old_file_and_the_next_is_whole(write_case: Write) -> None:
    out = write_case(*TEXTS)
    begun = time.monotonic()
    open_read_model(out).close()
    length = time.monotonic() - begun
    whole = (out / "case.sqlite").read_bytes()
    context, moments = multiprocessing.get_context("fork"), random.Random(5)
    drafts = 0
    for _ in range(30):
        run = context.Process(target=rebuild_read_model, args=(out,))
        run.start()
        time.sleep(length * moments.uniform(0.0, 1.2))
        run.kill()
        run.join()
        drafts += len(list(out.glob(".*.building")))
        with open_read_model(out) as model:
            assert model.check() == []
        assert (out / "case.sqlite").read_bytes() == whole
    assert drafts, "no process was killed while it wrote"
    rebuild_read_model(out).close()
    assert sorted(path.name for path in out.iterdir() if path.name.startswith(".case")) == [
        ".case.sqlite.lock"
    ]


def test_removed_with_all_that_lies_beside_it(write_case: Write) -> None:
    out = write_case("A ferry left.")
    open_read_model(out).close()
    for name in (
        "case.sqlite-wal",
        "case.sqlite-shm",
        ".case.sqlite.77.building",
        ".case.sqlite.77.building-wal",
    ):
        (out / name).write_bytes(b"A ferry left.")
    remove_read_model(out)
    assert not [path for path in out.iterdir() if "case.sqlite" in path.name and path.stat().st_size]


def test_a_purge_takes_it_too(write_case: Write) -> None:
    from headwater.runs.purging import _drop_what_was_made
    from headwater.store import CaseFolder

    out = write_case("A ferry left.")
    open_read_model(out).close()
    (out / ".case.sqlite.77.building").write_bytes(b"A ferry left.")
    _drop_what_was_made(CaseFolder(out))
    assert [path.name for path in out.iterdir()] == [".case.sqlite.lock"]


def test_no_pack_holds_it() -> None:
    from headwater.store.evidence.packing import FOLDERS, SINGLE
    from headwater.store.readmodel import NAME

    assert NAME not in SINGLE
    assert set(FOLDERS) == {"evidence", "stages"}


def test_a_run_does_not_take_it_for_input(write_case: Write) -> None:
    from headwater.articles.inputs import discover

    out = write_case("A ferry left.")
    before = discover([out], out)
    open_read_model(out).close()
    other = sqlite3.connect(out / "case.sqlite")
    other.execute("CREATE TABLE mine (x)")
    assert (out / "case.sqlite-wal").exists()
    assert discover([out], out) == before
    other.close()


def test_an_id_that_comes_twice_hinders_nobody_and_is_told(write_case: Write) -> None:
    from headwater.store import CaseFolder, Manifest
    from headwater.store.folder import file_sha256

    out = write_case("A ferry left.", "Another ferry left.")
    path = out / "case.json"
    path.write_text(path.read_text().replace('"id":"cl-1"', '"id":"cl-0"'))
    CaseFolder(out).write_manifest(Manifest(exports={"case.json": f"made of\n{file_sha256(path)}"}))
    with open_read_model(out) as model:
        assert [row["text"] for row in model.rows("claims")] == ["A ferry left."]
        assert model.check() == ["1 rows of claims have the id of another row and are left out"]


def test_a_folder_that_may_not_be_written_says_so(write_case: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    out = write_case("A ferry left.")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("headwater.store.readmodel.places.os.open", refuse)
    with pytest.raises(CaseError, match="permission denied"):
        open_read_model(out)
