"""The words that pages print around their texts, and the names that their mark-up bears, as expressions."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lxml.html import HtmlElement

from headwater.articles.lexicons import lexicon

_EDGE = r"[\s:：.,;|\-–—•·()\[\]«»\"“”*‹›→]"
_CASE_CHANGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[\s_-]+")

_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COPYRIGHT = re.compile(
    r"\s*(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[,.]?\s*(?P<name>(?:[^\d|©.,–—]|\.(?=\w)){3,50})(?:[,.]?\s*\d{4})?",
    re.IGNORECASE,
)
"""A line of rights; whose they are is the group ``name``."""


@cache
def label(key: str) -> re.Pattern[str]:
    """A line that begins with a label; the rest of the line is the group ``rest``."""
    words = sorted(lexicon("pages")["labels"][key], key=lambda one: (-len(one), one))
    joined = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf"{_EDGE}*(?:{joined})(?P<colon>\s*[:：])?(?:{_EDGE}+|$)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
    )


@cache
def phrase(key: str) -> re.Pattern[str]:
    """One of the phrases of a list, anywhere, not inside a longer word."""
    words = sorted(lexicon("pages")["phrases"][key], key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)", re.IGNORECASE)


@cache
def class_pattern(*keys: str) -> re.Pattern[str]:
    """Names of class and id attributes, as ``marks_of`` gives them."""
    words = [word for key in keys for word in lexicon("pages")["classes"][key]]
    return re.compile(rf"(?<![^ ])(?:{'|'.join(words)})(?![^ ])")


@lru_cache(maxsize=8192)
def _spaced(names: str) -> str:
    return _JOINTS.sub(" ", _CASE_CHANGE.sub(" ", names)).lower()


def marks_of(node: HtmlElement) -> str:
    """The words of an element's class and id, lower case, one space between them; empty without either."""
    named, identity = node.get("class"), node.get("id")
    if not named and not identity:
        return ""
    return _spaced(f"{named or ''} {identity or ''}"[:200])


def is_marked(node: HtmlElement, *keys: str) -> bool:
    """Whether an element's class or id bears one of the names."""
    marks = marks_of(node)
    return bool(marks) and class_pattern(*keys).search(marks) is not None


def folded(text: str) -> str:
    """Words without punctuation, spaces and case, to compare what two places of a page hold."""
    return re.sub(r"[\W_]+", "", text).lower()


def words_of(text: str) -> list[str]:
    """The words of a text, lower case."""
    return re.findall(r"\w+", text.lower())


def storable(text: str) -> str:
    """The text without characters that an element tree refuses: controls, and code points that are no characters."""
    return _REFUSED.sub("", text)


def flat(node: HtmlElement) -> str:
    """An element's text with single spaces."""
    return " ".join(node.text_content().split())
