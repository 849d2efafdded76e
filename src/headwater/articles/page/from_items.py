"""Facts from microdata and RDFa: properties of the article's own item, not of the pictures and people inside it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from headwater.articles.page.facts import Names, PageFacts
from headwater.articles.page.from_metas import names_in
from headwater.articles.page.words import flat, label
from headwater.text.languages import code_of

_ARTICLE = ("Article", "Posting", "Report", "Review", "Item", "Document", "Story")
_ORGANISATION = ("Organization", "Corporation")
_NAMES = ("name", "legalName")
_AUTHOR = ("author", "creator", "has_creator")
_PUBLISHED = ("datePublished", "dateCreated", "created", "issued", "date")
_LONGEST_NAME = 120
_MOST = 400


def read_items(tree: HtmlElement, facts: PageFacts) -> None:
    """Adds what microdata and RDFa say of the article."""
    authors: Names = []
    seen = 0
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        names = _properties(node)
        if not names:
            continue
        seen += 1
        if seen > _MOST or not _of_article(node):
            continue
        for name in names:
            authors += _read(name, node, facts)
    facts.add_authors("the page's microdata", list(dict.fromkeys(authors)))


def _read(name: str, node: HtmlElement, facts: PageFacts) -> Names:
    if name in _AUTHOR:
        organisation = _kind_of(node).endswith(_ORGANISATION)
        words = "" if node.tag == "meta" and "://" in (node.get("content") or "") else _named(node)
        inner = next((one for one in node.iter() if isinstance(one.tag, str) and one.get("typeof")), None)
        organisation = organisation or (
            inner is not None and (inner.get("typeof") or "").endswith(_ORGANISATION)
        )
        facts.read_lines.add(words)
        return [(one, organisation) for one in names_in(words[:_LONGEST_NAME])] if words else []
    how = "given by the page's microdata" if node.get("itemprop") else "given by the page's RDFa"
    if name in _PUBLISHED:
        facts.add_date(_value(node), how)
    elif name in ("dateModified", "modified"):
        facts.add_date(_value(node), how, modified=True)
    elif name == "publisher":
        facts.publishers += [one for one in [_named(node)] if one and len(one) < _LONGEST_NAME]
    elif name in ("headline", "title") or (name == "name" and node.tag in ("h1", "h2", "h3", "span")):
        words = _value(node)
        facts.headlines += [words] if words else []
    elif name == "inLanguage":
        facts.lang = facts.lang or code_of(_value(node))
    elif name == "mainEntityOfPage":
        href = node.get("href") or node.get("itemid") or node.get("content") or ""
        facts.addresses += [("microdata", href)] if href.startswith("http") else []
    return []


def _properties(node: HtmlElement) -> list[str]:
    given = node.get("itemprop") or (
        (node.get("property") or node.get("rel") or "") if node.tag != "meta" else ""
    )
    if not given:
        return []
    rdfa = node.get("itemprop") is None
    return [one.rpartition(":")[2] for one in given.split() if not rdfa or ":" in one or node.get("property")]


def _of_article(node: HtmlElement) -> bool:
    """Whether the item that a property belongs to is the article (or none is named), not a picture or a person."""
    for above in node.iterancestors():
        kind = _kind_of(above)
        if kind:
            return kind.endswith(_ARTICLE)
        if above.get("itemscope") is not None and above.tag not in ("html", "body"):
            return False
    return True


def _kind_of(node: HtmlElement) -> str:
    given = node.get("itemtype") or node.get("typeof") or ""
    return next((one for one in given.split() if not one.endswith("WebPage")), "").rstrip("/")


def _value(node: HtmlElement) -> str:
    given = node.get("datetime") or node.get("content")
    if given is None and node.tag == "abbr":
        given = node.get("title")
    return given.strip() if given else flat(node)


def _named(node: HtmlElement) -> str:
    if node.get("content"):
        return " ".join((node.get("content") or "").split())
    for inner in _inside(node):
        names = (inner.get("itemprop") or inner.get("property") or "").split()
        if any(name.rpartition(":")[2] in _NAMES for name in names):
            return " ".join((inner.get("content") or flat(inner)).split())
    words = flat(node)
    labelled = label("author").match(words)
    return labelled["rest"] if labelled and labelled["rest"] else words


def _inside(node: HtmlElement) -> Iterator[HtmlElement]:
    """Elements within an item, those of an item inside it (a logo's name) left out."""
    for inner in node.iterdescendants():
        if not isinstance(inner.tag, str):
            continue
        holder = inner.getparent()
        while (
            holder is not None
            and holder is not node
            and holder.get("itemscope") is None
            and not holder.get("typeof")
        ):
            holder = holder.getparent()
        if holder is node:
            yield inner
