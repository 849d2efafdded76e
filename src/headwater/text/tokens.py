"""The words of a text token by token: what stands between two spaces is split once, however often it is met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from headwater.text.names import Word, words_of

_TOKEN = re.compile(r"\S+")
_REMEMBERED = 60
"""Characters of the longest token that is remembered: longer ones are links and noise."""


def words_in(text: str, lang: str = "") -> Iterator[tuple[int, Word]]:
    """The words of a text as ``words_of`` splits it, in order, each with where its token begins.

    The offsets of a word are those in its token, and so is ``broken``: what follows the token is not looked at.
    No word holds white space and none is split by what stands before it, so that tokens can be read one by one.
    """
    for match in _TOKEN.finditer(text):
        token, start = match.group(), match.start()
        for word in _known(token, lang) if len(token) <= _REMEMBERED else words_of(token, lang):
            yield start, word


@lru_cache(maxsize=1 << 16)
def _known(token: str, lang: str) -> tuple[Word, ...]:
    return tuple(words_of(token, lang))


def plain_keys(text: str, most: int) -> list[str]:
    """The plainest keys of the first words of a text."""
    found: list[str] = []
    for _, word in words_in(text):
        found.append(word.forms[0])
        if len(found) == most:
            break
    return found
