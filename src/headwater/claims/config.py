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


class CompareConfig(StageConfig):
    """How a second reader is asked."""

    reader: str = Field(
        default="",
        description="The second reader's name, with its model and address; empty where there is none. The run sets it.",
    )
    longest_piece: int = Field(
        default=6000,
        ge=200,
        description="An article is sent in pieces of whole sentences, of at most this many characters.",
    )
