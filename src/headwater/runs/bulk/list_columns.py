"""Stretches of case.json's lists as columns: the rows that ``assembly`` makes, without making one.

A list's columns are those of its table, with floats rounded and what is joined to a row taken beside it. Rows for which
there is a rule of their own - a credit put before a chain, a claim of which nothing was read - are made one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headwater.records.schema import json_name
from headwater.runs.assembly import rows_of_list
from headwater.runs.executor import rows_of
from headwater.runs.lists import schema_of_list

ArrowTables = Mapping[str, pa.Table]
Columns = dict[str, pa.Array]
Places = npt.NDArray[np.int64]

_AS_ROWS = frozenset({"groups", "judgements"})
"""Lists of which so few rows hold so much that columns would gain nothing."""


def listed(name: str, tables: ArrowTables) -> pa.Table:
    """The rows of one list that are made of these tables alone, as ``assembly`` makes them."""
    schema = schema_of_list(name)
    if name in _AS_ROWS:
        return _by_rows(name, tables)
    parts = [made(name, tables) for made in _MADE.get(name, (_plain,))]
    return pa.concat_tables([schema.empty_table(), *parts]).combine_chunks()


def _by_rows(name: str, tables: ArrowTables) -> pa.Table:
    return pa.Table.from_pylist(list(rows_of_list(name, rows_of(dict(tables)))), schema=schema_of_list(name))


def _plain(name: str, tables: ArrowTables) -> pa.Table:
    """A list that is one table's rows."""
    columns = [_in_schema(_columns_of(table), name, table.num_rows) for table in tables.values()]
    return pa.concat_tables([schema_of_list(name).empty_table(), *columns])


def _columns_of(table: pa.Table) -> Columns:
    whole = table.combine_chunks()
    found = {}
    for field in table.column_names:
        chunks = whole[field].chunks
        found[json_name(field)] = chunks[0] if chunks else pa.array([], type=whole.schema.field(field).type)
    return found


def _in_schema(columns: Columns, name: str, size: int) -> pa.Table:
    """Columns as the list's schema has them; a field that is not there is null."""
    schema = schema_of_list(name)
    arrays = [
        column_as(columns[field.name], field.type) if field.name in columns else pa.nulls(size, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def column_as(array: pa.Array, kind: pa.DataType) -> pa.Array:
    """A column of a table as a list has it: names of JSON, floats with four decimals."""
    if pa.types.is_struct(kind):
        fields = {json_name(array.type.field(at).name): at for at in range(array.type.num_fields)}
        arrays = [
            column_as(array.field(fields[inner.name]), inner.type)
            if inner.name in fields
            else pa.nulls(len(array), inner.type)
            for inner in kind
        ]
        mask = array.is_null() if array.null_count else None
        return pa.StructArray.from_arrays(arrays, fields=list(kind), mask=mask)
    if pa.types.is_list(kind):
        values = column_as(array.flatten(), kind.value_type)
        lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
        return _lists(lengths, values, kind, array.is_null() if array.null_count else None)
    if pa.types.is_floating(kind):
        told = [value if value is None else round(value, 4) for value in array.to_pylist()]
        return pa.array(told, type=kind)
    return array if array.type == kind else array.cast(kind)


def _lists(lengths: Places, values: pa.Array, kind: pa.DataType, mask: pa.Array | None = None) -> pa.Array:
    ends = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=ends[1:])
    return pa.ListArray.from_arrays(pa.array(ends), values, type=kind, mask=mask)


def _places(ids: pa.Array, keys: pa.Array) -> pa.Array:
    """For each id the last row that has it for its key; null where none has."""
    back = keys.take(pa.array(np.arange(len(keys) - 1, -1, -1)))
    return pc.subtract(len(keys) - 1, pc.index_in(ids, value_set=back))


def _parts(name: str, tables: ArrowTables) -> pa.Table:
    columns, credited = _columns_of(tables["parts"]), _columns_of(tables["part_credits"])
    columns["credited_to"] = credited["credited_to"].take(_places(columns["id"], credited["part"]))
    return _in_schema(columns, name, len(columns["id"]))


def _attributions(name: str, tables: ArrowTables) -> pa.Table:
    columns = _columns_of(tables["attributions"])
    cited, signed = _columns_of(tables["attribution_entities"]), _columns_of(tables["credited_texts"])
    columns["entity"] = cited["entity"].take(_places(columns["id"], cited["attribution"]))
    columns["credit"] = pc.is_in(columns["id"], value_set=signed["id"].filter(signed["read"]))
    return _in_schema(columns, name, len(columns["id"]))


def _credits_as_attributions(name: str, tables: ArrowTables) -> pa.Table:
    return _by_rows(name, {"credited_texts": tables["credited_texts"]})


def _claims(name: str, tables: ArrowTables) -> pa.Table:
    """Claims with what was read of them and where they come from; those that a credit is put before are made as rows."""
    claims = tables["claims"]
    columns, credited = _columns_of(claims), _columns_of(tables["credited_texts"])
    slots, ends = _columns_of(tables["claim_slots"]), _columns_of(tables["claim_origins"])
    read, ended = _places(columns["id"], slots["claim"]), _places(columns["id"], ends["claim"])
    signed = pc.is_in(columns["id"], value_set=credited["claims"].flatten())
    odd = pc.or_(signed, pc.or_(read.is_null(), ended.is_null())).to_numpy(zero_copy_only=False)
    apart, plain = np.flatnonzero(odd), np.flatnonzero(~odd)
    rows = pa.array(plain)
    columns = {field: array.take(rows) for field, array in columns.items()}
    of_slots = slots.keys() - {"claim", "article"}
    columns |= {field: slots[field].take(read.take(rows)) for field in sorted(of_slots)}
    columns["origins"] = ends["origins"].take(ended.take(rows))
    columns["origins_because"] = ends["because"].take(ended.take(rows))
    found = _in_schema(columns, name, len(plain))
    if not len(apart):
        return found
    some = claims.take(pa.array(apart))
    of_some = {
        "claim_slots": tables["claim_slots"].filter(
            pc.is_in(tables["claim_slots"]["claim"], value_set=some["id"].combine_chunks())
        ),
        "claim_origins": tables["claim_origins"].filter(
            pc.is_in(tables["claim_origins"]["claim"], value_set=some["id"].combine_chunks())
        ),
    }
    made = _by_rows(name, {**tables, **of_some, "claims": some})
    back = np.argsort(np.concatenate([plain, apart]), kind="stable")
    return pa.concat_tables([found, made]).take(pa.array(back))


def _entities(name: str, tables: ArrowTables) -> pa.Table:
    """Entities with their mentions; the rows of ``mention_entities`` and ``mentions`` lie beside one another."""
    columns = _columns_of(tables["entities"])
    links, mentions = _columns_of(tables["mention_entities"]), _columns_of(tables["mentions"])
    owners = pc.index_in(links["entity"], value_set=columns["id"]).to_numpy(zero_copy_only=False)
    order = pa.array(np.argsort(owners, kind="stable"))
    kind = schema_of_list(name).field("mentions").type
    told = {**mentions, "status": links["status"], "because": links["because"]}
    inner = [column_as(told[field.name].take(order), field.type) for field in kind.value_type]
    values = pa.StructArray.from_arrays(inner, fields=list(kind.value_type))
    lengths = np.bincount(owners.astype(np.int64), minlength=len(columns["id"]))
    columns["mentions"] = _lists(lengths, values, kind)
    return _in_schema(columns, name, len(columns["id"]))


def _to_find(name: str, tables: ArrowTables) -> pa.Table:
    """Tasks; nobody has remarked on one, for a bulk run is given no judgement."""
    found = []
    for table in tables.values():
        columns = _columns_of(table)
        kind = schema_of_list(name).field("steps").type
        none = np.zeros(table.num_rows, dtype=np.int64)
        columns["steps"] = _lists(none, pa.array([], type=kind.value_type), kind)
        found.append(_in_schema(columns, name, table.num_rows))
    return pa.concat_tables([schema_of_list(name).empty_table(), *found])


_MADE: Mapping[str, tuple[Callable[[str, ArrowTables], pa.Table], ...]] = {
    "parts": (_parts,),
    "attributions": (_attributions, _credits_as_attributions),
    "claims": (_claims,),
    "entities": (_entities,),
    "to_find": (_to_find,),
}
