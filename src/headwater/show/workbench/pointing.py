"""The dossier's sheets on pages of their own: the same words, links that lead to the pages of the workbench."""

from __future__ import annotations

from headwater.show.dossier.showing import Showing
from headwater.show.tongue import Tongue
from headwater.show.view import CaseView, Row
from headwater.show.workbench.addresses import page_of, span_of


class Pointing(Showing):
    """A part of a case being shown. While an article's text is read, its own words are places, not yet links."""

    def __init__(self, view: CaseView, t: Tongue, reading: str | None = None) -> None:
        super().__init__(view, t)
        self._reading = reading
        self._anchored: set[str] = set()

    def anchor(self, row_id: str) -> str:
        """The row's id on a page: words of a text by their place, so that an address can name them."""
        found = self.view.by_id.get(row_id)
        span = _span(found) if found else None
        return f"s={span[1]}-{span[2]}" if span else super().anchor(row_id)

    def place(self, row_id: str) -> str:
        """The row's id on this page, from now on a target for links."""
        super().place(row_id)
        anchor = self.anchor(row_id)
        self._anchored.add(anchor)
        return anchor

    def href(self, row_id: str | None) -> str | None:
        """The address of a row's page, or of its words in their article."""
        found = self.view.by_id.get(row_id or "")
        if found is None:
            return None
        name, row = found
        span = _span(found)
        if span is None:
            return page_of(name, row["id"])
        if self._reading == span[0] and f"s={span[1]}-{span[2]}" not in self._anchored:
            return None
        return span_of(*span)

    def read(self) -> None:
        """The text has been read: its words are links from now on."""
        self._reading = None


def _span(found: tuple[str, Row]) -> tuple[str, int, int] | None:
    """Article, start and end of a row that is words of an article."""
    name, row = found
    if name == "attributions":
        place = row["content"] or row["source"]
        if row["credit"] and row["cue"] is None and row["source"]:
            place = row["source"]
    elif name in ("claims", "findings"):
        place = row
    else:
        return None
    if not place or place.get("start") is None or not row.get("article"):
        return None
    return row["article"], place["start"], place["end"]
