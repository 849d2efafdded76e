"""The headline that readers see, and the name of the site as the tab's title and the page's foot give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from headwater.articles.page.blocks import Block
from headwater.articles.page.facts import PageFacts
from headwater.articles.page.words import COPYRIGHT, folded, is_marked, phrase, words_of

_JOINT = re.compile(r"\s+(?:[|–—·•/»«>-]|::|>>)\s+|\s*[|»]\s*|(?<=\S):\s+|\s+::\s+")
_SIGNS = " |–—-·•/»«>:,"
_LONGEST_SITE = 7
_MOST_PARTS = 8
_LONGEST_TAB = 600
_LEAST_TITLE = 8
_RIGHTS = re.compile(
    r"\s*(?:all rights reserved|tous droits réservés|tüm hakları saklıdır|все права защищены|جميع الحقوق محفوظة).*$",
    re.IGNORECASE,
)


def tab_of(tree: HtmlElement) -> str:
    """The words of the ``<title>``."""
    return " ".join((tree.findtext(".//title") or "")[:_LONGEST_TAB].split())


def headline(tree: HtmlElement, facts: PageFacts, blocks: Sequence[Block]) -> str:
    """The headline as the page prints it: the heading that agrees with the metadata, else their own wording."""
    tab = tab_of(tree)
    named = [" ".join(one.split()) for one in facts.headlines if one.strip()]
    heads = list(_headings(blocks))
    for others in (named, [tab]):
        agreeing = [head for head in heads if any(_agree(head, other) for other in others)]
        same = [head for head in agreeing if any(folded(head) == folded(other) for other in others)]
        if agreeing:
            return same[0] if same else max(agreeing, key=len)
    if named:
        return _without_site(named[0], facts)
    printed = {folded(block.text): block.text for block in reversed(blocks)}
    for part in _joined(tab):
        whole = printed.get(folded(part))
        if whole and len(part) >= _LEAST_TITLE:
            return whole
    if heads:
        return heads[0]
    parts = _JOINT.split(tab)
    return max(parts, key=len).strip(_SIGNS) if parts else ""


def _headings(blocks: Sequence[Block]) -> Iterator[str]:
    """Headings of the page, h1 first, then others that their class or tag calls one."""
    tags = [(block.node.tag, block) for block in blocks if block.special is None]
    yield from (block.text for tag, block in tags if tag == "h1")
    for tag, block in tags:
        if tag in ("h2", "h3", "h4") or is_marked(block.node, "headline"):
            yield block.text


def _agree(head: str, other: str) -> bool:
    """Whether two headlines share more than half of the shorter one's words, or one is in the other with a site's name."""
    left, right = folded(head), folded(other)
    if left == right or (len(left) > _LEAST_TITLE and (right.startswith(left) or right.endswith(left))):
        return True
    a, b = set(words_of(head)), set(words_of(other))
    return min(len(a), len(b)) > 2 and 2 * len(a & b) > min(len(a), len(b)) and len(head) > _LEAST_TITLE


def _without_site(title: str, facts: PageFacts) -> str:
    for part in _JOINT.split(title):
        if any(folded(part) == folded(site) for site in facts.publishers) and len(part) < len(title):
            bare = title.replace(part, "").strip(_SIGNS)
            return bare or title
    return title


def _joined(tab: str) -> Iterator[str]:
    """Stretches of a title between its separators, the longest first."""
    cuts = [0, *(found.start() for found in _JOINT.finditer(tab))][:_MOST_PARTS]
    ends = [*(found.start() for found in _JOINT.finditer(tab)), len(tab)]
    stretches = {tab[start:end].strip(_SIGNS) for start in cuts for end in ends[:_MOST_PARTS] if end > start}
    yield from sorted(stretches, key=lambda one: (-len(one), one))


def site_of(tree: HtmlElement, title: str, blocks: Sequence[Block]) -> list[str]:
    """Names of the site, likeliest first: what the tab's title adds to the headline, the copyright line."""
    return [*_from_tab(tab_of(tree), title), *_from_copyright(blocks)]


def _from_tab(tab: str, title: str) -> Iterator[str]:
    at = tab.find(title) if title else -1
    if at < 0:
        parts = [part for part in _JOINT.split(tab) if part.strip(_SIGNS)]
        rest = [part for part in parts if folded(part) not in folded(title)] if len(parts) > 1 else []
        before, behind = "", " | ".join(rest)
    else:
        before, behind = tab[:at], tab[at + len(title) :]
    for side, last in ((behind, True), (before, False)):
        parts = [part.strip(_SIGNS) for part in _JOINT.split(side) if part.strip(_SIGNS)]
        for part in reversed(parts) if last else parts:
            if 1 <= len(part.split()) <= _LONGEST_SITE and not phrase("generic").fullmatch(part):
                yield part


def _from_copyright(blocks: Sequence[Block]) -> Iterator[str]:
    for block in reversed(blocks[-30:]):
        found = COPYRIGHT.search(block.text[:300])
        if found:
            name = _RIGHTS.sub("", found["name"]).strip(_SIGNS)
            if 1 <= len(name.split()) <= _LONGEST_SITE:
                yield name
