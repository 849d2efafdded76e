"""JSON-LD of a page: the nodes that describe its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_MOST_NODES = 2000
_COMMENT = re.compile(r"^\s*(?:<!--|<!\[CDATA\[|//<!\[CDATA\[)|(?:-->|\]\]>|//\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]")


def article_nodes(scripts: list[str]) -> list[dict[str, Any]]:
    """Nodes of type article, those with a headline first; broken blocks are passed over."""
    nodes = [node for script in scripts for node in _nodes(_load(script)) if _is_article(node)]
    return sorted(nodes, key=lambda node: not node.get("headline"))


def by_id(scripts: list[str]) -> dict[str, dict[str, Any]]:
    """Nodes by their ``@id``, to resolve references within a graph."""
    found: dict[str, dict[str, Any]] = {}
    for script in scripts:
        for node in _nodes(_load(script)):
            name = node.get("@id")
            if isinstance(name, str) and len(node) > 1:
                found.setdefault(name, node)
    return found


def _load(script: str) -> Any:
    script = _COMMENT.sub("", script.strip()).strip()
    for attempt in (script, _CONTROL.sub(" ", _TRAILING_COMMA.sub(r"\1", script))):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in lists and ``@graph``, without going into other fields but ``mainEntity``."""
    stack, seen = [data], 0
    while stack and seen < _MOST_NODES:
        one = stack.pop()
        seen += 1
        if isinstance(one, list):
            stack.extend(reversed(one))
        elif isinstance(one, dict):
            yield one
            stack.extend(one[key] for key in ("mainEntity", "@graph") if key in one)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str)
        and (name.endswith(("Article", "Posting", "Newspaper")) or name in ("Report", "Review"))
        for name in names
    )


def texts_of(value: Any) -> list[str]:
    """Names of a field that may be a text, an object with a name, a reference, or a list of them."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, list):
            name = next((part for part in name if isinstance(part, str)), None)
        if isinstance(name, str) and name.strip():
            found.append(" ".join(name.split()))
    return found
