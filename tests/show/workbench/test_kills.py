"""A server that is killed while somebody judges loses nothing that it had acknowledged.

``python -m tests.show.workbench.test_kills 200`` kills more often.
"""

from __future__ import annotations

import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
import pytest

from headwater.runs.judgements import log_of, read_log
from headwater.store.readmodel import open_read_model
from tests.show.workbench.site import case, write_case

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
KILLS = 2
CLAIMS = [row["id"] for row in case()["claims"]]
VALUES = ("possible", "probable", "certain", "unknown")
ROOT = Path(__file__).parents[3]


def _start(out: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    run = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.show.workbench.served", str(out), str(port)], cwd=ROOT
    )
    until = time.monotonic() + 600
    while time.monotonic() < until and run.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return run, f"http://127.0.0.1:{port}"
    raise AssertionError("the server did not come up")


def judge_until_killed(out: Path, moment: float, number: int) -> list[str]:
    """The judgements that a server acknowledged before it was killed."""
    run, base = _start(out)
    killer = threading.Timer(moment, run.kill)
    acknowledged = []
    try:
        with httpx.Client(base_url=base, timeout=300, headers={"accept": "application/json"}) as client:
            token = re.search(
                r'name="token" value="(\w+)"', client.get("/settings", headers={"accept": "text/html"}).text
            )
            assert token
            for turn in range(1_000):
                claim, value = CLAIMS[turn % len(CLAIMS)], VALUES[(turn + number) % len(VALUES)]
                sent = {
                    "token": token[1],
                    "kind": "set-certainty",
                    "on": claim,
                    "value": value,
                    "head": "999999999",
                    "why": f"{number}.{turn}",
                }
                answer = client.post(
                    "/judge",
                    data=sent | {"head": str(log_of(out).stat().st_size if log_of(out).exists() else 0)},
                )
                if answer.status_code == 201:
                    acknowledged.append(str(answer.json()["judgement"]["id"]))
                    if len(acknowledged) == 1:
                        killer.start()
    except httpx.TransportError:
        pass  # killed
    finally:
        killer.cancel()
        run.kill()
        run.wait(300)
    return acknowledged


def kill_often(out: Path, kills: int) -> int:
    """How many judgements were acknowledged over so many kills; all of them are in the log after each."""
    write_case(out, case())
    moments, acknowledged = random.Random(7), list[str]()
    for number in range(kills):
        acknowledged += judge_until_killed(out, moments.uniform(0.05, 0.8), number)
        known = {row.id for row in read_log(log_of(out))}
        assert known.issuperset(acknowledged)
        with open_read_model(out) as model:
            assert model.select("SELECT count(*) FROM articles")[0][0] == len(case()["articles"])
    return len(acknowledged)


def test_what_was_acknowledged_is_there_after_every_kill(tmp_path: Path) -> None:
    assert kill_often(tmp_path / "case", KILLS) > 0


if __name__ == "__main__":
    print(kill_often(Path(tempfile.mkdtemp()) / "case", int(sys.argv[1])))
