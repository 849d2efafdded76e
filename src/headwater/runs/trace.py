"""Brings a case up to date with its input, and does nothing at all where nothing has changed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.articles.inputs import discover
from headwater.articles.tabular.mapping import with_columns
from headwater.providers import model_versions
from headwater.records.errors import DamagedCase
from headwater.runs.evidence import Given, keep, kept, loose
from headwater.runs.fingerprints import REGISTRY, Inputs
from headwater.runs.history.lines import case_of, last_line
from headwater.runs.judgements import append_judgements, log_of
from headwater.runs.progress import Progress, Silent
from headwater.runs.results import Case
from headwater.store import CaseFolder, Manifest, writing
from headwater.store.evidence import Evidence
from headwater.store.folder import file_sha256

if TYPE_CHECKING:
    from headwater.records.articles import Rejected
    from headwater.records.ports import SecondReader
    from headwater.runs.history.noting import Read, Standing
    from headwater.runs.judgements import Judgement
    from headwater.runs.warm import Warm


def trace(
    paths: Sequence[Path],
    out: Path,
    *,
    processes: int | None = None,
    batch: int | None = None,
    progress: Progress | None = None,
    today: date | None = None,
    second_reader: SecondReader | None = None,
    judgements: Sequence[Judgement] = (),
    evidence: bool = True,
    columns: Mapping[str, str] | None = None,
) -> Case:
    """Read ``paths`` and bring the case in ``out`` up to date with them.

    What is read is kept as evidence before; ``evidence=False`` reads it where it lies. A stage whose inputs,
    settings, code and models are unchanged is not done again. No publication date after ``today`` is believed;
    by default it is this day's, so that a date of next year is read as wrong this year and as right the next.
    A ``second_reader`` is asked about every article; what it proposes is laid beside the rest and changes
    nothing. ``judgements`` that the case's log does not hold yet are added to it, and all that it holds are
    obeyed in this run and every later one. ``columns`` says of tables which column holds what
    (``headwater.articles.tabular.mapping``); the case keeps it with each. Raises InputError where nothing could be read or ``out`` is no
    place for a case, CaseBusy where another process writes the case, DamagedCase where its evidence was changed.
    """
    folder = CaseFolder(out)
    folder.require_room()
    with writing(out):
        found = with_columns(discover(paths, out), columns or {})
        given = keep(found, paths, Evidence(out, held=True)) if evidence else loose(found, paths)
        wanted = _Wanted(
            processes, batch, progress or Silent(), today or date.today(), second_reader, judgements
        )
        return _bring_up_to_date(folder, given, wanted)


def trace_kept(
    out: Path,
    *,
    processes: int | None = None,
    batch: int | None = None,
    progress: Progress | None = None,
    today: date | None = None,
    second_reader: SecondReader | None = None,
    judgements: Sequence[Judgement] = (),
    rejected: Sequence[Rejected] = (),
    warm: Warm | None = None,
) -> Case:
    """Bring the case in ``out`` up to date with the evidence that it keeps; ``rejected`` was not taken in.

    ``warm`` is what a process that stays has kept of this case since its last run. For the rest as ``trace``.
    """
    folder = CaseFolder(out, warm.seen if warm else None)
    folder.require_room()
    with writing(out), _undisturbed(warm):
        given = kept(Evidence(out, held=True), rejected)
        wanted = _Wanted(
            processes, batch, progress or Silent(), today or date.today(), second_reader, judgements, warm
        )
        return _bring_up_to_date(folder, given, wanted)


def _undisturbed(warm: Warm | None) -> AbstractContextManager[None]:
    if warm is None:
        return nullcontext()
    from headwater.runs.warm import undisturbed

    return undisturbed()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How a run is to be done."""

    processes: int | None
    batch: int | None
    progress: Progress
    today: date
    second_reader: SecondReader | None
    judgements: Sequence[Judgement]
    warm: Warm | None = None


def _bring_up_to_date(folder: CaseFolder, given: Given, wanted: _Wanted) -> Case:
    folder.sweep()
    before = _manifest_before(folder)
    log = log_of(folder.path)
    append_judgements(log, wanted.judgements)
    reader = wanted.second_reader
    inputs = _look_at(given, wanted.today, reader, log)
    if _all_stands(folder, before, inputs) and not given.underived():
        given.settle()
        _note(folder, before, given, inputs)
        return Case(folder, before, custody=given.head)
    # The rooms and their models load only where there is something to do.
    from headwater.runs.answers import KeptAnswers
    from headwater.runs.executor import LocalExecutor
    from headwater.runs.history.noting import standing_of
    from headwater.runs.work import work

    stood = standing_of(folder, before, _reader(folder, wanted.warm))
    asked = KeptAnswers(reader, folder.stages / "answers") if reader else None
    with LocalExecutor(wanted.processes, wanted.batch, asked, wanted.warm) as executor:
        manifest, worked = work(folder, given, inputs, before, executor, wanted.progress, wanted.warm)
    given.settle()
    _note(folder, manifest, given, inputs, stood, wanted.warm)
    return Case(folder, manifest, worked, custody=given.head)


def _reader(folder: CaseFolder, warm: Warm | None) -> Read | None:
    """Reads tables from memory, where a process that stays has them there."""
    return (lambda name, sha: warm.held(folder, name, sha).table) if warm is not None else None


def _note(
    folder: CaseFolder,
    manifest: Manifest,
    given: Given,
    inputs: Inputs,
    stood: Standing | None = None,
    warm: Warm | None = None,
) -> None:
    """The line of this run in the case's history, where the answer is another than the last line's."""
    last, _ = last_line(folder.path)
    if last is not None and last.case == case_of(manifest):
        return
    from headwater.runs.history.noting import Standing, note_run

    custody = len(given.evidence.log.lines) if given.evidence is not None else 0
    log = log_of(folder.path)
    judged = log.read_bytes().count(b"\n") if log.exists() else 0
    read = _reader(folder, warm)
    note_run(folder, manifest, stood or Standing(), (custody, judged), inputs.today, read)


def _manifest_before(folder: CaseFolder) -> Manifest:
    try:
        return folder.manifest() or Manifest()
    except DamagedCase:
        return Manifest()  # what cannot be read is made anew


def _look_at(given: Given, today: date, second_reader: SecondReader | None, log: Path) -> Inputs:
    """Names and hashes of the input, without reading it as articles."""
    return Inputs(
        given.files,
        [(row.path, row.reason) for row in given.found.rejected],
        model_versions() | _registry_folder(),
        today.isoformat(),
        second_reader.name() if second_reader else "",
        file_sha256(log) if log.exists() else "",
    )


def _registry_folder() -> dict[str, str]:
    """The hash of the registry folder that is chosen, kept like a model's version: every stage hangs on it."""
    if not os.environ.get(REGISTRY):
        return {}
    from headwater.entities.overlay import chosen, digest

    folder = chosen()
    return {"registry folder": digest(folder)} if folder else {}


def _all_stands(folder: CaseFolder, before: Manifest, inputs: Inputs) -> bool:
    """Whether input, code and models are those of the last run, and its files are whole."""
    if not before.everything or before.everything != inputs.everything():
        return False
    name = folder.case_json.name
    made = before.exports.get(name, "").rpartition("\n")[2]
    whole = folder.case_json.exists() and folder.seen.sha256(folder.case_json) == made
    return whole and all(folder.holds(record.tables) for record in before.stages.values())
