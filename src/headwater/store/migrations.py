"""Cases that an older headwater wrote: recognised, and read as this one writes them.

The truth of a case is its evidence and its log of judgements; stage tables hang on code and are made anew by the
next run wherever code has changed. What stands here lets an older case be *read* until then: renamed fields and
tables are found under their old names, fields that came later have their defaults, at any depth. A table that cannot
be read so is made anew from the evidence kept (``headwater rebuild OUT``).

Whoever changes the format adds a ``Step`` to ``STEPS``, raises ``version.FORMAT``, and lays a small case of the
format before beside the others in tests/store/cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, get_args, get_origin

from headwater.records.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from headwater.store.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Step:
    """What changed on the way to format ``number``. Every mapping leads from an old name to the new one."""

    number: int
    manifest: Mapping[str, str] = field(default_factory=dict)
    """Fields of the manifest."""
    tables: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Fields of rows, by the name of the row's class; rows inside rows too."""
    anew: frozenset[str] = frozenset()
    """Tables, by their new names, whose rows mean something else: they are made anew."""


STEPS: tuple[Step, ...] = ()
"""Every step since headwater-case/1, in order."""


class NotFittingError(Exception):
    """A table of an older case has not all that this version needs; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Survey:
    """How the tables of a case stand to this version."""

    number: int
    """The number of the case's format."""
    as_is: list[str]
    fitted: dict[str, list[str]]
    """Tables that are read with renamed or added fields; those that are new here have their defaults."""
    anew: dict[str, str]
    """Tables that must be made anew, each with the reason."""


def number_of(name: str) -> int:
    """The number of a format, such as 1 of ``headwater-case/1``; 0 for a name without one."""
    tail = name.rpartition("/")[2]
    return int(tail) if tail.isdigit() else 0


def brought_forward(raw: dict[str, Any], steps: Sequence[Step] = STEPS) -> dict[str, Any]:
    """A manifest's JSON with the names that this version gives its fields and tables."""
    for step in _steps_from(number_of(str(raw.get("format", ""))), steps):
        raw = {step.manifest.get(name, name): value for name, value in raw.items()}
        for record in raw["stages"].values():
            for part in ("tables", "rows"):
                record[part] = {step.tables.get(name, name): value for name, value in record[part].items()}
    return raw


def _steps_from(number: int, steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.number > number]


def file_of(stages: Path, table: str, steps: Sequence[Step] = STEPS) -> Path:
    """Where a table lies: under its name, or under an older one where only that is there."""
    path, name = stages / f"{table}.parquet", table
    for step in reversed(steps):
        if path.exists():
            break
        name = next((old for old, new in step.tables.items() if new == name), name)
        path = stages / f"{name}.parquet"
    return path if path.exists() else stages / f"{table}.parquet"


def fitted(table: pa.Table, row: Any, steps: Sequence[Step] = STEPS) -> pa.Table:
    """A table of an older case with the columns of a row class; raises NotFittingError where one cannot be had."""
    import pyarrow as pa

    from headwater.records.arrow import hints_of, schema_of

    held = {name: _one(table[name]) for name in table.schema.names}
    columns = [_column(row, name, hint, held, table.num_rows, steps) for name, hint in hints_of(row).items()]
    return pa.Table.from_arrays(columns, schema=schema_of(row))


def _one(column: pa.ChunkedArray) -> pa.Array:
    import pyarrow as pa

    whole = column.combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole


def _column(
    row: Any, name: str, hint: Any, held: Mapping[str, pa.Array], size: int, steps: Sequence[Step]
) -> pa.Array:
    """One column: as it is called now, as it was called, or of its default."""
    from headwater.records.columns import array_of

    for known in _names(row, name, steps):
        if known in held:
            return _fit(hint, held[known], steps)
    default = _default(row, name)
    if default is MISSING:
        raise NotFittingError(f"{row.__name__}.{name} is missing and has no default")
    return array_of(hint, [default] * size)


def _names(row: Any, name: str, steps: Sequence[Step]) -> list[str]:
    found = [name]
    for step in reversed(steps):
        renamed = step.rows.get(row.__name__, {})
        found += [old for old, new in renamed.items() if new == found[-1]]
    return found


def _default(row: Any, name: str) -> Any:
    own = next(one for one in fields(row) if one.name == name)
    return own.default if own.default_factory is MISSING else own.default_factory()


def _fit(hint: Any, array: pa.Array, steps: Sequence[Step]) -> pa.Array:
    """Values as the hint has them; rows inside them are fitted too."""
    import pyarrow as pa

    from headwater.records.columns import data_type, hints_of, is_row, optional

    hint, _ = optional(hint)
    kind = data_type(hint)
    if array.type == kind:
        return array
    try:
        if get_origin(hint) is list:
            inner = _fit(get_args(hint)[0], array.values, steps)
            return pa.ListArray.from_arrays(array.offsets, inner, type=kind, mask=_mask(array))
        if is_row(hint):
            held = {own.name: array.field(own.name) for own in array.type}
            columns = [
                _column(hint, name, one, held, len(array), steps) for name, one in hints_of(hint).items()
            ]
            return pa.StructArray.from_arrays(columns, fields=list(kind), mask=_mask(array))
        return array.cast(kind)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, AttributeError, TypeError) as error:
        raise NotFittingError(f"values of {array.type} are no {kind}") from error


def _mask(array: pa.Array) -> pa.Array | None:
    return array.is_null() if array.null_count else None


def survey(stages: Path, manifest: Manifest, steps: Sequence[Step] = STEPS) -> Survey:
    """How the tables in a folder, as the manifest names them, stand to this version; reads no rows."""
    found = Survey(number_of(manifest.format), [], {}, {})
    changed = {name for step in _steps_from(found.number, steps) for name in step.anew}
    for table in (name for record in manifest.stages.values() for name in record.tables):
        if table not in TABLES:
            continue  # nothing reads it any more
        if table in changed:
            found.anew[table] = "its rows mean something else now"
        else:
            _look(file_of(stages, table, steps), table, found, steps)
    return found


def _look(path: Path, table: str, found: Survey, steps: Sequence[Step]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from headwater.records.arrow import schema_of

    try:
        schema = pq.read_schema(path)
        if schema.types == schema_of(TABLES[table]).types and schema.names == schema_of(TABLES[table]).names:
            found.as_is.append(table)
            return
        fitted(schema.empty_table(), TABLES[table], steps)
    except (OSError, pa.ArrowInvalid) as error:
        found.anew[table] = f"{path} cannot be read ({error})"
    except NotFittingError as error:
        found.anew[table] = str(error)
    else:
        here = set(schema.names)
        found.fitted[table] = [name for name in schema_of(TABLES[table]).names if name not in here]
