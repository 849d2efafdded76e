"""An HTML page to its drafts: the article, and each entry of a live blog or channel as an article of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from headwater.articles.drafts import DateClaim, Draft, MetaCredit, Remark
from headwater.articles.items import Item
from headwater.articles.page import naming, settled, shells
from headwater.articles.page.apart import Special, set_apart
from headwater.articles.page.blocks import Block, blocks_of
from headwater.articles.page.capture import Kept, unwrap
from headwater.articles.page.chosen import choose, trimmed, with_specials
from headwater.articles.page.entries import Entry, take_entries
from headwater.articles.page.facts import PageFacts
from headwater.articles.page.from_items import read_items
from headwater.articles.page.from_linked_data import read_nodes, site_names
from headwater.articles.page.from_markup import read_markup
from headwater.articles.page.from_metas import collect, read_metas
from headwater.articles.page.last_resort import found_date
from headwater.articles.page.linked_data import LinkedData, read_linked_data
from headwater.articles.page.printed import read_printed
from headwater.articles.page.tree import parse, too_much
from headwater.articles.page.writing import Written, repeats, safe_address, write
from headwater.records.articles import Rejected
from headwater.records.ids import bytes_id, row_id

_CLOCK_ONLY = re.compile(r"^[\d:.h\s]{3,8}$")
_MUCH_MORE = 2  # times longer than what was found: then the metadata's own text is taken


@dataclass(frozen=True, slots=True)
class Source:
    """The page being read: its item, the hash of its bytes, and what its decoding noted."""

    item: Item
    sha256: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What holds for the page as a whole."""

    facts: PageFacts
    publisher: str | None
    url: str | None
    asked: str | None
    kept: Kept | None
    base: str | None


def read_pages(
    item: Item, data: bytes, text: str, note: str | None
) -> Iterator[tuple[str, Draft | Rejected]]:
    """(place, draft or rejection) of a page and of the entries in it."""
    reason = too_much(text)
    tree = parse(text) if reason is None else None
    if tree is None:
        yield item.name, item.rejected(reason or "the page cannot be read as HTML")
        return
    try:
        yield from _read(Source(item, bytes_id(data), note), tree)
    except Exception as error:  # the parsers below raise anything; one page must not end a run
        yield item.name, item.rejected(f"the page cannot be read: {type(error).__name__} in its reader")


def _read(source: Source, tree: HtmlElement) -> Iterator[tuple[str, Draft | Rejected]]:
    kept = unwrap(tree)
    linked = _linked_data(tree)
    facts = _facts(tree, linked)
    seen = shells.shown(tree, naming.tab_of(tree))
    hidden = shells.hidden_length(tree, linked.articles) if facts.locked else 0
    base = _base(tree, source, kept)
    found = take_entries(tree, linked)
    specials = set_apart(tree)
    body = tree.find("body")
    blocks = blocks_of(body) if body is not None else []
    title = naming.headline(tree, facts, blocks)
    at = next((number for number, block in enumerate(blocks) if repeats(block, title)), None)
    chosen = choose(tree, blocks)
    told = [number for number in chosen.numbers if not repeats(blocks[number], title)]
    numbers = trimmed(blocks, told, at)
    read_printed(blocks, numbers, at, specials, facts)
    if not facts.published and not found:
        facts.published += found_date(tree)
    sites = [*naming.site_of(tree, title, blocks), *site_names(linked)]
    house = settled.publisher(facts, sites)
    url, asked, originals = settled.addresses(facts, source.item.told, kept, base)
    facts.credits += originals
    page = Statement(facts, house, url, asked, kept, base or url)
    for entry in found:
        yield f"{source.item.name}#{entry.anchor}", _entry_draft(source, page, entry, specials)
    own = [number for number in numbers if blocks[number].text not in facts.read_lines]
    whole = with_specials(blocks, own, [special.kind for special in specials])
    written = write(blocks, whole, specials, len(title) + 1, page.base)
    draft = _article(source, page, title, written, chosen.by)
    reason = shells.wall(seen, written.text)
    if found and (not written.text or all(entry.url for entry in found)):
        return
    if reason and not found:
        yield source.item.name, source.item.rejected(reason)
    elif not draft.text.strip() or not draft.text[draft.body_start :].strip():
        yield source.item.name, source.item.rejected("the page holds no article text")
    else:
        why = shells.teaser(seen, facts, linked.articles, draft.text[draft.body_start :], hidden)
        if why and not found:
            draft.remarks.append(Remark("teaser_only", why))
        yield source.item.name, draft


def _linked_data(tree: HtmlElement) -> LinkedData:
    return read_linked_data(
        [node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower()]
    )


def _facts(tree: HtmlElement, linked: LinkedData) -> PageFacts:
    facts = PageFacts()
    read_nodes(linked, facts)
    read_items(tree, facts)
    read_metas(collect(tree), facts)
    read_markup(tree, facts)
    return facts


def _base(tree: HtmlElement, source: Source, kept: Kept | None) -> str | None:
    """The address that relative links hang on: the page's ``<base>`` where it leads to a page, else its own."""
    own = kept.url if kept else source.item.told.url
    for node in tree.iter("base"):
        href = safe_address(node.get("href") or "", own)
        return href if href and href.startswith("http") else own
    return own


def _article(source: Source, page: Statement, title: str, written: Written, by: str) -> Draft:
    facts = page.facts
    authors, agencies = settled.people(facts, page.publisher)
    named = [*facts.credits, *agencies]
    if written.cited:
        because = f"the page sets a text as a block quotation from {written.cited}"
        named.append(MetaCredit("original", None, written.cited, because))
    body = written
    if facts.full_text and len(facts.full_text) > _MUCH_MORE * len(written.text):
        lines = [" ".join(line.split()) for line in facts.full_text.splitlines() if line.strip()]
        body, by = Written("\n".join(lines)), "the page's JSON-LD"
    return Draft(
        id=row_id("a", source.sha256, page.url or source.item.told.url or source.item.name, page.publisher),
        path=source.item.name,
        url=page.url,
        sha256=source.sha256,
        media_type="html",
        title=title,
        text=f"{title}\n{body.text}",
        publisher=page.publisher,
        byline=", ".join(authors) or None,
        authors=authors,
        lang=facts.lang,
        dates=settled.dates(facts.published),
        links=body.links,
        marks=body.marks,
        credits=list(dict.fromkeys(named)),
        encoding_note=source.note,
        modified=settled.last_change(facts.modified),
        crawled=page.kept.instant if page.kept else None,
        asked_url=page.asked,
        extracted_by=by,
        remarks=[],
    )


def _entry_draft(source: Source, page: Statement, entry: Entry, specials: list[Special]) -> Draft | Rejected:
    blocks = blocks_of(entry.node)
    name = f"{source.item.name}#{entry.anchor}"
    numbers = [number for number, block in enumerate(blocks) if not _is_frame(block, entry.headline)]
    written = write(blocks, numbers, specials, len(entry.headline) + 1, page.base)
    if not written.text:
        return Rejected(name, "the entry holds no text")
    url = entry.url or (f"{page.url}#{entry.anchor}" if page.url else None)
    house = entry.publisher or page.publisher
    facts = PageFacts(authors=[("the entry", entry.authors)])
    authors, agencies = settled.people(facts, house)
    return Draft(
        id=row_id("a", source.sha256, url or name, house),
        path=name,
        url=url,
        sha256=source.sha256,
        media_type="html",
        title=entry.headline,
        text=f"{entry.headline}\n{written.text}",
        publisher=house,
        byline=", ".join(authors) or None,
        authors=authors,
        lang=page.facts.lang,
        dates=[DateClaim(entry.published, entry.how)],
        links=written.links,
        marks=written.marks,
        credits=list(dict.fromkeys([*entry.credits, *agencies])),
        encoding_note=source.note,
        modified=settled.last_change([DateClaim(entry.modified, entry.how)]) if entry.modified else None,
        crawled=page.kept.instant if page.kept else None,
        asked_url=page.asked,
        extracted_by="the page's own entries",
        remarks=[],
    )


def _is_frame(block: Block, headline: str) -> bool:
    """Whether a block of an entry is its headline again or its clock."""
    return repeats(block, headline) or _CLOCK_ONLY.match(block.text) is not None
