"""How commands print what they found: as JSON, or line by line for a reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from rich.console import Console


class Found(Protocol):
    """Something found that can be told as JSON."""

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        ...


One = TypeVar("One", bound=Found)


def print_found(
    found: Sequence[One],
    *,
    as_json: bool,
    nothing: str,
    lines_of: Callable[[int, One], Sequence[str]],
    closing: str = "",
) -> None:
    """Print what was found, numbered; ``nothing`` where that is none, ``closing`` behind the last."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    if as_json:
        console.print(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=1))
        return
    if not found:
        console.print(nothing)
        return
    for number, one in enumerate(found, start=1):
        for line in lines_of(number, one):
            console.print(line)
    if closing:
        console.print(closing)
