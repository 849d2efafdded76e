"""Lead claims that speak of one incident, as groups."""

from __future__ import annotations

from typing import Any

import numpy as np

from headwater.matches.config import GroupConfig
from headwater.matches.vectors import at_unit_length, from_bytes
from headwater.records.claims import Claim
from headwater.records.ids import row_id
from headwater.records.matches import MatchedGroup, SentenceVector
from headwater.records.tables import Tables


def group_claims(tables: Tables, config: GroupConfig) -> list[Any]:
    """Groups of lead claims whose articles open alike."""
    leads = [c for c in tables.of(Claim) if c.lead]
    vectors: dict[str, list[Any]] = {}
    for row in tables.of(SentenceVector):
        if row.sentence < 4:
            vectors.setdefault(row.article, []).append(from_bytes(row.vector))
    leads = [c for c in leads if c.article in vectors]
    if len(leads) < 2:
        return []
    matrix = at_unit_length(np.stack([np.mean(vectors[c.article], axis=0) for c in leads]))
    member = list(range(len(leads)))
    close = matrix @ matrix.T
    for i, j in zip(*np.nonzero(np.triu(close > 0.82, 1)), strict=True):
        a, b = member[i], member[j]
        members = [k for k, m in enumerate(member) if m in (a, b)]
        if a != b and float(close[np.ix_(members, members)].mean()) > 0.8:
            for k in members:
                member[k] = min(a, b)
    rows = []
    for m in sorted(set(member)):
        claims = [leads[k] for k in range(len(leads)) if member[k] == m]
        if len(claims) > 1:
            ids = sorted(c.id for c in claims)
            rows.append(
                MatchedGroup(
                    row_id("gr", *ids),
                    ids,
                    sorted({c.article for c in claims}),
                    ids[0],
                    "suggested",
                    "The reports open alike.",
                )
            )
    return rows
