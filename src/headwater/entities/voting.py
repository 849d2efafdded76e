"""Types of an article's open names: one name, one type, by the signs at all its mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.entities.found import Candidate
from headwater.entities.known import Line
from headwater.entities.offices import Beside, office_of, roles_beside
from headwater.entities.signs import OPEN_HOW, bare_key, lone_surnames, signs_of, type_by_vote
from headwater.records.claims import Parse
from headwater.records.entities import EntityType

NEAR = 40
"""Names before and after a person's among which the body of an office is looked for."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a candidate stands: its line, and the words ``[first, last)`` of it."""

    line: Line
    first: int
    last: int


def spot_of(candidate: Candidate, lines: Sequence[Line]) -> Spot | None:
    """The line and words of a candidate, or null where it covers none."""
    at = bisect_right(lines, candidate.start, key=lambda line: line.sentence.start) - 1
    if at < 0:
        return None
    words = lines[at].words
    first = bisect_left(words, candidate.start, key=lambda w: w.start)
    last = bisect_left(words, candidate.end, key=lambda w: w.start)
    return Spot(lines[at], first, last) if first < last else None


def voted(
    candidates: Sequence[Candidate],
    lines: Sequence[Line],
    parses: Mapping[int, Parse],
    credited: Collection[tuple[str, ...]],
    text: str,
) -> list[Candidate]:
    """The candidates with their signs and roles; open ones with the type that most signs of their name speak for."""
    persons = frozenset(c.start for c in candidates if c.type == "person")
    verbs = {
        index: frozenset(t.start for t in parse.tokens if t.pos in ("VERB", "AUX"))
        for index, parse in parses.items()
    }
    signed = [
        _signed(c, candidates[max(0, at - NEAR) : at + NEAR], lines, verbs, credited, persons, text)
        for at, c in enumerate(candidates)
    ]
    votes: dict[tuple[str, ...], Counter[tuple[EntityType, tuple[str, ...]]]] = {}
    fuller = lone_surnames((bare_key(text[c.start : c.end]), c.type, c.signs) for c in signed)
    keys = [_open_key(c, fuller, text) for c in signed]
    for key, candidate in zip(keys, signed, strict=True):
        if key:
            votes.setdefault(key, Counter())[candidate.type, tuple(candidate.signs)] += 1
    types = {key: type_by_vote(cast) for key, cast in votes.items()}
    return [_retyped(c, types.get(key)) for key, c in zip(keys, signed, strict=True)]


def _open_key(candidate: Candidate, fuller: Collection[tuple[str, ...]], text: str) -> tuple[str, ...]:
    """The folded words of a name whose type is open, else nothing; a surname alone belongs to its fuller name."""
    if candidate.how not in OPEN_HOW or candidate.label is not None:
        return ()
    key = bare_key(text[candidate.start : candidate.end])
    return () if key in fuller else key


def _retyped(candidate: Candidate, found: tuple[EntityType, str] | None) -> Candidate:
    if found is None or found[0] == candidate.type:
        return candidate
    type_, reason = found
    if type_ == "person":
        return replace(candidate, type=type_, because=reason)
    return replace(candidate, type=type_, because=reason, role_title=None, office=None)


def _signed(
    candidate: Candidate,
    near: Sequence[Candidate],
    lines: Sequence[Line],
    verbs: Mapping[int, Collection[int]],
    credited: Collection[tuple[str, ...]],
    persons: Collection[int],
    text: str,
) -> Candidate:
    """The candidate with what the words beside it say: signs, role, office."""
    spot = spot_of(candidate, lines)
    may_be_person = candidate.type == "person" or (candidate.how == "model" and candidate.label is None)
    if spot is None or not may_be_person:
        return candidate
    stops = verbs.get(spot.line.sentence.index)
    besides: list[Beside] = []  # without a parse nothing tells where a clause ends
    if stops is not None:
        comma = text[candidate.end : candidate.end + 1] == ","
        besides = roles_beside(spot.line, spot.first, spot.last, comma, stops, persons)
    role = candidate.role_title or (besides[0].role if besides else None)
    if candidate.how != "model":
        return replace(candidate, role_title=role)
    signs = signs_of(spot.line, spot.first, spot.last, candidate.type, role, credited)
    before = [c for c in near if c is not candidate and c.start < spot.line.sentence.end]
    offices = [office_of(spot.line, beside, before, text) for beside in besides]
    office = None if _kin(besides) else next((o for o in offices if o), None)
    if candidate.type == "person" and office:
        role = next(b.role for b, o in zip(besides, offices, strict=True) if o)
    return replace(candidate, signs=tuple(signs), role_title=role, office=office)


def _kin(besides: Sequence[Beside]) -> bool:
    """Whether the person is only somebody's relative: "the wife of the governor, X"."""
    return any(b.role == "relative" for b in besides)


__all__ = ["Spot", "spot_of", "voted"]
