"""Which paragraph of a laid-out page is its headline."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.articles.documents.flow import Block, paragraphs_of
from headwater.articles.documents.paragraphs import agree
from headwater.articles.headlines import is_headline
from headwater.articles.mastheads import is_outlet

_LARGER = 1.15
_MUCH_LARGER = 1.4
_LONGEST = 300
_LINES_BELOW = 3
_NAME = 6  # words


def headline_of(blocks: Sequence[Block], size: float, said: str | None) -> Block | None:
    """The headline: what the file's title names where the first page prints it, else the largest text there.

    A larger line that is an outlet's name is no headline. Without larger text, the first line where it reads
    as one.
    """
    first = [block for block in blocks if block.lines[0].page == blocks[0].lines[0].page] if blocks else []
    named = next((block for block in first if said and agree(said, _text(block))), None)
    if named is not None:
        return named
    large = [block for block in first if block.size >= _LARGER * size and len(_text(block)) <= _LONGEST]
    large = [block for block in large if any(letter.isalpha() for letter in _text(block))]
    own = [block for block in large if not is_outlet(_text(block)) or len(large) == 1]
    if own:
        return max(own, key=lambda block: block.size)
    head = first[:1] if len(blocks) > 1 else []
    return next((block for block in head if is_headline(_text(block), alone=False)), None)


def masthead_of(blocks: Sequence[Block], head: Block | None) -> str | None:
    """The outlet that a page names in letters larger than its headline's, above it."""
    for block in blocks:
        if block is head or block.lines[0].page != blocks[0].lines[0].page:
            return None
        text = _text(block)
        if head is not None and block.size > head.size and is_outlet(text) and len(text.split()) <= _NAME:
            return text
    return None


def several_headlines(blocks: Sequence[Block], size: float) -> list[str]:
    """Headlines of a page that each have text of their own below them; one where it prints one article."""
    found = []
    for at, block in enumerate(blocks):
        below = 0
        for one in blocks[at + 1 :]:
            if one.size >= _LARGER * size:
                break
            below += len(one.lines)
        if block.size >= _MUCH_LARGER * size and below >= _LINES_BELOW:
            found.append(_text(block))
    return found


def _text(block: Block) -> str:
    return " ".join(one.text for one in paragraphs_of([block]))
