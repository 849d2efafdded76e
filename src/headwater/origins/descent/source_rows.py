"""Sources: whoever is cited but is no article of the case, one row a party."""

from __future__ import annotations

from dataclasses import dataclass, field

from headwater.origins.descent.cited import Cited
from headwater.origins.descent.outlet_book import Outlet
from headwater.records.ids import row_id
from headwater.records.origins import CitedKind, Source


def source_id(key: str) -> str:
    """The id of the source that a party's key stands for."""
    return row_id("so", key)


@dataclass(slots=True)
class _Entry:
    name: str
    kind: CitedKind
    entity: str | None
    cited_by: dict[str, None] = field(default_factory=dict)
    articles: dict[str, None] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


class SourceBook:
    """Collects unseen parties as they are met, and gives them as rows."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}

    def cite(self, party: Cited | Outlet, article: str, attribution: str | None, reason: str = "") -> str:
        """The source's id; the party is entered at its first mention, later ones add to ``cited_by``."""
        entry = self._entries.get(party.key)
        if entry is None:
            entry = self._entries[party.key] = _Entry(party.name, party.kind, party.entity)
        entry.articles[article] = None
        if attribution is not None:
            entry.cited_by[attribution] = None
        if reason and len(entry.reasons) < 1:
            entry.reasons.append(reason)
        return source_id(party.key)

    def rows(self) -> list[Source]:
        """One row a party, by id."""
        found = [
            Source(source_id(key), e.name, e.kind, e.entity, sorted(e.cited_by), _because(e))
            for key, e in self._entries.items()
        ]
        return sorted(found, key=lambda row: row.id)


def _because(entry: _Entry) -> str:
    count = len(entry.articles)
    where = "1 text of this case" if count == 1 else f"{count} texts of this case"
    if entry.reasons and not entry.cited_by:
        return f"{entry.reasons[0]} The text itself is not in this case."
    return f"“{entry.name}” is cited in {where}, and no text of this case is its own."
