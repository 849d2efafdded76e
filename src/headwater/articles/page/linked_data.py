"""JSON-LD of a page: what its nodes say of the article, of its live entries and of the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from headwater.articles.halves import whole_values
from headwater.articles.page.words import storable

_MOST_NODES = 2000
_LONGEST = 5_000_000
_COMMENT = re.compile(r"^\s*(?:<!--|<!\[CDATA\[|//<!\[CDATA\[)|(?:-->|\]\]>|//\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\],])")
_CONTROL = re.compile(r"[\x00-\x1f]")
_UNSOUND = re.compile(r"\\u(?:00[01]|[dD][89a-fA-F]|[fF]{3}[eEfF])")  # escapes of what no text may hold
_INNER = ("mainEntity", "@graph", "mainEntityOfPage", "blogPost", "hasPart")
_KINDS = ("Article", "Posting", "Report", "Review", "Newspaper")
_SITES = ("WebSite", "Organization", "NewsMediaOrganization", "Corporation")

Node = dict[str, Any]


@dataclass(slots=True)
class LinkedData:
    """The nodes of a page's JSON-LD: its articles, most telling first, those of its site, and all by ``@id``."""

    articles: list[Node] = field(default_factory=list)
    sites: list[Node] = field(default_factory=list)
    by_id: dict[str, Node] = field(default_factory=dict)

    def resolved(self, value: Any) -> list[Any]:
        """A field's values as a list, references replaced by the nodes that they name."""
        values = value if isinstance(value, list) else [value]
        return [self._node(one) for one in values if one is not None]

    def _node(self, one: Any) -> Any:
        if isinstance(one, dict) and isinstance(one.get("@id"), str) and "name" not in one:
            return self.by_id.get(one["@id"], one)
        return one


def read_linked_data(scripts: list[str]) -> LinkedData:
    """The nodes of all JSON-LD blocks; broken blocks are mended where that is safe, else passed over."""
    found = LinkedData()
    for script in scripts:
        for node in _nodes(_load(script)):
            name = node.get("@id")
            if isinstance(name, str) and len(node) > 2:
                found.by_id.setdefault(name, node)
            if has_kind(node, _KINDS):
                found.articles.append(node)
            elif has_kind(node, _SITES):
                found.sites.append(node)
    found.articles.sort(key=lambda node: (not node.get("headline"), not node.get("datePublished")))
    return found


def _load(script: str) -> Any:
    if len(script) > _LONGEST:
        return None
    script = _COMMENT.sub("", script.strip()).strip().rstrip(";")
    for attempt in (script, _TRAILING_COMMA.sub("", _CONTROL.sub(" ", script))):
        try:
            held = json.loads(attempt)
            return whole_values(held, storable) if _UNSOUND.search(attempt) else held
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[Node]:
    """Every object in lists, graphs and main entities, the first two thousand of them."""
    stack, seen = [data], 0
    while stack and seen < _MOST_NODES:
        one = stack.pop()
        seen += 1
        if isinstance(one, list):
            stack.extend(reversed(one[:_MOST_NODES]))
        elif isinstance(one, dict):
            yield one
            stack.extend(one[key] for key in reversed(_INNER) if isinstance(one.get(key), dict | list))


def has_kind(node: Node, kinds: tuple[str, ...]) -> bool:
    """Whether a node's type is one of ``kinds`` or ends in one."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return any(isinstance(name, str) and name.endswith(kinds) for name in names)


def names_of(value: Any) -> list[str]:
    """Names of a field that may be a text, an object with a name or a value, or a list of them."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        name = (one.get("name") or one.get("@value")) if isinstance(one, dict) else one
        for part in name if isinstance(name, list) else [name]:
            if isinstance(part, dict):
                part = part.get("@value")
            if isinstance(part, str) and part.strip():
                found.append(" ".join(part.split()))
    return found


def text_of(value: Any) -> str | None:
    """The first text of a field."""
    return next(iter(names_of(value)), None)


def address_of(value: Any) -> str | None:
    """The http address that a field gives as text, ``url`` or ``@id``."""
    for one in value if isinstance(value, list) else [value]:
        given = (one.get("url") or one.get("@id")) if isinstance(one, dict) else one
        if isinstance(given, str) and given.startswith(("http://", "https://")):
            return given
    return None


def is_false(value: Any) -> bool:
    """Whether a field says no, as a truth value or as a word."""
    return value is False or (isinstance(value, str) and value.strip().lower() == "false")
