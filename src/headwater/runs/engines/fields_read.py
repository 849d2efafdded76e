"""Which fields of a table a row stage looks at: the others are neither sent to a worker nor made there.

Rows that lack a field raise AttributeError where it is read, so that a stage that begins to read one cannot find it empty.
Of tables that are not listed every field is there; a trace, whose stages share their rows, has all of them. tests/runs/engines
hold that each stage reads no more than stands here, and gives the same as a trace.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

_OWNER = frozenset({"article", "mention", "entity", "status"})
_NAMED = frozenset({"id", "article", "text", "start", "end", "type", "known_as"})

FIELDS_READ: Mapping[tuple[str, str], frozenset[str]] = {
    ("entities.point", "claims"): frozenset({"id", "article", "start", "end"}),
    ("origins.fingerprint", "mentions"): frozenset({"article", "start", "end", "known_as", "label"}),
    ("matches.sketch", "claims"): frozenset(
        {"id", "article", "sentence", "start", "end", "lang", "text", "lead", "title", "chain"}
    ),
    ("matches.sketch", "claim_slots"): frozenset(
        {"article", "claim", "frame", "quantities", "counts", "place"}
    ),
    ("matches.sketch", "mentions"): _NAMED,
    ("matches.sketch", "mention_entities"): _OWNER,
    ("origins.name_outlets", "claim_slots"): frozenset({"article", "place"}),
    ("origins.name_outlets", "mentions"): _NAMED,
    ("origins.name_outlets", "mention_entities"): _OWNER,
    ("origins.declare", "claims"): frozenset({"id", "article", "chain"}),
    ("origins.declare", "mention_entities"): _OWNER,
    ("origins.declare", "named_outlets"): frozenset({"article", "names"}),
    ("origins.declare", "counted_texts"): frozenset({"article", "numbers"}),
}
"""By stage and table. The column by which a table is cut to articles is always among them."""


def narrowed(stage: str, name: str, table: pa.Table) -> pa.Table:
    """A table without the columns that a stage does not look at."""
    shown = FIELDS_READ.get((stage, name))
    return table if shown is None else table.select([one for one in table.column_names if one in shown])
