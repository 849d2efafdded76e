"""A page's row of tags run into the first sentence: "Tags Mirn War Two guards were hurt, a monitor said"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.claims.lexicons import Lexicon
from headwater.records.articles import Sentence

_WORD = re.compile(r"\S+")
_LONGEST = 60  # words of a row of tags


def prose_behind_tags(text: str, sentence: Sentence, lexicon: Lexicon) -> int:
    """Where a sentence's prose begins: behind a row of tags at its head, else at its first character.

    Tags are names, prose is mostly in small letters: it begins with the first capital or figure that two
    words in small letters follow. A row that no prose follows ends with the sentence.
    """
    words = [m.span() for m in _WORD.finditer(text, sentence.start, sentence.end)][:_LONGEST]
    labels = lexicon.words["labels"].get("tags", ())
    if len(words) < 2 or text[slice(*words[0])].rstrip(":").lower() not in labels:
        return sentence.start
    if not text[words[1][0]].isupper():
        return sentence.start  # "Tags are sewn into coats"
    fallback = words[-1] if len(words) == _LONGEST else (sentence.end, 0)
    for small in (3, 2):  # a tag of two small words may stand behind a name: "Mirn harbour war | A boat ..."
        for n in range(1, len(words) - small):
            if _opens(text, words[n : n + 1 + small]):
                return words[n][0]
    return fallback[0]


def _opens(text: str, words: Sequence[tuple[int, int]]) -> bool:
    begins = text[words[0][0]].isupper() or text[words[0][0]].isdigit()
    return begins and all(_small(text[slice(*span)]) for span in words[1:])


def _small(word: str) -> bool:
    return word.islower() or word[0].isdigit()
