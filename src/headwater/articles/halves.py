"""Halves of characters: JSON's escapes and numbered references can name one of a surrogate pair, UTF-8 cannot hold it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")
_HALF_REFERENCE = re.compile(
    r"&#(?:[xX]0*(?P<hex>[dD][89a-fA-F][0-9a-fA-F]{2})(?![0-9a-fA-F])|0*(?P<number>5(?:529[6-9]|5[3-9]\d\d|[67]\d{3}))(?!\d));?"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a character, so that offsets stay."""
    return _HALF.sub("\ufffd", text)


def whole_values(held: Any, mend: Callable[[str], str] = whole) -> Any:
    """The same values of JSON with every text and name mended; RecursionError where it nests too deep."""
    if isinstance(held, str):
        return mend(held)
    if isinstance(held, list):
        return [whole_values(one, mend) for one in held]
    if isinstance(held, dict):
        return {mend(name): whole_values(one, mend) for name, one in held.items()}
    return held


def without_half_references(text: str) -> str:
    """Mark-up whose two references to the halves of one character are that character; lone ones are U+FFFD."""
    if "&#" not in text or not _HALF_REFERENCE.search(text):
        return text
    return whole(_PAIR.sub(_joined, _HALF_REFERENCE.sub(_half, text)))


def _half(found: re.Match[str]) -> str:
    number = int(found["hex"], 16) if found["hex"] else int(found["number"])
    return chr(number) if 0xD800 <= number <= 0xDFFF else found.group()


def _joined(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")
