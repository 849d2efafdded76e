"""Settings of comparing versions."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig


class VersionsConfig(StageConfig):
    """When two sentences are one that was changed, and how many are compared."""

    likeness: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Share of words in common from which a removed and an added sentence are one, changed.",
    )
    widest_gap: int = Field(
        60,
        ge=1,
        description="Sentences between two that stayed, of which each is compared with each; beyond, only those side by side.",
    )
    most_shown: int = Field(
        400, ge=1, description="Sentences of one kind listed for one pair; the counts in words have them all."
    )
