"""FollowTheMoney entities (followthemoney 4), one JSON object a line: articles, actors, who is mentioned where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.show.exports.masked import Handed
from headwater.show.view import CaseView, Row, outlet_of

_SCHEMA = {
    "person": "Person",
    "group": "Organization",
    "state": "PublicBody",
    "body": "PublicBody",
    "outlet": "Organization",
}
"""Places, weapons and events are no actors of this model and stay out."""

_ALPHA3 = {
    "en": "eng",
    "fr": "fra",
    "ar": "ara",
    "tr": "tur",
    "ru": "rus",
    "de": "deu",
    "es": "spa",
    "fa": "fas",
    "he": "heb",
    "it": "ita",
    "ku": "kur",
    "uk": "ukr",
}
"""ISO 639-3 codes, which the model asks for; texts in other languages bear none."""


def write(handed: Handed, path: Path) -> None:
    """Write one entity a line, in the order of the case."""
    lines = (json.dumps(row, ensure_ascii=False) for row in _entities(handed.view))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _entities(view: CaseView) -> Iterator[dict[str, Any]]:
    for article in view.ordered:
        yield _article(article)
    actors = {row["id"]: row for row in view.rows("entities") if row["type"] in _SCHEMA}
    for row in actors.values():
        yield _actor(row)
        for article in dict.fromkeys(mention["article"] for mention in row["mentions"]):
            properties = {"entity": [row["id"]], "document": [article], "role": ["mentioned"]}
            yield _made(f"{row['id']}.{article}", "Documentation", properties)
    for row in view.rows("relations"):
        if row["from"] in actors and row["to"] in actors:
            properties = {
                "subject": [row["from"]],
                "object": [row["to"]],
                "role": [row["kind"].replace("_", " ")],
            }
            yield _made(
                row["id"], "UnknownLink", properties | ({"date": [row["time"]]} if row["time"] else {})
            )


def _article(row: Row) -> dict[str, Any]:
    properties = {
        "title": [row["title"]],
        "publisher": [outlet_of(row)],
        "author": row["authors"],
        "publishedAt": [(row["published"]["value"] or "")[:10]],
        "sourceUrl": [row["url"]],
        "language": [_ALPHA3.get(code) for code in row["languages"]],
    }
    return _made(row["id"], "Article", properties)


def _actor(row: Row) -> dict[str, Any]:
    aliases = list(dict.fromkeys(name["text"] for name in row["names"] if name["text"] != row["name"]))
    return _made(row["id"], _SCHEMA[row["type"]], {"name": [row["name"]], "alias": aliases})


def _made(id_: str, schema: str, properties: dict[str, list[Any]]) -> dict[str, Any]:
    kept = {name: [value for value in values if value] for name, values in properties.items()}
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }
