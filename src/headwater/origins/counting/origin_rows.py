"""Rows of origins and of the origins that each claim stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.position import position_of
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.retractions import Retraction
from headwater.records.claims import Claim
from headwater.records.ids import row_id
from headwater.records.origins import Access, ClaimOrigins, Origin, Party, Position


def origin_id(end: End) -> str:
    """The id of the origin that an end is."""
    return row_id("or", end.key)


def claim_rows(
    ways: Mapping[str, Sequence[Way]], case: Reading, taken_back: Mapping[str, Sequence[Retraction]]
) -> list[ClaimOrigins]:
    """For every claim the origins it stands on, nearest first, and what of these was taken back."""
    found = []
    for claim in sorted(ways):
        ends = list({way.end.key: way.end for way in ways[claim]}.values())
        row = case.claims[claim]
        because = " ".join((_because(row, ends), *(f"{r.words}." for r in taken_back.get(claim, ())[:1])))
        found.append(ClaimOrigins(claim, row.article, [origin_id(end) for end in ends], because))
    return found


def _because(claim: Claim, ends: Sequence[End]) -> str:
    if not ends:
        return "No chain of this claim comes to an end in this case."
    names = ", ".join(end.name for end in ends[:4]) + (f" and {len(ends) - 4} more" if len(ends) > 4 else "")
    if all(end.kind == "no_source_given" for end in ends):
        return f"No source is given: {ends[0].because}"
    return f"{'Denied' if claim.polarity == 'deny' else 'Said'} on the word of {names}."


def origin_rows(ways: Mapping[str, Sequence[Way]], case: Reading) -> list[Origin]:
    """One row an end, with the articles that reach it and what it has to gain or lose."""
    ends: dict[str, End] = {}
    claims: dict[str, list[Claim]] = {}
    for claim in sorted(ways):
        for way in ways[claim]:
            ends.setdefault(way.end.key, way.end)
            claims.setdefault(way.end.key, []).append(case.claims[claim])
    return sorted((_row(ends[key], claims[key], case) for key in ends), key=lambda row: row.id)


def _row(end: End, claims: Sequence[Claim], case: Reading) -> Origin:
    position = position_of(end, [(c, case.slots.get(c.id)) for c in claims])
    party = Party(end.entity, end.basis or end.party) if end.party else None
    return Origin(
        id=origin_id(end),
        name=end.name,
        kind=end.kind,
        source=end.source if end.source in case.sources else None,
        article=end.article,
        reached_by=sorted({c.article for c in claims}),
        party=party,
        position=position,
        access=_access(end, position),
        because=_why(end, position),
    )


def _access(end: End, position: Position) -> Access:
    if end.access != "not_stated":
        return end.access
    return "participant" if position in ("own_success", "own_loss", "supplier", "recipient") else "not_stated"


def _why(end: End, position: Position) -> str:
    said = end.because
    if end.party:
        said += f" It speaks for a party to this claim ({end.party}{f', {end.basis}' if end.basis else ''})."
    if end.access == "compiler":
        said += " It gathers the reports of others, so it is one origin whoever told it."
    if position != "none_known":
        said += f" {_POSITIONS[position]}"
    return said


_POSITIONS: dict[Position, str] = {
    "own_success": "It speaks of what it says it did itself.",
    "own_loss": "It speaks of its own losses.",
    "accuses_opponent": "It accuses another party.",
    "denies_own": "It denies what it is itself accused of.",
    "supplier": "It speaks of what it supplied.",
    "recipient": "It speaks of what it received.",
}
