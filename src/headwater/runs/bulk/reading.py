"""A shard's articles: the tables that reading writes, and where each article stood, for finding the same one elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pyarrow as pa

from headwater.articles.anatomy import dissect, identify_all
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.records.arrow import to_table
from headwater.records.articles import Rejected
from headwater.records.ports import Models
from headwater.records.tables import TABLE_OF, Tables
from headwater.runs.bulk.slice_reading import read_slice
from headwater.runs.bulk.slices import Slice
from headwater.runs.engines.messages import ArrowTables, packed, unpacked
from headwater.runs.engines.stage_work import models_here
from headwater.runs.plan import READ

PLACES = "places"
PLACES_SCHEMA = pa.schema(
    [
        pa.field("article", pa.string(), False),
        pa.field("place", pa.string(), False),
        pa.field("text", pa.binary(32), False),  # the SHA-256 of its text
    ]
)
"""Every article that was read, the same one as often as it stood there, in the order of the input."""

NOTES = "notes"
NOTES_SCHEMA = pa.schema(
    [pa.field(name, pa.string(), False) for name in ("article", "path", "reason", "kind")]
)
"""What of an article was not believed (a date): rows of ``rejected``, if the article is taken."""
DROPPED_SCHEMA = pa.schema([pa.field("shard", pa.int64(), False), pa.field("article", pa.string(), False)])
"""Articles that do not stay, by shard."""
ASIDE = {PLACES: PLACES_SCHEMA, NOTES: NOTES_SCHEMA}
"""Tables that reading writes beside those of the plan."""


def do_reading(message: bytes) -> bytes:
    """The work of reading some slices; told: the slices, the endpoint of their storage, the settings."""
    _, (slices, endpoint, config) = unpacked(message)
    return packed(read_slices(slices, endpoint, config, models_here()))


def read_slices(
    slices: Sequence[Slice], endpoint: str | None, config: ArticlesConfig, models: Models
) -> ArrowTables:
    """The tables of ``articles.read``, and those aside."""
    drafts: dict[str, Draft] = {}
    places: list[tuple[str, str, bytes]] = []
    rejected: list[Rejected] = []
    for slice_ in slices:
        for place, one in read_slice(slice_, endpoint, config):
            if isinstance(one, Draft) and len(one.text) > config.longest_article:
                reason = f"the text has {len(one.text):,} characters, more than {config.longest_article:,}"
                rejected.append(Rejected(place, reason))
            elif isinstance(one, Draft):
                drafts.setdefault(one.id, one)
                places.append((one.id, place, _digest(one.text)))
            else:
                rejected.append(one)
    chosen = [drafts[key] for key in sorted(drafts)]
    frames = identify_all(chosen, config, models)
    kept: list[Tables] = []
    notes: list[tuple[str, str, str, str]] = []
    for draft, frame in zip(chosen, frames, strict=True):
        rows = dissect(draft, frame, config)
        kept.append(rows)
        notes += [(draft.id, row.path, row.reason, row.kind) for row in rows.of(Rejected)]
    found = Tables.of_rows(
        rejected, *((row for row in rows.rows() if type(row) is not Rejected) for rows in kept)
    )
    tables = {TABLE_OF[kind]: to_table(kind, found.of(kind)) for kind in READ}
    return tables | {PLACES: _table(places, PLACES_SCHEMA), NOTES: _table(sorted(notes), NOTES_SCHEMA)}


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.table(arrays, schema=schema)
