"""A bulk run from its begin to its end, or a share of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from headwater.providers import model_versions
from headwater.records.errors import InputError
from headwater.records.stages import Stage
from headwater.runs.bulk.gathering import gather
from headwater.runs.bulk.lists import write_lists
from headwater.runs.bulk.planning import Plan, planned
from headwater.runs.bulk.row_stages import do_shard, of_shards
from headwater.runs.bulk.shards import Doing, Shelf, numbers_of, shelves
from headwater.runs.bulk.summary import write_summary
from headwater.runs.bulk.telling import Teller
from headwater.runs.bulk.whole import GATHERED, Whole
from headwater.runs.engines import opened
from headwater.runs.engines.workers import Limits
from headwater.runs.fingerprints import code_fingerprint
from headwater.runs.plan import PLAN
from headwater.store import StageRecord
from headwater.store.storage import Storage

_LISTS = "lists"
_SCRATCH = "scratch-"


@dataclass(frozen=True)
class Wanted:
    """How a bulk run is to be done.

    ``share`` (i, n) does the row stages of every n-th shard from the i-th and no more; ``gather`` does what comes after
    all shares; with neither the run does all. ``stages`` are those of the plan.
    """

    engine: str = "local"
    processes: int | None = None
    shard_size: int = 1000
    share: tuple[int, int] | None = None
    gather: bool = False
    today: date | None = None
    endpoint: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    stages: Sequence[Stage] = PLAN


def bulk(
    inputs: Sequence[str],
    out: str,
    wanted: Wanted,
    teller: Teller | None = None,
) -> dict[str, Any]:
    """Bring ``out`` up to date with ``inputs``; gives what its ``summary.json`` says.

    Raises InputError where nothing can be read, or where shares are gathered that are not all there.
    """
    teller = teller or Teller()
    place = Storage(out, wanted.endpoint)
    plan = _plan(inputs, place, wanted)
    own = of_shards(wanted.stages)
    with opened(
        wanted.engine, processes=wanted.processes, limits=wanted.limits, profile=teller.profile
    ) as engine:
        doing = Doing(engine, place, model_versions(), teller, wanted.endpoint)
        if not wanted.gather:
            for number in numbers_of(len(plan.shards), wanted.share):
                do_shard(number, plan, own, doing)
        if wanted.share is None:
            found = list(shelves(place, len(plan.shards)))
            _require_all(found, own)
            with scratch_of(place) as scratch:
                whole = Whole(found, Shelf(place, GATHERED), scratch)
                gather(whole, plan, wanted.stages, own, doing)
                return write_summary(whole, plan, _lists(whole, place, doing), place)
    return {"shards": len(numbers_of(len(plan.shards), wanted.share)), "of": len(plan.shards)}


@contextmanager
def scratch_of(place: Storage) -> Iterator[Path]:
    """A folder for tables that are mapped, beside what the run writes where that is a disk; those of runs that were killed go."""
    if place.is_remote:
        with tempfile.TemporaryDirectory(prefix="headwater-") as found:
            yield Path(found)
        return
    for stale in place.path().glob(f"{_SCRATCH}*"):
        if not _alive(stale.name.removeprefix(_SCRATCH)):
            shutil.rmtree(stale, ignore_errors=True)
    folder = place.path(f"{_SCRATCH}{os.getpid()}")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _alive(process: str) -> bool:
    return process.isdigit() and int(process) != os.getpid() and Path(f"/proc/{process}").exists()


def _lists(whole: Whole, place: Storage, doing: Doing) -> dict[str, int]:
    """Write the lists, unless they stand; gives how many rows each has."""
    records = [shelf.record.stages for shelf in (*whole.shelves, whole.gathered)]
    made_of = [{name: record.tables for name, record in some.items() if name != _LISTS} for some in records]
    code = code_fingerprint(write_lists.__module__, ())
    fingerprint = hashlib.sha256(f"{code} {made_of}".encode()).hexdigest()
    if whole.gathered.stands(_LISTS, fingerprint):
        doing.teller.stood(_LISTS, whole.gathered.name, 0)
        return whole.gathered.record.stages[_LISTS].rows
    with doing.teller.stage(_LISTS, whole.gathered.name, doing.engine) as run:
        counts = write_lists(whole, place, doing.engine)
        record = StageRecord(fingerprint, {}, counts, round(run.watch.wall(), 3))
        whole.gathered.record.stages[_LISTS] = record
        whole.gathered.write()
    return counts


def bulk_plan(inputs: Sequence[str], out: str, wanted: Wanted) -> int:
    """Look through the inputs and write which shard reads what; gives how many shards there are."""
    return len(_plan(inputs, Storage(out, wanted.endpoint), wanted).shards)


def _plan(inputs: Sequence[str], place: Storage, wanted: Wanted) -> Plan:
    return planned(
        inputs,
        place,
        shard_size=wanted.shard_size,
        today=(wanted.today or date.today()).isoformat(),
        endpoint=wanted.endpoint,
        columns=wanted.columns,
    )


def _require_all(found: Sequence[Shelf], stages: Sequence[Stage]) -> None:
    """Raises InputError where a shard is not done."""
    missing = [
        shelf.name for shelf in found if any(stage.name not in shelf.record.stages for stage in stages)
    ]
    if missing:
        raise InputError(
            f"{len(missing)} of {len(found)} shards are not done yet ({', '.join(missing[:5])}); do their shares first"
        )
