"""Arabic words that lost the space between them, told by letters that stand only at one end of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LETTER = "[\u0621-\u064a]"
# Behind a feminine ending, a short alef or a final accusative no letter follows in one word.
_CLOSED = re.compile(
    f"(?<=[\u0629\u0649])(?={_LETTER})|(?<=\u064b\u0627)(?={_LETTER})|(?<=\u0627\u064b)(?={_LETTER})"
)
# Alef with a hamza below opens a word, behind nothing but what is written together with it.
_OPENS = "\u0625"
_TOGETHER = re.compile("[\u0648\u0641\u0628\u0644\u0643\u0623\u0633]*(?:\u0627\u0644|\u0644\u0644|\u0644)?")
_WITH = "\u0628"  # "with", written together with what follows
_FEWEST = 3  # letters of a word before an alef that opens the next


def split_words(word: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word in a run of letters; one of them all where none lost its space."""
    cuts = [m.start() for m in _CLOSED.finditer(word)]
    at = word.find(_OPENS, _FEWEST)
    while at > 0:
        begin = max((c for c in cuts if c <= at), default=0)
        if at - begin >= _FEWEST and not _TOGETHER.fullmatch(word, begin, at):
            held = word[at - 1] == _WITH and at - 1 - begin >= _FEWEST + 1
            cuts.append(at - 1 if held else at)  # "bi-inna" is one word
        at = word.find(_OPENS, at + 1)
    edges = [0, *sorted(cuts), len(word)]
    yield from ((a, b) for a, b in pairwise(edges) if a < b)
