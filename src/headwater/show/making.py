"""Traces articles and writes the page beside the case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headwater.runs.progress import Progress
from headwater.runs.results import Case
from headwater.runs.trace import trace as run_trace


def trace(
    paths: Sequence[Path], out: Path, *, processes: int | None = None, progress: Progress | None = None
) -> Case:
    """Bring the case in ``out`` up to date with ``paths``, and its dossier with the case."""
    from headwater.show.dossier import write_dossier

    case = run_trace(paths, out, processes=processes, progress=progress)
    write_dossier(case)
    return case
