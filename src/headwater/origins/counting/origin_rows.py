"""Rows of origins and of the origins that each claim stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.position import most_telling, position_of
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.retractions import Retraction
from headwater.records.claims import Claim
from headwater.records.ids import row_id
from headwater.records.origins import Access, ClaimOrigins, Origin, OriginHere, Party, Position


def origin_id(end: End) -> str:
    """The id of the origin that an end is."""
    return _id_of(end.key)


@lru_cache(maxsize=1 << 14)
def _id_of(key: str) -> str:
    """The same by an end's key: most claims of a text stand on one end."""
    return row_id("or", key)


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


def origins_here(ways: Mapping[str, Sequence[Way]], case: Reading) -> list[OriginHere]:
    """One row an article and end that its claims reach, with what it has to gain or lose by these."""
    ends: dict[tuple[str, str], End] = {}
    claims: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(ways):
        for way in ways[claim]:
            place = (case.claims[claim].article, way.end.key)
            ends.setdefault(place, way.end)
            claims.setdefault(place, []).append(case.claims[claim])
    return [_here(place[0], ends[place], claims[place], case) for place in sorted(ends)]


def _here(article: str, end: End, claims: Sequence[Claim], case: Reading) -> OriginHere:
    return OriginHere(
        article=article,
        origin=origin_id(end),
        first=claims[0].id,
        name=end.name,
        kind=end.kind,
        source=end.source if end.source in case.sources else None,
        at=end.article,
        party=Party(end.entity, end.basis or end.party) if end.party else None,
        position=position_of(end, [(c, case.slots.get(c.id)) for c in claims]),
        access=end.access,
        because=_why(end),
    )


def gathered_origin(rows: Sequence[OriginHere]) -> Origin:
    """An end as the first claim of the case that reaches it has it, with all articles that reach it; ``rows`` by their claims."""
    first = rows[0]
    position = most_telling(row.position for row in rows)
    return Origin(
        id=first.origin,
        name=first.name,
        kind=first.kind,
        source=first.source,
        article=first.at,
        reached_by=sorted({row.article for row in rows}),
        party=first.party,
        position=position,
        access=_access(first.access, position),
        because=f"{first.because} {_POSITIONS[position]}" if position != "none_known" else first.because,
    )


def _access(access: Access, position: Position) -> Access:
    if access != "not_stated":
        return access
    return "participant" if position in ("own_success", "own_loss", "supplier", "recipient") else "not_stated"


def _why(end: End) -> str:
    said = end.because
    if end.party:
        said += f" It speaks for a party to this claim ({end.party}{f', {end.basis}' if end.basis else ''})."
    if end.access == "compiler":
        said += " It gathers the reports of others, so it is one origin whoever told it."
    return said


_POSITIONS: dict[Position, str] = {
    "own_success": "It speaks of what it says it did itself.",
    "own_loss": "It speaks of its own losses.",
    "accuses_opponent": "It accuses another party.",
    "denies_own": "It denies what it is itself accused of.",
    "supplier": "It speaks of what it supplied.",
    "recipient": "It speaks of what it received.",
}
