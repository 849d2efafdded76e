"""Whether letters abbreviate a name: first letters of its words, or the beginnings of them, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.entities.wordclasses import class_of
from headwater.text.names import ARTICLES

INITIALS = 0.75
BEGINNINGS = 0.65
SOME = 0.6
MOST_LETTERS_OF_A_WORD = 4
Heads = Sequence[tuple[str, bool]]


def abbreviates(letters: str, heads: Heads) -> float:
    """How well folded ``letters`` fit a name's words, 0 to 1; 0 where they do not.

    ``heads`` are its words in Latin letters, each with whether it may be left out ("of", "al"). First
    letters of all words are best; then beginnings ("modlex", "Ministry of Defence Logistics Export");
    then either with a general word at one end left out ("Group", "Organization").
    """
    if not 2 < len(letters) <= 8 or len(heads) < 2 or len(letters) > 4 * len(heads):
        return 0.0
    full = [word for word, may in heads if not may]
    if letters[0] not in {word[0] for word, _ in heads} or len(full) < 2 or len(full) > len(letters) + 2:
        return 0.0
    if letters in ("".join(w[0] for w in full), "".join(w[0] for w, _ in heads)):
        return INITIALS
    if _fits(letters, heads, 1):
        return INITIALS - 0.02
    if len(letters) > 3 and _fits(letters, heads, MOST_LETTERS_OF_A_WORD):
        return BEGINNINGS
    most = 2 if len(letters) > 4 else 1
    fits = any(_fits(letters, core, most) for core in _cores(heads))
    return SOME if fits else 0.0


def _cores(heads: Heads) -> Iterator[Heads]:
    """The words without one or more general ones at the two ends, two or more left.

    An article before the first that is kept stays.
    """
    first, last = 0, len(heads)
    while first < last and _general(heads[first]):
        first += 1
    while last > first and _general(heads[last - 1]):
        last -= 1
    last = last if first < len(heads) else 0
    for begin in range(first + 1):
        start = begin - 1 if begin and heads[begin - 1][0] in ARTICLES else begin
        for end in range(len(heads), max(last, start + 2) - 1, -1):
            if end - start < len(heads):
                yield heads[start:end]


def _general(head: tuple[str, bool]) -> bool:
    found = class_of(head[0])
    return head[1] or (found is not None and found.kind in ("form", "trade"))


def _fits(letters: str, heads: Heads, most: int) -> bool:
    """Whether the letters are beginnings of the words, up to ``most`` letters of each, none left out but small ones.

    Steps word by word over the sets of letters used so far: words times letters steps, never more.
    """
    reached = {0}
    for word, may_be_left_out in heads:
        grown = set(reached) if may_be_left_out else set()
        longest = 1 if may_be_left_out else most
        for used in reached:
            for length in range(1, longest + 1):
                if word[:length] == letters[used : used + length] and len(word) >= length:
                    grown.add(used + length)
                else:
                    break
        reached = grown
        if not reached:
            return False
    return len(letters) in reached
