"""Two passages that correspond, compared facet by facet."""

from __future__ import annotations

from collections.abc import Callable

from headwater.origins.changes.actor_changes import actor_changes
from headwater.origins.changes.cause_changes import cause_changes, why_changes
from headwater.origins.changes.certainty_changes import certainty_changes
from headwater.origins.changes.clause_omissions import clause_omissions
from headwater.origins.changes.differences import Difference, Pair, Stretch
from headwater.origins.changes.exchanged import exchanged_words
from headwater.origins.changes.label_changes import label_changes
from headwater.origins.changes.names import named_in
from headwater.origins.changes.number_changes import number_changes
from headwater.origins.changes.numbers import trivial
from headwater.origins.changes.passages import Passage, read_passage
from headwater.origins.changes.place_changes import place_changes
from headwater.origins.changes.polarity_changes import polarity_changes
from headwater.origins.changes.source_changes import evidence_changes, source_changes
from headwater.origins.changes.time_changes import time_changes
from headwater.origins.changes.vocabulary import vocabulary_of

FACETS: tuple[Callable[[Pair], list[Difference]], ...] = (
    number_changes,
    polarity_changes,
    certainty_changes,
    label_changes,
    actor_changes,
    place_changes,
    time_changes,
    cause_changes,
    source_changes,
    evidence_changes,
    clause_omissions,
)
"""What is compared, in the order in which differences are given."""
UNLIKE: tuple[Callable[[Pair], list[Difference]], ...] = (
    number_changes,
    time_changes,
    why_changes,
    source_changes,
)
"""What is compared of passages that are not much alike: what stands in values that cannot be mistaken."""
ANCHORED = (number_changes, certainty_changes, label_changes, time_changes, why_changes, source_changes)
"""What is compared of passages in two languages that are not much alike but share a name or a figure."""
_ALIKE = 0.5
_ANCHORED = 0.35
"""Least cosine of such passages: rare names draw vectors apart."""


def compare_pair(pair: Pair) -> list[Difference]:
    """All differences of two passages; who is another as a source is not told again as an actor."""
    facets = _facets(pair)
    found = [difference for facet in facets for difference in facet(pair)]
    found += [d for d in exchanged_words(pair) if not any(_told(d, other) for other in found)]
    sources = [d.parent for d in found if d.slot == "source" and d.parent]
    return [d for d in found if d.kind != "actor_replaced" or not any(_overlap(d.parent, s) for s in sources)]


def _facets(pair: Pair) -> tuple[Callable[[Pair], list[Difference]], ...]:
    """What can be compared of two passages that are as much alike as these."""
    if pair.similarity >= _ALIKE:
        return FACETS
    return ANCHORED if pair.similarity >= _ANCHORED and not pair.one_language and _anchored(pair) else UNLIKE


def _anchored(pair: Pair) -> bool:
    """Whether both passages have one name or one figure."""
    telling = [n for n in pair.parent.names if any(len(s) >= 2 for s in n.sounds)]
    figures = {n.value for n in pair.parent.numbers if not trivial(n)} & {n.value for n in pair.child.numbers}
    return bool(figures) or any(named_in(n, pair.child) for n in telling)


def _told(one: Difference, other: Difference) -> bool:
    """Whether a change was told already, by its facet."""
    if one.kind != other.kind or one.slot != other.slot or not (other.parent and other.child):
        return False
    return _overlap(one.parent, other.parent) or _overlap(one.child, other.child)


def _overlap(a: Stretch | None, b: Stretch) -> bool:
    return a is not None and a[0] < b[1] and b[0] < a[1]


def compare_passages(parent: Passage, child: Passage, similarity: float = 1.0) -> list[Difference]:
    """What a child's passage says otherwise than its parent's, without any surroundings.

    ``similarity`` is the cosine of their sentence embeddings where that is known; below about .45 two
    passages differ for more reasons than can be told apart, and less is said.
    """
    old, new = read_passage(parent), read_passage(child)
    return compare_pair(
        Pair(old, new, old, new, vocabulary_of([old]), similarity, child_all=vocabulary_of([new]))
    )
