"""Lone quotes as they weigh among the possible parents of some texts: the far text need not be at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.pairs import Pair, pair_of_quote, with_repute
from headwater.origins.descent.wires import Wire
from headwater.records.descent import LoneQuote, Repute
from headwater.records.tables import Tables

Ends = tuple[str, str]


class LoneQuotes:
    """The lone quotes of some texts, as they weigh among these texts' possible parents."""

    def __init__(self, tables: Tables, articles: Collection[str]) -> None:
        self._articles = articles
        self._rows = [row for row in tables.of(LoneQuote) if row.a in articles or row.b in articles]
        self._reputes = {(row.article, row.to): row for row in tables.of(Repute)}
        self.pairs = [self._reputed(row) for row in self._rows]
        """With what other texts say of the two."""

    def _reputed(self, row: LoneQuote) -> Pair:
        ends = ((row.a, row.b), (row.b, row.a))
        named_by = {of: self._reputes[of, to].named_by for of, to in ends if (of, to) in self._reputes}
        agencies = {of for of, printed in ((row.a, row.agency_a), (row.b, row.agency_b)) if printed}
        return with_repute([pair_of_quote(row)], named_by, agencies)[0]

    def _ends(self) -> Iterator[tuple[str, str, LoneQuote]]:
        """(text that is here, far text) of each."""
        for row in self._rows:
            for child, parent in ((row.a, row.b), (row.b, row.a)):
                if child in self._articles:
                    yield child, parent, row

    @property
    def printers(self) -> set[Ends]:
        """(text, key of the outlet that printed the far one)."""
        return {
            (child, (row.printer_b if child == row.a else row.printer_a) or "")
            for child, _, row in self._ends()
        }

    @property
    def here(self) -> set[Ends]:
        """(text, key of an outlet whose own text the far one was found to mean)."""
        return {
            (child, key)
            for child, parent, _ in self._ends()
            if (far := self._reputes.get((parent, child))) is not None
            for key in far.here
        }

    @property
    def lacking(self) -> dict[Ends, int]:
        """How many numbers of a text the far one has not."""
        return {
            (child, parent): row.lacking_a if child == row.a else row.lacking_b
            for child, parent, row in self._ends()
        }

    def wires(self, child: str, parent: str) -> dict[str, Wire]:
        """The agencies that stand behind the far text."""
        far = self._reputes.get((parent, child))
        if far is None:
            return {}
        whole = set(far.whole)
        return {
            key: Wire(Outlet(key, key, "wire", None), "whole" if key in whole else "passage")
            for key in far.wires
        }

    def cites(self, child: str, parent: str) -> set[str]:
        """Whom the far text says it is from."""
        far = self._reputes.get((parent, child))
        return set(far.cites) if far is not None else set()
