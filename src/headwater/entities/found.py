"""What the finders of ``entities.find`` agree on: a candidate mention, and which of two overlapping ones stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from headwater.records.entities import EntityType

How = Literal["registry", "gazetteer", "model", "shape", "lexicon", "definition"]
HOW_RANK: dict[How, int] = {
    "definition": 0,
    "registry": 1,
    "gazetteer": 2,
    "lexicon": 3,
    "shape": 4,
    "model": 5,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of an article that may be a mention."""

    start: int
    end: int
    type: EntityType
    how: How
    because: str
    known_as: str | None = None
    label: str | None = None
    role_title: str | None = None
    signs: tuple[str, ...] = ()  # what the words say that it is: "place: reason", "outlet!: reason"
    office: str | None = None  # "spokesman of the Port Guard"


def without_overlaps(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that stand: the better source of knowledge first, then the longer, then the earlier.

    A person's longer name around a place or a group's name wins ("Abu Omar al-Halabi").
    """
    persons = [c for c in candidates if c.type == "person" and c.how in ("model", "shape")]
    around = _Cover()
    for person in persons:
        around.take(person)
    kept = [c for c in candidates if not _swallowed(c, around)]
    cover = _Cover()
    for candidate in sorted(kept, key=_rank):
        if cover.free(candidate):
            cover.take(candidate)
    return sorted(cover.taken, key=lambda c: (c.start, c.end))


def _swallowed(candidate: Candidate, persons: _Cover) -> bool:
    """Whether a place's or weapon's name lies inside a longer name of a person."""
    if candidate.type not in ("place", "weapon") or candidate.label:
        return False
    person = persons.at.get(candidate.start)
    return (
        person is not None
        and person.start <= candidate.start
        and candidate.end <= person.end
        and (person.end - person.start > candidate.end - candidate.start + 2)
    )


class _Cover:
    """Stretches that are taken, by character."""

    def __init__(self) -> None:
        self.at: dict[int, Candidate] = {}
        self.taken: list[Candidate] = []

    def free(self, candidate: Candidate) -> bool:
        return not any(at in self.at for at in range(candidate.start, candidate.end))

    def take(self, candidate: Candidate) -> None:
        self.taken.append(candidate)
        for at in range(candidate.start, candidate.end):
            self.at[at] = candidate


def _rank(candidate: Candidate) -> tuple[int, int, int, str, str]:
    length = candidate.end - candidate.start
    return HOW_RANK[candidate.how], -length, candidate.start, candidate.known_as or "", candidate.type
