"""Statements turned round: a negation that came or went."""

from __future__ import annotations

from headwater.origins.changes.differences import Difference, Pair, clause, counterpart, retold
from headwater.origins.changes.lexicon import Mark, Token
from headwater.origins.changes.passages import Reading

_SURE = 0.55
"""Passages less alike than this may differ for other reasons."""
_SCOPE = 4
"""Words after a negation among which the negated one is sought."""
_STEM = 5
_REACH = 45
"""Characters before a word within which a negation is its own."""


def polarity_changes(pair: Pair) -> list[Difference]:
    """A negation on one side for which the other side has nothing that denies, fails or excludes."""
    if pair.similarity < _SURE:
        return []
    return _by_word(pair) or _by_count(pair)


def _by_count(pair: Pair) -> list[Difference]:
    old, new = pair.parent.of("negation", "not"), pair.child.of("negation", "not")
    if bool(old) == bool(new):
        return []
    here, there = (pair.parent, pair.child) if old else (pair.child, pair.parent)
    near = pair.child_near if old else pair.parent_near
    if near.of("negation", "not") or len(there.of("negation", "soft")) > len(here.of("negation", "soft")):
        return []
    if not retold(pair, (old or new)[0], of_child=not old):
        return []
    return [_lost(pair, old[0]) if old else _gained(pair, new[0])]


def _by_word(pair: Pair) -> list[Difference]:
    """In one language the negated word itself tells: it stands on the other side without negation."""
    if not pair.one_language:
        return []
    mark = _freed(pair.parent, pair.child)
    if mark:
        return [_lost(pair, mark)]
    mark = _freed(pair.child, pair.parent)
    return [_gained(pair, mark)] if mark else []


def _freed(here: Reading, there: Reading) -> Mark | None:
    """The first negation here whose negated words stand there, none of them with a negation near."""
    denials = there.of("negation")
    for mark in here.of("negation", "not"):
        words = [w for w in here.words if w.start >= mark.end and len(w.text) > _STEM][:1]
        words = [w for w in words if w.start - mark.end <= _SCOPE * 8]
        same = [w for word in words for w in there.words if _stem(w) == _stem(word)]
        if same and not any(_denied(w, denials) for w in same) and len(denials) < len(here.of("negation")):
            return mark
    return None


def _stem(word: Token) -> str:
    return word.forms[0][:_STEM]


def _denied(word: Token, denials: tuple[Mark, ...]) -> bool:
    return any(-_REACH <= m.end - word.start <= _REACH for m in denials)


def _lost(pair: Pair, mark: Mark) -> Difference:
    before = clause(pair.parent, mark.start, mark.end)
    after = counterpart(pair, mark.start, in_child=True)
    return _difference(
        pair, before, after, "A negation was lost, so that what the parent denies, the child says"
    )


def _gained(pair: Pair, mark: Mark) -> Difference:
    after = clause(pair.child, mark.start, mark.end)
    before = counterpart(pair, mark.start, in_child=False)
    return _difference(
        pair, before, after, "A negation came in, so that what the parent says, the child denies"
    )


def _difference(pair: Pair, before: tuple[int, int], after: tuple[int, int], told: str) -> Difference:
    because = f"{told}: {pair.said(before, of_child=False)} against {pair.said(after, of_child=True)}."
    return Difference("negated", "polarity", before, after, because, ("negated", str(before), str(after)))
