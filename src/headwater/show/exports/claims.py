"""Groups as schema.org ``Claim`` (vocabulary 28) with their appearances, each with a ``ClaimReview`` to fill in.

The review's rating is empty: headwater rates nothing. ``firstAppearance`` is first *in this case*, and only where
the dates of all reports are known to the day.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from headwater.show.exports.masked import Handed
from headwater.show.view import CaseView, Row, language_of, outlet_of, source_name


def write(handed: Handed, path: Path) -> None:
    """Write one JSON-LD graph, its context inside."""
    view = handed.view
    graph = [node for group in view.groups_by_size for node in (_claim(view, group), _review(group))]
    whole = {"@context": {"@vocab": "https://schema.org/", "id": "@id"}, "@graph": graph}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _claim(view: CaseView, group: Row) -> dict[str, Any]:
    claims = [row for row in map(view.row, group["claims"]) if row]
    heading = view.heading(group)
    count = group["separate_origins"]
    speakers = dict.fromkeys(source_name(link) for row in claims for link in view.chain(row)[-1:])
    node: dict[str, Any] = {
        "id": f"urn:headwater:{group['id']}",
        "@type": "Claim",
        "text": heading["text"],
        "inLanguage": heading["lang"],
        "appearance": [_work(view, id_) for id_ in group["articles"]],
        "description": f"Separate origins in this case: {count['min']} to {count['max']}, best reading {count['best']}. {group['counted_because']}",
    }
    if speakers:
        node["author"] = [{"@type": "Thing", "name": name} for name in speakers]
    first = _first(view, group)
    return node | ({"firstAppearance": _work(view, first)} if first else {})


def _first(view: CaseView, group: Row) -> str | None:
    """The report of the earliest day, where every report's day is known and only one has it."""
    days = sorted(((view.articles[id_]["published"]["value"] or "")[:10], id_) for id_ in group["articles"])
    known = all(len(day) == 10 for day, _ in days)
    return days[0][1] if known and (len(days) == 1 or days[0][0] < days[1][0]) else None


def _work(view: CaseView, article: str) -> dict[str, Any]:
    row = view.articles[article]
    work = {
        "@type": "NewsArticle",
        "id": f"urn:headwater:{article}",
        "headline": row["title"],
        "url": row["url"],
        "inLanguage": language_of(row),
        "datePublished": row["published"]["value"],
        "publisher": {"@type": "Organization", "name": outlet_of(row)},
    }
    return {name: value for name, value in work.items() if value}


def _review(group: Row) -> dict[str, Any]:
    """A template: who reviews it, when and how they rate it is theirs to write."""
    return {
        "id": f"urn:headwater:review-{group['id']}",
        "@type": "ClaimReview",
        "itemReviewed": {"id": f"urn:headwater:{group['id']}"},
        "author": {"@type": "Organization", "name": ""},
        "datePublished": "",
        "url": "",
        "reviewRating": {"@type": "Rating", "alternateName": ""},
    }
