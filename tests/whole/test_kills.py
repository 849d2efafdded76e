"""A run that is killed leaves a case that the next run finishes, as if nothing had happened."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from headwater.records.errors import CaseBusy
from headwater.store import writing

pytestmark = pytest.mark.models

_SAYS = "The bridge at {} is closed, the mayor said on Tuesday. Police said {} people were hurt."


def _start(inputs: Path, out: Path) -> subprocess.Popen[str]:
    program = "from headwater.show.cli.app import main; main()"
    command = [sys.executable, "-c", program, "trace", str(inputs), "-o", str(out), "-q", "--processes", "1"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def _finish(inputs: Path, out: Path) -> bytes:
    run = _start(inputs, out)
    _, said = run.communicate(timeout=900)
    assert run.returncode == 0, said
    return (out / "case.json").read_bytes()


def _await_writing(run: subprocess.Popen[str], lock: Path) -> None:
    """Wait until the run has written its number into the case's lock: before that it is Python that starts."""
    while run.poll() is None and not (lock.exists() and lock.read_text() == str(run.pid)):
        time.sleep(0.01)


def test_a_killed_run_goes_on_to_the_same_case(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    for number, town in enumerate(("Ollenz", "Vardesk")):
        (inputs / f"{town}.txt").write_text(f"Bridge closed\n\n{_SAYS.format(town, number + 3)}\n")
    begun = time.monotonic()
    whole = _finish(inputs, tmp_path / "whole")
    length = time.monotonic() - begun
    moments = random.Random(7)
    for kill in (signal.SIGKILL, signal.SIGINT):
        run = _start(inputs, tmp_path / "killed")
        _await_writing(run, tmp_path / "killed" / ".lock")
        time.sleep(length * moments.uniform(0.0, 0.6))
        run.send_signal(kill)
        _, said = run.communicate(timeout=900)
        assert run.returncode in (0, 130, -kill), said
        assert "Traceback" not in said
    assert _finish(inputs, tmp_path / "killed") == whole


def test_a_second_writer_waits_its_turn(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_SAYS.format("Ollenz", 3))
    with writing(tmp_path / "out"):
        run = _start(tmp_path / "a.txt", tmp_path / "out")
        _, said = run.communicate(timeout=900)
        assert run.returncode == CaseBusy.exit_code
        assert "is being written by process" in said
        assert "Traceback" not in said
