"""Sentences that belong to the page and not to the report: "Comments are closed.", "Abonnez-vous à notre lettre"."""

from __future__ import annotations

import re
from functools import cache

from headwater.claims.lexicons import Lexicon, load_lexicon
from headwater.records.articles import Sentence

_LONGEST = 240  # characters of such a sentence


def is_furniture(text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence opens as the lexicon's lines of a page do; a title never does."""
    if sentence.title or sentence.end - sentence.start > _LONGEST:
        return False
    return _pattern(lexicon.lang).match(text, sentence.start, sentence.end) is not None


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """How a line of a page opens in a language, behind bullets and marks."""
    lexicon = load_lexicon(lang)
    openings = lexicon.words["furniture"]["openings"] if lexicon is not None else ()
    return re.compile(rf"[\W_]*(?:{'|'.join(openings) or '(?!)'})(?!\w)", re.IGNORECASE)
