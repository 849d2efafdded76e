"""A document as paragraphs, and paragraphs as the text of an article with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from headwater.articles.drafts import Mark
from headwater.articles.headlines import is_headline
from headwater.records.articles import Link

ParagraphKind = Literal["title", "heading", "body", "caption", "note", "boilerplate"]

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\ud800-\udfff\ufeff\ufffe\uffff]")
_FIRST = 4  # paragraphs among which the headline is looked for


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph on one line; ``links`` are (start, end, address) in its text; ``because`` of its kind."""

    kind: ParagraphKind
    text: str
    links: tuple[tuple[int, int, str], ...] = ()
    because: str = ""


@dataclass(slots=True)
class ParagraphWriter:
    """A paragraph under construction, white space folded."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, text: str | None, href: str | None = None) -> None:
        """Adds running text; with ``href``, as the words of a link."""
        if not text:
            return
        text = _SPACES.sub(" ", _UNSEEN.sub("", text))
        if not self.pieces or self.pieces[-1].endswith(" "):
            text = text.removeprefix(" ")
        if not text:
            return
        if href:
            self._link(self.at, self.at + len(text), href)
        self.pieces.append(text)
        self.at += len(text)

    def _link(self, start: int, end: int, href: str) -> None:
        if self.links and self.links[-1][1] == start and self.links[-1][2] == href:
            start = self.links.pop()[0]
        self.links.append((start, end, href))

    def take(self, kind: ParagraphKind, because: str = "") -> Paragraph | None:
        """The paragraph written so far, or None for white space alone; begins a new one."""
        text = "".join(self.pieces).rstrip()
        links = tuple((start, min(end, len(text)), href) for start, end, href in self.links)
        self.pieces, self.at, self.links = [], 0, []
        return (
            Paragraph(kind, text, tuple(one for one in links if one[0] < one[1]), because) if text else None
        )


def clean(text: str | None) -> str | None:
    """A value of a document's properties on one line, or None for an empty one."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text or "")).strip() or None


@dataclass(frozen=True, slots=True)
class Composed:
    """An article's text: title, newline, body; with links and marks at their offsets."""

    title: str
    text: str
    links: list[Link]
    marks: list[Mark]


def compose(title: str, paragraphs: Sequence[Paragraph]) -> Composed:
    """The text of an article, a paragraph a line; notes come last, then what repeats on every page."""
    order = {"note": 1, "boilerplate": 2}
    lines = [title]
    at = len(title) + 1
    links: list[Link] = []
    marks: list[Mark] = []
    for one in sorted(paragraphs, key=lambda one: order.get(one.kind, 0)):
        links += [Link(one.text[s:e], at + s, at + e, href) for s, e, href in one.links]
        end = at + len(one.text)
        if one.kind == "boilerplate":
            marks.append(Mark("boilerplate", at, end, None, one.because))
        elif one.kind == "caption":
            marks.append(Mark("caption", at, end, None, one.because or "the file sets it as a caption"))
        lines.append(one.text)
        at = end + 1
    return Composed(title, "\n".join(lines) if len(lines) > 1 else title + "\n", links, marks)


def split_title(paragraphs: Sequence[Paragraph], said: str | None = None) -> tuple[str, list[Paragraph]]:
    """The headline and the rest: what is set as title, else what the file's properties name as such where it
    stands at the head, else a first heading, else a first line that reads as a headline."""
    head = [one for one in paragraphs if one.kind in ("title", "heading", "body")][:_FIRST]
    chosen = (
        next((one for one in head if one.kind == "title"), None)
        or next((one for one in head if said and agree(said, one.text)), None)
        or next((one for one in head if one.kind == "heading"), None)
        or next((one for one in head[:1] if len(paragraphs) > 1 and is_headline(one.text, alone=False)), None)
    )
    if chosen is None:
        return "", list(paragraphs)
    return chosen.text, [one for one in paragraphs if one is not chosen]


def agree(left: str, right: str) -> bool:
    """Whether two headlines are one, letters and digits alone compared; one may be cut short."""
    one, other = (re.sub(r"[\W_]", "", text).casefold() for text in (left, right))
    shorter, longer = sorted((one, other), key=len)
    return one == other != "" or (len(shorter) >= 8 and longer.startswith(shorter))
