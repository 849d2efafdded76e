"""A stage done in a worker, on whatever engine: on a batch of articles, or on a batch of blocks."""

from __future__ import annotations

from functools import cache

from headwater.providers import load_models
from headwater.records.ports import Models
from headwater.runs.blocks.work import run_batch
from headwater.runs.engines.messages import packed, unpacked
from headwater.runs.executor import rows_of, tables_of


@cache
def models_here() -> Models:
    """The models of this process, loaded when first asked for."""
    return load_models()


def do_rows(message: bytes) -> bytes:
    """The tables that a row stage writes for a batch; told beside the tables: the stage."""
    tables, (stage,) = unpacked(message)
    return packed(tables_of(stage.run(rows_of(tables), stage.config, models_here()), stage))


def do_blocks(message: bytes) -> bytes:
    """The tables that a stage writes for a batch of blocks, and whose rows are whose; told: the stage, the batch, what all are given."""
    whole, (stage, batch) = unpacked(message)
    written = run_batch(stage, batch, rows_of(whole), models_here())
    return packed(written.tables, written.sizes)
