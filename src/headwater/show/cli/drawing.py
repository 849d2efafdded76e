"""A progress line on a terminal; nothing where nobody looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from headwater.runs.progress import Progress, Silent


class _Drawn:
    """A progress line a stage, on a terminal; none before the first has begun, for questions may come first."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None)

    def begin(self, stage: str, says: str, total: int) -> None:
        """Show what is being done."""
        self._bar.start()
        self._bar.reset(self._task, description=says, total=max(total, 1), completed=0)

    def advance(self, articles: int) -> None:
        """Move the bar."""
        self._bar.advance(self._task, articles)

    def end(self, stage: str, seconds: float, reused: bool) -> None:
        """Fill the bar; say what took its time."""
        self._bar.update(self._task, completed=self._bar.tasks[0].total)
        if not reused and seconds >= 1:
            self._bar.console.print(f"  {stage}: {seconds:.1f} s", style="dim", highlight=False)


@contextmanager
def drawn(quiet: bool) -> Iterator[Progress]:
    """Progress that is drawn on the terminal, gone when it is over."""
    errors = Console(stderr=True)
    if quiet or not errors.is_terminal:
        yield Silent()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Bar(*columns, console=errors, transient=True)
    try:
        yield _Drawn(bar)
    finally:
        bar.stop()
