"""Jobs: what is to be done to the case, one after another, each with how it goes and what it changed."""

from __future__ import annotations

import contextlib
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition, Thread
from typing import Any, Literal

from headwater.records.errors import HeadwaterError
from headwater.show.workbench.effects import Effect
from headwater.show.workbench.work.process import Told, Worker

_KEPT = 60
_LINES = 400
State = Literal["waiting", "running", "done", "failed"]
Compare = Callable[[Any], list[Effect]]


@dataclass(slots=True)
class Job:
    """One thing to do. ``changes``: what it changed in the case, once it is done."""

    number: int
    do: str
    asked: Told
    who: str
    judgements: list[str] = field(default_factory=list)
    state: State = "waiting"
    stage: str = ""
    total: int = 0
    done: int = 0
    lines: list[str] = field(default_factory=list)
    result: Told = field(default_factory=dict)
    error: str = ""
    changes: list[Effect] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    """Files that were sent for this job; they are removed when it has ended, for the case keeps its own copy."""

    @property
    def ended(self) -> bool:
        """Whether nothing more comes."""
        return self.state in ("done", "failed")

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "number": self.number, "do": self.do, "who": self.who, "state": self.state, "stage": self.stage,
            "total": self.total, "done": self.done, "lines": self.lines, "result": self.result, "error": self.error,
            "judgements": self.judgements, "changes": [change.as_json() for change in self.changes],
        }  # fmt: skip

    def hear(self, told: Told) -> None:
        """Take down how it goes."""
        event = told["event"]
        if event == "begin":
            self.stage, self.total, self.done = told["says"], told["total"], 0
        elif event == "advance":
            self.done += told["articles"]
        elif event == "say" and len(self.lines) < _LINES:
            self.lines.append(told["line"])


class Jobs:
    """The jobs of one case, done one after another by one worker."""

    def __init__(self, worker: Worker, before: Callable[[], Any], compare: Compare) -> None:
        """``before`` takes hold of the case as it stands, ``compare`` says what changed since, and lets go of it."""
        self._worker, self._before, self._compare = worker, before, compare
        self._known: OrderedDict[int, Job] = OrderedDict()
        self._waiting: deque[Job] = deque()
        self._moved = Condition()
        self._number = 0
        self._closed = False
        self._thread = Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def job(self, number: int) -> Job | None:
        """A job by its number, as it stands now; None where it is too long ago."""
        with self._moved:
            found = self._known.get(number)
            return replace(found) if found else None

    def all(self) -> Sequence[Job]:
        """The jobs that are known, the latest first, each as it stands now: a page that is being made must not see it move."""
        with self._moved:
            return [replace(job) for job in reversed(self._known.values())]

    @property
    def current(self) -> Job | None:
        """The job that is being done, or else the next."""
        with self._moved:
            return next((job for job in self._known.values() if not job.ended), None)

    def of_judgement(self, judgement: str) -> Job | None:
        """The job that works out a judgement's effect."""
        return next((job for job in self.all() if judgement in job.judgements), None)

    def ask(
        self, do: str, asked: Told, who: str, judgements: Sequence[str] = (), files: Sequence[Path] = ()
    ) -> Job:
        """Put a job in line; a judgement joins a run that waits for its turn."""
        with self._moved:
            waiting = next((job for job in self._waiting if job.do == do == "refresh"), None)
            if waiting is not None:
                waiting.judgements += judgements
                return waiting
            self._number += 1
            job = Job(self._number, do, {"do": do} | asked, who, list(judgements), files=list(files))
            self._known[job.number] = job
            self._waiting.append(job)
            while len(self._known) > _KEPT and next(iter(self._known.values())).ended:
                self._known.popitem(last=False)
            self._moved.notify_all()
            return job

    def wait(self, job: Job, seconds: float) -> bool:
        """Whether a job ended within so many seconds."""
        with self._moved:
            known = self._known.get(job.number, job)
            return self._moved.wait_for(lambda: known.ended or self._closed, seconds) and known.ended

    def close(self) -> None:
        """Do no more; the job that is being done is cut off, and its run goes on where it stopped next time."""
        with self._moved:
            self._closed = True
            self._waiting.clear()
            self._moved.notify_all()
        self._worker.close()

    def _run(self) -> None:
        while True:
            with self._moved:
                self._moved.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                job = self._waiting.popleft()
                job.state = "running"
            self._do(job)
            with self._moved:
                self._moved.notify_all()

    def _do(self, job: Job) -> None:
        state: State = "failed"
        try:
            held = self._before()
            job.result = self._worker.do(job.asked, job.hear)
            job.changes = self._compare(held)
            state = "done"
        except HeadwaterError as error:
            job.error = str(error)
        except Exception as error:  # the page must hear of it, whatever it is
            job.error = f"unexpected: {error!r}"
        for file in job.files:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
                file.parent.rmdir()
        job.state = state
