"""Articles as bibliographic references: who wrote, who translated, the original, the archive that keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.show.exports.masked import Handed
from headwater.show.view import CaseView, Row, language_of

_ARCHIVE = re.compile(r"https?://(?:web\.archive\.org/web|archive\.(?:ph|today|is|org)|perma\.cc)\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """One article as a reference. ``issued`` and ``accessed`` are ISO dates cut to what is known."""

    id: str
    title: str
    authors: list[str]
    translators: list[str]
    agencies: list[str]
    publisher: str | None
    issued: str | None
    accessed: str | None
    url: str | None
    archived: str | None
    lang: str
    original: str | None
    original_title: str | None
    sha256: str


def references_of(handed: Handed) -> list[Reference]:
    """One reference an article, in the order of the case's reading list."""
    return [_reference(handed.view, article) for article in handed.view.ordered]


def _reference(view: CaseView, article: Row) -> Reference:
    given = view.credits.get(article["id"], [])
    named = {kind: _named(given, kind) for kind in ("translator", "agency", "original")}
    href = next((row["href"] for row in given if row["kind"] == "original" and row["href"]), None)
    url, asked = article["url"], article.get("asked_url")
    archived = next((one for one in (url, asked) if one and _ARCHIVE.match(one)), None)
    return Reference(
        article["id"],
        article["title"],
        article["authors"],
        named["translator"],
        named["agency"],
        article["publisher"],
        (article["published"]["value"] or "")[:10] or None,
        (article.get("crawled") or "")[:10] or None,
        url,
        archived,
        language_of(article),
        href or next(iter(named["original"]), None),
        _title_of_parent(view, article),
        article["sha256"],
    )


def _named(given: list[Row], kind: str) -> list[str]:
    return list(dict.fromkeys(row["name"] for row in given if row["kind"] == kind and row["name"]))


def _title_of_parent(view: CaseView, article: Row) -> str | None:
    """The title of the text that this one translates, where that lies in the case."""
    for edge in view.parents.get(article["id"], []):
        if edge["kind"] == "translation" and edge["parent"] in view.articles:
            return str(view.articles[edge["parent"]]["title"]) or None
    return None
