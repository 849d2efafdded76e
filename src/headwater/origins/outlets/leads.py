"""The texts that a notice may mean: those to which its text links, and the only report of the outlet that it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from headwater.origins.counting.retractions import not_later
from headwater.origins.descent.outlet_book import Outlet, is_one
from headwater.origins.outlets.case_book import CaseBook
from headwater.records.origins import Lead, NamedOutlets, NoticeRead

Meaning = Callable[[str], Outlet | None]
"""The outlet whose name stands in the words of a notice."""


@dataclass
class Leads:
    """Texts with notices, and when each text was published; of most cases few texts have any."""

    noticing: dict[str, NamedOutlets] = field(default_factory=dict)
    published: dict[str, str | None] = field(default_factory=dict)
    urls: dict[str, str | None] = field(default_factory=dict)
    rows: list[Lead] = field(default_factory=list)
    outlets: list[Outlet] = field(default_factory=list)
    alike: dict[Outlet, Sequence[Outlet]] = field(default_factory=dict)  # which of these may be the one meant

    def enter(self, row: NamedOutlets) -> None:
        """Enter a text."""
        self.published[row.article] = row.published
        self.urls[row.article] = row.url
        if row.notices:
            self.noticing[row.article] = row

    def take_out(self, row: NamedOutlets) -> None:
        """Take a text out."""
        del self.published[row.article], self.urls[row.article]
        self.noticing.pop(row.article, None)

    def found(self, book: CaseBook, meaning: Meaning) -> list[Lead]:
        """The leads of all texts; the same list where none has moved."""
        found = list(self._found(book, meaning)) if self.noticing else []
        if found != self.rows:
            self.rows = found
        return self.rows

    def _found(self, book: CaseBook, meaning: Meaning) -> Iterator[Lead]:
        outlets = list(book.by_outlet)
        if outlets != self.outlets:
            self.outlets, self.alike = outlets, {}
        for article in sorted(self.noticing):
            row = self.noticing[article]
            linked = (to for href in row.links for to in book.articles_at(href) if self.urls[to] == href)
            yield from (Lead(article, to, -1) for to in dict.fromkeys(linked) if to != article)
            for notice in row.notices:
                only = self._only_report(row, notice, book, meaning)
                if only is not None:
                    yield Lead(article, only, notice.start)

    def _only_report(
        self, row: NamedOutlets, notice: NoticeRead, book: CaseBook, meaning: Meaning
    ) -> str | None:
        """The one text of the outlet that a notice means, where the case has no other from before it."""
        meant = book.publisher(row.article) if notice.own else meaning(notice.words)
        if meant is None:
            return None
        if meant not in self.alike:
            self.alike[meant] = [outlet for outlet in self.outlets if is_one(outlet, meant)]
        found = None
        for outlet in self.alike[meant]:
            for article in book.by_outlet[outlet]:
                if article != row.article and not_later(self.published[article], row.published):
                    if found is not None:
                        return None
                    found = article
        return found
