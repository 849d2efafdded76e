"""Facts from JSON-LD: authors, organisations, publisher, dates, the original, what is free to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headwater.articles.drafts import MetaCredit
from headwater.articles.page.facts import Names, PageFacts
from headwater.articles.page.linked_data import (
    LinkedData,
    Node,
    address_of,
    has_kind,
    is_false,
    names_of,
    text_of,
)
from headwater.records.articles import CreditKind
from headwater.text.languages import code_of

_ORIGINS: tuple[tuple[str, CreditKind], ...] = (
    ("isBasedOn", "original"),
    ("isBasedOnUrl", "original"),
    ("translationOfWork", "original"),
    ("translator", "translator"),
    ("provider", "agency"),
    ("sourceOrganization", "agency"),
)
_ORGANISATIONS = ("Organization", "Corporation", "Newspaper")
_LEAST_TEXT = 200


def read_nodes(data: LinkedData, facts: PageFacts) -> None:
    """Adds what the article nodes of a page say."""
    for node in data.articles:
        facts.headlines += names_of(node.get("headline"))
        _add_people(node, data, facts)
        publisher = text_of(data.resolved(node.get("publisher")))
        facts.publishers += [publisher] if publisher else []
        facts.add_date(text_of(node.get("datePublished")), "given by the page's JSON-LD")
        facts.add_date(text_of(node.get("dateModified")), "given by the page's JSON-LD", modified=True)
        language = text_of(node.get("inLanguage"))
        facts.lang = facts.lang or (code_of(language) if language else None)
        for key in ("url", "mainEntityOfPage", "@id"):
            address = address_of(node.get(key))
            if address:
                facts.addresses.append(("JSON-LD", address.partition("#")[0]))
        facts.credits += _origins(node, data)
        body = node.get("articleBody")
        if isinstance(body, str) and len(body) >= _LEAST_TEXT and not facts.full_text:
            facts.full_text = body
        if is_false(node.get("isAccessibleForFree")):
            facts.locked = "the page's JSON-LD says that the text is not free to read"


def site_names(data: LinkedData) -> list[str]:
    """Names of the site's own nodes."""
    return [name for node in data.sites for name in names_of(node.get("name"))]


def _add_people(node: Node, data: LinkedData, facts: PageFacts) -> None:
    names: Names = []
    for key in ("author", "creator", "contributor"):
        for author in data.resolved(node.get(key)):
            names += [(name, _is_organisation(author)) for name in names_of(author)]
        if names and key == "author":
            break
    facts.add_authors("the page's JSON-LD", list(dict.fromkeys(names)))


def _is_organisation(author: Any) -> bool:
    return isinstance(author, dict) and has_kind(author, _ORGANISATIONS)


def _origins(node: Node, data: LinkedData) -> Iterator[MetaCredit]:
    """What the page declares of its origin."""
    for key, kind in _ORIGINS:
        for one in data.resolved(node.get(key)):
            href = address_of(one)
            name = None if isinstance(one, str) and href else text_of(one)
            if isinstance(one, dict) and name is None:
                name = text_of(one.get("headline")) or text_of(one.get("publisher"))
            if href or name:
                yield MetaCredit(kind, name, href, f"the page's JSON-LD declares {key}: {name or href}")
