"""What the case says of a text for those that share a lone quotation with it.

A lone quote makes neither text the other's parent. But it takes its share of what is likely among the parents of either,
and for that some of what the case says of the far text counts: how many name it as their source, which agencies stand
behind it, whom it cites. That is found where the far text is, and carried over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.descent.carried import declared_of
from headwater.origins.descent.declared import Declared
from headwater.origins.descent.declaring import leads_of
from headwater.origins.descent.edges import from_declarations
from headwater.origins.descent.judged import Verdicts
from headwater.origins.descent.matching import ParentFinder
from headwater.origins.descent.naming import from_names
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.pairs import Pair, thin_pair
from headwater.origins.descent.wires import Wire, wires_of
from headwater.records.articles import Article
from headwater.records.descent import Collation, Declaration, DescentText, LoneQuote, Repute
from headwater.records.matches import MatchedGroup
from headwater.records.origins import Cluster, Printer
from headwater.records.tables import Tables

Ends = tuple[str, str]


@dataclass(frozen=True)
class Meant:
    """What some texts declare, those that name the outlet of a text whose words they share among it, and which article each means."""

    declared: Sequence[Declared]
    resolved: Mapping[int, str | None]

    @property
    def said(self) -> dict[Ends, str]:
        """The (child, parent) that a text names, and why."""
        return {
            (row.child, parent): row.because
            for i, row in enumerate(self.declared)
            if (parent := self.resolved[i])
        }

    @property
    def named_by(self) -> dict[str, int]:
        """How many texts name each article of the case as where they are from."""
        found: dict[str, int] = {}
        for _, parent in self.said:
            found[parent] = found.get(parent, 0) + 1
        return found

    @property
    def here(self) -> dict[str, set[str]]:
        """The keys of the outlets that each text names and whose own text was found to be in the case."""
        found: dict[str, set[str]] = {}
        for i, row in enumerate(self.declared):
            if row.outlet is not None and self.resolved[i] is not None:
                found.setdefault(row.child, set()).add(row.outlet.key)
        return found

    @property
    def wires(self) -> dict[str, dict[str, Wire]]:
        """The agencies that texts name, those left out whose own text a declaration was found to mean."""
        return wires_of(row for i, row in enumerate(self.declared) if self.resolved[i] is None)


def meant(
    tables: Tables,
    articles: Mapping[str, Article],
    declared: Sequence[Declared],
    texts: Mapping[str, DescentText],
    book: OutletBook,
    pairs: Sequence[Pair],
) -> Meant:
    """Which articles of the case the declarations of some texts mean."""
    resting = {row.attribution: row.claims for row in tables.of(Declaration) if row.attribution}
    finder = ParentFinder(articles, book, pairs, leads_of(tables), resting, tables.of(MatchedGroup))
    outlets = {key: text.outlets for key, text in texts.items()}
    every = [*declared, *from_names(pairs, articles, outlets, book)]
    return Meant(every, finder.find_all(every))


def repute_rows(tables: Tables, verdicts: Verdicts) -> Iterator[Repute]:
    """For each end of a lone quote that is here, what its far end must know of it."""
    quotes, articles = tables.of(LoneQuote), tables.by_id(Article)
    if not quotes:
        return
    book = OutletBook.of_entries((), tables.of(Printer), ())
    declared = [
        declared_of(row, articles[row.article]) for row in tables.of(Declaration) if row.article in articles
    ]
    texts = {row.article: row for row in tables.of(DescentText) if row.article in articles}
    pairs = [thin_pair(row) for row in tables.of(Collation) if row.a in articles and row.b in articles]
    found = meant(tables, articles, declared, texts, book, [*pairs, *_of_clusters(tables, articles)])
    named_by, wires, here = found.named_by, found.wires, found.here
    cites: dict[str, set[str]] = {}
    for edge in verdicts.kept(from_declarations(found.declared, found.resolved, {})):
        cites.setdefault(edge.child, set()).add(edge.parent)
    for row in quotes:
        for article, to in ((row.a, row.b), (row.b, row.a)):
            if article in articles:
                behind = wires.get(article, {})
                yield Repute(
                    article, to, named_by.get(article, 0), sorted(behind),
                    sorted(key for key, wire in behind.items() if wire.scope == "whole"),
                    sorted(here.get(article, ())), sorted(cites.get(article, ())),
                )  # fmt: skip


def _of_clusters(tables: Tables, articles: Mapping[str, Article]) -> Iterator[Pair]:
    for cluster in tables.of(Cluster):
        for member in cluster.members:
            if member != cluster.representative and member in articles:
                a, b = sorted((member, cluster.representative))
                yield thin_pair(Collation(a, b, cluster.kind, 1.0, 1.0, 1.0, False, False))
