"""Who bears a name, in Turkish: "X adlı öğretmen", where the name precedes "named" and a noun follows it.

The name may look like a participle ("Joren ..."), or stand before a word that else joins clauses ("adındaki bir ...").
"""

from __future__ import annotations

import re

from headwater.claims.cued.clauses import Clause
from headwater.claims.cued.cues import fits

_OTHER = (("called", "cased"), ("nominalised", "words"), ("adverbial", "words"))
_LONGEST_NAME = 6  # words
_MODIFIERS = 4  # words between "named" and the noun
_MODIFIER = re.compile(r"(?:\d+|bir|genç|yaşlı|[^\W\d]+(?:[dt]aki|[dt]eki|ndaki|ndeki)|[^\W\d]+l[ıi])$")


def is_borne(clause: Clause, k: int, end: int) -> bool:
    """Whether word ``k`` belongs to a name that a "named" before word ``end`` closes."""
    while k < end and clause.raw[k][0].isupper():
        k += 1
        if k < end and fits(clause, k, "called", "words"):
            return True
    return False


def bearer_end(clause: Clause, called: int, end: int) -> int:
    """The word behind the noun that tells who bears the name before the word ``called``."""
    k = called + 1
    while (
        k < min(end - 1, called + _MODIFIERS)
        and _MODIFIER.match(clause.low[k])
        and not fits(clause, k, "speaking_nouns", "words")
    ):
        k += 1
    return k + 1


def is_bare(clause: Clause, k: int) -> bool:
    """Whether a noun stands in no case, so that it can be a subject."""
    known = fits(clause, k, "speaking_nouns", "words")
    other = any(fits(clause, k, *names) for names in _OTHER)
    return not clause.is_stop(k) and (known or not other)


def name_start(clause: Clause, low: int, start: int, end: int) -> int:
    """Where a phrase begins that opens at ``start`` and ends before ``end``: with the name that its noun bears."""
    called = next((k for k in range(max(low, start - 2), end) if fits(clause, k, "called", "words")), None)
    if called is None:
        return start
    first = called
    while first > low and called - first < _LONGEST_NAME and clause.raw[first - 1][0].isupper():
        first -= 1
    return min(start, first)
