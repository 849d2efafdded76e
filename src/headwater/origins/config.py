"""Settings of the stages that trace descent and count origins."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig


class DeriveConfig(StageConfig):
    """How much must speak for a parent before an edge is drawn."""

    unseen_cost: float = Field(
        default=0.0, description="Log-odds that an edge needs before it beats “no parent in this case”."
    )
    base: float = Field(default=-2.0, description="Log-odds of an edge between two texts that share nothing.")
    coverage_weight: float = Field(
        default=4.5, description="Log-odds for a child whose whole body stands in the parent."
    )
    parent_weight: float = Field(
        default=2.0,
        description="Log-odds for a parent of which nothing was left out: cutting costs a little.",
    )
    translation_weight: float = Field(
        default=1.5, description="Log-odds for a translation, which nobody makes by chance."
    )
    reworded_weight: float = Field(
        default=1.5, description="Log-odds for a text that tells another again in other words throughout."
    )
    further_cost: float = Field(
        default=3.0, description="Log-odds against a second parent, beside what it must explain on its own."
    )
    unnamed_cost: float = Field(
        default=2.5,
        ge=0,
        description="Log-odds against a parent that a text does not name though it names another.",
    )
    strange_number: float = Field(
        default=0.7,
        ge=0,
        description="Log-odds against a parent for each number that only other parents have.",
    )
    strangers_cost: float = Field(
        default=3.5,
        ge=0,
        description="Log-odds against a parent that says alike things of other people and places.",
    )
    declared_weight: float = Field(default=6.0, description="Log-odds for what the child itself declares.")
    date_weight: float = Field(
        default=0.8,
        ge=0,
        description="Log-odds that an older date gives; never enough to set a direction alone.",
    )
    least_lean: float = Field(
        default=0.45, ge=0, description="Log-odds that the texts alone must give before an edge is directed."
    )
    sibling_penalty: float = Field(
        default=2.0,
        description="Log-odds against one outlet copying another where both may print one wire story.",
    )
    least_wire_coverage: float = Field(
        default=0.12,
        ge=0,
        le=1,
        description="Share of a text that must stand in an agency's text to suspect it there.",
    )
    new_share: float = Field(
        default=0.25, ge=0, le=1, description="Share of a text that a second parent must explain on its own."
    )
    sureness: float = Field(
        default=0.4,
        gt=0,
        le=1,
        description="By how much log-odds count in an edge's probability, so that it is right as often as it says.",
    )
    drawn: tuple[float, float] = Field(
        default=(0.35, 0.9),
        description="How often edges that are drawn were found right, where least and where most speaks for them.",
    )
    edition_score: float = Field(
        default=0.5, description="Probability of an edge between two printings that share all their words."
    )
    least_probability: float = Field(
        default=0.5, ge=0, le=1, description="An inferred edge less probable than this is not drawn."
    )
    edition_coverage: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description="Coverage above which two printings with one headline are editions of each other.",
    )


class CountConfig(StageConfig):
    """How origins are merged and counted."""

    longest_walk: int = Field(
        default=12, ge=1, description="Articles through which a chain of reports is followed."
    )
    most_tasks: int = Field(
        default=20_000,
        ge=1,
        description="Tasks listed in `to_find`; those that change most counts come first.",
    )


class DeclareConfig(StageConfig):
    """What texts declare has no settings: it is what they say."""


class OutletsConfig(StageConfig):
    """The book of a case's outlets has no settings: names are what the texts and the registry say."""
