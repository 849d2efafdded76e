"""Claims of the body as they are compared with each other: their words, names, numbers, days.

A *saying* is one sentence of a text in which a source speaks or a deed is counted, seen from its longest claim.
Lead claims are compared as reports (``reports.py``), with all that stands beside them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headwater.matches.comparison import Wording, compare_facts
from headwater.matches.incidents import Reports
from headwater.matches.likeness import cosine
from headwater.matches.rarity import keys_of_text, word_key
from headwater.matches.substitutions import renamed
from headwater.matches.vectors import Matrix
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots
from headwater.text.names import fold
from headwater.text.numerals import words_of

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
    rare: tuple[tuple[str, str], ...]  # keys under which it is looked up, rarest first


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


def read_saying(
    claim: Claim,
    slots: ClaimSlots | None,
    vector: Matrix,
    named: Sequence[str],
    published: date | None,
    reports: Reports,
) -> Saying:
    """A claim ready for comparison; ``named`` are the entities that stand in it."""
    table = reports.words.get(claim.lang)
    keys = dict.fromkeys(keys_of_text(claim.text, claim.lang))
    weights = {key: table.of(key) for key in keys} if table else {}
    size = math.sqrt(math.fsum(w * w for w in weights.values()))
    words = {key: w / size for key, w in weights.items()} if size else {}
    names = {entity: reports.names.of(entity) for entity in sorted(set(named))}
    numbers = frozenset(q.low for q in slots.quantities if q.low and q.low > _SMALL) if slots else frozenset()
    looked = [(w, claim.lang, key) for key, w in weights.items() if w >= RARE]
    looked += [(w, "name", key) for key, w in names.items()]
    looked += [(RARE, "number", str(n)) for n in numbers]
    rare = tuple(
        (kind, key) for _, kind, key in sorted(looked, key=lambda row: (-round(row[0], 4), row[1], row[2]))
    )
    return Saying(
        claim.id,
        claim.article,
        Wording(claim.text, claim.lang, published),
        fold(claim.text),
        vector,
        words,
        names,
        numbers,
        _proper(claim),
        tuple(keys),
        rare,
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
    if a.wording.lang == b.wording.lang:
        if named_apart(a, b):
            return _APART
        value = 10.0 * (cosine(a.words, b.words) - 0.5) + 6.0 * (near - 0.6)
        value -= 0.0 if shared_names(a, b) or a.numbers & b.numbers else _UNNAMED
    else:
        tied = shared_names(a, b) or a.numbers & b.numbers
        value = 14.0 * (near - 0.68) if tied else _APART
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


def candidate_pairs(sayings: Sequence[Saying], keys: int = 10, most: int = 24) -> Iterator[tuple[int, int]]:
    """Pairs of places in two articles that share two rare keys; a key that many have joins nobody.

    Linear in the number of claims: each is looked up by ``keys`` keys, each key joins at most ``most``.
    """
    holders: dict[tuple[str, str], list[int]] = {}
    for place, saying in enumerate(sayings):
        for key in saying.rare[:keys]:
            holders.setdefault(key, []).append(place)
    together: dict[tuple[int, int], int] = {}
    for members in holders.values():
        if 1 < len(members) <= most:
            for i, a in enumerate(members):
                for b in members[i + 1 :]:
                    together[a, b] = together.get((a, b), 0) + 1
    for (a, b), count in sorted(together.items()):
        if count > 1 and sayings[a].article != sayings[b].article:
            yield a, b
