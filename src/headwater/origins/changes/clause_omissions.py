"""What a child leaves out of a sentence that it keeps: where it was, who did it, what did the harm."""

from __future__ import annotations

from headwater.origins.changes.actor_changes import actors_of, does_harm, present
from headwater.origins.changes.cause_changes import told_as
from headwater.origins.changes.differences import Difference, Pair, Stretch, clause, counterpart
from headwater.origins.changes.names import NameMark, named_in
from headwater.origins.changes.passages import Reading
from headwater.records.matches import Slot

_KEPT = 0.65
"""Cosine from which a sentence is kept, whatever it lost."""
_REACH = 30
_ARMED = ("terrorist", "takfiri", "extremist", "mercenary", "thug", "fighter", "rebel")
_COUNTED = 14
"""Characters between a number and whom it counts."""
_STEM = 5
_WHAT: dict[Slot, str] = {"place": "where it was", "perpetrator": "who did it", "cause": "what did the harm"}


def clause_omissions(pair: Pair) -> list[Difference]:
    """Place, author and cause that a kept sentence has lost, told nowhere else in the child either."""
    if pair.title or pair.child_all is None or pair.similarity < _KEPT:
        return []
    lost: list[tuple[Slot, Stretch | None]] = [
        ("place", _place(pair)), ("perpetrator", _author(pair)), ("cause", _cause(pair)),
    ]  # fmt: skip
    found = [_difference(pair, slot, at) for slot, at in lost if at]
    return [_blamed(pair, d) or d if d.slot == "perpetrator" else d for d in found]


def _blamed(pair: Pair, omitted: Difference) -> Difference | None:
    """The lost author as a replaced one, where the child puts armed people in his stead whom the parent lacks."""
    known = {m.key for m in pair.parent_near.of("label")}
    fresh = [m for m in pair.child.of("label", *_ARMED) if m.key not in known]
    if not fresh or omitted.parent is None:
        return None
    after = clause(pair.child, fresh[0].start, fresh[0].end, _REACH)
    because = (
        f"Another actor is named: {pair.said(omitted.parent, of_child=False)} became "
        f"{pair.said(after, of_child=True)}."
    )
    return Difference(
        "actor_replaced", "perpetrator", omitted.parent, after, because, (*omitted.key, fresh[0].key)
    )


def _place(pair: Pair) -> Stretch | None:
    """The one place of the parent's sentence, where the child's sentence names none."""
    assert pair.child_all is not None
    same = pair.one_language
    places = {n.key: n for n in pair.parent.names if n.kind == "place" and (same or n.known)}
    if len(places) != 1 or any(n.kind == "place" for n in pair.child.names):
        return None
    (place,) = places.values()
    if not _tells(place) or named_in(place, pair.child_near, spelled=same):
        return None
    return None if pair.child_all.has_name(place, spelled=same) else (place.start, place.end)


def _tells(name: NameMark) -> bool:
    return any(len(sound) >= 2 for sound in name.sounds)


def _author(pair: Pair) -> Stretch | None:
    """Who did harm, where the child tells the harm and nobody who acts at all."""
    assert pair.child_all is not None
    if not does_harm(pair.parent) or not does_harm(pair.child) or actors_of(pair.child_near):
        return None
    for actor in actors_of(pair.parent):
        if _counted(pair.parent, actor.start) or (
            pair.one_language and _worded(pair, actor.start, actor.end)
        ):
            continue
        facet, _, key = actor.key.partition(":")
        elsewhere = (
            pair.child_all.has_name(actor.name, spelled=pair.one_language)
            if actor.name
            else (pair.child_all.has("nation" if facet == "nation" else "actor", key))
        )
        if not elsewhere and not present(actor, pair.child_near):
            return actor.start, actor.end
    return None


def _counted(reading: Reading, at: int) -> bool:
    """Whether a word stands right after a number: it tells who was harmed, not who did it."""
    return any(0 <= at - n.end <= _COUNTED for n in reading.numbers)


def _worded(pair: Pair, start: int, end: int) -> bool:
    """Whether the child has a longer word of the same stem as one of an actor of the parent ("rebel", "rebels")."""
    stems = {w.forms[0][:_STEM] for w in pair.parent.words if start <= w.start < end and len(w.text) >= 4}
    return any(w.forms[0][:_STEM] in stems for w in pair.child_near.words)


def _cause(pair: Pair) -> Stretch | None:
    """The cause of harm, where the child tells the harm alone."""
    assert pair.child_all is not None
    if not pair.parent.of("cause") or pair.child_near.of("cause") or not _harmed(pair.child):
        return None
    if not _harmed(pair.parent):
        return None
    known = pair.child_all.keys("cause")
    marks = [m for m in pair.parent.of("cause") if not any(told_as(m.key, key) for key in known)]
    return (marks[0].start, marks[0].end) if marks else None


def _harmed(reading: Reading) -> bool:
    return bool(reading.of("role", "killed", "injured"))


def _difference(pair: Pair, slot: Slot, at: Stretch) -> Difference:
    before = clause(pair.parent, *at, _REACH)
    after = counterpart(pair, at[0], in_child=True)
    because = (
        f"The child keeps this sentence but not {_WHAT[slot]}: {pair.said(before, of_child=False)} is told as "
        f"{pair.said(after, of_child=True)}."
    )
    return Difference("omitted", slot, before, after, because, (slot, str(at)))
