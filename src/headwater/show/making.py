"""Traces articles and writes the page beside the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.runs.progress import Progress
from headwater.runs.results import Case
from headwater.runs.trace import trace as run_trace
from headwater.runs.trace import trace_kept
from headwater.show.stamps import stamp_of, stands

if TYPE_CHECKING:
    from headwater.records.ports import SecondReader
    from headwater.runs.judgements import Judgement


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
    columns: Mapping[str, str] | None = None,
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
        columns=columns,
    )
    return with_page(case, interface)


def judge(out: Path, judgements: Sequence[Judgement], *, interface: str = "en") -> Case:
    """Add judgements to the log of the case in ``out``, and bring case and dossier up to date with them."""
    return with_page(trace_kept(out, judgements=judgements), interface)


def with_page(case: Case, interface: str = "en") -> Case:
    """The case, with its dossier brought up to date."""
    if not stands(case, stamp_of(case, interface)):
        from headwater.show.dossier import write_dossier  # the page's engine loads where a page is made

        write_dossier(case, interface)
    return case
