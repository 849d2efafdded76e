"""Traces articles and writes the page beside the case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.runs.progress import Progress
from headwater.runs.results import Case
from headwater.runs.trace import trace as run_trace
from headwater.show.stamps import stamp_of, stands

if TYPE_CHECKING:
    from headwater.runs.judgements import Judgement
    from headwater.records.ports import SecondReader


def trace(
    paths: Sequence[Path],
    out: Path,
    *,
    processes: int | None = None,
    progress: Progress | None = None,
    second_reader: SecondReader | None = None,
    judgements: Sequence[Judgement] = (),
    interface: str = "en",
    evidence: bool = True,
) -> Case:
    """Bring the case in ``out`` up to date with ``paths``, and its dossier with the case."""
    case = run_trace(
        paths,
        out,
        processes=processes,
        progress=progress,
        second_reader=second_reader,
        judgements=judgements,
        evidence=evidence,
    )
    return with_page(case, interface)


def with_page(case: Case, interface: str = "en") -> Case:
    """The case, with its dossier brought up to date."""
    if not stands(case, stamp_of(case, interface)):
        from headwater.show.dossier import write_dossier  # the page's engine loads where a page is made

        write_dossier(case, interface)
    return case
