"""What two texts say sentence by sentence in other words or another language, in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.reuse.alignment import align_all
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.sides import Costs, Match
from headwater.origins.reuse.texts import Text
from headwater.origins.reuse.wording import Stretch


def costs_of(config: ReuseConfig) -> Costs:
    """The alignment's costs, from the settings."""
    return Costs(
        floor=config.align_floor,
        merging=config.align_merging,
        mark=config.align_mark,
        corridor=config.align_corridor,
        widest=config.align_widest,
        slack=config.align_slack,
    )


def _stretch(a: Text, b: Text, match: Match) -> Stretch:
    across = a.languages[match.a] != b.languages[match.b]
    return Stretch(
        a=a.stretches[match.a][0],
        a_end=a.stretches[match.a_end - 1][1],
        b=b.stretches[match.b][0],
        b_end=b.stretches[match.b_end - 1][1],
        kind="translated" if across else "reworded",
        score=min(1.0, match.score),  # agreeing numbers can lift it above 1
    )


def share_meanings(
    couples: Sequence[tuple[int, int]], texts: Sequence[Text], config: ReuseConfig
) -> dict[tuple[int, int], list[Stretch]]:
    """For each couple of ``texts`` the sentences that say the same, as stretches in order of the first."""
    sides = {index: texts[index].side for couple in couples for index in couple}
    aligned = align_all(couples, sides, costs_of(config))
    return {(a, b): _kept(texts[a], texts[b], aligned[a, b], config) for a, b in couples}


def share_meaning(a: Text, b: Text, config: ReuseConfig) -> list[Stretch]:
    """Sentences of ``a`` and ``b`` that say the same, as stretches in order of ``a``."""
    return share_meanings([(0, 1)], (a, b), config)[0, 1]


def _kept(a: Text, b: Text, matches: Sequence[Match], config: ReuseConfig) -> list[Stretch]:
    found = [_stretch(a, b, match) for match in matches]
    least = {"translated": config.keep_similarity, "reworded": config.keep_retold}
    return [stretch for stretch in found if stretch.score >= least[stretch.kind]]


def beside(stretches: Sequence[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """Those of ``stretches`` that overlap none of ``taken`` on either side."""
    of_a = sorted((stretch.a, stretch.a_end) for stretch in taken)
    of_b = sorted((stretch.b, stretch.b_end) for stretch in taken)
    return [
        stretch
        for stretch in stretches
        if not _overlaps(of_a, stretch.a, stretch.a_end) and not _overlaps(of_b, stretch.b, stretch.b_end)
    ]


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``taken``, sorted and disjoint, has a character in ``[start, end)``."""
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    return low < len(taken) and taken[low][0] < end
