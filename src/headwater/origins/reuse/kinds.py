"""What kind of reuse the evidence amounts to, and why in a sentence.

The thresholds were chosen on labelled pairs of English reports and, across languages, on human translations in
seven languages. They live in ``ReuseConfig``.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.origins.reuse.config import ReuseConfig
from headwater.records.origins import ReuseKind


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """Word-for-word evidence between two texts of one language."""

    coverage_a: float
    coverage_b: float
    runs: int
    same: int  # equal words in all
    longest: int  # equal words of the longest run
    rarity: float
    standing_runs: int  # of standing background, which no coverage counts
    standing_words: int
    standing_longest: int
    one_publisher: bool

    @property
    def coverage(self) -> float:
        """Share of the text that holds the other most."""
        return max(self.coverage_a, self.coverage_b)

    @property
    def unbroken(self) -> float:
        """Share of the equal words that lie in the longest run: near-verbatim texts hardly break."""
        return round(self.longest / self.same, 4) if self.same else 0.0


@dataclass(frozen=True, slots=True)
class MeaningEvidence:
    """Sentence-by-sentence evidence: aligned sentences, their coverage and how like they are."""

    coverage_a: float
    coverage_b: float
    pairs: int
    likeness: float  # mean similarity over a typical translation's, 1: as alike as translations are
    agreement: float  # share of their numbers and names that stand on both sides
    across: bool  # between two languages
    one_publisher: bool

    @property
    def strength(self) -> float:
        """Coverage times likeness, less where numbers and names differ: near 1 for a whole translation.

        Reports of two events by one template stay under .5. Two facts altered on the way cost a
        translation nothing.
        """
        whole = max(self.coverage_a, self.coverage_b) * self.likeness
        return round(whole * min(1.0, 0.7 + 0.5 * self.agreement), 4)


def kind_of_wording(found: WordEvidence, config: ReuseConfig) -> ReuseKind | None:
    """The kind of reuse that shared words amount to, or None."""
    if found.same >= config.least_words and _near_verbatim(found, config):
        return "copy"
    if found.same >= config.least_words and _long_stretches(found, config):
        return "common_source"
    least = config.quote_rarity_series if found.one_publisher else config.quote_rarity
    if found.rarity < least:
        return None
    return "shared_quote" if found.longest >= config.quote_run or _whole_paragraph(found, config) else None


def _whole_paragraph(found: WordEvidence, config: ReuseConfig) -> bool:
    """Whether shared standing background is a sentence or more, not a turn of phrase or a publisher's own."""
    if found.one_publisher:
        return False
    return found.standing_longest >= config.standing_run or found.standing_words >= config.standing_words


def _near_verbatim(found: WordEvidence, config: ReuseConfig) -> bool:
    return any(
        found.coverage >= coverage and found.unbroken >= unbroken for coverage, unbroken in config.copy_marks
    )


def _long_stretches(found: WordEvidence, config: ReuseConfig) -> bool:
    if found.one_publisher:
        if found.coverage >= config.series_coverage:
            return True
        return found.runs >= config.series_runs and found.same >= config.series_words
    return any(found.coverage >= coverage and found.runs >= runs for coverage, runs in config.common_marks)


def kind_of_meaning(
    found: MeaningEvidence, words: WordEvidence | None, best: float, config: ReuseConfig
) -> ReuseKind | None:
    """The kind of reuse that aligned sentences amount to, or None.

    ``best`` is the strength of the strongest other pair that either text makes in the same two
    languages: where that is far stronger, a middling resemblance is no translation.
    """
    if not found.across:
        return "common_source" if _retold(found, words, config) else None
    rivalled = found.strength < config.translation_rival * best
    if found.pairs >= config.translation_pairs or min(found.coverage_a, found.coverage_b) >= 0.9:
        if found.strength >= config.translation_sure:
            return "translation"
        if found.strength >= config.translation_likely and not rivalled:
            return "translation"
    return "common_source" if _crosses(found, config) else None


def _crosses(found: MeaningEvidence, config: ReuseConfig) -> bool:
    """Whether long stretches, if not the whole, stand in two languages."""
    return (
        found.pairs >= 3
        and found.likeness >= config.crossing_likeness
        and found.strength >= config.crossing_strength
        and found.agreement >= config.reworded_agreement
    )


def _retold(found: MeaningEvidence, words: WordEvidence | None, config: ReuseConfig) -> bool:
    """Whether one text tells the other again in its language: a looser telling needs rare words in common.

    Reports of one publisher resemble each other in wording and build; there words alone decide.
    """
    if found.one_publisher or found.pairs < 3:
        return False
    reworked = words is not None and words.rarity >= config.reworked_rarity
    likeness = config.reworked_likeness if reworked else config.reworded_likeness
    if found.agreement < config.reworded_agreement:
        return False
    return found.likeness >= likeness and max(found.coverage_a, found.coverage_b) >= config.reworded_coverage


def say_wording(kind: ReuseKind, found: WordEvidence) -> str:
    """Why, for word-for-word evidence."""
    a_holds = found.coverage_a >= found.coverage_b
    share, text, other = (found.coverage_a, "A", "B") if a_holds else (found.coverage_b, "B", "A")
    if kind == "shared_quote" and not found.runs:
        stretches = "one stretch" if found.standing_runs == 1 else f"{found.standing_runs} stretches"
        return (
            f"{found.standing_words} words in {stretches} stand in both, but they are standing background: "
            "they also stand in articles on other events."
        )
    stretches = (
        "in one stretch"
        if found.runs == 1
        else f"in {found.runs} stretches, the longest of {found.longest} words"
    )
    sentence = f"{round(100 * share)} % of {text}'s words stand in {other} in the same order, {found.same} words {stretches}"
    closing = {
        "copy": "; little else in it is its own",
        "common_source": "; the text around them is reworked"
        if found.runs > 1
        else "; the rest is other text",
        "shared_quote": "; the rest is independent",
        "translation": "",
    }[kind]
    return sentence + closing + (", and both are of one publisher." if found.one_publisher else ".")


def say_meaning(kind: ReuseKind, found: MeaningEvidence) -> str:
    """Why, for sentence-by-sentence evidence."""
    number = (
        "One sentence matches" if found.pairs == 1 else f"{found.pairs} sentences match in the same order"
    )
    how = "in two languages" if found.across else "in other words"
    shares = f"{round(100 * found.coverage_a)} % of A and {round(100 * found.coverage_b)} % of B"
    typical = "translation's" if found.across else "retelling's"
    closing = "; too little for a whole translation" if found.across and kind != "translation" else ""
    return f"{number} {how}, {shares}; their likeness is {round(100 * found.likeness)} % of a typical {typical}{closing}."
