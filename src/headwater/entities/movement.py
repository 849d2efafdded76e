"""Which articles' rows moved since a stage last saw them, and rows of one article in a table that goes by articles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any, TypeVar

from headwater.records.articles import Article
from headwater.records.tables import Tables

Row = TypeVar("Row")
Seen = Mapping[type[Any], Sequence[Any]]
Edit = tuple[int, int, Sequence[Row]]
"""Rows from where to where are taken out, and these put in."""

_BY_ARTICLE = attrgetter("article")


def article_of(row: Any) -> str:
    """The article that a row is of, or is."""
    article: str = row.id if isinstance(row, Article) else row.article
    return article


def seen_of(tables: Tables, kinds: Iterable[type[Any]]) -> Seen | None:
    """The rows of some classes, to be remembered; null where some are not in the order of their articles."""
    seen = {kind: tables.of(kind) for kind in kinds}
    for kind, rows in seen.items():
        keys = map(attrgetter("id" if kind is Article else "article"), rows)
        if any(left > right for left, right in pairwise(keys)):
            return None
    return seen


def moved_articles(tables: Tables, seen: Seen | None) -> set[str] | None:
    """The articles of which a row came or went since ``seen``; null where nobody knows."""
    articles: set[str] = set()
    for kind, rows in (seen or {}).items():
        if not rows and not tables.of(kind):
            continue
        moves = tables.moves_since(kind, rows)
        if moves is None:
            return None
        articles.update(article_of(row) for row in moves.gone)
        articles.update(article_of(row) for row in moves.come)
    return None if seen is None else articles


def rows_of(rows: Sequence[Row], article: str) -> Sequence[Row]:
    """The rows of one article, of a table in the order of articles."""
    first, last = place_of(rows, article)
    return rows[first:last]


def place_of(rows: Sequence[Any], article: str) -> tuple[int, int]:
    """Where the rows of one article stand, or would."""
    first = bisect_left(rows, article, key=_BY_ARTICLE)
    return first, bisect_right(rows, article, lo=first, key=_BY_ARTICLE)


def article_in(articles: Sequence[Article], id_: str) -> Article | None:
    """One of the articles, which are in the order of their ids."""
    at = bisect_left(articles, id_, key=attrgetter("id"))
    return articles[at] if at < len(articles) and articles[at].id == id_ else None


def spliced(rows: list[Row], edits: Iterable[Edit[Row]]) -> list[Row]:
    """Rows with some taken out and others put in, at places of which none lies in another; the same list where nothing moves."""
    moved = [
        edit for edit in sorted(edits, key=lambda one: one[:2]) if not _same(rows[edit[0] : edit[1]], edit[2])
    ]
    if not moved:
        return rows
    found: list[Row] = []
    at = 0
    for first, last, put in moved:
        found += rows[at:first]
        found += put
        at = last
    return found + rows[at:]


def kept_where_equal(before: Sequence[Row], now: Sequence[Row], key: str) -> list[Row]:
    """The rows of now, those that are equal to one of before as that object."""
    get = attrgetter(key)
    known = {get(row): row for row in before}
    return [old if (old := known.get(get(row))) == row and old is not None else row for row in now]


def _same(before: Sequence[Any], now: Sequence[Any]) -> bool:
    return len(before) == len(now) and all(a is b for a, b in zip(before, now, strict=True))
