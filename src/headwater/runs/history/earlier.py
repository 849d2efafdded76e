"""A case as it stood at an earlier moment, made from the beginnings of its logs.

Evidence and judgements are only ever added to, so the first lines of both, with the bytes they tell of, are the case of
then. Tables are taken along: what did not move since is not worked out again. What was purged since is not in it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from headwater.records.errors import InputError
from headwater.runs.history.lines import RunLine, case_of, read_history, write_lines
from headwater.runs.history.moments import Moment, moment_of
from headwater.runs.judgements import log_of
from headwater.runs.results import Case
from headwater.runs.trace import trace_kept
from headwater.store import CaseFolder
from headwater.store.evidence import Evidence
from headwater.store.evidence.fold import Fold
from headwater.store.evidence.lines import read_chain, split_log
from headwater.version import __version__

_PURGED = "purged from the case since"


@dataclass(frozen=True, slots=True)
class Recalled:
    """The case of an earlier moment; ``run`` is the run whose answer stood then, where one was noted."""

    case: Case
    run: RunLine | None
    purged: int
    same: bool | None
    """Whether case.json is, to the byte, what that run wrote; None where no run was noted."""

    @property
    def says(self) -> str:
        """How far this is what was told then, in plain words."""
        told = f" {self.purged} items that were purged since are not in it." if self.purged else ""
        if self.run is None:
            return f"Made from evidence and judgements of then; no run was noted, so what was told then is not known.{told}"
        name = f"run {self.run.run} ({self.run.at[:16].replace('T', ' ')} UTC)"
        if self.same:
            return f"This is what {name} told, to the byte.{told}"
        by = f" by headwater {self.run.headwater}" if self.run.headwater != __version__ else ""
        return f"Made anew from what {name} had read{by}; other rules or files give another case.json than it wrote.{told}"


def recall(out: Path, when: str, to: Path, *, processes: int | None = None) -> Recalled:
    """Make the case that stood in ``out`` at ``when`` in the folder ``to``; ``out`` is only read.

    Raises InputError where ``to`` is not empty, where ``out`` keeps no evidence, or for a moment that it does not know.
    """
    if to.exists() and any(to.iterdir()):
        raise InputError(f"{to} is not empty; give a new folder for the case of then")
    CaseFolder(out).require_manifest()
    if not Evidence(out).exists():
        raise InputError(f"{out} keeps no evidence, so no earlier case can be made from it")
    history = read_history(out)
    moment = moment_of(out, when, history)
    to.mkdir(parents=True, exist_ok=True)
    _copy_evidence(out, to, moment.custody)
    _copy_rest(out, to, moment, history)
    purged = _leave_out_purged(to)
    case = trace_kept(to, today=date.fromisoformat(moment.today), processes=processes)
    same = case_of(case.manifest) == moment.run.case if moment.run else None
    return Recalled(case, moment.run, purged, same)


def _copy_evidence(out: Path, to: Path, known: int) -> None:
    """The first lines of the custody log, and the files they tell of that are still here."""
    lines = split_log((out / "evidence" / "custody.jsonl").read_bytes())[0][:known]
    fold = Fold()
    fold.take(read_chain(lines)[0])
    place = Evidence(to)
    place.folder.mkdir(parents=True)
    (place.folder / "custody.jsonl").write_bytes(b"".join(lines))
    own = Evidence(out)
    wanted = [(own.objects.path(sha), place.objects.path(sha)) for sha in fold.objects]
    wanted += [(own.texts.path(sha), place.texts.path(sha)) for sha in fold.texts]
    _link(wanted)
    if own.details.path.exists():
        shutil.copyfile(own.details.path, place.details.path)


def _copy_rest(out: Path, to: Path, moment: Moment, history: Iterable[RunLine]) -> None:
    """Judgements of then, runs up to it, and the tables of now: rows that stood then are taken from them."""
    if moment.judgements:
        log_of(to).write_bytes(b"".join(moment.judgements))
    if moment.run is not None:
        write_lines(to, [line for line in history if line.run <= moment.run.run])
    own, place = CaseFolder(out), CaseFolder(to)
    files = [path for path in own.stages.rglob("*") if path.is_file() and path.name[0] != "."]
    _link([(path, to / path.relative_to(out)) for path in files])
    manifest = own.manifest()
    if manifest is not None:
        place.write_manifest(replace(manifest, custody="", everything="", exports={}))


def _link(pairs: Iterable[tuple[Path, Path]]) -> None:
    """Files under a second name, or copied where the disk has none; files of a case are replaced, never written into."""
    for source, place in pairs:
        if not source.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, place)
        except OSError:
            shutil.copy2(source, place)


def _leave_out_purged(to: Path) -> int:
    """Items whose bytes are gone leave the case of then."""
    evidence = Evidence(to)
    gone = [item.seq for item in evidence.items() if not item.path.exists()]
    evidence.remove(gone, _PURGED)
    return len(gone)
