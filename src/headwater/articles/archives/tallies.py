"""What a container holds and nobody reads, counted by its sort, so that a thousand pictures are one row."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.articles.items import Item
from headwater.records.articles import Rejected

_SORTS = 200
_REST = "of other sorts"


class Tally:
    """Counts by what they are: "312 records of image/jpeg are not read"."""

    def __init__(self, item: Item, one: str, many: str) -> None:
        self._item = item
        self._one, self._many = one, many
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, sort: str, verdict: str = "not read") -> None:
        """One more of a sort ("of image/jpeg", "with status 404"), and what became of it."""
        key = (sort, verdict)
        if key not in self._counts and len(self._counts) >= _SORTS:
            key = (_REST, "not read")
        self._counts[key] = self._counts.get(key, 0) + 1

    def rows(self) -> Iterator[tuple[str, Rejected]]:
        """A row for each sort, in the order of the words."""
        for (sort, verdict), count in sorted(self._counts.items()):
            words = (
                f"1 {self._one} {sort} is {verdict}"
                if count == 1
                else f"{count:,} {self._many} {sort} are {verdict}"
            )
            yield self._item.name, self._item.rejected(words)
