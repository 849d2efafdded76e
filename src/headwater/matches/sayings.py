"""Claims of the body as they are compared with each other: their words, names, numbers, days.

A *saying* is one sentence of a text in which a source speaks or a deed is counted, seen from its longest claim.
Lead claims are compared as reports (``reports.py``), with all that stands beside them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from headwater.matches.comparison import Wording, compare_facts
from headwater.matches.likeness import cosine
from headwater.matches.packing import keys_in, pack_keyed, text_hash, unpack_floats
from headwater.matches.rarity import background, keys_of_text, word_key
from headwater.matches.substitutions import renamed
from headwater.matches.vectors import Matrix, from_bytes
from headwater.records.claims import Claim
from headwater.records.matches import ClaimRarity, ClaimSketch, ClaimSlots
from headwater.text.names import fold
from headwater.text.numerals import words_of

Values = Any  # a number, or an array of them

ENOUGH = 0.5
"""Log odds from which claims are put together."""
_SHORTEST, _LONGEST = 30, 500
"""Characters of a claim that can be told from another, and of one that says one thing."""
_COUNTED = frozenset({"killed", "injured", "captured", "missing", "displaced", "weapons", "money"})
_TELLING = frozenset({"transfer", "capture", "arrest", "agreement", "rename"})
_SMALL = 3
_DECIDING = frozenset({"killed", "injured", "quantity", "time", "polarity", "certainty"})
"""Slots on which two claims that say the same thing cannot differ."""
_APART = -6.0
_UNNAMED = 1.0
"""What two claims need more where no rare name and no number is common to both."""
RARE = 3.0
"""Rarity from which a name in common says something."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What is compared of one claim of the body."""

    claim: str
    article: str
    wording: Wording
    folded: str
    vector: Matrix
    words: Mapping[str, float]  # key -> weight, at unit length
    names: Mapping[str, float]  # entity -> rarity
    numbers: frozenset[int]
    proper: frozenset[str]  # words with a capital that do not begin the claim
    keys: tuple[str, ...]  # words in order


def choose_claims(claims: Sequence[Claim], slots: Mapping[str, ClaimSlots]) -> list[Claim]:
    """The claims of one article that are worth comparing, one a sentence: the longest that tells."""
    best: dict[int, Claim] = {}
    for claim in claims:
        if claim.lead or claim.title or not _SHORTEST <= claim.end - claim.start <= _LONGEST:
            continue
        if not claim.chain and not _tells(slots.get(claim.id)):
            continue
        known = best.get(claim.sentence)
        if known is None or (known.start - known.end, known.start) > (claim.start - claim.end, claim.start):
            best[claim.sentence] = claim
    return [best[k] for k in sorted(best)]


def _tells(slots: ClaimSlots | None) -> bool:
    if slots is None:
        return False
    return slots.frame in _TELLING or any(q.role in _COUNTED for q in slots.quantities)


def read_claim(
    claim: Claim,
    slots: ClaimSlots | None,
    vector: bytes,
    named: Mapping[str, float],
    published: date | None,
) -> ClaimSketch:
    """What is compared of a claim; ``named`` are the entities that stand in it, with their shares."""
    keys = dict.fromkeys(keys_of_text(claim.text, claim.lang), 1.0)
    numbers = {q.low for q in slots.quantities if q.low and q.low > _SMALL} if slots else set()
    return ClaimSketch(
        claim.id,
        claim.article,
        claim.text,
        claim.lang,
        published.isoformat() if published else None,
        text_hash(fold(claim.text)),
        vector,
        pack_keyed(keys, background(claim.lang).shares),
        pack_keyed(dict.fromkeys(sorted(named), 1.0), named),
        sorted(numbers),
        sorted(_proper(claim)),
    )


def saying_of(sketch: ClaimSketch, rarity: ClaimRarity) -> Saying:
    """A claim ready for comparison."""
    keys = tuple(keys_in(sketch.words))
    weights = dict(zip(keys, unpack_floats(rarity.words), strict=True))
    size = math.sqrt(math.fsum(w * w for w in weights.values()))
    published = date.fromisoformat(sketch.published) if sketch.published else None
    return Saying(
        sketch.claim,
        sketch.article,
        Wording(sketch.text, sketch.lang, published),
        sketch.folded,
        from_bytes(sketch.vector),
        {key: w / size for key, w in weights.items()} if size else {},
        dict(zip(keys_in(sketch.names), unpack_floats(rarity.names), strict=True)),
        frozenset(sketch.numbers),
        frozenset(sketch.proper),
        keys,
    )


def _proper(claim: Claim) -> frozenset[str]:
    words = words_of(claim.text, claim.lang)[1:]
    capitals = (w.form for w in words if claim.text[w.start].isupper() and not w.digits)
    return frozenset(word_key(form, claim.lang) or form for form in capitals)


def named_apart(a: Saying, b: Saying) -> bool:
    """Whether two sentences of one language speak of two things: they have no known name in common, and either
    both have names of which none is common, or they are alike word for word but for a name. "The street in Telm
    shook twice" is said of many streets; a number in common makes up for names, but not where all else is alike."""
    if not a.names.keys().isdisjoint(b.names):
        return False
    apart = bool(a.proper and b.proper) and a.proper.isdisjoint(b.proper)
    if apart and not a.numbers & b.numbers:
        return True
    if a.proper & b.proper:
        return False
    return renamed(a.keys, b.keys, a.wording.lang, a.proper | b.proper)


def odds_within(words: Values, near: Values, tied: Values) -> Values:
    """Log odds in one language, of one pair or many: from the cosines of words and of meaning."""
    return 10.0 * (words - 0.5) + 6.0 * (near - 0.6) - np.where(tied, 0.0, _UNNAMED)


def odds_across(near: Values, tied: Values) -> Values:
    """The same in two languages."""
    return np.where(tied, 14.0 * (near - 0.68), _APART)


def odds(a: Saying, b: Saying) -> float:
    """The log odds that two claims say the same thing, rounded to four decimals.

    Set by hand and held strict: in one language by the rarity of the words in common and by meaning, in two by
    meaning, where a rare name or a number is common to both. Claims that differ on a fact are apart.
    """
    if a.folded == b.folded:
        return -_APART
    near = float(a.vector @ b.vector) if a.vector.size and b.vector.size else 0.0
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return _APART
    tied = bool(shared_names(a, b) or a.numbers & b.numbers)
    if a.wording.lang == b.wording.lang:
        if named_apart(a, b):
            return _APART
        value = float(odds_within(cosine(a.words, b.words), near, tied))
    else:
        value = float(odds_across(near, tied))
    if value > 0 and differs(a, b):
        return _APART
    return round(max(_APART, min(-_APART, value)), 4)


def differs(a: Saying, b: Saying) -> bool:
    """Whether a fact in one claim cannot stand beside the other: a count, a day, a negation."""
    views = compare_facts(a.wording, b.wording)
    return any(view.relation == "conflict" and view.slot in _DECIDING for view in views)


def shared_names(a: Saying, b: Saying) -> list[str]:
    """Entities that both claims name and few reports do, rarest first."""
    common = [e for e in a.names if e in b.names and a.names[e] >= RARE]
    return sorted(common, key=lambda e: (-round(a.names[e], 4), e))
