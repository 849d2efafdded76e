"""Articles that one judgement of origins may bear on: they may stand on the same end, under any of its keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.origins.counting.lexicon import speaks, words
from headwater.origins.descent.cited import Cited
from headwater.origins.descent.outlet_book import Outlet, OutletBook
from headwater.records.articles import Article
from headwater.records.claims import Attribution
from headwater.records.judgements import OriginJudgement, TextAnchor
from headwater.records.origins import Derivation, Kin
from headwater.records.tables import Tables


class Ties:
    """Finds the articles that are tied to a judged one. ``outlets`` gives the outlet of each source by its id."""

    def __init__(
        self,
        tables: Tables,
        edges: Iterable[Derivation],
        cited: Mapping[str, Cited],
        bodies: Mapping[str, str],
        book: OutletBook,
        outlets: Mapping[str, Outlet],
    ) -> None:
        self._cited, self._bodies, self._book = cited, bodies, book
        self._attributions = tables.by_article(Attribution)
        self._keys = {
            article: self._keys_of(self._attributions.get(article, ())) | self._printer(article)
            for article in sorted(tables.by_id(Article))
        }
        for edge in edges:
            if edge.parent in outlets and edge.child in self._keys:
                self._keys[edge.child].add(outlets[edge.parent].key)
        self._by_sha: dict[str, str] = {}
        for row in tables.of(Article):
            self._by_sha.setdefault(row.sha256, row.id)

    def of(self, row: OriginJudgement) -> Iterator[Kin]:
        """The ties of one judgement: from each article at which it points to all that may share its end."""
        for anchor in row.at:
            at = anchor.article if anchor.article in self._keys else self._by_sha.get(anchor.sha256 or "")
            if at is None:
                continue
            wanted = self._wanted(at, anchor)
            for other, keys in self._keys.items():
                if other != at and keys & wanted:
                    yield Kin(min(at, other), max(at, other))

    def _wanted(self, at: str, anchor: TextAnchor) -> set[str]:
        """The keys under which whoever is judged may be an end anywhere in the case."""
        if anchor.text is None:
            return self._printer(at)
        said = [
            row for row in self._attributions.get(at, ()) if row.source and anchor.has_words(row.source.text)
        ]
        parties = [self._cited[row.id] for row in said if row.id in self._cited]
        wanted = self._keys_of(said)
        if any(speaks(party.name, words().generic_compiler) for party in parties):
            # "a monitor" stands for the one that a text names, which may be another in each text
            called = {party.key for party in parties}
            wanted |= {key for own in self._keys.values() if own & called for key in own}
        return wanted

    def _printer(self, article: str) -> set[str]:
        outlet = self._book.publisher(article)
        return {outlet.key} if outlet is not None else set()

    def _keys_of(self, rows: Iterable[Attribution]) -> set[str]:
        """The keys under which the parties of some attributions may be ends."""
        found: set[str] = set()
        for row in rows:
            party = self._cited.get(row.id)
            if party is not None:
                found |= {party.key, f"entity:{party.entity}", f"entity:{self._bodies.get(party.key)}"}
        return found - {"entity:None"}


def ties_of(
    tables: Tables,
    edges: Iterable[Derivation],
    cited: Mapping[str, Cited],
    bodies: Mapping[str, str],
    book: OutletBook,
    outlets: Mapping[str, Outlet],
) -> Sequence[Kin]:
    """The articles that judgements of origins tie together; none where nothing is judged."""
    standing = [row for row in tables.of(OriginJudgement) if row.status == "obeyed"]
    if not standing:
        return []
    ties = Ties(tables, edges, cited, bodies, book, outlets)
    found = dict.fromkeys(tie for row in standing for tie in ties.of(row))
    return sorted(found, key=lambda tie: (tie.a, tie.b))
