"""How well pages are read: fields against the table, and words of the body against the text that was put in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from headwater.records.articles import Article, ArticleFinding, Credit, Part, Rejected
from headwater.records.tables import Tables
from tests.articles.pages.building import Page

FIELDS = ("publisher", "authors", "published", "lang", "original")
FURTHER = ("title", "agencies", "modified", "crawled", "url", "finding", "parts", "entries")
_OWN = ("body", "quoted_whole", "pasted")


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of one page: what was expected, what was read, whether that is right."""

    page: str
    field: str
    expected: object
    found: object
    right: bool


def compare(page: Page, tables: Tables) -> Iterator[Reading]:
    """Every field that the table gives for a page; the five named in ``FIELDS`` for each page."""
    reason = page.expected.get("rejected")
    articles = sorted(tables.of(Article), key=lambda one: ("#" in (one.url or ""), one.path or ""))
    if reason is not None:
        found = "; ".join(row.reason for row in tables.of(Rejected)) if not articles else articles[0].title
        yield Reading(page.name, "rejected", reason, found, not articles and str(reason) in found)
        return
    if not articles:
        found = "; ".join(row.reason for row in tables.of(Rejected))
        for field in FIELDS:
            yield Reading(page.name, field, page.expected.get(field), f"rejected: {found}", False)
        return
    for field in (*FIELDS, *FURTHER):
        if field in FIELDS or field in page.expected:
            if field == "published" and "published" not in page.expected and "entries" in page.expected:
                continue
            expected, given = page.expected.get(field), _READ[field](tables, articles)
            yield Reading(page.name, field, expected, given, _same(field, expected, given))


def _same(field: str, expected: object, found: object) -> bool:
    if field in ("published", "modified", "crawled"):
        return same_time(expected, found)
    if field == "publisher" and isinstance(expected, list):
        return found in expected
    if field in ("finding", "parts"):
        wanted = expected if isinstance(expected, list) else [expected]
        return isinstance(found, list) and all(one in found for one in wanted)
    if field == "entries" and isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(same_time, sorted(expected), sorted(found)))
    if field == "authors" and isinstance(expected, list) and isinstance(found, list):
        return [one.casefold() for one in expected] == [one.casefold() for one in found]
    return expected == found


def same_time(expected: object, found: object) -> bool:
    """Whether two dates are one moment; a day with a clock differs from the bare day."""
    if expected is None or found is None:
        return expected == found
    first, second = (
        datetime.fromisoformat(str(one).replace("Z", "+00:00")).replace(microsecond=0)
        for one in (expected, found)
    )
    clock = ["T" in str(one) for one in (expected, found)]
    zoned = [one.tzinfo is not None for one in (first, second)]
    if clock[0] != clock[1]:
        return False
    return first == second if all(zoned) else first.replace(tzinfo=None) == second.replace(tzinfo=None)


def _main(articles: Sequence[Article]) -> Article:
    return articles[0]


def _originals(tables: Tables, _: Sequence[Article]) -> str | None:
    named = [row.href for row in tables.of(Credit) if row.kind in ("original", "via") and row.href]
    return "; ".join(sorted(set(named))) or None


_READ: dict[str, Callable[[Tables, Sequence[Article]], object]] = {
    "publisher": lambda _, articles: _main(articles).publisher,
    "authors": lambda _, articles: _main(articles).authors,
    "published": lambda _, articles: _main(articles).published.value,
    "lang": lambda _, articles: next(iter(_main(articles).languages), None),
    "original": _originals,
    "title": lambda _, articles: _main(articles).title,
    "agencies": lambda tables, _: sorted(
        {str(row.name) for row in tables.of(Credit) if row.kind == "agency"}
    ),
    "modified": lambda _, articles: _main(articles).modified,
    "crawled": lambda _, articles: _main(articles).crawled,
    "url": lambda _, articles: _main(articles).url,
    "finding": lambda tables, _: [row.kind for row in tables.of(ArticleFinding)],
    "parts": lambda tables, _: [row.kind for row in tables.of(Part)],
    "entries": lambda _, articles: [
        one.published.value for one in articles if one.url and ("#" in one.url or "t.me/" in one.url)
    ],
}


def own_text(tables: Tables) -> str:
    """What was read as the article's own text: no headline, caption, embedded post or line of the site."""
    kept = []
    for article in tables.of(Article):
        parts = [part for part in tables.by_article(Part)[article.id] if part.kind in _OWN]
        kept += [article.text[max(part.start, article.body_start) : part.end] for part in parts]
    return "\n".join(kept)


def word_f1(expected: str, found: str) -> float:
    """F1 of the bags of words of two texts."""
    wanted, given = (Counter(re.findall(r"\w+", text.lower())) for text in (expected, found))
    both = sum((wanted & given).values())
    return round(2 * both / max(1, wanted.total() + given.total()), 4)
