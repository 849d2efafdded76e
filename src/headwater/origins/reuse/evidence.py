"""From what two texts share to one row: coverage, kind, aligned stretches, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.kinds import (
    MeaningEvidence,
    WordEvidence,
    kind_of_meaning,
    kind_of_wording,
    say_meaning,
    say_wording,
)
from headwater.origins.reuse.likeness import likeness
from headwater.origins.reuse.marks import agreement
from headwater.origins.reuse.meaning import beside
from headwater.origins.reuse.texts import Text
from headwater.origins.reuse.wording import Background, Stretch, Wording
from headwater.records.ids import row_id
from headwater.records.origins import Aligned, Reuse, ReuseKind

LEAST_MARKS = 5  # numbers and names, below which their agreement says nothing
STRONGEST: tuple[ReuseKind, ...] = ("translation", "copy", "common_source", "shared_quote")


@dataclass(frozen=True, slots=True)
class Pair:
    """All that is known of what two texts share; ``a < b`` by article id."""

    a: Text
    b: Text
    background_a: Background
    background_b: Background
    wording: Wording | None
    meaning: tuple[Stretch, ...]


def coverage(text: Text, background: Background, stretches: Iterable[tuple[int, int]]) -> float:
    """Share of the body's letters that ``stretches`` cover, standing background outside them left out."""
    letters, standing = background.letters, background.standing_letters
    covered, whole = 0, letters[-1] - standing[-1]
    for low, high in text.covered(sorted(stretches)):
        covered += letters[high] - letters[low]
        whole += standing[high] - standing[low]
    return round(covered / whole, 4) if whole else 0.0


def word_evidence(pair: Pair) -> WordEvidence | None:
    """Evidence from shared words; None where there is none."""
    wording = pair.wording
    if wording is None:
        return None
    return WordEvidence(
        coverage_a=coverage(pair.a, pair.background_a, ((s.a, s.a_end) for s in wording.stretches)),
        coverage_b=coverage(pair.b, pair.background_b, ((s.b, s.b_end) for s in wording.stretches)),
        runs=len(wording.runs),
        same=wording.same,
        longest=wording.longest,
        rarity=wording.rarity,
        standing_runs=len(wording.standing_runs),
        standing_words=sum(run.same for run in wording.standing_runs),
        standing_longest=max((run.same for run in wording.standing_runs), default=0),
        one_publisher=_one_publisher(pair),
    )


def meaning_evidence(pair: Pair) -> MeaningEvidence | None:
    """Evidence from aligned sentences of the relation (across languages or within) that has more of them."""
    crossing = [stretch for stretch in pair.meaning if stretch.kind == "translated"]
    within = [stretch for stretch in pair.meaning if stretch.kind != "translated"]
    chosen = crossing if _letters(crossing) > _letters(within) else within
    if not chosen:
        return None
    alike = [_likeness(pair, s) * (s.a_end - s.a + s.b_end - s.b) for s in chosen]
    return MeaningEvidence(
        coverage_a=coverage(pair.a, pair.background_a, ((s.a, s.a_end) for s in chosen)),
        coverage_b=coverage(pair.b, pair.background_b, ((s.b, s.b_end) for s in chosen)),
        pairs=len(chosen),
        likeness=round(math.fsum(alike) / _letters(chosen), 4),
        agreement=_agreement(pair, chosen),
        across=chosen is crossing,
        one_publisher=_one_publisher(pair),
    )


def _one_publisher(pair: Pair) -> bool:
    return pair.a.article.publisher is not None and pair.a.article.publisher == pair.b.article.publisher


def _letters(stretches: Sequence[Stretch]) -> int:
    return sum(stretch.a_end - stretch.a + stretch.b_end - stretch.b for stretch in stretches)


def _likeness(pair: Pair, stretch: Stretch) -> float:
    a, b = pair.a, pair.b
    return likeness(
        stretch.score, a.languages[a.sentence_at(stretch.a)], b.languages[b.sentence_at(stretch.b)]
    )


def _agreement(pair: Pair, stretches: Sequence[Stretch]) -> float:
    a, b = pair.a, pair.b
    of_a = [mark for s in stretches for mark in a.marks[a.sentence_at(s.a) : a.sentence_at(s.a_end)]]
    of_b = [mark for s in stretches for mark in b.marks[b.sentence_at(s.b) : b.sentence_at(s.b_end)]]
    return agreement(of_a, of_b, LEAST_MARKS)


def judge(pair: Pair, meaning: MeaningEvidence | None, best: float, config: ReuseConfig) -> Reuse | None:
    """The row of a pair: its strongest kind with everything that is aligned; None where nothing is reused.

    ``meaning`` is the pair's evidence from sentences, ``best`` the strongest rival of it.
    """
    words = word_evidence(pair)
    of_words = kind_of_wording(words, config) if words else None
    of_meaning = kind_of_meaning(meaning, words, best, config) if meaning else None
    kinds = [kind for kind in (of_words, of_meaning) if kind]
    if not kinds:
        return None
    kind = min(kinds, key=STRONGEST.index)
    stretches = _together(pair, kind, meaning, of_meaning)
    if of_words == kind and words:
        because = say_wording(kind, words)
    else:
        assert meaning is not None
        because = say_meaning(kind, meaning)
    a, b = pair.a.article, pair.b.article
    shown = [stretch for stretch in stretches if stretch.kind != "background"]
    return Reuse(
        id=row_id("ru", a.id, b.id),
        a=a.id,
        b=b.id,
        kind=kind,
        coverage_a=coverage(pair.a, pair.background_a, ((s.a, s.a_end) for s in shown)),
        coverage_b=coverage(pair.b, pair.background_b, ((s.b, s.b_end) for s in shown)),
        aligned=[Aligned(a.span(s.a, s.a_end), b.span(s.b, s.b_end), s.kind, s.score) for s in stretches],
        because=because,
    )


def _together(
    pair: Pair, kind: ReuseKind, meaning: MeaningEvidence | None, of_meaning: ReuseKind | None
) -> list[Stretch]:
    """All stretches in order of a: words first, then sentences that no run of words touches.

    Sentences within one language are shown only beside long stretches of words, or where they decide.
    """
    stretches: list[Stretch] = []
    if pair.wording is not None:
        stretches.extend((*pair.wording.stretches, *pair.wording.background))
    if of_meaning or (kind != "shared_quote" and meaning is not None and not meaning.across):
        stretches.extend(beside(pair.meaning, stretches))
    return sorted(stretches, key=lambda stretch: (stretch.a, stretch.b))
