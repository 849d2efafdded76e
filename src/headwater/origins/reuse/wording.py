"""What two texts of one language share word for word, as stretches no longer than a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.body import Mask
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.runs import Run, common_runs
from headwater.origins.reuse.shingles import Background as Shingles
from headwater.origins.reuse.texts import Text
from headwater.origins.reuse.tokens import Hashes

LOOSEST = 0.6  # share of equal words below which a piece of a stretch corresponds to nothing
NEAR_VERBATIM = 0.9  # share of equal words from which a stretch is called the same


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``[a, a_end)`` of one article against ``[b, b_end)`` of the other."""

    a: int
    a_end: int
    b: int
    b_end: int
    kind: str  # "same", "reworded", "translated", "background"
    score: float


@dataclass(frozen=True, slots=True)
class Background:
    """For each counted word of one text: whether it is standing background, and the rarity of the shingle it begins."""

    standing: Mask
    rarity: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wording:
    """What two texts share word for word."""

    runs: tuple[Run, ...]  # outside standing background
    stretches: tuple[Stretch, ...]  # of the runs
    background: tuple[Stretch, ...]  # standing background in common
    standing_runs: tuple[Run, ...]  # of standing background
    rarity: float  # of all shared shingles, summed: how many words in a row nobody else has

    @property
    def same(self) -> int:
        """Equal words in all."""
        return sum(run.same for run in self.runs)

    @property
    def longest(self) -> int:
        """Equal words of the longest run."""
        return max((run.same for run in self.runs), default=0)


def background_of(text: Text, keys: Hashes, weighed: Shingles, width: int) -> Background:
    """The background of a text with shingles ``keys``. Names tell little: two reports of one place share them."""
    words = len(text.body.tokens)
    standing, rarity = np.zeros(words, dtype=np.bool_), np.zeros(words)
    found, rare = weighed.look_up(keys)
    at = np.flatnonzero(found)
    for step in range(width):
        standing[at + step] = True
    if len(keys):
        named = np.convolve(text.names.astype(np.float64), np.ones(width), mode="valid") / width
        rarity[: len(keys)] = np.round(rare * (1.0 - named), 4)
    return Background(standing, rarity)


def _cut(run: Run, a: Text, b: Text) -> list[Stretch]:
    """``run`` cut where a sentence of either text ends."""
    pieces: list[
        tuple[tuple[int, int], int, int]
    ] = []  # (sentence of a, sentence of b), token of a, token of b
    for start_a, start_b, count in run.pieces:
        for step in range(count):
            i, j = start_a + step, start_b + step
            pieces.append(((a.sentence_of[i], b.sentence_of[j]), i, j))
    stretches = []
    first = 0
    for index in range(1, len(pieces) + 1):
        if index < len(pieces) and pieces[index][0] == pieces[first][0]:
            continue
        (_, i, j), (_, i_last, j_last) = pieces[first], pieces[index - 1]
        same, longer = index - first, max(i_last - i, j_last - j) + 1
        first = index
        if same >= 3 and round(same / longer, 4) >= LOOSEST:
            stretches.append(_stretch(a, b, (i, i_last), (j, j_last), round(same / longer, 4)))
    return stretches


def _stretch(a: Text, b: Text, of_a: tuple[int, int], of_b: tuple[int, int], score: float) -> Stretch:
    """The stretch from the first to the last token of both sides."""
    return Stretch(
        a=int(a.body.tokens.starts[of_a[0]]),
        a_end=int(a.body.tokens.ends[of_a[1]]),
        b=int(b.body.tokens.starts[of_b[0]]),
        b_end=int(b.body.tokens.ends[of_b[1]]),
        kind="same" if score >= NEAR_VERBATIM else "reworded",
        score=score,
    )


def _own_words(run: Run, a: Background, b: Background) -> int:
    """Equal words of ``run`` that are standing background in neither text."""
    return sum(
        int(np.sum(~(a.standing[start_a : start_a + count] | b.standing[start_b : start_b + count])))
        for start_a, start_b, count in run.pieces
    )


def _rarity(run: Run, of_a: Background, width: int) -> float:
    return sum(
        float(of_a.rarity[a : a + count - width + 1].sum()) for a, _, count in run.pieces if count >= width
    )


def share_wording(a: Text, b: Text, of_a: Background, of_b: Background, config: ReuseConfig) -> Wording:
    """The runs of words that ``a`` and ``b`` have in common, standing background apart."""
    own: list[Run] = []
    standing: list[Run] = []
    rarity = 0.0
    for run in common_runs(a.body.tokens, b.body.tokens, config.run_words, config.run_gap):
        rare = _rarity(run, of_a, config.shingle)
        rarity += rare
        if _own_words(run, of_a, of_b) >= config.run_own_words:
            own.append(run)
        elif rare >= config.run_rarity:
            standing.append(run)
    return Wording(
        runs=tuple(own),
        stretches=_in_order(stretch for run in own for stretch in _cut(run, a, b)),
        background=_in_order(
            replace(stretch, kind="background") for run in standing for stretch in _cut(run, a, b)
        ),
        standing_runs=tuple(standing),
        rarity=round(rarity, 4),
    )


def _in_order(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    return tuple(sorted(stretches, key=lambda stretch: (stretch.a, stretch.b)))
