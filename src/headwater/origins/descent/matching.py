"""Which article of the case a declaration means: by link, by shared text, or by the claim it is cited for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from headwater.origins.descent.dates import days_after, order
from headwater.origins.descent.declared import Declared
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.pairs import Pair
from headwater.records.articles import Article
from headwater.records.matches import MatchedGroup

A_LITTLE = 3
"""Days by which a text that is cited may bear a later date than the one that cites it."""


class ParentFinder:
    """Looks up the article that a declaration means. No look-up takes longer than its few candidates."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        book: OutletBook,
        pairs: Iterable[Pair],
        leads: Mapping[str, Mapping[str, str]],
        claims: Mapping[str, Sequence[str]],
        groups: Iterable[MatchedGroup],
    ) -> None:
        """``leads`` gives for each article the one to which an address leads, ``claims`` those that rest on an attribution."""
        self._articles, self._book, self._leads = articles, book, leads
        self._partners: dict[str, list[Pair]] = {}
        for pair in pairs:
            self._partners.setdefault(pair.a, []).append(pair)
            self._partners.setdefault(pair.b, []).append(pair)
        group_of: dict[str, list[MatchedGroup]] = {}
        self._groups_of_article: dict[str, list[MatchedGroup]] = {}
        for group in groups:
            for member in group.claims:
                group_of.setdefault(member, []).append(group)
            for article in group.articles:
                self._groups_of_article.setdefault(article, []).append(group)
        self._groups: dict[str, list[MatchedGroup]] = {}
        for attribution, resting in claims.items():
            self._groups[attribution] = [group for claim in resting for group in group_of.get(claim, [])]

    def partners(self, article: str) -> Sequence[Pair]:
        """The pairs in which an article shares text with another."""
        return self._partners.get(article, [])

    def find_all(self, declared: Sequence[Declared]) -> dict[int, str | None]:
        """For each declaration the article meant, by its place.

        Where one declaration of a text finds its outlet's article, all that name that outlet mean it.
        """
        found = {i: self.find(row) for i, row in enumerate(declared)}
        meant: dict[tuple[str, str], set[str]] = {}
        for i, row in enumerate(declared):
            if row.outlet is not None and (article := found[i]):
                meant.setdefault((row.child, row.outlet.key), set()).add(article)
        for i, row in enumerate(declared):
            if found[i] is None and row.outlet is not None:
                of_outlet = meant.get((row.child, row.outlet.key), set())
                found[i] = min(of_outlet) if len(of_outlet) == 1 else None
        return found

    def find(self, declared: Declared) -> str | None:
        """The id of the article meant, or null where it is not in the case."""
        if declared.href:
            linked = self._leads.get(declared.child, {}).get(declared.href)
            if linked is not None:
                return linked
        if declared.outlet is None:
            return None
        by_text = [
            p for p in self.partners(declared.child) if self._printed(p.other(declared.child), declared)
        ]
        return (
            _fullest(declared, [p for p in by_text if not p.others])
            or self._by_link(declared)
            or self._by_claim(declared)
            or self._by_incident(declared)
            or _fullest(declared, by_text if declared.scope == "passage" else [])
        )

    def _by_link(self, declared: Declared) -> str | None:
        """The one article of the outlet to which the text links."""
        leads = self._leads.get(declared.child, {})
        linked = (leads[link.href] for link in self._articles[declared.child].links if link.href in leads)
        found = {to for to in linked if self._printed(to, declared)}
        return min(found) if len(found) == 1 else None

    def _printed(self, article: str, declared: Declared) -> bool:
        assert declared.outlet is not None
        return article != declared.child and self._book.is_publisher(declared.outlet, article)

    def _by_claim(self, declared: Declared) -> str | None:
        """An article of the outlet in a group of the claim that it is cited for."""
        if declared.attribution is None:
            return None
        return self._older(declared, self._groups.get(declared.attribution, []))

    def _by_incident(self, declared: Declared) -> str | None:
        """An article of the outlet that tells of an incident of which the text tells."""
        return self._older(declared, self._groups_of_article.get(declared.child, []))

    def _older(self, declared: Declared, groups: Iterable[MatchedGroup]) -> str | None:
        """The one article of the outlet in the groups that is not later than the text, else the one a little later.

        Dates are of the last printing, of another time zone, or wrong: one that is days off proves nothing.
        """
        child = self._articles[declared.child]
        theirs = {a for group in groups for a in group.articles if self._printed(a, declared)}
        older = {a for a in theirs if order(self._articles[a].published, child.published) <= 0}
        found = older or {
            a for a in theirs if days_after(self._articles[a].published, child.published) <= A_LITTLE
        }
        return min(found) if len(found) == 1 else None


def _fullest(declared: Declared, pairs: Sequence[Pair]) -> str | None:
    """The text that holds most of the one that declares something."""
    child = declared.child
    best = max(pairs, key=lambda p: (p.coverage(child), p.other(child)), default=None)
    return best.other(child) if best is not None else None
