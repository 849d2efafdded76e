"""Who did it, as two reports of one incident say: one names an author, the other leaves it open."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.matches.facts import Facts


@dataclass(frozen=True, slots=True)
class AuthorConflict:
    """Two stretches that disagree on the author of an act."""

    a: tuple[int, int]
    b: tuple[int, int]
    update: bool
    because: str


def author_conflict(a: Facts, b: Facts) -> AuthorConflict | None:
    """The disagreement of two reports on who did it, or None."""
    return None
