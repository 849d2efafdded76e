"""A disk that fills in the middle of a bulk run is told in one line, and the run goes on once there is room."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from headwater.records.errors import CaseError
from headwater.records.tables import TABLES
from headwater.runs.bulk import Wanted, bulk
from headwater.runs.bulk.whole import open_whole
from headwater.store import storage
from headwater.store.storage import Storage

pytestmark = pytest.mark.models
WANTED = Wanted(shard_size=12, processes=1, today=date(2033, 6, 1))
Disk = Callable[[int], None]


def taken(place: Path) -> int:
    """KiB of what lies there, in blocks of four."""
    return sum(-(-one.stat().st_size // 4096) * 4 for one in place.rglob("*") if one.is_file())


@pytest.fixture(scope="module")
def done(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An undisturbed run."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    bulk([str(mixed)], str(out), WANTED)
    return out


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[tuple[Path, Disk]]:
    """A file system of its own, and what gives it so many KiB; left out where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mounting, capture_output=True).returncode != 0:
        pytest.skip("no file system may be mounted here")

    def resize(size: int) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}k", str(place)], check=True)

    yield place, resize
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Disk]:
    """The same by counting what is written: for machines on which nothing may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    left = [0]
    write_whole = storage.write_whole

    def write(path: Path, fill: Callable[[Path], None]) -> None:
        def fill_in_part(draft: Path) -> None:
            fill(draft)
            left[0] -= draft.stat().st_size
            if left[0] < 0:
                draft.write_bytes(draft.read_bytes()[:100])
                raise OSError(28, "No space left on device")

        write_whole(path, fill_in_part)

    def resize(size: int) -> None:
        left[0] = (size - taken(place)) * 1024

    monkeypatch.setattr(storage, "write_whole", write)
    return place, resize


def rows(out: Path) -> dict[str, list[str]]:
    """All rows, sorted."""
    whole = open_whole(Storage(str(out)))
    return {name: sorted(map(repr, whole.table(name).to_pylist())) for name in TABLES}


@pytest.mark.parametrize("disk", ["tiny", "counted"])
@pytest.mark.parametrize("lost", ["shards/000001/sentence_vectors.parquet", "gathered"])
def test_a_full_disk_is_told_and_the_run_goes_on_when_there_is_room(
    disk: str, lost: str, mixed: Path, done: Path, request: pytest.FixtureRequest
) -> None:
    place, resize = request.getfixturevalue(disk)
    out = place / "out"
    shutil.copytree(done, out)
    if (out / lost).is_dir():
        shutil.rmtree(out / lost)
    else:
        (out / lost).unlink()
    resize(taken(place) + 8)
    with pytest.raises(
        CaseError, match=r"disk/out/\S+ could not be written: .*no space left on device; .*run again"
    ):
        bulk([str(mixed)], str(out), WANTED)
    assert not list(out.rglob("*.draft"))
    resize(64 * 1024)
    bulk([str(mixed)], str(out), replace(WANTED, processes=2))
    assert rows(out) == rows(done)
