"""The example worlds as plain text, read without headwater: what the truth is checked against."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"
WORLDS = ("world", "second_world", "third_world")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def plain(text: str) -> str:
    """``text`` with one kind of apostrophe and single spaces, so that quoted words can be sought in it."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


def load_truth(world: str) -> dict[str, Any]:
    """The known graph of a world."""
    truth: dict[str, Any] = json.loads((EXAMPLES / world / "truth.json").read_text("utf-8"))
    return truth


def load_texts(world: str) -> dict[str, str]:
    """Every article of a world by its id: a file's stem, or a row's own id."""
    texts = {}
    for path in sorted((EXAMPLES / world / "articles").iterdir()):
        raw = path.read_text("utf-8")
        if path.suffix == ".jsonl":
            for line in raw.splitlines():
                row = json.loads(line)
                texts[row["id"]] = plain(f"{row['title']} {row['text']}")
        elif path.suffix == ".html":
            texts[path.stem] = plain(html.unescape(_TAG.sub("", _HIDDEN.sub("", raw))))
        else:
            texts[path.stem] = plain(_MARKDOWN_LINK.sub(r"\1", raw))
    return texts
