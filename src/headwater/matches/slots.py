"""The slots of claims: what can be compared between two of them."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.matches.config import SlotsConfig
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots
from headwater.records.tables import Tables


def read_article(tables: Tables, config: SlotsConfig) -> Iterator[list[ClaimSlots]]:
    """The slots of every claim, article by article."""
    for claims in tables.by_article(Claim).values():
        yield [ClaimSlots(c.id, c.article, "other", [], [], None, None, []) for c in claims]
