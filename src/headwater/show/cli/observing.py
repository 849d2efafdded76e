"""What ``--log`` and ``--profile`` write of a run: JSON lines, and a page that shows where the time goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.records.errors import InputError

if TYPE_CHECKING:
    from headwater.runs.profiling import Profile
    from headwater.runs.progress import Progress
    from headwater.runs.telemetry import Log, Stopwatch

LogFile = Annotated[
    Path | None, typer.Option("--log", metavar="FILE", help="Write what is done as JSON lines to this file.")
]
ProfileFile = Annotated[
    Path | None,
    typer.Option(
        "--profile", metavar="FILE", help="Write where the time goes, with flame graphs, as an HTML page."
    ),
]
_MOST_FUNCTIONS = 3


class Watched:
    """Progress that is passed on, logged, opened as a span for each stage, and told to a profile. See ``runs.progress``."""

    def __init__(self, progress: Progress, log: Log, profile: Profile | None) -> None:
        self._progress = progress
        self._log = log
        self._profile = profile
        self._around = ExitStack()
        self._watch: Stopwatch | None = None
        self._articles = 0

    def begin(self, stage: str, says: str, total: int) -> None:
        """A stage begins."""
        from headwater.runs.telemetry import Stopwatch, span

        self._progress.begin(stage, says, total)
        self._articles = total
        self._around.enter_context(span(stage))
        if self._profile is not None:
            self._around.enter_context(self._profile.stage(stage))
        self._watch = Stopwatch()

    def advance(self, articles: int) -> None:
        """So many more articles are done."""
        self._progress.advance(articles)

    def end(self, stage: str, seconds: float, reused: bool) -> None:
        """A stage is done. Processor seconds are those of this process."""
        processor = self._watch.processor() if self._watch else 0.0
        self._around.close()
        self._log.write(
            "stage",
            stage=stage,
            articles=self._articles,
            seconds=round(seconds, 3),
            processor_seconds=round(processor, 3),
            reused=reused,
        )
        self._progress.end(stage, seconds, reused)


@contextmanager
def observed(
    progress: Progress, log: Path | None, profile: Path | None, *, quiet: bool
) -> Iterator[Progress]:
    """Progress that is watched as asked; the page is written when the run has come to its end."""
    if log is None and profile is None:
        yield progress
        return
    from headwater.runs.profiling import Profile
    from headwater.runs.telemetry import LineLog, NoLog

    seen = Profile() if profile else None
    written = LineLog(log) if log else NoLog()
    begun = time.monotonic()
    try:
        yield Watched(progress, written, seen)
        written.write("end", seconds=round(time.monotonic() - begun, 3))
    finally:
        written.close()
    if seen is not None and profile is not None:
        write_profile(seen, profile, quiet=quiet)


def write_profile(seen: Profile, path: Path, *, quiet: bool) -> None:
    """Write the page; the functions in which most time went are printed. Raises InputError where it cannot be written."""
    seen.end()
    try:
        path.write_text(seen.page(), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"no profile can be written to {path}: {(error.strerror or str(error)).lower()}"
        ) from error
    if not quiet:
        for stage, name, count, share in seen.table(_MOST_FUNCTIONS):
            typer.echo(f"  {stage:24} {share:6.1%} {count:7,}  {name}", err=True)
        typer.echo(f"Where the time goes: {path}", err=True)


def processes_to_profile(profile: Path | None, processes: int | None) -> int | None:
    """One process where a profile is asked for, since only its stacks are seen; raises InputError where more are asked for."""
    if profile is None:
        return processes
    if processes not in (None, 1):
        raise InputError("--profile looks into one process; leave out --processes")
    return 1
