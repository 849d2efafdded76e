"""Batches of blocks told by where their rows lie: who works on one cuts it from mapped files, where it shares the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from headwater.records.tables import TABLES
from headwater.runs.blocks.work import Batch, run_batch
from headwater.runs.bulk.mapped import MappedFile, Numbers
from headwater.runs.cuts import narrowed
from headwater.runs.engines.messages import packed, unpacked
from headwater.runs.engines.stage_work import models_here
from headwater.runs.executor import rows_of

_FILES = 32
"""Files that stay mapped: more than any stage is given."""


@dataclass(frozen=True)
class Cutting:
    """A batch of blocks, and which rows of which files are its tables: they are cut where they are needed."""

    batch: Batch
    rows: Mapping[str, tuple[Path, Numbers]]
    shown: Mapping[str, frozenset[str] | None]

    def made(self) -> Batch:
        """The batch with its tables."""
        tables = {}
        for name, (path, numbers) in self.rows.items():
            table = mapped_at(path, path.stat().st_mtime_ns).take(numbers)
            tables[name] = narrowed(TABLES[name], table, self.shown.get(name))
        return replace(self.batch, tables=tables)


@lru_cache(maxsize=_FILES)
def mapped_at(path: Path, changed: int) -> MappedFile:
    """A file of this machine, mapped once; those of stages that are long done are let go, so that their room on the disk is free."""
    return MappedFile(path)


def do_blocks(message: bytes) -> bytes:
    """The tables that a stage writes for a batch of blocks; told: the stage, the batch or where its rows lie, what all are given."""
    whole, (stage, told) = unpacked(message)
    batch: Batch = told.made() if isinstance(told, Cutting) else told
    written = run_batch(stage, batch, rows_of(whole), models_here())
    return packed(written.tables)
