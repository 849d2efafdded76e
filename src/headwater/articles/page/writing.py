"""Chosen blocks to a text: one line a block, with links and marked stretches as spans of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from headwater.articles.bodies import kept_quotations
from headwater.articles.drafts import Mark
from headwater.articles.page.apart import Special
from headwater.articles.page.blocks import Block
from headwater.articles.page.words import folded, label
from headwater.records.articles import Link

_NO_ADDRESS = re.compile(
    r"^\s*(?:javascript|data|vbscript|about|blob|file|mailto|tel|sms):|^\s*#", re.IGNORECASE
)
_CLEAN = re.compile(r"[\x00-\x20\x7f]+")
_LONGEST_LABEL = 250
_MOST_LINKED = 0.3
_LONGEST_HREF = 2000


@dataclass(slots=True)
class Written:
    """A body whose first character stands at ``start`` of the article's text."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    cited: str | None = None  # the address that a block quotation of most of the text names


def write(
    blocks: Sequence[Block], numbers: Sequence[int], specials: Sequence[Special], start: int, base: str | None
) -> Written:
    """The text of the chosen blocks."""
    done = Written()
    pieces: list[str] = []
    at = start
    quotes: list[tuple[int, int, str | None]] = []
    for number in numbers:
        block = blocks[number]
        mark = _mark(block, specials, at)
        done.marks += [mark] if mark else []
        for left, right, href in block.links:
            address = safe_address(href, base)
            if address and right > left:
                done.links.append(Link(block.text[left:right], at + left, at + right, address))
        if block.quote is not None and mark is None:
            _extend(quotes, at, at + len(block.text), block.quote.get("cite"))
        pieces.append(block.text)
        at += len(block.text) + 1
    done.text = "\n".join(pieces)
    for left, right, cite in quotes:
        address = safe_address(cite, None) if cite else None
        name = (urlsplit(address).hostname or "").removeprefix("www.") if address else None
        done.marks.append(Mark("quoted_whole", left, right, name, "set as a block quotation by the page"))
    done.marks = sorted(kept_quotations(done.marks, len(done.text)), key=lambda mark: (mark.start, mark.end))
    if any(mark.kind == "quoted_whole" for mark in done.marks):
        done.cited = next((one for *_, cite in quotes if cite and (one := safe_address(cite, None))), None)
    return done


def _extend(quotes: list[tuple[int, int, str | None]], start: int, end: int, cite: str | None) -> None:
    if quotes and quotes[-1][1] + 1 == start and quotes[-1][2] == cite:
        quotes[-1] = (quotes[-1][0], end, cite)
    else:
        quotes.append((start, end, cite))


def _mark(block: Block, specials: Sequence[Special], at: int) -> Mark | None:
    end = at + len(block.text)
    if block.special is not None:
        special = specials[block.special]
        return Mark(special.kind, at, end, special.name, special.because)
    found = label("related").match(block.text) if len(block.text) <= _LONGEST_LABEL else None
    if found and (block.linked > _MOST_LINKED or found["colon"] or not found["rest"].strip()):
        shown = block.text if len(block.text) <= 50 else f"{block.text[:47].rstrip()}…"
        return Mark("boilerplate", at, end, None, f'points to another text: "{shown}"')
    return None


def safe_address(href: str, base: str | None) -> str | None:
    """An address that leads to a page, absolute where the base is known; None for scripts, data, mail and anchors."""
    bare = _CLEAN.sub("", href)[:_LONGEST_HREF]
    if not bare or _NO_ADDRESS.match(bare):
        return None
    if bare.startswith(("http://", "https://")):
        return bare
    if bare.startswith("//"):
        return f"https:{bare}"
    try:
        whole = urljoin(base, bare) if base else bare
        scheme = urlsplit(whole).scheme
    except ValueError:
        return None
    return whole if scheme in ("http", "https", "") else None


def repeats(block: Block, title: str) -> bool:
    """Whether a block is the headline again."""
    return bool(title) and folded(block.text) == folded(title)
