"""Reads a FollowTheMoney export with the model's own library and prints what is wrong with it, a line each.

It runs in an environment of its own (``make ftm``), since the library compiles against ICU.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import model


def faults(rows: list[dict[str, Any]]) -> Iterator[str]:
    """What the model does not take: schemata, required properties, values that it would change, references."""
    schemata = {row["id"]: model.get(row["schema"]) for row in rows}
    if not rows or len(schemata) != len(rows):
        yield "no entity, or an id twice"
    for row in rows:
        schema = schemata[row["id"]]
        if schema is None or schema.abstract:
            yield f"{row['id']}: no schema {row['schema']}"
            continue
        missing = set(schema.required) - set(row["properties"])
        if missing:
            yield f"{row['id']}: without {', '.join(sorted(missing))}"
        for name, values in row["properties"].items():
            yield from _of_property(row["id"], schema.get(name), name, values, schemata)


def _of_property(
    row: str, property_: Any, name: str, values: list[str], schemata: dict[str, Any]
) -> Iterator[str]:
    if property_ is None:
        yield f"{row}: no property {name}"
        return
    kind = property_.type
    if [kind.clean(value) for value in values] != values:
        yield f"{row}: {name} is read otherwise: {values}"
    if kind.name == "entity":
        for value in values:
            if value not in schemata or not schemata[value].is_a(property_.range):
                yield f"{row}: {name} names {value}, which is no {property_.range}"


if __name__ == "__main__":
    found = list(faults([json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]))
    print("".join(f"{line}\n" for line in found), end="")
    sys.exit(1 if found else 0)
