"""What a case tells of a source that is no text of it: who cites it, in which claims, in which words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from headwater.origins.counting.ends import End
from headwater.origins.counting.reading import Reading
from headwater.origins.descent.cited import content_key
from headwater.origins.descent.outlet_names import outlet_words
from headwater.records.articles import Credit
from headwater.records.claims import Attribution, Claim
from headwater.records.origins import Derivation, Source
from headwater.text.names import words_of

NAMELESS = ("anonymous", "official_unnamed", "document", "self")
SILENT = ("declined", "no_answer")
MOST_OF_ONE = 3
"""Claims on one attribution that are read."""
MOST_CITING = 40
"""Attributions of one source that are read for its words, its days and its links."""


@dataclass(frozen=True)
class Links:
    """Where a case's texts say that they, or others, stand: links to originals, and whom parts are credited to."""

    originals: Mapping[str, Sequence[str]]
    called: Mapping[str, Sequence[str]]
    citing: Mapping[str, Sequence[Claim]]

    @classmethod
    def of(cls, credits_: Iterable[Credit], case: Reading) -> Links:
        """Indexes credits, parts and chains, each read once."""
        originals: dict[str, list[str]] = {}
        called: dict[str, list[str]] = {}
        citing: dict[str, list[Claim]] = {}
        for credit in credits_:
            if credit.href and credit.kind in ("original", "via"):
                originals.setdefault(credit.article, []).append(credit.href)
            if credit.name:
                called.setdefault(credit.article, []).append(credit.name)
        for part in case.parts.values():
            if part.credited_name:
                called.setdefault(part.article, []).append(part.credited_name)
        for key in sorted(case.claims, key=lambda k: (not case.claims[k].lead, k)):
            for attribution in case.claims[key].chain:
                citing.setdefault(attribution, []).append(case.claims[key])
        return cls(originals, called, citing)


class Hanging(Protocol):
    """What hangs on a source, of all claims and groups of a case."""

    def articles(self, key: str) -> frozenset[str]:
        """The articles of the largest group that hangs on it."""

    def claims(self, key: str) -> list[Claim]:
        """Claims that stand on it."""

    def end_of(self, source: str) -> End | None:
        """The end that it is."""

    def said(self, key: str, end: End | None) -> str | None:
        """Which count could change, and how."""


@dataclass(frozen=True)
class Cited:
    """A source with all that the case tells of it."""

    source: Source
    edges: Sequence[Derivation]
    said: Sequence[Attribution]
    claims: Sequence[Claim]
    articles: Sequence[str]
    end: End | None


def is_pronoun(source: Source) -> bool:
    """Whether a source is called by a pronoun alone."""
    found = words_of(source.name)
    return bool(found) and all(word.forms[0] in outlet_words().pronouns for word in found)


def words_for(source: Source) -> str:
    """The words by which a source is told from others."""
    return content_key(source.name) or source.name.casefold()


def told_above(
    source: Source,
    article: str,
    own: Collection[str],
    first: Collection[tuple[str, str]],
    case: Reading,
) -> bool:
    """Whether a text was made from one that cites a source in the same words, and is none of its ``own``."""
    words = words_for(source)
    return any((words, parent) in first for parent in case.made_from(article).difference(own))


def cited_of(key: str, turns: Hanging, links: Links, case: Reading) -> Cited:
    """A source with what is read of it: its edges, the first texts that cite it, claims that stand on it."""
    source, edges = case.sources[key], case.children.get(key, ())
    group = turns.articles(key)
    found = [a for id_ in sorted(source.cited_by) if (a := case.attributions.get(id_))]
    said = sorted(found, key=lambda a: a.article not in group)[:MOST_CITING]
    claims = {c.id: c for a in said for c in links.citing.get(a.id, ())[:MOST_OF_ONE]}
    claims |= {c.id: c for c in turns.claims(key)}
    articles = dict.fromkeys((*(e.child for e in edges), *(a.article for a in said)))
    leads = [c for key in list(articles)[:3] for c in case.claims_of.get(key, ()) if c.lead]
    first = list(
        {
            c.id: c
            for c in (*sorted(claims.values(), key=lambda c: (c.article not in group, not c.lead)), *leads)
        }.values()
    )
    return Cited(source, edges, said, first, [a for a in articles if a in case.articles], turns.end_of(key))
