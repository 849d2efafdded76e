"""What a bulk run tells while it goes: each stage of each shard that is done, to whoever listens, the log and the spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from headwater.runs.engines.port import Engine
from headwater.runs.profiling import Profile
from headwater.runs.telemetry import Log, NoLog, Stopwatch, span


@dataclass(frozen=True, slots=True)
class Done:
    """A stage of a shard is done: seconds on the wall, and of processors, the driver's and the workers'.

    ``reused``: its tables stood from an earlier run. ``where`` is "shards/000003", or "gathered".
    """

    stage: str
    where: str
    articles: int
    seconds: float
    processor: float
    reused: bool


def _nobody(done: Done) -> None:
    """Nothing."""


@dataclass
class Teller:
    """Passes on what is done."""

    listener: Callable[[Done], None] = _nobody
    log: Log = field(default_factory=NoLog)
    profile: Profile | None = None

    @contextmanager
    def stage(self, name: str, where: str, engine: Engine) -> Iterator[Run]:
        """Around the work of one stage; what it did is told when it is left without an error."""
        watch, before = Stopwatch(), engine.processor
        run = Run(watch)
        profiled = self.profile.stage(name) if self.profile else nullcontext()
        with span(name, where=where), profiled:
            yield run
        processor = watch.processor() + engine.processor - before
        self._tell(Done(name, where, run.articles, round(watch.wall(), 3), round(processor, 3), False))

    def stood(self, name: str, where: str, articles: int) -> None:
        """A stage's tables stood."""
        self._tell(Done(name, where, articles, 0.0, 0.0, True))

    def _tell(self, done: Done) -> None:
        self.listener(done)
        self.log.write(
            "stage",
            stage=done.stage,
            where=done.where,
            articles=done.articles,
            seconds=done.seconds,
            processor_seconds=done.processor,
            reused=done.reused,
        )


@dataclass
class Run:
    """A stage under way: how many articles it was done for is known at its end."""

    watch: Stopwatch
    articles: int = 0
