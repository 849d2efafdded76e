"""What two texts of one language share word for word, as stretches no longer than a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np

from headwater.origins.reuse.body import Mask
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.grades import SCALE, STANDING, rarities
from headwater.origins.reuse.runs import Run, common_runs_of
from headwater.origins.reuse.texts import Text
from headwater.records.origins import Backdrop

LOOSEST = 0.6  # share of equal words below which a piece of a stretch corresponds to nothing
LEAST_CUT = 3  # equal words of a piece of a stretch that is shown
NEAR_VERBATIM = 0.9  # share of equal words from which a stretch is called the same


_BEGINS = attrgetter("a", "b")
_ZERO = np.zeros(1, dtype=np.int64)


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
    """For each counted word of one text: whether it is standing background, and the rarity of the shingle it begins.

    The lists are sums up to each word: standing words, their letters, all letters, and rarity in ten-thousandths.
    """

    standing: Mask
    standing_words: list[int]
    standing_letters: list[int]
    letters: list[int]
    rarity: list[int]


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


def background_of(text: Text, row: Backdrop | None, config: ReuseConfig) -> Background:
    """The background of a text. Names tell little: two reports of one place share them."""
    words, width = len(text.tokens), config.shingle
    # of each word: whether it is standing background, its letters there, all its letters, its rarity
    told = np.zeros((4, words), dtype=np.int64)
    standing = np.zeros(words, dtype=np.bool_)
    grades = np.frombuffer(row.grades if row else b"", dtype=np.uint8)
    at = np.flatnonzero(grades & STANDING)
    if len(at):
        for step in range(width):
            standing[at + step] = True
        told[0] = standing
    if len(grades):
        held = np.concatenate([_ZERO, np.cumsum(text.names, dtype=np.int64)])
        named = held[width:] - held[:-width]
        told[3, : len(grades)] = (
            rarities(config.common_articles)[grades & (STANDING - 1)] * (width - named) // width
        )
    told[2] = text.tokens.ends - text.tokens.starts
    if len(at):
        told[1] = told[2] * told[0]
    sums = np.zeros((4, words + 1), dtype=np.int64)
    np.cumsum(told, axis=1, out=sums[:, 1:])
    return Background(standing, *sums.tolist())


def _cut(run: Run, a: Text, b: Text) -> list[Stretch]:
    """``run`` cut where a sentence of either text ends."""
    stretches = []
    first = last = (-1, -1)
    at = (-2, -2)  # sentence of a, sentence of b
    same = 0
    for start_a, start_b, count in run.pieces:
        step = 0
        while step < count:
            i, j = start_a + step, start_b + step
            here = (a.sentence_of[i], b.sentence_of[j])
            if here != at:
                if same:
                    stretches.append((first, last, same))
                at, first, same = here, (i, j), 0
            more = min(count - step, a.sentence_ends[i] - i, b.sentence_ends[j] - j)
            step += more
            same += more
            last = (i + more - 1, j + more - 1)
    stretches.append((first, last, same))
    return [
        _stretch(a, b, (i, i_last), (j, j_last), score)
        for (i, j), (i_last, j_last), same in stretches
        if same >= LEAST_CUT and (score := round(same / (max(i_last - i, j_last - j) + 1), 4)) >= LOOSEST
    ]


def _stretch(a: Text, b: Text, of_a: tuple[int, int], of_b: tuple[int, int], score: float) -> Stretch:
    """The stretch from the first to the last token of both sides."""
    return Stretch(
        a=a.starts[of_a[0]],
        a_end=a.ends[of_a[1]],
        b=b.starts[of_b[0]],
        b_end=b.ends[of_b[1]],
        kind="same" if score >= NEAR_VERBATIM else "reworded",
        score=score,
    )


def _own_words(run: Run, a: Background, b: Background) -> int:
    """Equal words of ``run`` that are standing background in neither text."""
    found = 0
    for start_a, start_b, count in run.pieces:
        of_a = a.standing_words[start_a + count] - a.standing_words[start_a]
        of_b = b.standing_words[start_b + count] - b.standing_words[start_b]
        if of_a == count or of_b == count:
            continue
        if of_a and of_b:
            either = a.standing[start_a : start_a + count] | b.standing[start_b : start_b + count]
            found += count - int(either.sum())
        else:
            found += count - of_a - of_b
    return found


def _rarity(run: Run, of_a: Background, width: int) -> int:
    """In ten-thousandths: whole numbers, so that the order of adding is nothing."""
    found, rarity = 0, of_a.rarity
    for a, _, count in run.pieces:
        if count >= width:
            found += rarity[a + count - width + 1] - rarity[a]
    return found


def share_wordings(
    couples: Sequence[tuple[int, int]],
    texts: Mapping[int, Text],
    backgrounds: Mapping[int, Background],
    config: ReuseConfig,
) -> Iterator[Wording]:
    """For each couple the runs of words that both texts have, standing background apart."""
    seeds = {number: text.seeds for number, text in texts.items()}
    found = common_runs_of(couples, seeds, config.run_words, config.run_gap)
    for (a, b), runs in zip(couples, found, strict=True):
        yield _weighed(runs, texts[a], texts[b], backgrounds[a], backgrounds[b], config)


def _weighed(
    runs: Sequence[Run], a: Text, b: Text, of_a: Background, of_b: Background, config: ReuseConfig
) -> Wording:
    own: list[Run] = []
    standing: list[Run] = []
    rarity = 0
    for run in runs:
        rare = _rarity(run, of_a, config.shingle)
        rarity += rare
        if _own_words(run, of_a, of_b) >= config.run_own_words:
            own.append(run)
        elif rare >= config.run_rarity * SCALE:
            standing.append(run)
    return Wording(
        runs=tuple(own),
        stretches=_in_order(stretch for run in own for stretch in _cut(run, a, b)),
        background=_in_order(
            replace(stretch, kind="background") for run in standing for stretch in _cut(run, a, b)
        ),
        standing_runs=tuple(standing),
        rarity=rarity / SCALE,
    )


def _in_order(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    return tuple(sorted(stretches, key=_BEGINS))
