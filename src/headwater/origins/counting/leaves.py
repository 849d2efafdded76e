"""The last sources of a claim's chain, each with those who cite it."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.counting.lexicon import speaks, words
from headwater.records.claims import Attribution


def leaves_of(chain: Sequence[Attribution]) -> list[tuple[Attribution, list[Attribution]]]:
    """The last sources of a chain, each with those above it; parallel sources are leaves of their own."""
    ids = {a.id: a for a in chain}
    holding = {a.parent for a in chain if a.parent in ids}
    found = []
    for attribution in chain:
        if attribution.id in holding:
            continue
        above: list[Attribution] = []
        step = attribution.parent
        while step in ids and ids[step] not in above:
            above.insert(0, ids[step])
            step = ids[step].parent
        found.append((attribution, above))
    return [_without_hearsay(leaf, above) for leaf, above in found]


def _without_hearsay(leaf: Attribution, above: list[Attribution]) -> tuple[Attribution, list[Attribution]]:
    """A named source that leans on "preliminary data" is the end itself."""
    if leaf.source_kind == "document" and above and leaf.source and speaks(leaf.source.text, words().hearsay):
        return above[-1], above[:-1]
    return leaf, above
