"""Findings in words: those of one kind together, and the headline beside the nearest sourced sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from headwater.show.dossier.showing import Showing, direction
from headwater.show.view import Row
from headwater.show.words import FINDING, FINDING_ORDER

_QUOTED = re.compile("“([^“”]{12,})”")
_HEADLINES = ("headline_by_no_source", "headline_by_outlet_only")


@dataclass(frozen=True, slots=True)
class Found:
    """The words that a finding is about, and why."""

    words: str
    href: str | None
    because: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class FindingKind:
    """All findings of one kind."""

    kind: str
    says: str
    found: list[Found]


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline that no source says, beside the sourced sentence that comes nearest."""

    says: str
    title: str
    lang: str
    dir: str
    href: str | None
    nearest: str
    nearest_href: str | None
    because: str


def findings_of(showing: Showing, rows: Iterable[Row]) -> list[FindingKind]:
    """Findings by kind, in the order in which a careful reader asks; headlines are told apart."""
    kinds: dict[str, list[Found]] = {}
    for row in rows:
        if row["kind"] not in _HEADLINES:
            kinds.setdefault(row["kind"], []).append(_found(showing, row))
    rank = {kind: place for place, kind in enumerate(FINDING_ORDER)}
    ordered = sorted(kinds, key=lambda kind: (rank.get(kind, len(rank)), kind))
    return [FindingKind(kind, showing.t.say(FINDING, kind), kinds[kind]) for kind in ordered]


def _found(showing: Showing, row: Row) -> Found:
    return Found(
        showing.line(row["text"], 240), showing.href(row["id"]), showing.said(row["because"]), row["as_of"]
    )


def headlines_of(showing: Showing, article: Row) -> list[Headline]:
    """The findings on an article's headlines, each with both sentences in the words of the text."""
    rows = [row for row in showing.view.findings.get(article["id"], []) if row["kind"] in _HEADLINES]
    return [_headline(showing, article, row) for row in sorted(rows, key=lambda row: row["start"] or 0)]


def _headline(showing: Showing, article: Row, row: Row) -> Headline:
    nearest, href = _nearest(showing, article, row)
    lang = showing.view.language_at(article, row["start"] or 0)
    return Headline(
        showing.t.say(FINDING, row["kind"]),
        showing.line(row["text"] or article["title"], 300),
        lang,
        direction(lang),
        showing.href(row["id"]),
        nearest,
        href,
        showing.said(row["because"]),
    )


def _nearest(showing: Showing, article: Row, row: Row) -> tuple[str, str | None]:
    """The sourced sentence that the finding's reason quotes, and the link to it."""
    body = article["text"].find("\n") + 1
    for quoted in _QUOTED.findall(row["because"]):
        start = article["text"].find(quoted.rstrip(" …"), body)
        if start >= 0:
            end = start + len(quoted.rstrip(" …"))
            return showing.line(quoted, 300), _place_of(showing, article["id"], start, end)
    return "", None


def _place_of(showing: Showing, article: str, start: int, end: int) -> str | None:
    """The link to the claim or content that shares most with a stretch of the text."""
    view = showing.view
    spans = [(row["start"], row["end"], row["id"]) for row in view.claims.get(article, [])]
    for row in view.attributions.get(article, []):
        if row["credit"]:
            continue  # it covers the whole text
        spans.append((row["content"]["start"], row["content"]["end"], row["id"]))
    shared = [(min(end, last) - max(start, first), row_id) for first, last, row_id in spans]
    ranked = sorted((-most, row_id) for most, row_id in shared if most > 0)
    return next((href for href in (showing.href(row_id) for _, row_id in ranked) if href), None)
