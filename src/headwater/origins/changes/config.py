"""Settings of the stage that compares children with their parents."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig


class ChangesConfig(StageConfig):
    """When two sentences are taken to tell the same, and how much is compared."""

    alike: float = Field(
        default=0.45, description="Least cosine of two sentences that are each other's best match."
    )
    rounds: int = Field(
        default=3, description="How often best matches are sought among the sentences still left."
    )
    beside: float = Field(
        default=0.4, description="Least cosine at which a sentence joins the pair beside it."
    )
    in_place: float = Field(
        default=0.25, description="Least cosine of two lone sentences that stand between the same neighbours."
    )
    retold: float = Field(
        0.6, description="Least cosine at which a sentence is compared with one already paired."
    )
    unlike: float = Field(
        default=0.42, description="Sentences whose best cosine is below this are new or left out."
    )
    band: int = Field(
        400, description="Sentences: of longer texts only pairs near the diagonal are compared."
    )
    most_gaps: int = Field(
        default=12, description="Added and omitted sentences told for one edge, longest first."
    )
    most_of: float = Field(
        0.35,
        description="Share of a child that must come from one parent for all of the child to be compared.",
    )
    same_event: float = Field(
        0.35,
        description="Least cosine at which a sourced sentence is taken to speak of the headline's event.",
    )
    introduction: int = Field(
        default=8, description="Sentences of an outlet's own that are compared with a text that it reprints."
    )
