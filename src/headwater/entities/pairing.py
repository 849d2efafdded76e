"""Words of two names paired with each other, best likeness first, and what is left over on each side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.entities.likeness import likeness_of
from headwater.entities.nametokens import Mode, Token
from headwater.entities.wordclasses import class_of

MOST_WORDS = 20
SHORTEST_OF_COMPOUND = 4
IN_ONE_WORD = 0.9


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words taken for one, 0 to 1."""

    left: Token
    right: Token
    likeness: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """The words that two names have in common, and those of one alone."""

    pairs: list[Pair]
    over_left: list[Token]
    over_right: list[Token]


def paired(left: Sequence[Token], right: Sequence[Token], mode: Mode) -> Pairing:
    """The words of two names paired: equal ones first, then the likeliest, ties by place."""
    a, b = list(left[:MOST_WORDS]), list(right[:MOST_WORDS])
    pairs, free_a, free_b = _equal(a, b)
    options = []
    for i in free_a:
        x = a[i]
        for j in free_b:
            y = b[j]
            likeness = likeness_of(x, y, mode)
            if likeness > 0 and (i == j or likeness >= 0.85 or min(len(x.key), len(y.key)) > 4):
                options.append((-round(likeness, 4), abs(i - j), i, j))
    if options:
        options.sort()
        used_a: set[int] = set()
        used_b: set[int] = set()
        for likeness, _, i, j in options:
            if i not in used_a and j not in used_b:
                used_a.add(i)
                used_b.add(j)
                pairs.append(Pair(a[i], b[j], -likeness))
        free_a = [i for i in free_a if i not in used_a]
        free_b = [j for j in free_b if j not in used_b]
    over_left, over_right = [a[i] for i in free_a], [b[j] for j in free_b]
    if over_left and over_right:
        over_left, over_right = _otherwise_spaced(over_left, over_right)
        over_left, over_right = _in_one_word(over_left, over_right, pairs)
    return Pairing(pairs, over_left, over_right)


def _equal(a: Sequence[Token], b: Sequence[Token]) -> tuple[list[Pair], list[int], list[int]]:
    """Pairs of equal words, and the places of the others."""
    places: dict[str, list[int]] = {}
    for j, word in enumerate(b):
        places.setdefault(word.key, []).append(j)
    pairs, free_a, taken = [], [], set()
    for i, word in enumerate(a):
        at = places.get(word.key)
        if at:
            j = min(at, key=lambda place: abs(place - i))
            at.remove(j)
            taken.add(j)
            pairs.append(Pair(word, b[j], 1.0))
        else:
            free_a.append(i)
    return pairs, free_a, [j for j in range(len(b)) if j not in taken]


def _otherwise_spaced(left: list[Token], right: list[Token]) -> tuple[list[Token], list[Token]]:
    """Left-over words without those that are each other's letters, otherwise spaced."""
    for short, long in ((left, right), (right, left)):
        whole = {word.key for word in long}
        for at in range(len(short) - 1):
            joined = short[at].key + short[at + 1].key
            if joined in whole:
                rest_short = short[:at] + short[at + 2 :]
                rest_long = [word for word in long if word.key != joined]
                return (rest_short, rest_long) if short is left else (rest_long, rest_short)
    return left, right


def _in_one_word(left: list[Token], right: list[Token], pairs: list[Pair]) -> tuple[list[Token], list[Token]]:
    """Left-over words without those that the other name writes as one ("trans aviation", "transavia"), put to ``pairs``."""
    for short, long in ((left, right), (right, left)):
        for word in long:
            parts = _compounded(word, short)
            if parts:
                pairs.append(Pair(word, parts[0], IN_ONE_WORD))
                rest_short = [each for each in short if each not in parts]
                rest_long = [each for each in long if each is not word]
                return (rest_short, rest_long) if short is left else (rest_long, rest_short)
    return left, right


def _compounded(word: Token, parts: Sequence[Token]) -> list[Token]:
    """The two words that one is made of, a name and a known word or its short form: "transavia", "trans aviation"."""
    for name in parts:
        length = len(name.key)
        if length < SHORTEST_OF_COMPOUND or len(word.key) - length < SHORTEST_OF_COMPOUND:
            continue
        rests = [word.key[length:]] if word.key.startswith(name.key) else []
        rests += [word.key[:-length]] if word.key.endswith(name.key) else []
        for rest in rests:
            meant = class_of(rest)
            known = next((p for p in parts if meant and p is not name and p.concept == meant.concept), None)
            if known:
                return [name, known]
    return []
