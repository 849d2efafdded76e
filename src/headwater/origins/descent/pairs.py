"""Pairs of articles that share text: what they share, and which of the two looks like the older."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from headwater.origins.descent.dates import order
from headwater.origins.descent.headlines import one_headline
from headwater.records.articles import Article
from headwater.records.descent import Collation, LoneQuote
from headwater.records.origins import Cluster, Reuse, ReuseKind
from headwater.records.spans import Span, trimmed

LEAST_CONTAINMENT = 0.08
"""By how much one text must be covered more than the other before it looks like the one that was cut."""
LEAST_IN_TRANSLATION = 0.12
"""The same across languages, where a language's own length blurs coverage."""
STEEPNESS = 6.0
"""Log-odds for each unit of difference in coverage."""
GREATEST_LEAN = 2.5
NAMED = 0.5
"""Log-odds that a text is the older, for each other text that names it as its source."""
MOST_NAMED = 3
AGENCY = 0.5
"""Log-odds that an agency's own text is the older: agencies sell text, others print it."""
COPIED = 0.5
"""Share of a text that must stand word for word in another of its language: nobody comes upon so many words twice."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What else is known of a text that bears on direction."""

    translated: bool = False  # it says that it is a translation
    first_hand: bool = False  # it says that a source spoke to its own publisher
    credits_wire: bool = False  # it credits an agency


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that share text. Positive leans say that b came from a; ``dates`` is kept apart."""

    a: str
    b: str
    kind: ReuseKind
    coverage_a: float
    coverage_b: float
    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]
    verbatim: float  # share of the aligned characters that are near verbatim
    same_language: bool
    same_publisher: bool
    headline: bool  # whether they have one headline, but for a word or two
    words: float  # log-odds from the texts alone
    said: float  # the part of them that does not rest on how much of either stands in the other
    dates: float  # log-odds from their dates
    reasons: tuple[str, ...]
    others: bool = False  # whether they say alike things of other people and places
    lone: bool = False  # whether they share a quotation and neither can be the other's parent: it only weighs

    def coverage(self, article: str) -> float:
        """How much of one of the two the other covers."""
        return self.coverage_a if article == self.a else self.coverage_b

    def spans(self, article: str) -> tuple[Span, ...]:
        """The shared stretches in one of the two."""
        return self.spans_a if article == self.a else self.spans_b

    def copied(self, child: str) -> bool:
        """Whether so much of ``child`` stands word for word in the other that it needs no other sign of descent."""
        if not self.same_language or self.kind == "shared_quote":
            return False
        return round(self.verbatim * self.coverage(child), 4) >= COPIED

    def other(self, article: str) -> str:
        """The other of the two."""
        return self.b if article == self.a else self.a

    def lean(self, child: str) -> float:
        """Log-odds that ``child`` is the younger, dates included."""
        total = max(-GREATEST_LEAN, min(GREATEST_LEAN, self.words + self.dates))
        return total if child == self.b else -total

    def order(self, child: str) -> float:
        """Log-odds that ``child`` is the younger by what the texts say of themselves and by their dates."""
        total = max(-GREATEST_LEAN, min(GREATEST_LEAN, self.said + self.dates))
        return total if child == self.b else -total

    def told(self, child: str) -> float:
        """Log-odds that ``child`` is the younger, dates left out."""
        return self.words if child == self.b else -self.words


def pairs_of(
    articles: Mapping[str, Article],
    reuse: Iterable[Reuse],
    clusters: Iterable[Cluster],
    collations: Iterable[Collation],
    facts: Mapping[str, Facts],
    date_weight: float,
    publishers: Mapping[str, str],
) -> list[Pair]:
    """One pair a collated row of reuse, and one a member of each cluster with its representative.

    ``publishers`` gives the key of each article's, where it is known.
    """
    collated = {(row.a, row.b): row for row in collations}
    found = []
    for row in reuse:
        known = collated.get((row.a, row.b))
        if known is not None and row.a in articles and row.b in articles:
            found.append(_pair(row, known, articles, facts, date_weight, publishers))
    for row in _of_clusters(clusters, articles):
        most = max(row.coverage_a, row.coverage_b)
        headline = one_headline(articles[row.a].title, articles[row.b].title, most)
        known = Collation(row.a, row.b, row.kind, row.coverage_a, row.coverage_b, 1.0, headline, False)
        found.append(_pair(row, known, articles, facts, date_weight, publishers))
    return found


def pair_of_quote(row: LoneQuote) -> Pair:
    """A lone quotation as a pair of which neither text need be at hand."""
    return Pair(
        row.a, row.b, "shared_quote", row.coverage_a, row.coverage_b, (), (), row.verbatim, True, row.same_publisher,
        row.headline, row.said, row.said, row.dates, (), row.others, lone=True,
    )  # fmt: skip


def thin_pair(row: Collation) -> Pair:
    """A pair as it is asked which article a declaration means: how much of each stands in the other, and no more."""
    return Pair(
        row.a, row.b, row.kind, row.coverage_a, row.coverage_b, (), (), row.verbatim, row.kind != "translation", False,
        row.headline, 0.0, 0.0, 0.0, (), row.others,
    )  # fmt: skip


def with_repute(pairs: Iterable[Pair], named_by: Mapping[str, int], agencies: Collection[str]) -> list[Pair]:
    """The pairs with what other texts say of the two: whose source the one is, and which is an agency's.

    ``named_by`` counts for each article the texts that name it, ``agencies`` are articles that one printed.
    """
    found = []
    for pair in pairs:
        more, reasons = 0.0, list(pair.reasons)
        difference = min(MOST_NAMED, named_by.get(pair.a, 0)) - min(MOST_NAMED, named_by.get(pair.b, 0))
        if difference:
            more += NAMED * difference
            reasons.append("other texts name one of them as their source")
        if (pair.a in agencies) != (pair.b in agencies):
            more += AGENCY if pair.a in agencies else -AGENCY
            reasons.append("one of them is an agency's")
        found.append(
            replace(
                pair,
                words=round(pair.words + more, 4),
                said=round(pair.said + more, 4),
                reasons=tuple(reasons),
            )
        )
    return found


def _of_clusters(clusters: Iterable[Cluster], articles: Mapping[str, Article]) -> Iterator[Reuse]:
    """A star about each cluster's representative: linear in its members."""
    for cluster in clusters:
        for member in cluster.members:
            if member == cluster.representative or member not in articles:
                continue
            a, b = sorted((member, cluster.representative))
            yield Reuse(cluster.id, a, b, cluster.kind, 1.0, 1.0, [], cluster.because)


def _pair(
    row: Reuse,
    known: Collation,
    articles: Mapping[str, Article],
    facts: Mapping[str, Facts],
    date_weight: float,
    publishers: Mapping[str, str],
) -> Pair:
    a, b = articles[row.a], articles[row.b]
    spans_a = tuple(x.a for x in row.aligned) or (_whole(a),)
    spans_b = tuple(x.b for x in row.aligned) or (_whole(b),)
    words, said, reasons = lean_of(row, facts.get(row.a, Facts()), facts.get(row.b, Facts()))
    dates = -date_weight * order(a.published, b.published)
    printers = publishers.get(row.a), publishers.get(row.b)
    return Pair(
        row.a, row.b, row.kind, row.coverage_a, row.coverage_b, spans_a, spans_b, known.verbatim, row.kind != "translation",
        printers[0] is not None and printers[0] == printers[1],
        known.headline, round(words, 4), said, dates, tuple(reasons), known.others,
    )  # fmt: skip


def _whole(article: Article) -> Span:
    return trimmed(article.text, 0, len(article.text))


def lean_of(row: Reuse | Collation, a: Facts, b: Facts) -> tuple[float, float, list[str]]:
    """Log-odds that b came from a, from the texts alone; what of them their words say; and why."""
    words, said, reasons = 0.0, 0.0, []
    difference = row.coverage_b - row.coverage_a
    least = LEAST_IN_TRANSLATION if row.kind == "translation" else LEAST_CONTAINMENT
    if abs(difference) >= least and row.kind != "shared_quote":
        words += STEEPNESS * difference
        reasons.append(
            f"{_percent(row.coverage_b)} of the one stands in the other, but only {_percent(row.coverage_a)} of the other in the one"
            if difference > 0
            else f"{_percent(row.coverage_a)} of the one stands in the other, but only {_percent(row.coverage_b)} of the other in the one"
        )
    for left, right, weight, reason in (
        (b.translated, a.translated, 3.0, "one of them says that it is a translation"),
        (a.first_hand, b.first_hand, 1.5, "one of them says that a source spoke to its own newsroom"),
        (a.credits_wire, b.credits_wire, 0.5, "one of them names the agency, the other does not"),
    ):
        if left != right:
            said += weight if left else -weight
            reasons.append(reason)
    return words + said, said, reasons


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
