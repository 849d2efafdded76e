"""Facts from a page's elements: microformats, ``<time>``, rel=author, canonical and other addresses."""

from __future__ import annotations

from lxml.html import HtmlElement

from headwater.articles.drafts import MetaCredit
from headwater.articles.page.facts import PageFacts
from headwater.articles.page.from_metas import names_in
from headwater.articles.page.words import flat, is_marked, label, marks_of
from headwater.text.languages import code_of

_APART = ("aside", "nav", "footer")
_UPDATED = ("updated", "modified", "update", "modify", "güncelleme")
_LONGEST_NAME = 120


def read_markup(tree: HtmlElement, facts: PageFacts) -> None:
    """Adds what elements say."""
    root = tree.getroottree().getroot()
    facts.amp = any(name in root.attrib for name in ("amp", "⚡", "amp4email"))
    facts.lang = facts.lang or code_of(
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    for link in tree.iter("link"):
        rels, href = (link.get("rel") or "").lower().split(), (link.get("href") or "").strip()
        if "canonical" in rels and href:
            facts.addresses.insert(0, ("canonical", href))
        elif "original-source" in rels and href.startswith("http"):
            facts.credits.append(MetaCredit("original", None, href, "the page's link names its original"))
    _read_entry(tree, facts)
    _read_times(tree, facts)
    _read_vcards(tree, facts)


def _read_entry(tree: HtmlElement, facts: PageFacts) -> None:
    """An h-entry (microformats 2): author, dates, what it repeats or answers."""
    for entry in _classed(tree, "h-entry")[:1]:
        for card in _classed(entry, "p-author"):
            name = next((flat(one) for one in _classed(card, "p-name")), flat(card))
            facts.add_authors("the page's h-entry", [(one, False) for one in names_in(name[:_LONGEST_NAME])])
            break
        for name, modified in (("dt-published", False), ("dt-updated", True)):
            for node in _classed(entry, name)[:1]:
                value = node.get("datetime") or node.get("title") or flat(node)
                facts.add_date(value, "given by the page's h-entry", modified=modified)
        for node in [
            *_classed(entry, "u-repost-of"),
            *_classed(entry, "u-syndicated-from"),
            *_classed(entry, "u-translation-of"),
        ]:
            href = node.get("href") or ""
            if href.startswith("http"):
                facts.credits.append(
                    MetaCredit("original", flat(node) or None, href, "the page's h-entry names its original")
                )
        for node in _classed(tree, "h-card"):
            names = [flat(one) for one in _classed(node, "p-name") if "p-author" not in _names(node)]
            facts.publishers += names[:1]


def _names(node: HtmlElement) -> list[str]:
    return (node.get("class") or "").split()


def _classed(tree: HtmlElement, name: str) -> list[HtmlElement]:
    return [
        node
        for node in tree.iter()
        if isinstance(node.tag, str) and name in (node.get("class") or "") and name in _names(node)
    ]


def _read_times(tree: HtmlElement, facts: PageFacts) -> None:
    """The article's own ``<time>`` elements and old microformats; those of lists of other texts are passed over."""
    for node in tree.iter("time", "abbr"):
        if node.tag == "time":
            value = node.get("datetime")
        else:
            value = (
                node.get("title") if {"published", "updated", "dtstart"}.intersection(_names(node)) else None
            )
        if not value or not _is_own(node):
            continue
        marks = marks_of(node).split()
        updated = any(word in marks for word in _UPDATED) and not {"published", "entry"}.intersection(marks)
        before = _words_before(node)
        updated = updated or (before is not None and _says_updated(before))
        facts.add_date(value, f"given by the page's <{node.tag!s}>", modified=updated)


def _words_before(node: HtmlElement) -> str | None:
    earlier = node.getprevious()
    if earlier is not None:
        return earlier.tail
    parent = node.getparent()
    return parent.text if parent is not None else None


def _says_updated(words: str) -> bool:
    bare = words.strip(" ·|-–—:\n\t")
    return bool(bare) and label("modified").match(bare[-40:]) is not None


def _is_own(node: HtmlElement) -> bool:
    inner = 0
    for above in node.iterancestors():
        if above.tag in _APART or is_marked(above, "related", "away"):
            return above.tag == "footer" and is_marked(above, "dated")
        if above.tag == "article":
            inner += 1
    return inner < 2


def _read_vcards(tree: HtmlElement, facts: PageFacts) -> None:
    """rel=author links, old vcards and "author" spans of the article's head and foot."""
    found: list[str] = []
    for node in tree.iter("a", "span", "address", "b"):
        rels = (node.get("rel") or "").lower().split()
        names = _names(node)
        signed = "author" in rels or (("fn" in names or "author" in names) and "vcard" not in names)
        words = flat(node)
        if signed and 1 < len(words) < _LONGEST_NAME and _is_own(node) and not is_marked(node, "away"):
            found += names_in(words)
    facts.add_authors("the page's byline", [(one, False) for one in dict.fromkeys(found)])
