"""How common a shingle is, in one byte: so coarse that an article more moves it seldom.

The low bits hold the step of a ladder of article counts (0: no other article has it), the high bit whether the
shingle is standing background.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Grades = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]

SCALE = 10_000
"""Of rarity: four decimals as whole numbers, whose sums do not hang on their order."""
STANDING = 128
_LEAST_RARITY = 0.02


def ladder(common: int) -> list[int]:
    """Article counts from 2 to ``common``, a sixth apart or one."""
    steps = [2]
    while steps[-1] < common:
        steps.append(min(common, steps[-1] + max(1, steps[-1] // 6)))
    return steps


def grade(counts: Ints, common: int) -> Grades:
    """The steps of shingles that so many articles have."""
    found: Grades = np.searchsorted(np.array(ladder(common)), counts, side="right").astype(np.uint8)
    return found


@cache
def rarities(common: int) -> Ints:
    """For each step what a shingle of it tells, in ten-thousandths.

    1 for shingles of two articles or of one, falling with the logarithm to nearly 0 for those of ``common`` or more.
    """
    steps = np.array(ladder(common), dtype=np.float64)
    falling = 1.0 - np.log(steps / 2.0) / np.log(common / 2.0)
    rounded = np.round(np.maximum(falling, _LEAST_RARITY) * SCALE)
    return np.concatenate([[SCALE], rounded]).astype(np.int64)
