"""Marks of agencies in a newcomer: phrases that in the run stand only in texts from one agency."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa

from headwater.origins.descent.marks import survey
from headwater.records.arrow import from_table, schema_of
from headwater.records.descent import AgencyMark, Phrases
from headwater.runs.beside.postings import Postings, Sorting
from headwater.runs.bulk.mapped import Drafted, MappedFile

_SIGNED = "signed.arrow"
_MOST = 200
"""Signed texts that are looked at beside a newcomer: of those that share most phrases with it."""


def index_marks(tables: Iterable[pa.Table], gone: frozenset[str], folder: Path) -> None:
    """Write the phrases of texts that are an agency's by what they declare."""
    draft, keys = Drafted(folder / _SIGNED, schema_of(Phrases)), Sorting(folder, "signed")
    at = 0
    try:
        for table in tables:
            signed = table.filter(table["signs"].is_valid()) if table.num_rows else table
            for number, row in enumerate(from_table(Phrases, signed)):
                if row.article not in gone:
                    own = np.unique(np.frombuffer(row.hashes, dtype="<u8"))
                    keys.add(own, np.full(len(own), at + number, dtype=np.int32))
            at += signed.num_rows
            draft.add(signed)
    finally:
        draft.close()
    keys.close()


class Marks:
    """The signed texts of a run."""

    def __init__(self, folder: Path) -> None:
        self._file, self._keys = MappedFile(folder / _SIGNED), Postings(folder, "signed")

    def of(self, row: Phrases) -> list[AgencyMark]:
        """The marks of a newcomer; who holds a phrase of it decides whose that phrase is."""
        own = np.unique(np.frombuffer(row.hashes, dtype="<u8"))
        holders = np.concatenate([np.zeros(0, np.int32), *(some[:_MOST] for some in self._keys.each(own))])
        places, counts = np.unique(holders, return_counts=True)
        most = np.sort(places[np.lexsort((places, -counts))][:_MOST])
        others = from_table(Phrases, self._file.take(most.astype(np.int64))) if len(most) else []
        return [mark for mark in survey([*others, row]) if mark.article == row.article]
