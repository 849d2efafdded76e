"""Words by what stands between two spaces: the same is written again and again, and its words are known once for all.

No word of ``names.words_of`` reaches over a space, so the keys of a text's words are those of its pieces, one piece
after the other. Only whether a word is ``broken`` from the next is not told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from headwater.text.names import Word, words_of

_PIECE = re.compile(r"\S+")


@lru_cache(maxsize=1 << 16)
def words_in(piece: str) -> tuple[Word, ...]:
    """The words of what stands between two spaces, with offsets in it."""
    return tuple(words_of(piece))


def placed_words(text: str) -> Iterator[tuple[int, Word]]:
    """Each word of a text, and where it starts in the text; the word's own offsets are those in its piece."""
    for piece in _PIECE.finditer(text):
        start = piece.start()
        for word in words_in(piece.group()):
            yield start + word.start, word
