"""How many origins a set of ends amounts to: merged where surely one, or where it may be one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from headwater.origins.counting.ends import End
from headwater.origins.counting.lexicon import words

LARGEST_EXACT = 14
"""Up to so many ends the least number is exact; above, it is found greedily and may be too high."""


def may_be_one(a: End, b: End) -> bool:
    """Whether nothing shows that two ends are two.

    Unnamed sources heard by one outlet may be one, unless the text sets them apart. A compiler may rest on
    unnamed sources and on small local bodies. Voices of one state share an owner. A report that nobody
    here has read may rest on anybody. A text made from another may have renamed the source.
    """
    if a.key == b.key:
        return True
    if b.key in a.apart:
        return False
    if "unseen_report" in (a.kind, b.kind) and not (a.state or b.state):
        return True
    if _renamed(a, b):
        return True
    if a.kind == b.kind == "anonymous":
        return a.through == b.through and _types_fit(a, b) and not (a.distinct or b.distinct)
    if (a.state and a.state == b.state) or _one_owner(a, b):
        return True
    if a.access == b.access == "compiler" and (a.generic or b.generic):
        return True
    compiler, other = (a, b) if a.access == "compiler" else (b, a)
    return compiler.access == "compiler" and _may_feed(other)


def _one_owner(a: End, b: End) -> bool:
    """Whether both are organs of one state."""
    return bool(a.organ and b.organ) and str(a.organ).split("/", 1)[0] == str(b.organ).split("/", 1)[0]


def _renamed(a: End, b: End) -> bool:
    """Whether two texts, one made from the other, name two sources and neither names both: one may be renamed."""
    return bool(a.told_in and b.told_in and a.kin & b.kin) and not a.told_in & b.told_in


def _types_fit(a: End, b: End) -> bool:
    return a.type == b.type or "unspecified" in (a.type, b.type) or None in (a.type, b.type)


def _may_feed(end: End) -> bool:
    """Whether a compiler may have its word from this end."""
    if end.kind == "anonymous":
        return end.type in words().rests_on_compiler or end.type is None
    return end.local and end.access != "compiler"


def least_number(ends: Sequence[End], related: Callable[[End, End], bool] = may_be_one) -> int:
    """The smallest number of origins that the ends can amount to: a cover by sets that may each be one."""
    unique = list({end.key: end for end in ends}.values())
    size = len(unique)
    if size <= 1:
        return size
    joined = [[i == j or related(unique[i], unique[j]) for j in range(size)] for i in range(size)]
    if size > LARGEST_EXACT:
        return _greedy(joined)
    return _exact(joined)


def _greedy(joined: Sequence[Sequence[bool]]) -> int:
    """Puts each end into the first set with all of which it may be one."""
    sets: list[list[int]] = []
    for i in range(len(joined)):
        home = next((members for members in sets if all(joined[i][m] for m in members)), None)
        if home is None:
            sets.append([i])
        else:
            home.append(i)
    return len(sets)


def _exact(joined: Sequence[Sequence[bool]]) -> int:
    """The least number of sets, tried end by end; a branch that cannot beat the best is left."""
    best = _greedy(joined)
    sets: list[list[int]] = []

    def place(i: int) -> None:
        nonlocal best
        if len(sets) >= best:
            return
        if i == len(joined):
            best = len(sets)
            return
        for members in list(sets):
            if all(joined[i][m] for m in members):
                members.append(i)
                place(i + 1)
                members.pop()
        sets.append([i])
        place(i + 1)
        sets.pop()

    place(0)
    return best
