"""Settings of the room's stages."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig


class FindConfig(StageConfig):
    """Settings of ``entities.find``."""

    model_names: bool = Field(
        True, description="Whether names that only the language model sees become mentions."
    )
    longest_model_name: int = Field(
        8, ge=1, description="Words of the longest name that is taken from the model."
    )


class TypeConfig(StageConfig):
    """Settings of ``entities.type_names``: none."""


class PointConfig(StageConfig):
    """Settings of ``entities.point``: none."""


class ResolveConfig(StageConfig):
    """Settings of ``entities.resolve``."""

    confirmed_at: float = Field(
        0.9, ge=0, le=1, description="Name score from which two names of a case are one entity."
    )
    suggested_at: float = Field(
        0.7, ge=0, le=1, description="Name score from which a merge is suggested, not made."
    )
    widest_block: int = Field(50, ge=1, description="Names of one sound that each name is compared with.")
