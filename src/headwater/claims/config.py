"""Settings of the room ``claims``."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig


class ParseConfig(StageConfig):
    """How sentences are parsed."""

    longest_piece: int = Field(
        default=2000,
        ge=100,
        description="Sentences longer than this many characters are parsed in pieces of at most this length.",
    )


class ExtractConfig(StageConfig):
    """How attributions and claims are read."""
