"""Hyphens at the ends of lines: a word cut in two is joined only where the whole is plausible."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from headwater.articles.lexicons import lexicon

Joint = Literal["join", "keep", "space"]

_HYPHENS = "-\u2010\u00ad"
_LAST = re.compile(rf"([^\W\d_]+(?:['’][^\W\d_]+)?)[{_HYPHENS}]$")
_FIRST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_VOWEL = re.compile("[aeiouyàâäáãåæèéêëíìîïóòôöõøœúùûüýÿıаеёиоуыэюяіїє]", re.IGNORECASE)
_CUT = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ]")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """All words that a document has within its lines, lower case: what is plausible in it."""
    found: set[str] = set()
    for line in lines:
        found.update(word.casefold() for word in _WORD.findall(line))
    return frozenset(found)


def joint(line: str, following: str, known: frozenset[str]) -> Joint:
    """What to do between a line and the next of its paragraph: drop its hyphen, keep it, or put a space.

    A soft hyphen is always dropped. Otherwise the document's own words decide; then words that keep their
    hyphen by the rules of their language; a part without a vowel was not cut off by a printer.
    """
    if not line or line[-1] not in _HYPHENS:
        return "space"
    if line.endswith("\u00ad"):
        return "join" if _CUT.match(line[-2:-1]) or not line[-2:-1].isalpha() else "space"
    if line[-2:-1].isspace() or len(line) < 2:
        return "space"
    last, first = _LAST.search(line), _FIRST.match(following)
    if last is None or first is None or not _CUT.match(following):
        return "keep"
    return _of_words(last[1], first.group(), known)


def _of_words(last: str, first: str, known: frozenset[str]) -> Joint:
    if f"{last}{first}".casefold() in known:
        return "join"
    if f"{last}-{first}".casefold() in known:
        return "keep"
    shouted = last.isupper() and first.isupper() and len(last) > 2
    if first[0].isupper() and not shouted:
        return "keep"
    before, after = _kept()
    if last.casefold() in before or first.casefold() in after or min(len(last), len(first)) < 2:
        return "keep"
    return "join" if _VOWEL.search(last) and _VOWEL.search(first) else "keep"


@cache
def _kept() -> tuple[frozenset[str], frozenset[str]]:
    data = lexicon("hyphens")
    return frozenset(data["before"]), frozenset(data["after"])
