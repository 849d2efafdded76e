"""Collation: what two texts that share words say, by themselves, of whether either was made from the other.

Most pairs that share a short quotation have nothing else to do with each other, and still they tie nearly all articles
of a large case together. Such a *lone quote* makes neither text the other's parent, whatever the rest of the case says;
it only weighs among the possible parents of each. All that it weighs is written down, so that the two need not
be at hand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.carried import outlet_of
from headwater.origins.descent.dates import order
from headwater.origins.descent.headlines import one_headline
from headwater.origins.descent.outlet_book import Outlet, is_one
from headwater.origins.descent.pairs import AGENCY, GREATEST_LEAN, MOST_NAMED, NAMED, Facts, lean_of
from headwater.origins.descent.strangers import Passages
from headwater.origins.descent.wires import is_wire
from headwater.origins.versions import superseded
from headwater.records.articles import Article
from headwater.records.descent import Collation, Declaration, DescentText, LinkedText, LoneQuote
from headwater.records.origins import Printer, Reuse
from headwater.records.tables import Tables

_QUOTED = -1.0
"""Log-odds of a pair that shares a quotation alone, beside ``DeriveConfig.base``."""
_AGENCY_BEHIND = 1.25
"""The most that the agency behind a text has been seen to add to a text of the case: half of the greatest lean."""


def collate_rows(tables: Tables, config: DeriveConfig) -> Iterator[Collation | LoneQuote]:
    """A row for each pair of articles that share words and speak for themselves, in order."""
    gone, articles = superseded(tables), tables.by_id(Article)
    texts, passages = _Texts.of(tables), Passages()
    for row in sorted(tables.of(Reuse), key=lambda row: (row.a, row.b)):
        if row.a in articles and row.b in articles and row.a not in gone and row.b not in gone:
            found = _collated(row, articles[row.a], articles[row.b], passages)
            yield texts.lone(found, articles, config) or found


def _collated(row: Reuse, a: Article, b: Article, passages: Passages) -> Collation:
    coverage = max(row.coverage_a, row.coverage_b)
    sized = [(len(x.b.text), x.kind) for x in row.aligned]
    verbatim = (
        sum(n for n, kind in sized if kind == "same") / max(1, sum(n for n, _ in sized)) if sized else 1.0
    )
    others = row.kind != "copy" and passages.tell_of_others(
        [(x.a, x.b) for x in row.aligned], (a.text, b.text), coverage, verbatim, row.kind != "translation"
    )
    headline = one_headline(a.title, b.title, coverage)
    return Collation(
        row.a, row.b, row.kind, row.coverage_a, row.coverage_b, round(verbatim, 4), headline, others
    )


@dataclass(frozen=True)
class _Texts:
    """What some articles say of where they come from, and who printed them."""

    texts: Mapping[str, DescentText]
    declared: Mapping[str, Sequence[Declaration]]
    printers: Mapping[str, Outlet]
    links: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, tables: Tables) -> _Texts:
        """Indexes the tables of some articles."""
        return cls(
            {row.article: row for row in tables.of(DescentText)},
            tables.by_article(Declaration),
            {
                row.article: Outlet(row.key, row.name, row.kind, row.entity, row.state)
                for row in tables.of(Printer)
            },
            frozenset((row.article, row.to) for row in tables.of(LinkedText)),
        )

    def lone(self, row: Collation, articles: Mapping[str, Article], config: DeriveConfig) -> LoneQuote | None:
        """A pair as a lone quote; None where it may be more."""
        if row.kind != "shared_quote" or self._bears(row, config):
            return None
        dates = -config.date_weight * order(articles[row.a].published, articles[row.b].published)
        _, said, _ = lean_of(row, self._facts(row.a), self._facts(row.b))
        of_a, of_b = self.printers.get(row.a), self.printers.get(row.b)
        one_publisher = of_a is not None and of_b is not None and of_a.key == of_b.key
        found = LoneQuote(
            row.a, row.b, row.coverage_a, row.coverage_b, row.verbatim, row.headline, row.others, one_publisher, said, dates,
            *self._lacking(row), of_a.key if of_a else None, of_b.key if of_b else None,
            of_a is not None and of_a.kind == "wire", of_b is not None and of_b.kind == "wire",
        )  # fmt: skip
        return None if max(_most(found, child, config) for child in (row.a, row.b)) > 0 else found

    def _bears(self, row: Collation, config: DeriveConfig) -> bool:
        """Whether one links to the other or names its outlet, or an agency may stand behind what they share."""
        for child, parent, coverage in ((row.a, row.b, row.coverage_a), (row.b, row.a, row.coverage_b)):
            if (child, parent) in self.links or self._names(child, self.printers.get(parent)):
                return True
            if coverage >= config.least_wire_coverage and self._rests_on_wires(parent):
                return True
        return False

    def _names(self, child: str, printer: Outlet | None) -> bool:
        """Whether a text declares an outlet, or names it at all."""
        if printer is None:
            return False
        for row in self.declared.get(child, ()):
            if row.outlet is not None and is_one(printer, outlet_of(row.outlet)):
                return True
        named = self.texts[child].outlets if child in self.texts else ()
        return any(
            one.entity == printer.entity
            or is_one(printer, Outlet(f"entity:{one.entity}", one.words, "media", one.entity))
            for one in named
        )

    def _rests_on_wires(self, article: str) -> bool:
        return any(is_wire(row) for row in self.declared.get(article, ()))

    def _facts(self, article: str) -> Facts:
        text = self.texts.get(article)
        if text is None:
            return Facts()
        return Facts(text.translated, text.first_hand, self._rests_on_wires(article))

    def _lacking(self, row: Collation) -> tuple[int, int]:
        """How many numbers of either text the other has not."""
        a, b = (set(self.texts[one].numbers) if one in self.texts else set[int]() for one in (row.a, row.b))
        return len(a - b), len(b - a)


def _most(row: LoneQuote, child: str, config: DeriveConfig) -> float:
    """The most that may speak for the other text as the parent of one, whatever else the case holds.

    What other texts say of the two, and an agency behind one, are taken to speak for it as much as they do at most.
    Nothing speaks for it where all that they share is standing background, which no coverage counts.
    """
    own, theirs = (row.coverage_a, row.coverage_b) if child == row.a else (row.coverage_b, row.coverage_a)
    if own == theirs == 0.0:
        return 0.0
    repute = NAMED * MOST_NAMED + AGENCY
    order_ = min(GREATEST_LEAN, abs(row.said + row.dates) + repute) / 2
    weight = (
        config.base + _QUOTED + config.coverage_weight * own + config.parent_weight * theirs + order_ + _AGENCY_BEHIND
    )  # fmt: skip
    weight -= config.strangers_cost * row.others
    if row.same_publisher:
        return weight
    return weight + (1.5 if row.headline else 0.0) + config.reworded_weight * (1 - row.verbatim)
