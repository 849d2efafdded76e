"""On whose word the lead stands: its own source by the name that the article gives it, and who else tells the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from headwater.claims.chains import is_publisher
from headwater.claims.descriptions import Descriptions
from headwater.claims.leads import detailing, vouching
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.articles import Article
from headwater.records.claims import Attribution, Claim

_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "l", "un", "une"})
_PARALLEL = 3  # sources further down that are added to a lead's chain


class LeadChain:
    """Settles the chain of one article's lead; built once an article."""

    def __init__(
        self,
        article: Article,
        attributions: Mapping[str, Attribution],
        trees: Mapping[int, Tree],
        lexicon: Lexicon | None,
    ) -> None:
        self.article = article
        self.by_id = attributions
        self.lexicon = lexicon
        self.described = Descriptions(trees, lexicon)

    def settled(self, rows: Sequence[Claim], lead: int) -> Claim:
        """The lead on the word of its own source, named as below, and of those who tell the same or its details."""
        row = self._named_below(rows, lead)
        row = self._vouched(rows, lead, row)
        return row if row.chain or row.standing == "own_reporter" else self._detailed(rows, lead, row)

    def is_named(self, one: str) -> bool:
        """Whether an attribution says who speaks."""
        return bool(self.by_id[one].source or self.by_id[one].resolved_source)

    def _named_below(self, rows: Sequence[Claim], lead: int) -> Claim:
        """A lead whose source is only described, on the word of whom the article names for it right below."""
        row = rows[lead]
        chain: list[str] = []
        told: list[str] = []
        for i in row.chain:
            meant = self.described.meant(self.by_id[i], rows, lead, self.by_id)
            meant = [m for m in meant if not is_publisher(self.by_id[m], self.article)]
            if meant:
                names = " and ".join(f"“{self._name(m)}”" for m in meant)
                told.append(f"Whom it calls “{self._name(i)}” the article then names: {names}.")
            chain.extend(m for m in (meant or [i]) if m not in chain)
        return replace(row, chain=chain, because=" ".join((row.because, *told))) if told else row

    def _vouched(self, rows: Sequence[Claim], lead: int, row: Claim) -> Claim:
        """The lead with those in its chain who say the same further down: parallel sources."""
        chain = list(row.chain)
        called = {name for i in rows[lead].chain for name in (self._name(i), self._said(i))}
        added: list[str] = []
        for i in self._same(rows, lead):
            if len(added) == _PARALLEL:
                break
            known = next((k for k in (*chain, *added) if self._are_one(i, k)), None)
            if known is None and self._said(i) in called:
                continue  # "local media" again, whom the article has named
            if known is None:
                added.append(i)
            elif known in chain and self._voices(i, known):
                chain[chain.index(known)] = i  # "a monitoring group": whoever speaks for it by name
        if not added and chain == row.chain:
            return row
        because = row.because if row.chain else "The sentence itself names no source."
        for i in (k for k in chain if k not in row.chain):
            because += f" For it speaks “{self._name(i)}”."
        if added:
            told = " and ".join(f"“{self._name(i)}”" for i in added)
            because += f" The article gives the same on the word of {told}."
        return replace(row, chain=[*chain, *added], standing="attributed", because=because)

    def _same(self, rows: Sequence[Claim], lead: int) -> Iterator[str]:
        """Whoever is named for the same further down, in text order; a document shows what happened and is nobody's word."""
        headline = self.article.title
        for claim in vouching(rows, lead, self.lexicon, headline):
            for i in claim.chain:
                if self.is_named(i) and self.by_id[i].source_kind != "document":
                    yield self._first_of(i)

    def _detailed(self, rows: Sequence[Claim], lead: int, row: Claim) -> Claim:
        """A lead that names no source, on the word of whoever is named right below for its details."""
        named = [any(self.is_named(i) for i in r.chain) for r in rows]
        detail = detailing(rows, lead, self.lexicon, named)
        if detail is None:
            return row
        chain = [self._first_of(i) for i in detail.chain if self.is_named(i)]
        told = ", who cites ".join(f"“{self._name(i)}”" for i in chain)
        because = f"The sentence itself names no source. The article goes on with the details on the word of {told}."
        return replace(row, chain=chain, standing="attributed", because=because)

    def _are_one(self, one: str, other: str) -> bool:
        """Whether two sources are one by their names, by a body that one speaks for, or as a described crowd."""
        a, b = self.by_id[one], self.by_id[other]
        return (
            _alike(self._name(one), self._name(other))
            or self.described.speaks_for(a, b)
            or self.described.same_crowd(a, b)
            or self.described.can_be(b, a)
            or self._voices(one, other)
        )

    def _voices(self, one: str, other: str) -> bool:
        """Whether a source names a body that is only described, or speaks by name for it."""
        a, b = self.by_id[one], self.by_id[other]
        if not self.described.is_described(b):
            return False
        unnamed = b.source is not None and self._name(other) == b.source.text
        return self.described.speaks_for(a, b) or (unnamed and self.described.can_be(b, a, alone=True))

    def _first_of(self, one: str) -> str:
        """Of a speaker who goes on or is a pronoun, the attribution that names him; any other is itself."""
        here, name = self.by_id[one], self._name(one)
        if here.source is not None and here.source.text == name:
            return one
        named = [(i, a.source.text) for i, a in self.by_id.items() if a.source is not None and i != one]
        fuller = next(
            (i for i, words in named if _alike(name, words)), None
        )  # "he": "the watch's head, Ada Lind"
        if fuller is not None or (here.source is not None and len(here.source.text.split()) > 1):
            return fuller or one
        return next((i for i, _ in named if self._name(i) == name), one)

    def _said(self, one: str) -> str:
        """A source in its sentence's own words."""
        source = self.by_id[one].source
        return source.text if source is not None else self._name(one)

    def _name(self, one: str) -> str:
        return source_name(self.by_id[one])


def source_name(one: Attribution) -> str:
    """What to call an attribution's source."""
    return one.resolved_source or (one.source.text if one.source else "a source that is not named")


def _alike(one: str, other: str) -> bool:
    """Whether all words of a name stand in another: "the monitor", "the Hill monitor"."""
    a, b = (frozenset(re.findall(r"\w+", n.casefold())) - _ARTICLES for n in (one, other))
    return a <= b
