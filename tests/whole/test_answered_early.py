"""An answer that is known before its files are written: whatever comes between, nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from headwater.records.errors import CaseError
from headwater.runs.edits import Edits
from headwater.runs.history.lines import case_of
from headwater.runs.intake import add, look_through
from headwater.runs.results import Case
from headwater.runs.trace import trace, trace_kept
from headwater.runs.warm import Warm
from headwater.store import CaseFolder, folder
from headwater.store.readmodel import open_read_model
from headwater.store.readmodel.following import Following

pytestmark = pytest.mark.models


class Staying:
    """A process that stays, as the workbench's: the read model follows its answers."""

    def __init__(self, out: Path) -> None:
        self.out, self.warm, self.following = out, Warm(), Following(out)
        self.shown: list[int] = []
        self.killed = False
        self.warm.answered = self._answered

    def _answered(self, before: str, moved: Mapping[str, Edits] | None, worked: Sequence[str]) -> None:
        if moved is not None and self.following.take(before, moved, self.warm.lines.known):
            with open_read_model(self.out) as model:
                self.shown.append(model.counts()["articles"])
            if self.killed:
                os.kill(os.getpid(), signal.SIGKILL)

    def add(self, file: Path) -> Case:
        case = add(self.out, look_through([str(file)], self.out), processes=1, warm=self.warm).case
        self.following.settle(case_of(case.manifest))
        open_read_model(self.out).close()
        if not self.shown:
            self.following.ready(case_of(case.manifest), self.warm.lines.known)
        return case


@pytest.fixture
def files(second_world: Path) -> list[Path]:
    return sorted(second_world.iterdir())[:3]


def case_json(out: Path) -> bytes:
    return (out / "case.json").read_bytes()


def test_a_full_disk_and_a_kill_behind_an_answer_leave_what_an_undisturbed_run_has(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    trace(files, tmp_path / "whole", processes=1)
    whole = case_json(tmp_path / "whole")
    out = tmp_path / "out"
    trace(files[:1], out, processes=1)
    open_read_model(out).close()
    staying = Staying(out)
    staying.add(files[1])  # from now on the process knows the lines of the case
    before = case_json(out)

    write = folder.write_whole

    def full(path: Path, fill: Any) -> None:
        if path.name == "case.json":
            raise CaseError(f"{path} could not be written: no space left on device")
        write(path, fill)

    with monkeypatch.context() as patch:
        patch.setattr(folder, "write_whole", full)
        with pytest.raises(CaseError, match="no space left"):
            staying.add(files[2])
    assert staying.shown == [3]  # the answer was there before the disk was full
    assert case_json(out) == before
    manifest = CaseFolder(out).manifest()
    assert manifest is not None
    assert manifest.unfinished
    with open_read_model(out) as model:
        assert model.counts()["articles"] == 3
    trace_kept(out, processes=1)
    assert case_json(out) == whole
    with open_read_model(out) as model, open_read_model(tmp_path / "whole") as other:
        assert list(model.rows("claims")) == list(other.rows("claims"))


def test_a_process_killed_between_the_answer_and_its_files(tmp_path: Path, files: list[Path]) -> None:
    out = tmp_path / "out"
    trace(files[:2], out, processes=1)
    open_read_model(out).close()
    child = os.fork()
    if child == 0:  # pragma: no cover - it never comes back
        staying = Staying(out)
        staying.warm.lines.sha = ""
        trace_kept(out, processes=1, warm=staying.warm)
        staying.killed = True
        try:
            staying.add(files[2])
            staying.shown.clear()
            (tmp_path / "more.txt").write_text(
                "Bridge closed\n\nThe bridge at Ollenz is closed, the mayor said.\n"
            )
            staying.add(tmp_path / "more.txt")
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    with open_read_model(out) as model:
        assert model.counts()["articles"] == 4
    trace_kept(out, processes=1)
    trace([*files, tmp_path / "more.txt"], tmp_path / "whole", processes=1)
    assert case_json(out) == case_json(tmp_path / "whole")
