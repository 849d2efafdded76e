"""The heading of a group: its least labelled and most hedged wording, verbatim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.matches.denying import denies
from headwater.matches.frames import frame_words
from headwater.records.claims import Claim
from headwater.records.entities import Mention
from headwater.records.matches import ClaimSlots
from headwater.text.numerals import words_of

_HEDGED = {"possible": 0, "probable": 1, "unknown": 2, "certain": 3}
_DOING = frozenset({"perpetrator", "supplier"})
ALL_ACCUSE = "Every wording lays the deed at a named person's door; the most hedged one heads the group."


def choose_heading(
    claims: Sequence[Claim], mentions: Mapping[str, Sequence[Mention]], slots: Mapping[str, ClaimSlots]
) -> tuple[str, str]:
    """The id of the claim that heads a group, and what a reader must know of the choice ("" mostly).

    A claim that lays a deed at a named person's door comes last, whatever else speaks for it; before it a
    denial, which would say what the group is not about; then count loaded labels, then how sure the speaker
    sounds, then whether a source is given.
    """
    ranked = sorted((_rank(c, mentions.get(c.article, ()), slots.get(c.id)), c.id) for c in claims)
    return ranked[0][1], ALL_ACCUSE if ranked[0][0][0] else ""


def _rank(
    claim: Claim, mentions: Sequence[Mention], slots: ClaimSlots | None
) -> tuple[int, int, int, int, int, int, int]:
    inside = [m for m in mentions if claim.start <= m.start and m.end <= claim.end]
    accused = accuses(claim, inside, slots)
    labels, hedged = sum(m.label is not None for m in inside), _HEDGED[claim.certainty]
    size = claim.end - claim.start
    too_long = int(size > 300 or size < 25)
    first, second = (hedged, labels) if accused else (labels, hedged)
    return (int(accused), int(denies(claim)), first, second, int(not claim.chain), too_long, size)


def accuses(claim: Claim, inside: Sequence[Mention], slots: ClaimSlots | None) -> bool:
    """Whether a claim lays a deed at a named person's door: as its doer, or with words of blame."""
    persons = [m for m in inside if m.type == "person" and m.label is None]
    if not persons:
        return False
    if frame_words(claim.lang).blaming.all(words_of(claim.text, claim.lang)):
        return True
    doers = [a for a in slots.actors if a.role in _DOING] if slots else []
    return any(a.start < m.end and m.start < a.end for a in doers for m in persons)
