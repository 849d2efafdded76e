"""Whether an entry holds its article's full text or only the beginning of it; plain words of mark-up."""

from __future__ import annotations

import html
import re

from headwater.articles.feeds.wrappers import is_cut, without_appended

_LEAST_ALONE = 900
"""Letters of a description that is all an entry has, below which it is taken for a summary."""
_LEAST_CONTENT = 300
"""Letters of a content element, below which it is taken for a summary."""
_LONGER = 1.3
"""How many times longer than the summary a content must be, unless it is long anyway."""
_LONG = 1_500
_BREAK = re.compile(r"<(?:/p|br|/div|/li|/h[1-6]|/blockquote|/tr)\b[^>]{0,200}>", re.IGNORECASE)
_OPENS = re.compile(r"<(?P<name>script|style)\b|<!--", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,5000}>")


def plain(markup: str) -> str:
    """The words of a piece of HTML, one line a paragraph."""
    bare = _without_hidden(markup) if "<" in markup else markup
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n", bare))).split("\n")
    return "\n".join(words for line in lines if (words := " ".join(line.split())))


def _without_hidden(markup: str) -> str:
    """The mark-up without scripts, styles and comments; one that is never closed ends the reading of them."""
    folded, kept, at = markup.lower(), [], 0
    if len(folded) != len(markup):  # a letter that has no small form of one character
        folded = markup
    while found := _OPENS.search(markup, at):
        closing = f"</{found['name'].lower()}" if found["name"] else "-->"
        until = folded.find(closing, found.end())
        if until < 0:
            break
        kept.append(markup[at : found.start()])
        at = until + (len(closing) if found["name"] is None else 0)
    return " ".join([*kept, markup[at:]])


def one_line(markup: str) -> str:
    """The words of a title, which may hold mark-up and escaped letters."""
    return " ".join(plain(markup).split())


def choose(contents: list[str], summary: str) -> tuple[str, str]:
    """The fullest text of an entry and what it lacks to be a whole article; an empty string where nothing."""
    content = max(contents, key=lambda one: len(plain(one)), default="")
    text, short = without_appended(plain(content)), without_appended(plain(summary))
    if len(text) < len(short) or not content:
        return summary, _alone(short)
    if is_cut(text):
        return content, "its text breaks off"
    if len(text) < _LEAST_CONTENT:
        return content, "it holds only a summary"
    if summary and text != short and len(text) < _LONG and len(text) < _LONGER * len(short):
        return content, "its text is hardly longer than its summary"
    return content, ""


def _alone(text: str) -> str:
    if not text:
        return "it holds no text"
    if is_cut(text):
        return "its text breaks off"
    return "" if len(text) >= _LEAST_ALONE else "it holds only a summary"


def paragraphs(text: str) -> str:
    """Plain text as HTML, blank lines between paragraphs; a text with single newlines has one a line."""
    pieces = re.split(r"\n\s*\n", text) if re.search(r"\n\s*\n", text) else text.split("\n")
    return "".join(f"<p>{html.escape(piece.strip())}</p>" for piece in pieces if piece.strip())
