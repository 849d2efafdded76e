"""A stage done in a worker, on whatever engine: on a batch of articles."""

from __future__ import annotations

from functools import cache

from headwater.providers import load_models
from headwater.records.ports import Models
from headwater.records.uncollected import uncollected
from headwater.runs.engines.messages import packed, unpacked
from headwater.runs.executor import rows_of, tables_of


@cache
def models_here() -> Models:
    """The models of this process, loaded when first asked for."""
    return load_models()


def do_rows(message: bytes) -> bytes:
    """The tables that a row stage writes for a batch; told beside the tables: the stage."""
    tables, (stage,) = unpacked(message)
    with uncollected():
        return packed(tables_of(stage.run(rows_of(tables), stage.config, models_here()), stage))
