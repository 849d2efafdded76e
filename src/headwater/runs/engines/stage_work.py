"""A stage done in a worker, on whatever engine: on a batch of articles."""

from __future__ import annotations

from functools import cache

from headwater.providers import load_models
from headwater.records.arrow import from_table
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import TABLES, Tables
from headwater.records.uncollected import uncollected
from headwater.runs.engines.fields_read import FIELDS_READ
from headwater.runs.engines.messages import ArrowTables, packed, unpacked
from headwater.runs.executor import tables_of


@cache
def models_here() -> Models:
    """The models of this process, loaded when first asked for."""
    return load_models()


def do_rows(message: bytes) -> bytes:
    """The tables that a row stage writes for a batch; told beside the tables: the stage."""
    tables, (stage,) = unpacked(message)
    with uncollected(batch=True):
        return packed(tables_of(stage.run(_rows_of(stage, tables), stage.config, models_here()), stage))


def _rows_of(stage: Stage, tables: ArrowTables) -> Tables:
    """The rows that a stage is given, with the fields that it looks at."""
    return Tables(
        {
            TABLES[name]: from_table(TABLES[name], table, FIELDS_READ.get((stage.name, name)))
            for name, table in tables.items()
        }
    )
