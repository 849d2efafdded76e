"""Who speaks of a deed and is no witness of it: whoever reacts to it, judges it from afar, or studies it."""

from __future__ import annotations

from headwater.origins.counting.lexicon import keys_of, speaks, words
from headwater.origins.counting.reading import Reading
from headwater.origins.descent.cited import UNNAMED
from headwater.origins.descent.speakers import speaker_words
from headwater.records.claims import Attribution, Claim
from headwater.text.names import words_of

LONGEST_CROWD = 4
"""Words by which a crowd far away is called; longer words tell more of it."""
EXPERT = "expert"
"""The type of an unnamed source that only studies such things."""


def told(claim: Claim, case: Reading) -> list[Attribution]:
    """The attributions of a claim's chain, outermost first."""
    return [a for i in claim.chain if (a := case.attributions.get(i))]


def from_afar(claim: Claim, case: Reading) -> bool:
    """Whether nobody is cited but a crowd that is nowhere near ("world leaders", "Western states"): it only reacts."""
    chain = told(claim, case)
    return bool(chain) and all(a.source is not None and _is_far_crowd(a.source.text) for a in chain)


def _is_far_crowd(source: str) -> bool:
    found = [word.forms[0] for word in words_of(source)]
    return (
        bool(words().far & set(found)) and bool(words().crowds & set(found)) and len(found) <= LONGEST_CROWD
    )


def only_reacts(claim: Claim, case: Reading) -> bool:
    """Whether the last source cited answers the deed ("condemned the strike that killed nine") or studies such deeds."""
    chain = told(claim, case)
    if not chain:
        return False
    return all(_reacts(a, case) for a in chain)


def _takes_sides(attribution: Attribution, case: Reading) -> bool:
    """Whether a side of the fight speaks: what it condemns it says of its own people, and that is its statement."""
    party = case.cited.get(attribution.id)
    entity = case.entities.get(party.entity or "") if party is not None else None
    return entity is not None and entity.type == "group" and entity.party is not None


def _reacts(attribution: Attribution, case: Reading) -> bool:
    cue = attribution.cue.text if attribution.cue is not None else ""
    if speaks(cue, words().reaction) and not _takes_sides(attribution, case):
        return True
    if attribution.source is None:
        return False
    if attribution.anonymous_type == EXPERT:
        return True
    keys = keys_of(attribution.source.text)
    person = attribution.source_kind == "named_person" or attribution.source_kind in UNNAMED
    return person and not speaker_words().expertise.isdisjoint(keys)
