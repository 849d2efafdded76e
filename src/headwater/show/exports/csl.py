"""CSL-JSON 1.0 items (citationstyles.org), one an article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from headwater.show.exports.masked import Handed
from headwater.show.exports.references import Reference, references_of


def write(handed: Handed, path: Path) -> None:
    """Write all references as one JSON array."""
    items = [_item(one) for one in references_of(handed)]
    path.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _item(one: Reference) -> dict[str, Any]:
    item = {
        "id": one.id,
        "type": "article-newspaper",
        "title": one.title,
        "author": [{"literal": name} for name in (*one.authors, *one.agencies)],
        "translator": [{"literal": name} for name in one.translators],
        "container-title": one.publisher,
        "issued": _date(one.issued),
        "accessed": _date(one.accessed),
        "URL": one.url,
        "archive": one.archived,
        "language": one.lang,
        "original-title": one.original_title,
        "note": f"SHA-256 {one.sha256}" + (f"; original: {one.original}" if one.original else ""),
    }
    return {name: value for name, value in item.items() if value}


def _date(value: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in value.split("-")]]} if value else None
