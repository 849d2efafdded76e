"""The last sources of a claim's chain, each with those who cite it."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.counting.lexicon import speaks, words
from headwater.origins.descent.outlet_names import outlet_words
from headwater.records.claims import Attribution
from headwater.text.names import words_of


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
    named = [(leaf, above) for leaf, above in found if not _is_pronoun(leaf)]
    return [_without_hearsay(leaf, above) for leaf, above in named or found]


def _is_pronoun(leaf: Attribution) -> bool:
    """Whether only a pronoun stands for the source, and nothing tells for whom."""
    if leaf.source is None or leaf.resolved_source not in (None, leaf.source.text):
        return False
    found = words_of(leaf.source.text)
    return bool(found) and all(word.forms[0] in outlet_words().pronouns for word in found)


def _without_hearsay(leaf: Attribution, above: list[Attribution]) -> tuple[Attribution, list[Attribution]]:
    """A named source that leans on "preliminary data" is the end itself."""
    if leaf.source_kind == "document" and above and leaf.source and speaks(leaf.source.text, words().hearsay):
        return above[-1], above[:-1]
    return leaf, above
