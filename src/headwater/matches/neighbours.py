"""The nearest of many vectors, exactly, in blocks: what lies nearest to a sentence, or to a new report.

Rounded before they are compared, and of equals the first, so that neither the size of a block nor the order of
sums decides.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from headwater.matches.vectors import Matrix


def nearest(
    blocks: Iterable[Matrix], vector: Matrix, most: int, least: float = 0.0
) -> list[tuple[int, float]]:
    """Places and cosines of at most ``most`` rows nearest to a unit vector, none under ``least``, best first.

    Places count over all blocks; rows have unit length.
    """
    best: list[tuple[float, int]] = []
    start = 0
    for block in blocks:
        if len(block):
            cosines = np.round(block @ vector, 4)
            threshold = max(least, best[-1][0] if len(best) == most else least)
            close = np.flatnonzero(cosines >= threshold)
            if len(close) > most:
                close = close[np.argsort(-cosines[close], kind="stable")[:most]]
            best += [(float(cosines[k]), start + int(k)) for k in close]
            best = sorted(best, key=lambda pair: (-pair[0], pair[1]))[:most]
        start += len(block)
    return [(place, cosine) for cosine, place in best]
