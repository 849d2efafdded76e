"""Which blocks of a page are its article: trafilatura finds the words, the page's own blocks hold them."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import pairwise
from typing import Any

import trafilatura
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from headwater.articles.page.apart import NUMBER
from headwater.articles.page.blocks import Block
from headwater.articles.page.words import COPYRIGHT, folded, is_marked, label, words_of

_GRAM = 4
_COVERED = 0.6
_MOST_ELEMENTS = 15_000  # of the pruned page; larger ones are not given to trafilatura
_LEAST_TOLD = 60
_LEAST_BODY = 200
_MOST_LINKED = 0.5
_NEAR = 3  # blocks before the first and behind the last of the text in which a caption is still its own
_MOST_NAMED = 20
_LONGEST_LABEL = 60
_HEAD = 8  # blocks below the headline in which a standfirst stands
_STOPS = (".", "!", "?", "…", "»", "”", "؟", ".»")
_LEAST_WORDS = 5
_LEAST_LINKED = 0.2
_LONGEST_FOOT = 200
_BODY_PROPERTIES = ("articleBody", "text", "encoded")
RUNNING_TEXT = "the page's paragraphs of running text"
MARKED_BODY = "the element that the page marks as its body"


@cache
def extractor() -> str:
    """The extractor's name and version."""
    return f"trafilatura {metadata.version('trafilatura')}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Numbers of the blocks that are the article's text, without special ones, and what chose them."""

    numbers: list[int]
    by: str


def choose(tree: HtmlElement, blocks: Sequence[Block]) -> Chosen:
    """The blocks that are the article's text; none where there is none."""
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return Chosen(_with_container(tree, blocks, _told(blocks)), RUNNING_TEXT)
    body = _extracted(tree)
    by = MARKED_BODY if body is None else extractor()
    return Chosen(_with_container(tree, blocks, _covered(blocks, body)), by)


def _with_container(tree: HtmlElement, blocks: Sequence[Block], kept: list[int]) -> list[int]:
    """The blocks kept, and those of the element that the page names as its body where most of them lie in it."""
    container = _container(tree, blocks)
    inside = [
        number
        for number in container
        if blocks[number].special is None and blocks[number].linked < _MOST_LINKED
    ]
    length = sum(len(blocks[number].text) for number in inside)
    held = sum(len(blocks[number].text) for number in kept if number in container)
    total = sum(len(blocks[number].text) for number in kept)
    if length >= _LEAST_BODY and (total < _LEAST_BODY or 2 * held >= total):
        last = max(container)
        kept = sorted({number for number in kept if number <= last} | set(inside))
    return _filled(blocks, kept)


def _told(blocks: Sequence[Block]) -> list[int]:
    """Blocks of running text, for a page too large for trafilatura, whose time grows faster than the page."""
    return [
        number
        for number, block in enumerate(blocks)
        if block.special is None
        and block.linked < _MOST_LINKED
        and (len(block.text) >= _LEAST_TOLD or block.row or block.node.tag in ("h2", "h3"))
    ]


def _extracted(tree: HtmlElement) -> Any:
    """The body that trafilatura finds, as its element tree; None where it finds none."""
    bare = copy.deepcopy(tree)
    for node in bare.xpath(f"//*[@{NUMBER}]"):
        if node.getparent() is not None:
            node.drop_tree()
    try:
        found = trafilatura.bare_extraction(
            bare, include_links=False, include_comments=False, include_tables=True, with_metadata=False
        )
    except (ValueError, RecursionError, AttributeError, TypeError, IndexError, LxmlError):
        return None
    return getattr(found, "body", None)


def _covered(blocks: Sequence[Block], body: Any) -> list[int]:
    if body is None:
        return []
    lines = {folded(text) for node in body.iter() for text in (node.text, node.tail) if text and text.strip()}
    lines |= {
        folded("".join(node.itertext())) for node in body.iter("p", "head", "item", "row", "cell", "quote")
    }
    words = words_of(" ".join(body.itertext()))
    grams = {tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)}
    return [
        number
        for number, block in enumerate(blocks)
        if block.special is None and _is_held(block, lines, grams)
    ]


def _is_held(block: Block, lines: set[str], grams: set[tuple[str, ...]]) -> bool:
    if folded(block.text) in lines:
        return True
    words = words_of(block.text)
    if len(words) < _GRAM:
        return False
    own = [tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)]
    return sum(gram in grams for gram in own) >= _COVERED * len(own)


def _container(tree: HtmlElement, blocks: Sequence[Block]) -> set[int]:
    """Blocks of the element that the page itself names as its body; the longest where several are."""
    named = [
        node for node in tree.iter("div", "section", "article", "main", "td", "span") if _names_body(node)
    ]
    if not named:
        return set()
    holders: dict[HtmlElement, list[int]] = {}
    for number, block in enumerate(blocks):
        holders.setdefault(block.node, []).append(number)
    best: set[int] = set()
    longest = 0
    for node in named[:_MOST_NAMED]:
        held = {number for inner in node.iter() for number in holders.get(inner, ())}
        length = sum(len(blocks[number].text) for number in held if blocks[number].special is None)
        if length > longest:
            best, longest = held, length
    return best


def _names_body(node: HtmlElement) -> bool:
    given = f"{node.get('itemprop') or ''} {node.get('property') or ''}"
    properties = [one.rpartition(":")[2] for one in given.split()]
    return any(one in _BODY_PROPERTIES for one in properties) or is_marked(node, "body")


def _filled(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """The chosen blocks and those between two of one parent that are as good: extraction drops some by chance."""
    chosen = set(kept)
    for before, after in pairwise(kept):
        parent = blocks[before].node.getparent()
        for number in range(before + 1, after):
            block = blocks[number]
            same = block.node.tag == blocks[before].node.tag and block.node.getparent() is parent
            if same and block.special is None and block.linked < _MOST_LINKED:
                chosen.add(number)
    return sorted(chosen)


def trimmed(blocks: Sequence[Block], kept: Sequence[int], headline_at: int | None) -> list[int]:
    """The chosen blocks without the menu above the headline and the lists, links and rights below the text."""
    found = list(kept)
    if headline_at is not None:
        below = [number for number in found if number > headline_at]
        if 2 * _length(blocks, below) > _length(blocks, found):
            found = [*_standfirst(blocks, range(headline_at + 1, below[0])), *below]
    half = _length(blocks, found) / 2
    read = 0
    for place, number in enumerate(found):
        text = blocks[number].text
        listed = label("related").match(text) if len(text) <= _LONGEST_LABEL else None
        if listed and not listed["rest"].strip() and read > half:
            found = found[:place]
            break
        read += len(text)
    while found and _is_foot(blocks[found[-1]]):
        found.pop()
    return found


def _standfirst(blocks: Sequence[Block], between: range) -> Iterator[int]:
    """Sentences between the headline and the text that extraction passed over."""
    for number in between[:_HEAD]:
        block = blocks[number]
        words = len(block.text.split())
        told = block.text.rstrip().endswith(_STOPS) or is_marked(block.node, "standfirst")
        if block.special is None and words >= _LEAST_WORDS and told and block.linked <= _LEAST_LINKED:
            yield number


def _length(blocks: Sequence[Block], numbers: Sequence[int]) -> int:
    return sum(len(blocks[number].text) for number in numbers)


def _is_foot(block: Block) -> bool:
    return len(block.text) <= _LONGEST_FOOT and (
        block.linked > _MOST_LINKED or COPYRIGHT.match(block.text) is not None
    )


def with_specials(blocks: Sequence[Block], kept: Sequence[int], kinds: Sequence[str]) -> list[int]:
    """The chosen blocks and the special ones that belong to them, in the order of the page.

    ``kinds`` are the kinds of the special ones. A list of other texts belongs to the text that it
    interrupts; a caption and a post also shortly before or behind it.
    """
    if not kept:
        return []
    first, last = kept[0], kept[-1]
    found = set(kept)
    for number, block in enumerate(blocks):
        if block.special is None:
            continue
        near = 0 if kinds[block.special] == "boilerplate" else _NEAR
        if first - near <= number <= last + near:
            found.add(number)
    return sorted(found)
