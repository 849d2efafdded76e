"""Lists of case.json as Arrow tables, typed by its JSON Schema, so that an empty list has its columns too."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from headwater.runs.schema import case_schema

if TYPE_CHECKING:
    import pyarrow as pa

Schema = dict[str, Any]


def table_of_list(case: dict[str, Any], name: str) -> pa.Table:
    """One list of case.json, a column for each field of its schema; a field that no row has is null.

    Raises KeyError for a name that is no list of case.json.
    """
    import pyarrow as pa

    return pa.Table.from_pylist(case.get(name, []), schema=schema_of_list(name))


@cache
def schema_of_list(name: str) -> pa.Schema:
    """The columns of one list; raises KeyError for a name that is no list of case.json."""
    import pyarrow as pa

    lists = {key: schema for key, schema in case_schema()["properties"].items() if "items" in schema}
    if name not in lists:
        raise KeyError(f"{name!r} is no list of case.json; there are: {', '.join(lists)}")
    fields = lists[name]["items"]["properties"]
    return pa.schema([(field, _type_of(inner)) for field, inner in fields.items()])


def _type_of(schema: Schema) -> pa.DataType:
    """The Arrow type of what a JSON Schema allows."""
    import pyarrow as pa

    if "anyOf" in schema:
        return _type_of(next(inner for inner in schema["anyOf"] if inner.get("type") != "null"))
    kind = schema.get("type", "string")  # "enum" and "const" hold words
    if kind == "array":
        return pa.list_(_type_of(schema["items"]))
    if kind == "object":
        return pa.struct([(field, _type_of(inner)) for field, inner in schema["properties"].items()])
    types = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "string": pa.string()}
    return types[kind]
