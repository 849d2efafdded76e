"""A page tells a job as it stood at one moment, and awaits what a judgement changed though the case has it by then."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from headwater.show.workbench.pages import judging
from headwater.show.workbench.work.jobs import Jobs
from headwater.show.workbench.work.process import Told, Worker
from tests.show.workbench.site import Browser
from tests.show.workbench.test_judging import EDGE


class Gated(Worker):
    """A worker that ends when it may."""

    def __init__(self) -> None:
        self.may_end = threading.Event()

    def do(self, asked: Told, hear: Callable[[Told], None]) -> Told:
        hear({"event": "begin", "stage": "x", "says": "reading", "total": 1})
        self.may_end.wait(600)
        return {"new": ["one.txt"]}

    def close(self) -> None:
        self.may_end.set()


def test_a_job_that_was_asked_for_does_not_move() -> None:
    worker = Gated()
    jobs = Jobs(worker, lambda: None, lambda held: [])
    number = jobs.ask("add", {}, "Ana").number
    before = jobs.job(number)
    worker.may_end.set()
    assert before is not None
    assert jobs.wait(before, 600)
    after = jobs.job(number)
    assert after is not None
    assert (before.ended, before.result) == (False, {})
    assert (after.state, after.result) == ("done", {"new": ["one.txt"]})
    jobs.close()


def test_what_a_judgement_changed_is_awaited(bench: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs, may = bench.desk.jobs, threading.Event()
    compare = jobs._compare

    def late(held: Any) -> Any:
        may.wait(600)
        return compare(held)

    monkeypatch.setattr(jobs, "_compare", late)
    monkeypatch.setattr(judging, "_WAIT", 0.1)
    bench.judge("reject-edge", EDGE)
    job = jobs.all()[0]
    (judgement,) = job.judgements
    for _ in range(6000):  # until the case has it, while what moved is still being found
        if bench.desk.rows().by_ids("judgements", [judgement]):
            break
        threading.Event().wait(0.1)
    told = bench.json(f"/judgements/{judgement}")
    assert (told["worked_out"], told["effects"]) == (False, [])
    may.set()
    assert jobs.wait(job, 600)
    told = bench.json(f"/judgements/{judgement}")
    assert told["worked_out"]
    assert told["effects"]
