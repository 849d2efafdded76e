"""Pages that hold no article, or only the beginning of one: walls, shells of scripts, error pages, teasers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from headwater.articles.page.facts import PageFacts
from headwater.articles.page.words import flat, phrase, words_of

_SHORT = 900  # characters; a wall or an error page says what it has to say in fewer
_TEASER = 2500
_SHARE = 0.6  # of the words that the page's own count promises
_REFRESH = re.compile(r"^\s*\d+\s*[;,]\s*url\s*=\s*['\"]?(?P<url>[^'\"]{1,300})", re.IGNORECASE)
_SELECTOR = re.compile(r"^(?P<sign>[.#])(?P<name>[\w-]{1,80})$")
_LEAST_HIDDEN = 400
_MOST_COUNTED = 100_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What the wall rules look at, taken before anything is dropped: title, the page's words, and where it sends on."""

    title: str
    words: str
    scripts_off: str
    sends_to: str | None


def shown(tree: HtmlElement, title: str) -> Shown:
    """The words that a page shows; only the beginning of a long one."""
    off = " ".join(flat(node) for node in tree.iter("noscript"))[:_SHORT]
    sends = None
    for meta in tree.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(meta.get("content") or "")
            sends = found["url"] if found else None
    return Shown(title, _visible(tree), off, sends)


def _visible(tree: HtmlElement) -> str:
    pieces: list[str] = []
    length = 0
    for node in tree.iter():
        silent = not isinstance(node.tag, str) or node.tag in (
            "script",
            "style",
            "noscript",
            "template",
            "title",
        )
        for words in (None if silent else node.text, node.tail):
            if words and words.strip():
                pieces.append(" ".join(words.split()))
                length += len(pieces[-1])
        if length > 4 * _TEASER:
            break
    return " ".join(pieces)


def wall(page: Shown, text: str) -> str | None:
    """Why a page with so little text is no article; None where it may be one."""
    if len(text) > _SHORT:
        return None
    said = f"{page.title} {page.words[:_SHORT]}"
    found = phrase("missing").search(page.title) or phrase("missing").search(page.words[:300])
    if found and len(page.words) < 2 * _SHORT:
        return f'the page is an error page, not an article: it says "{found.group()}"'
    found = phrase("robot").search(said)
    if found and len(page.words) < 2 * _SHORT:
        return f'the page asks its reader to prove to be human: it says "{found.group()}"'
    if len({one.group().lower() for one in phrase("consent").finditer(said)}) >= 2 and _mostly(
        text, "consent"
    ):
        return f'the page is a consent wall, not an article: "{page.words[:60]}"'
    if len(text) >= _SHORT // 2:
        return None
    found = phrase("scripts").search(f"{page.scripts_off} {said}")
    if found:
        return (
            f'the page is empty until a script fills it, and scripts are not run: it says "{found.group()}"'
        )
    if page.sends_to and len(text) < _SHORT // 4:
        return f"the page only sends its reader on to {page.sends_to[:200]}, which is not followed"
    return None


def _mostly(text: str, key: str) -> bool:
    """Whether the extracted text speaks of what the wall is about."""
    return not text or phrase(key).search(text) is not None


def teaser(
    page: Shown, facts: PageFacts, nodes: Sequence[dict[str, object]], text: str, hidden: int
) -> str | None:
    """What shows that a text is only the beginning of one, for subscribers; None for a whole text.

    ``hidden`` counts the characters in the elements that the page names as those not free to read.
    """
    if len(text) > _TEASER or hidden > _LEAST_HIDDEN:
        return None
    found = phrase("locked").search(page.words)
    counted = _promised(nodes)
    words = len(words_of(text))
    if counted and words < _SHARE * counted and (facts.locked or found):
        return f"only {words} of {counted} words stand on the page; the rest is for subscribers"
    if facts.locked and found:
        return f'{facts.locked}, and it ends in "{found.group()}": only its beginning was read'
    if facts.locked:
        return f"{facts.locked}: only {words} words of it were read"
    if found:
        return f'the page says "{found.group()}": only the beginning of the text was read'
    return None


def _promised(nodes: Sequence[dict[str, object]]) -> int:
    for node in nodes:
        count = node.get("wordCount")
        if isinstance(count, str) and count.isdecimal() and len(count) < 10:
            count = int(count)
        if isinstance(count, int) and 0 < count < _MOST_COUNTED:
            return count
    return 0


def hidden_length(tree: HtmlElement, nodes: Sequence[dict[str, object]]) -> int:
    """Characters in the elements that ``hasPart`` names as those for subscribers."""
    length = 0
    for node in nodes:
        parts = node.get("hasPart")
        for part in parts if isinstance(parts, list) else [parts]:
            selector = part.get("cssSelector") if isinstance(part, dict) else None
            found = _SELECTOR.match(selector) if isinstance(selector, str) else None
            if found:
                name = "class" if found["sign"] == "." else "id"
                for one in tree.iter():
                    if isinstance(one.tag, str) and found["name"] in (one.get(name) or "").split():
                        length += len(flat(one))
                        break
    return length
