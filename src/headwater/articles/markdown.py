"""Markdown files to drafts: front matter, headings, links with their addresses, quotations, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from headwater.articles.bodies import kept_quotations
from headwater.articles.drafts import DateClaim, Draft, Mark, MetaCredit
from headwater.articles.headlines import is_headline
from headwater.articles.items import Item
from headwater.articles.lexicons import lexicon
from headwater.articles.names import split_names
from headwater.articles.plain import split_title
from headwater.records.articles import Link
from headwater.records.ids import bytes_id, row_id
from headwater.text.languages import code_of

_FRONT = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<lines>.{0,8000}?)\n(?P=fence)[ \t]*(?:\n|$)", re.DOTALL
)
_KEY = re.compile(r"(?P<key>[\w -]{2,30})\s*[:=]\s*(?P<value>.*)$")
_HEADING = re.compile(r"\s{0,3}(?P<level>#{1,6})\s+(?P<words>.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{3,})\s*$")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_LIST = re.compile(r"\s{0,6}(?:[*+-]|\d{1,3}[.)])\s+(?=\S)")
_IMAGE_LINE = re.compile(r"\s*!\[(?P<alt>[^\]\n]*)\]\([^)\n]*\)\s*$")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!>~|-])"
    r"|!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)"
    r"|\[(?P<words>[^\[\]\n]{1,500})\]\(\s*<?(?P<href>[^)\s>]{1,2000})>?(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)"
    r"|<(?P<auto>https?://[^>\s]{1,2000})>"
    r"|(?P<strong>\*{1,3}|_{1,3}(?!\w{0,40}_\w)|~~|`{1,3})"
)
_TAG = re.compile(r"</?[a-zA-Z][^>\n]{0,300}>")


@dataclass(slots=True)
class Rendered:
    """Plain lines of a markdown body, with links and marks whose offsets count in them."""

    lines: list[str] = field(default_factory=list)
    at: int = 0
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def read_markdown(item: Item, data: bytes, text: str, note: str | None) -> Draft:
    """The draft of a markdown file; ``text`` is its decoded content."""
    front, content = _front_matter(text)
    title, content = _title(front, content)
    start = len(title) + 1
    body = render(content, start)
    sha = bytes_id(data)
    publisher, byline, url = front.get("publisher"), front.get("byline"), front.get("url")
    return Draft(
        id=row_id("a", sha, url or item.name, publisher),
        path=item.name,
        url=url,
        sha256=sha,
        media_type="markdown",
        title=title,
        text=f"{title}\n" + "\n".join(body.lines),
        publisher=publisher,
        byline=byline,
        authors=split_names(byline) if byline else [],
        lang=code_of(front.get("lang")),
        dates=[DateClaim(front["date"], "given by the file's front matter")] if front.get("date") else [],
        links=body.links,
        marks=kept_quotations(body.marks, body.at),
        credits=_credits(front),
        encoding_note=note,
    )


@cache
def _keys() -> dict[str, str]:
    return {spelling: name for name, spellings in lexicon("markdown").items() for spelling in spellings}


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Known keys of the block between fences at the top, and what follows it."""
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    values: dict[str, str] = {}
    for line in found["lines"].split("\n"):
        pair = _KEY.match(line)
        name = _keys().get(pair["key"].strip().lower()) if pair else None
        if pair and name and pair["value"].strip(" \"'[]"):
            values.setdefault(name, pair["value"].strip(" \"'[]"))
    return (values, text[found.end() :]) if values else ({}, text)


def _title(front: dict[str, str], content: str) -> tuple[str, str]:
    """The front matter's title, or the first heading, or a first line that reads as a headline; and the rest."""
    lines = content.lstrip("\n").split("\n")
    heading = _HEADING.match(lines[0]) if lines else None
    underlined = len(lines) > 1 and bool(_UNDERLINE.match(lines[1])) and is_headline(lines[0], alone=True)
    rest = "\n".join(lines[2 if underlined else 1 :])
    if heading or underlined:
        words = plain_words(heading["words"] if heading else lines[0])
        return words, rest
    if front.get("title"):
        return front["title"], content
    title, body = split_title(content)
    return plain_words(title), body


def _credits(front: dict[str, str]) -> list[MetaCredit]:
    found = []
    if front.get("original"):
        href = front["original"] if front["original"].startswith("http") else None
        found.append(
            MetaCredit(
                "original",
                None if href else front["original"],
                href,
                "the file's front matter names the original",
            )
        )
    if front.get("translator"):
        found.append(
            MetaCredit(
                "translator", front["translator"], None, "the file's front matter names the translator"
            )
        )
    return found


def render(content: str, start: int) -> Rendered:
    """The words of a markdown text; its first character stands at ``start`` of the article's text."""
    out = Rendered()
    quoted_from: int | None = None
    for line in content.rstrip().split("\n"):
        quote = _QUOTE.match(line)
        if quote and quoted_from is None:
            quoted_from = start + out.at
        elif not quote and line.strip() and quoted_from is not None:
            out.marks.append(
                Mark(
                    "quoted_whole", quoted_from, start + out.at, None, "set as a block quotation by the file"
                )
            )
            quoted_from = None
        _line(line[quote.end() :] if quote else line, start, out)
    if quoted_from is not None:
        out.marks.append(
            Mark("quoted_whole", quoted_from, start + out.at, None, "set as a block quotation by the file")
        )
    return out


def _line(line: str, start: int, out: Rendered) -> None:
    image = _IMAGE_LINE.match(line)
    heading = _HEADING.match(line)
    item = _LIST.match(line)
    if image:
        line = image["alt"] if len(image["alt"].split()) > 2 else ""
    elif heading:
        line = heading["words"]
    elif item and not set(line.strip()) <= set("*-+ "):
        line = line[item.end() :]
    words, links = _inline(line, start + out.at)
    if image and words.strip():
        out.marks.append(
            Mark(
                "caption",
                start + out.at,
                start + out.at + len(words),
                None,
                "the text of a picture in the file",
            )
        )
    out.links.extend(links)
    out.lines.append(words)
    out.at += len(words) + 1


def _inline(line: str, start: int) -> tuple[str, list[Link]]:
    """A line without its marks of emphasis, links as their words."""
    pieces: list[str] = []
    links: list[Link] = []
    at = last = 0
    line = _TAG.sub("", line)
    for found in _INLINE.finditer(line):
        before = line[last : found.start()]
        words = found["escaped"] or found["words"] or found["auto"] or ""
        words = plain_words(words) if found["words"] else words
        if found["strong"] and not _is_emphasis(line, found):
            words = found.group()
        pieces += [before, words]
        at += len(before)
        if found["href"] or found["auto"]:
            links.append(Link(words, start + at, start + at + len(words), found["href"] or found["auto"]))
        at += len(words)
        last = found.end()
    return "".join([*pieces, line[last:]]), links


def _is_emphasis(line: str, found: re.Match[str]) -> bool:
    """Whether signs mark emphasis: they touch a word on one side, and are not a product or a bullet."""
    before, after = line[found.start() - 1 : found.start()], line[found.end() : found.end() + 1]
    inside = before.isalnum() and after.isalnum()
    if inside and (found.group()[0] == "_" or (before.isdigit() and after.isdigit())):
        return False
    return bool(before.strip() or after.strip())


def plain_words(words: str) -> str:
    """Words without marks of emphasis and links."""
    return re.sub(
        r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`", "", re.sub(r"\[([^\[\]]*)\]\([^)]*\)", r"\1", words)
    ).strip()
