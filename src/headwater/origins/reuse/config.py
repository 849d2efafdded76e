"""Settings of the stage ``origins.reuse``."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig


class ReuseConfig(StageConfig):
    """What counts as shared wording. Shares are of characters of the body; similarities are cosines."""

    shingle: int = Field(default=5, ge=3, description="words of a shingle, by which candidates are found")
    most_articles: int = Field(
        default=64, ge=8, description="articles of one shingle up to which all their pairs are candidates"
    )
    common_articles: int = Field(
        default=32, ge=4, description="articles that share a shingle before it tells nothing any more"
    )
    candidate_rarity: float = Field(
        default=2.5, description="rare shingles in common before two articles' words are compared"
    )
    background_related: float = Field(
        default=0.15,
        description="share of the shorter text's wording; where most articles of a shingle share less, the shingle is standing background",
    )
    run_words: int = Field(default=5, ge=4, description="equal words of the shortest stretch that counts")
    run_gap: int = Field(default=4, ge=0, description="words that may differ inside a stretch before it ends")
    run_own_words: int = Field(
        default=5, ge=1, description="words of a stretch that must not be standing background"
    )
    run_rarity: float = Field(
        default=2.0, description="rare shingles of a stretch of standing background before it is shown at all"
    )

    cluster_size: int = Field(
        default=20, ge=3, description="near-identical articles from which a cluster is written"
    )
    cluster_likeness: float = Field(
        default=0.85, description="share of shingles that a member has in common with the representative"
    )

    neighbours: int = Field(
        default=4, ge=1, description="nearest sentences looked up for each sentence and language"
    )
    neighbour_floor: float = Field(
        default=0.45, description="similarity under which two sentences are no neighbours"
    )
    exact_sentences: int = Field(
        default=25_000,
        ge=1,
        description="sentences up to which each is compared with each, not only within cells",
    )
    candidate_share_within: float = Field(
        default=0.34,
        description="joined share of the shorter text's sentences where both are in one language",
    )
    candidate_share: float = Field(
        default=0.2,
        description="share of the shorter text's sentences with a neighbour before sentences are aligned",
    )
    align_floor: float = Field(
        default=0.3, description="similarity at which pairing two sentences is worth nothing"
    )
    align_merging: float = Field(default=0.2, description="cost of each further sentence in an aligned step")
    align_mark: float = Field(default=0.1, description="weight of agreeing numbers and known names")
    align_corridor: int = Field(default=4, ge=1, description="sentences on either side of the expected path")
    align_widest: int = Field(
        default=240, ge=20, description="most sentences that one row of the corridor holds"
    )
    align_slack: float = Field(
        default=0.01,
        description="similarity that an aligned passage may lose by dropping a sentence at its end",
    )

    least_words: int = Field(
        default=10, ge=1, description="equal words of a copy or of common wording, at least"
    )
    copy_marks: tuple[tuple[float, float], ...] = Field(
        default=((0.88, 0.3), (0.74, 0.42)),
        description="(coverage of the shorter text, share of equal words in the longest stretch) of a copy",
    )
    common_marks: tuple[tuple[float, int], ...] = Field(
        default=((0.5, 1), (0.24, 2), (0.16, 4)),
        description="(coverage, stretches) of texts with a common source",
    )
    series_coverage: float = Field(
        default=0.65, description="coverage of texts with a common source where one publisher printed both"
    )
    series_runs: int = Field(default=6, description="or stretches, with as many equal words as below")
    series_words: int = Field(default=120, description="equal words in such stretches")
    quote_rarity: float = Field(default=3.5, description="rare shingles of a shared quotation")
    quote_run: int = Field(default=8, description="equal words of the longest stretch of a shared quotation")
    quote_rarity_series: float = Field(
        default=20.0, description="the same where one publisher printed both: series repeat their own phrases"
    )

    standing_run: int = Field(
        default=14, description="words of a stretch of standing background that makes a row by itself"
    )
    standing_words: int = Field(default=30, description="or words of all such stretches together")

    keep_retold: float = Field(
        default=0.6,
        description="similarity under which an aligned pair within one language is dropped: texts on one subject resemble each other",
    )
    keep_similarity: float = Field(
        default=0.35, description="similarity under which an aligned pair is dropped"
    )
    translation_pairs: int = Field(default=2, ge=1, description="aligned passages of a translation, at least")
    translation_sure: float = Field(
        default=0.6, description="strength (coverage times likeness) of a translation"
    )
    translation_likely: float = Field(
        default=0.5, description="strength of a translation that no other text of that language rivals"
    )
    translation_rival: float = Field(
        default=0.85,
        description="share of the strongest rival's strength under which a likely translation is none",
    )
    crossing_likeness: float = Field(default=0.85, description="likeness of common wording in two languages")
    crossing_strength: float = Field(default=0.25, description="strength of common wording in two languages")
    reworded_likeness: float = Field(
        default=0.95, description="likeness of a text told again in other words of one language"
    )
    reworked_rarity: float = Field(
        default=3.0, description="rare shingles beside which a looser retelling counts as well"
    )
    reworked_likeness: float = Field(default=0.85, description="likeness of such a looser retelling")
    reworded_agreement: float = Field(
        default=0.4, description="share of numbers and names in common of a text told again"
    )
    reworded_coverage: float = Field(default=0.7, description="coverage of a text told again in other words")
