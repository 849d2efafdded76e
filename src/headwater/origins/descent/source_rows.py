"""Sources: whoever is cited but is no article of the case, one row a party and article."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from headwater.origins.descent.carried import named
from headwater.origins.descent.outlet_book import Outlet, OutletBook
from headwater.records.descent import CitedParty, Declaration, OutletNamed, SourceCited
from headwater.records.ids import row_id
from headwater.records.judgements import folded
from headwater.records.origins import CitedKind

_OF_NO_CASE = ("shared:", "text:", "agencies")
"""Keys of sources that no book of outlets has: of texts that are known only by what they left."""


def source_id(key: str) -> str:
    """The id of the source that a party's key stands for."""
    return row_id("so", key)


def not_here(name: str) -> str:
    """Why an edge to a source cannot be compared."""
    return f"The text of {name} is not in this case, so what changed on the way cannot be told."


class SourceBook:
    """Collects unseen parties as articles cite them, and gives them as rows."""

    def __init__(self, declared: Iterable[Declaration] = ()) -> None:
        """``declared`` say what the name of an outlet names, where that is another."""
        self._rows: dict[tuple[str, str], SourceCited] = {}
        self._called = {row.outlet.key: row.called for row in declared if row.outlet and row.called}

    def cite(self, party: CitedParty) -> None:
        """Enters whom an attribution cites."""
        row = self._entered(party.article, party.key, party.name, party.kind, party.entity, party.called, "")
        row.cited_by.append(party.attribution)

    def comes_from(self, outlet: Outlet, article: str, because: str) -> str:
        """Enters an outlet from which an article comes; gives the source's id."""
        called = self._called.get(outlet.key) or _called(outlet)
        kind, entity = outlet.kind, outlet.entity
        return self._entered(article, outlet.key, outlet.name, kind, entity, called, because).source

    def called(self, article: str, name: str) -> SourceCited | None:
        """The source of an article that has a name, case and white space aside."""
        wanted = folded(name)
        own = (row for (of, _), row in self._rows.items() if of == article)
        return next((row for row in own if folded(row.name) == wanted), None)

    def _entered(
        self,
        article: str,
        key: str,
        name: str,
        kind: CitedKind,
        entity: str | None,
        called: OutletNamed,
        because: str,
    ) -> SourceCited:
        held = self._rows.get((article, key))
        if held is None or (because and not held.because):
            cited_by = held.cited_by if held is not None else []
            name, kind, entity = (held.name, held.kind, held.entity) if held else (name, kind, entity)
            called = held.called if held is not None else called
            held = SourceCited(article, source_id(key), name, kind, entity, called, cited_by, because)
            self._rows[article, key] = held
        return held

    def rows(self) -> list[SourceCited]:
        """One row a party and article, in the order in which they were met."""
        return list(self._rows.values())


@cache
def _called(outlet: Outlet) -> OutletNamed:
    """What the name of an outlet names by itself, where nothing else is known of it."""
    if outlet.key.startswith(_OF_NO_CASE):
        return named(OutletBook().of_name(outlet.name))
    return named(outlet)
