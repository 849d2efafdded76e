"""Settings of the room ``matches``."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig


class EmbedConfig(StageConfig):
    """Settings of ``matches.embed``: none so far."""


class SlotsConfig(StageConfig):
    """Settings of ``matches.read_slots``."""

    neighbours: int = Field(
        default=6, ge=0, description="Sentences beside a lead claim in which its incident's toll is sought."
    )
    counted: int = Field(
        default=40, ge=1, description="Sentences of an article whose counts are held against other reports'."
    )


class SketchConfig(StageConfig):
    """Settings of ``matches.sketch``: none so far."""


class CountConfig(StageConfig):
    """Settings of ``matches.count_words``: none so far."""


_THRESHOLD = Field(
    default=0.5, ge=0, le=1, description="Probability from which two leads are put into one group."
)


class JoinConfig(StageConfig):
    """Settings of ``matches.join``."""

    least_cosine: float = Field(
        default=0.45,
        ge=0,
        le=1,
        description="Articles whose leads are less alike than this are no candidates.",
    )
    most_candidates: int = Field(default=40, ge=1, description="Nearest leads compared with each lead.")
    threshold: float = _THRESHOLD
    exact: int = Field(
        default=20_000,
        ge=1,
        description="Reports up to which the nearest are found exactly, not among those about the same pivots.",
    )


class GroupConfig(StageConfig):
    """Settings of ``matches.group``."""

    threshold: float = _THRESHOLD
    confirmed: float = Field(
        default=0.8,
        ge=0,
        le=1,
        description="Mean probability from which a group is confirmed, not suggested.",
    )
