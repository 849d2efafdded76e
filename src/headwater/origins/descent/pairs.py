"""Pairs of articles that share text: what they share, and which of the two looks like the older."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from headwater.origins.descent.dates import order
from headwater.origins.descent.strangers import tells_of_others
from headwater.records.articles import Article
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
SAME_HEADLINE = 85.0
"""Likeness of two headlines, in per cent of their letters, from which they are one."""
SHORTEST_HEADLINE = 15
NEARLY_ALL = 0.7
"""Coverage from which two texts with headlines that differ in a number tell of one event."""
COPIED = 0.5
"""Share of a text that must stand word for word in another of its language: nobody comes upon so many words twice."""
_FIGURES = re.compile(r"(?<![\d/.:-])\d{1,3}(?![\d/:-])")


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
    facts: Mapping[str, Facts],
    date_weight: float,
    same_publisher: Mapping[str, str],
) -> list[Pair]:
    """One pair a row of reuse, and one a member of each cluster with its representative."""
    found = []
    for row in reuse:
        if row.a in articles and row.b in articles:
            found.append(_pair(row, articles, facts, date_weight, same_publisher))
    for row in _of_clusters(clusters, articles):
        found.append(_pair(row, articles, facts, date_weight, same_publisher))
    return found


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
    articles: Mapping[str, Article],
    facts: Mapping[str, Facts],
    date_weight: float,
    publishers: Mapping[str, str],
) -> Pair:
    a, b = articles[row.a], articles[row.b]
    spans_a = tuple(x.a for x in row.aligned) or (_whole(a),)
    spans_b = tuple(x.b for x in row.aligned) or (_whole(b),)
    sized = [(len(x.b.text), x.kind) for x in row.aligned]
    verbatim = (
        sum(n for n, kind in sized if kind == "same") / max(1, sum(n for n, _ in sized)) if sized else 1.0
    )
    words, said, reasons = _lean(row, facts.get(row.a, Facts()), facts.get(row.b, Facts()))
    dates = -date_weight * order(a.published, b.published)
    same_language = row.kind != "translation"
    known = publishers.get(row.a), publishers.get(row.b)
    return Pair(
        row.a, row.b, row.kind, row.coverage_a, row.coverage_b, spans_a, spans_b, round(verbatim, 4), same_language,
        known[0] is not None and known[0] == known[1],
        _one_headline(a.title, b.title, max(row.coverage_a, row.coverage_b)), round(words, 4), said, dates, tuple(reasons),
        row.kind != "copy" and bool(row.aligned) and tells_of_others(
            tuple(zip(spans_a, spans_b, strict=True)), (a.text, b.text), max(row.coverage_a, row.coverage_b), verbatim,
            same_language,
        ),
    )  # fmt: skip


def _one_headline(a: str, b: str, coverage: float) -> bool:
    """Whether two headlines are one but for a word or two.

    A number may differ only above texts of which nearly all is shared: else it is another event's.
    """
    left, right = " ".join(a.casefold().split()), " ".join(b.casefold().split())
    if min(len(left), len(right)) < SHORTEST_HEADLINE or _alike(left[:300], right[:300]) < SAME_HEADLINE:
        return False
    one, other = (set(_FIGURES.findall(x)) for x in (left, right))
    return coverage >= NEARLY_ALL or one <= other or other <= one


def _alike(left: str, right: str) -> float:
    """Likeness of two headlines; one that stands inside a longer one is the same."""
    if min(len(left), len(right)) >= 2 * SHORTEST_HEADLINE:
        return max(fuzz.ratio(left, right), fuzz.partial_ratio(left, right))
    return fuzz.ratio(left, right)


def _whole(article: Article) -> Span:
    return trimmed(article.text, 0, len(article.text))


def _lean(row: Reuse, a: Facts, b: Facts) -> tuple[float, float, list[str]]:
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
