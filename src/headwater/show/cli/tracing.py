"""The command ``trace``: run, draw progress, write the page, print the summary."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from headwater.runs.progress import Silent
from headwater.runs.results import Case
from headwater.show.making import trace
from headwater.show.summary import Summary, summarise
from headwater.show.view import CaseView, plural


class _Drawn:
    """A progress line a stage, on a terminal."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None)

    def begin(self, stage: str, says: str, total: int) -> None:
        """Show what is being done."""
        self._bar.reset(self._task, description=says, total=max(total, 1), completed=0)

    def advance(self, articles: int) -> None:
        """Move the bar."""
        self._bar.advance(self._task, articles)

    def end(self, stage: str, seconds: float, reused: bool) -> None:
        """Fill the bar; say what took its time."""
        self._bar.update(self._task, completed=self._bar.tasks[0].total)
        if not reused and seconds >= 1:
            self._bar.console.print(f"  {stage}: {seconds:.1f} s", style="dim", highlight=False)


def trace_and_tell(
    paths: Sequence[Path], out: Path, *, as_json: bool, processes: int | None, quiet: bool
) -> None:
    """Trace ``paths`` into ``out`` and print the summary."""
    begun = time.monotonic()
    errors = Console(stderr=True)
    if errors.is_terminal and not quiet:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Bar(*columns, console=errors, transient=True) as bar:
            case = trace(paths, out, processes=processes, progress=_Drawn(bar))
    else:
        case = trace(paths, out, processes=processes, progress=Silent())
    summary = summarise(CaseView(case.json))
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    if as_json:
        console.print(
            json.dumps(
                summary.as_json() | {"out": str(out), "worked": list(case.worked)},
                ensure_ascii=False,
                indent=1,
            )
        )
    elif not quiet:
        for line in lines_of(summary, case, out, time.monotonic() - begun):
            console.print(line)


def lines_of(summary: Summary, case: Case, out: Path, seconds: float) -> list[str]:
    """The summary as lines of text."""
    languages = ", ".join(f"{lang} {number}" for lang, number in summary.languages.items())
    lines = [f"{plural(summary.texts, 'text')} read ({languages}). {summary.subjects}."]
    if summary.not_read:
        unread = ", ".join(f"{lang} {number}" for lang, number in summary.not_read.items())
        lines.append(f"Attributions are not read yet in: {unread}; those texts take part in descent only.")
    lines += [f"  “{g.heading}” ({g.outlet}, {g.lang})\n    {g.says}" for g in summary.groups]
    lines += [f"  {a.title} [{a.lang}]\n    {a.says}" for a in summary.articles]
    if summary.findings:
        lines.append(
            "Findings: " + ", ".join(f"{kind} {number}" for kind, number in summary.findings.items())
        )
    lines += [f"To find: {what}" for what in summary.to_find]
    if summary.rejected:
        lines.append(f"Not used: {plural(len(summary.rejected), 'input')}")
        lines += [f"  {row['path']}: {row['reason']}" for row in summary.rejected[:10]]
        lines += ["  ... all of them are in case.json under rejected"] if len(summary.rejected) > 10 else []
    done = f"done in {seconds:.1f} s" if case.worked else "nothing had changed, so nothing was done again"
    lines.append(f"Open {out / 'index.html'} ({done}).")
    return lines
