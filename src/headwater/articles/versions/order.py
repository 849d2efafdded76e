"""Which of several texts of one address came first, as far as their dates tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from headwater.records.articles import Article, VersionOrder

BASES: tuple[VersionOrder, ...] = ("crawled", "modified", "published")
"""The dates that tell the order, the surest first."""


def date_of(article: Article, basis: VersionOrder) -> str | None:
    """One of an article's dates."""
    if basis == "published":
        return article.published.value
    if basis == "not_known":
        return None
    return article.crawled if basis == "crawled" else article.modified


def in_order(articles: Sequence[Article]) -> list[Article]:
    """The texts, oldest first; those whose order is not known by length and id, so that the longest is last."""
    keys = {basis: keys_of([date_of(a, basis) for a in articles]) for basis in BASES}
    known = [keys[basis] for basis in BASES if keys[basis] is not None]
    ranked = sorted(
        range(len(articles)),
        key=lambda at: (
            *(row[at] for row in known if row is not None),
            len(articles[at].text),
            articles[at].id,
        ),
    )
    return [articles[at] for at in ranked]


def basis_of(earlier: Article, later: Article, among: Sequence[Article]) -> VersionOrder:
    """The first kind of date that all texts of the address have, and by which these two differ."""
    for basis in BASES:
        if keys_of([date_of(a, basis) for a in among]) is None:
            continue
        pair = keys_of([date_of(earlier, basis), date_of(later, basis)])
        if pair is not None and pair[0] < pair[1]:
            return basis
    return "not_known"


def keys_of(dates: Sequence[str | None]) -> list[str] | None:
    """The dates in a form that can be compared: instants in UTC where all are, else days; None where one lacks."""
    given = [date for date in dates if date and len(date) >= 10]
    if len(given) < len(dates):
        return None
    instants = [_instant(date) for date in given]
    if all(instants):
        return [one or "" for one in instants]
    return [date[:10] for date in given]


def _instant(date: str) -> str | None:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    try:
        return moment.astimezone(UTC).isoformat() if moment.tzinfo else None
    except OverflowError:
        return None
