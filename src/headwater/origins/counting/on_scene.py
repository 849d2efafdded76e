"""Who speaks of a deed from the place itself: eyewitnesses, local and rescue sources, an outlet's own people."""

from __future__ import annotations

from headwater.origins.counting.bystanders import told
from headwater.origins.counting.lexicon import speaks, words
from headwater.origins.counting.reading import Reading
from headwater.origins.descent.cited import UNNAMED
from headwater.records.claims import Attribution, Claim
from headwater.text.names import words_of

ON_THE_SPOT = ("local", "medical", "resident", "security")
"""Kinds of unnamed sources that speak from the place itself."""
PERHAPS_THERE = "activist"
"""The type of those of whom one may be there; activists in general speak from anywhere."""
PLURALS = ("s", "lar", "ler")
"""Ends of nouns in the plural, in the languages that set an article before one person."""
OPENING = 6
"""Words at the start of a claim in which its subject stands."""


def was_there(claim: Claim, case: Reading) -> bool:
    """Whether somebody on the spot says so: an eyewitness, a local source, an outlet's own people."""
    chain = told(claim, case)
    if not chain:
        return speaks(" ".join(claim.text.split()[:OPENING]), words().eyewitness)
    return any(
        a.anonymous_type in ON_THE_SPOT
        or (a.anonymous_type == PERHAPS_THERE and _is_one(a))
        or (a.source is not None and (speaks(a.source.text, words().eyewitness) or _stands_there(a)))
        for a in chain
    )


def saw_it(claim: Claim, case: Reading) -> bool:
    """Whether an eyewitness is cited for it."""
    chain = told(claim, case)
    return any(a.source is not None and speaks(a.source.text, words().eyewitness) for a in chain)


def _is_one(attribution: Attribution) -> bool:
    """Whether the words for an unnamed source name one person: a determiner, and no noun in the plural."""
    found = [w.forms[0] for w in words_of(attribution.source.text)] if attribution.source is not None else []
    cut = next((at for at, key in enumerate(found) if at and key in words().prepositions), len(found))
    return cut > 1 and found[0] in words().one and not found[cut - 1].endswith(PLURALS)


def _stands_there(attribution: Attribution) -> bool:
    """Whether the words for an unnamed source say where it is ("a source in the town")."""
    if attribution.source_kind not in UNNAMED or attribution.source is None:
        return False
    found = words_of(attribution.source.text)
    return any(w.forms[0] in words().stands_in for w in found[1:-1] if w.text[0].islower())


def stands_at_scene(claim: Claim, case: Reading) -> bool:
    """Whether the words for a source put it where it happened ("a technician at the scene")."""
    chain = told(claim, case)
    return any(a.source is not None and speaks(a.source.text, words().on_scene) for a in chain)
