"""What a run tells while it goes; the command line draws it, tests collect it, by default nobody listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each stage."""

    def begin(self, stage: str, says: str, total: int) -> None:
        """A stage begins; ``total`` articles are to be worked on."""
        ...

    def advance(self, articles: int) -> None:
        """So many more articles are done."""
        ...

    def end(self, stage: str, seconds: float, reused: bool) -> None:
        """A stage is done, or was unchanged and not done again."""
        ...


class Silent:
    """Listens to nothing."""

    def begin(self, stage: str, says: str, total: int) -> None:
        """Nothing."""

    def advance(self, articles: int) -> None:
        """Nothing."""

    def end(self, stage: str, seconds: float, reused: bool) -> None:
        """Nothing."""
