"""Actors in whose stead the child names another, and people counted as others than they were."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.origins.changes.differences import Difference, Pair, clause
from headwater.origins.changes.lexicon import Mark
from headwater.origins.changes.names import NameMark, named_in
from headwater.origins.changes.numbers import NumberMark
from headwater.origins.changes.passages import Reading
from headwater.records.matches import Slot

_REACH = 15
"""Characters between a name or nation and the word for what acts in it ("Russian warplanes")."""
_SURE = 0.6
"""Cosine from which two passages are one sentence told twice."""
_LIKE = (
    {"civilian", "child", "woman", "worker", "pilgrim", "refugee", "medic", "journalist"},
    {"fighter", "commander"},
)
"""Classes of people of which one may be told as the other."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in a passage."""

    key: str
    heads: frozenset[str]  # what acts in its name: "planes", "army"; empty: it acts itself
    start: int
    end: int
    name: NameMark | None = None
    nations: frozenset[str] = frozenset()  # nations inside its name: "Russian" in "Russian air force"


def actor_changes(pair: Pair) -> list[Difference]:
    """Actors that were replaced, then victims that were."""
    return _replaced(pair) + _victims(pair)


def actors_of(reading: Reading) -> list[Actor]:
    """Who acts in a passage: names, nations with what acts in their name, words such as "army"."""
    found: list[Actor] | None = reading.known.get("actors")
    if found is None:
        found = reading.known["actors"] = _actors_of(reading)
    return found


def _actors_of(reading: Reading) -> list[Actor]:
    found = [
        Actor(n.key, heads, n.start, n.end, n, _nations(reading, n))
        for n in reading.names
        if (heads := _heads(reading, n.start, n.end)) or n.kind == "actor"
        if n.kind in ("actor", "other")
    ]
    found += [
        Actor(f"nation:{m.key}", heads, m.start, m.end)
        for m in reading.of("nation")
        if (heads := _heads(reading, m.start, m.end))
    ]
    found += [Actor(f"class:{m.key}", frozenset(), m.start, m.end) for m in reading.of("actor")]
    return sorted(found, key=lambda a: (a.start, a.end))


def _nations(reading: Reading, name: NameMark) -> frozenset[str]:
    return frozenset(f"nation:{m.key}" for m in reading.of("nation") if name.start <= m.start < name.end)


def _heads(reading: Reading, start: int, end: int) -> frozenset[str]:
    """What acts in a name: words for it inside the name or beside it with no preposition between."""
    near = set()
    for mark in reading.of("actorhead"):
        left, right = (end, mark.start) if mark.start >= end else (mark.end, start)
        gap = reading.text(left, right) if left < right else ""
        if len(gap) > _REACH or len(gap.split()) > 2:
            continue
        if mark.end <= start and (reading.lang == "tr" or (reading.lang == "en" and "of" not in gap.split())):
            continue
        if not any(left <= a.start < right for a in reading.of("apart")):
            near.add(mark.key)
    return frozenset(near)


def _acts(reading: Reading, key: str) -> bool:
    """Whether a nation is named otherwise than as where something is."""
    spots = (*reading.of("site"), *reading.of("direction"))
    for mark in reading.of("nation", key):
        placed = any(0 <= mark.start - a.end <= 5 for a in reading.of("apart"))
        spot = any(0 <= s.start - mark.end <= _REACH for s in spots)
        if not placed and not spot:
            return True
    return False


def _replaced(pair: Pair) -> list[Difference]:
    olds = actors_of(pair.parent)
    news = actors_of(pair.child) if olds else []
    for old in olds:
        for new in news:
            if not _alike(old, new) or old.key == new.key:
                continue
            same_head = bool(old.heads & new.heads) and pair.similarity >= _SURE
            there = (pair.parent, pair.child) if same_head else (pair.parent_near, pair.child_near)
            if present(old, there[1]) or present(new, there[0]):
                continue
            lost = [a for a in olds if not present(a, there[1])]
            fresh = [a for a in news if not present(a, there[0])]
            if _exchanged(pair, old, new, lost, fresh):
                return [_difference(pair, old, new)]
    return []


def _alike(old: Actor, new: Actor) -> bool:
    """Whether two actors are given in the same way: both by a word such as "the army", or both by name or nation."""
    return old.key.startswith("class:") == new.key.startswith("class:")


def present(actor: Actor, reading: Reading) -> bool:
    """Whether an actor is in a passage too."""
    if actor.name is not None:
        return named_in(actor.name, reading) or any(
            a.key in actor.nations and a.heads & actor.heads for a in actors_of(reading)
        )
    kind, _, key = actor.key.partition(":")
    if kind == "class":
        heads = () if key == "militia" else reading.of("actorhead", key)
        return bool(reading.of("actor", key) or heads)
    return _acts(reading, key) or any(a.key == actor.key for a in actors_of(reading))


def _exchanged(pair: Pair, old: Actor, new: Actor, lost: list[Actor], fresh: list[Actor]) -> bool:
    """Whether one actor stands where the other stood: the same acts in its name, or each is its side's only one."""
    if bool(old.name) and bool(new.name) and not _comparable(pair, old, new):
        return False
    if old.heads & new.heads:
        return True
    alone = len({a.key for a in lost}) == 1 and len({a.key for a in fresh}) == 1
    return alone and pair.similarity >= 0.5


def _comparable(pair: Pair, old: Actor, new: Actor) -> bool:
    """Two names that nobody knows may be one actor's names in two languages."""
    assert old.name and new.name
    return pair.one_language or (old.name.known and new.name.known)


def _difference(pair: Pair, old: Actor, new: Actor) -> Difference:
    before, after = clause(pair.parent, old.start, old.end, 22), clause(pair.child, new.start, new.end, 22)
    slot: Slot = "perpetrator" if does_harm(pair.parent) or does_harm(pair.child) else "actor"
    return Difference(
        "actor_replaced",
        slot,
        before,
        after,
        f"Another actor is named: {pair.said(before, of_child=False)} became {pair.said(after, of_child=True)}.",
        (old.key, new.key),
    )


def does_harm(reading: Reading) -> bool:
    """Whether a passage tells of harm that somebody did."""
    return bool(reading.of("cause") or reading.of("role", "killed", "injured", "captured"))


def _victims(pair: Pair) -> list[Difference]:
    """The same number of people, but other people."""
    for number in pair.parent.numbers:
        if number.unit != "people":
            continue
        same = [n for n in pair.child.numbers if n.value == number.value]
        if len(same) != 1:
            continue
        old, new = _counted(pair.parent, number), _counted(pair.child, same[0])
        if old and new and not _told_as(old.key, new.key) and _unheard(pair, old, new):
            before, after = (
                clause(pair.parent, number.start, old.end, 5),
                clause(pair.child, same[0].start, new.end, 5),
            )
            return [
                Difference(
                    "actor_replaced",
                    "victims",
                    before,
                    after,
                    f"Other people are counted: {pair.said(before, of_child=False)} became "
                    f"{pair.said(after, of_child=True)}.",
                    (old.key, new.key),
                )
            ]
    return []


def _counted(reading: Reading, number: NumberMark) -> Mark | None:
    """The people right after a number."""
    return next((m for m in reading.of("victim") if 0 <= m.start - number.end <= 14), None)


def _told_as(old: str, new: str) -> bool:
    return old == new or any(old in group and new in group for group in _LIKE)


def people_alike(old: set[str], new: set[str]) -> bool:
    """Whether people of two sets of classes may be the same people."""
    return any(_told_as(a, b) for a in old for b in new)


def _unheard(pair: Pair, old: Mark, new: Mark) -> bool:
    return not pair.child.of("victim", old.key) and not pair.parent.of("victim", new.key)
