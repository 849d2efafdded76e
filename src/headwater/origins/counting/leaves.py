"""The last sources of a claim's chain, each with those who cite it."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.counting.lexicon import speaks, words
from headwater.origins.descent.outlet_names import outlet_words
from headwater.records.claims import Attribution
from headwater.text.names import words_of

LONGEST_GAP = 300
"""Characters between an outlet and the source that it cites."""
LONGEST_CUE = 24
"""Characters before a source in which a word says that somebody cites it."""
Leaf = tuple[Attribution, list[Attribution]]
"""A last source, and those who cite it, outermost first."""


def leaves_of(chain: Sequence[Attribution], text: str = "") -> list[Leaf]:
    """The last sources of a chain, each with those above it; parallel sources are leaves of their own.

    An outlet that ``text`` says cites one of the others is above it and no leaf.
    """
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
    found = _without_citing(found, text)
    named = [(leaf, above) for leaf, above in found if not _is_pronoun(leaf)]
    return [_without_hearsay(leaf, above) for leaf, above in named]


def _without_citing(found: Sequence[Leaf], text: str) -> list[Leaf]:
    """Each outlet that cites the source after it ("the agency reported, citing residents") put above that source."""
    kept = list(found)
    for leaf, above in found:
        for i, (other, steps) in enumerate(kept):
            if other.id != leaf.id and _cites(leaf, other, text):
                kept[i] = (other, [*above, leaf, *steps])
                kept = [pair for pair in kept if pair[0].id != leaf.id]
                break
    return kept


def _cites(leaf: Attribution, other: Attribution, text: str) -> bool:
    """Whether a word of citing stands before a source's name, and an outlet's somewhat before that; or is its verb."""
    if leaf.source is None or other.source is None or leaf.source_kind != "media":
        return False
    if other.source_kind != "media" and leaf.cue is not None and speaks(leaf.cue.text, words().citing):
        return True  # "the mayor said, the channel quoted him"
    between = text[leaf.source.end : other.source.start]
    return 0 < len(between) <= LONGEST_GAP and speaks(between[-LONGEST_CUE:], words().citing)


def _is_pronoun(leaf: Attribution) -> bool:
    """Whether only a pronoun stands for the source, and nothing tells for whom."""
    if leaf.source is None or leaf.resolved_source not in (None, leaf.source.text):
        return False
    found = words_of(leaf.source.text)
    return bool(found) and all(word.forms[0] in outlet_words().pronouns for word in found)


def _without_hearsay(leaf: Attribution, above: list[Attribution]) -> tuple[Attribution, list[Attribution]]:
    """A named source that leans on "preliminary data" is the end itself; who only speaks of "reports" is not."""
    if leaf.source_kind != "document" or not above or leaf.source is None:
        return leaf, above
    own = speaks(leaf.source.text, words().findings)
    return (above[-1], above[:-1]) if own else (leaf, above)
