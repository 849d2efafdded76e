"""Patterns of a lexicon: words with their endings filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from headwater.claims.lexicons import load_lexicon


def filled(pattern: str, endings: Mapping[str, str]) -> str:
    for name, ending in endings.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{ending})")
    return pattern


@cache
def word_pattern(lang: str, table: str, name: str) -> re.Pattern[str]:
    """A pattern that one whole word of a list of the lexicon fits."""
    lexicon = load_lexicon(lang)
    words = lexicon.words.get(table, {}).get(name, ()) if lexicon else ()
    endings = lexicon.words["endings"] if lexicon else {}
    return re.compile(f"(?:{'|'.join(filled(w, endings) for w in words) or '(?!)'})$")
