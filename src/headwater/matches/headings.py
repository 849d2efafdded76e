"""The heading of a group: its least labelled and most hedged wording, verbatim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.records.claims import Claim
from headwater.records.entities import Mention
from headwater.records.matches import ClaimSlots

_HEDGED = {"possible": 0, "probable": 1, "unknown": 2, "certain": 3}


def choose_heading(
    claims: Sequence[Claim], mentions: Mapping[str, Sequence[Mention]], slots: Mapping[str, ClaimSlots]
) -> str:
    """The id of the claim that heads a group.

    A claim that lays a deed at a person's door comes last, whatever else speaks for it; then count
    loaded labels, then how sure the speaker sounds, then whether a source is given.
    """
    return min(
        claims, key=lambda claim: _rank(claim, mentions.get(claim.article, ()), slots.get(claim.id))
    ).id


def _rank(
    claim: Claim, mentions: Sequence[Mention], slots: ClaimSlots | None
) -> tuple[int, int, int, int, int, int, str]:
    inside = [m for m in mentions if claim.start <= m.start and m.end <= claim.end]
    accused = accuses(claim, inside, slots)
    labels = sum(m.label is not None for m in inside)
    size = claim.end - claim.start
    too_long = int(size > 300 or size < 25)
    return (int(accused), labels, _HEDGED[claim.certainty], int(not claim.chain), too_long, size, claim.id)


def accuses(claim: Claim, inside: Sequence[Mention], slots: ClaimSlots | None) -> bool:
    """Whether a claim lays a deed at a named person's door."""
    persons = [m for m in inside if m.type == "person"]
    if not persons or slots is None:
        return False
    doers = [a for a in slots.actors if a.role == "perpetrator"]
    return any(a.start < m.end and m.start < a.end for a in doers for m in persons)
