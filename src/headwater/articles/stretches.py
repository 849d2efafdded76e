"""Stretches of a running text that are something else than its sentences: a date line, a repeated headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "date", "updated", "repeat", "agency", "byline", "dateline", "photo", "caption", "credit", "boilerplate"
]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A labelled stretch; ``value`` is an ISO date for date roles, ``name`` whom it names."""

    start: int
    end: int
    role: Role
    name: str | None = None
    value: str | None = None
    words: str = ""
