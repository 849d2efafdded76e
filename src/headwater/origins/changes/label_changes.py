"""The same people under another label: a loaded word for a plain one, or the other way round."""

from __future__ import annotations

from collections import Counter

from headwater.origins.changes.differences import Difference, Pair, clause
from headwater.origins.changes.lexicon import Mark

_FAMILIES = {
    "terrorist": "armed", "takfiri": "armed", "extremist": "armed", "mercenary": "armed", "thug": "armed",
    "fighter": "armed", "rebel": "armed", "resistance": "armed", "volunteer": "armed",
    "regime": "state", "government": "state", "occupation": "state",
    "protester": "crowd", "rioter": "crowd",
    "refugee": "migrants", "illegal": "migrants",
}  # fmt: skip
_TONES = {
    "terrorist": -1, "takfiri": -1, "extremist": -1, "mercenary": -1, "thug": -1, "resistance": 1,
    "regime": -1, "occupation": -1, "rioter": -1, "illegal": -1,
}  # fmt: skip
"""Labels that judge, and which way; all others are plain."""


_SURE = 0.75
"""Cosine from which two passages are one sentence told twice."""


def label_changes(pair: Pair) -> list[Difference]:
    """A label that judges where the other side has a plain one, of the same kind of people."""
    if not pair.child.of("label"):
        return []
    old, new = _counted(pair.parent.of("label")), _counted(pair.child.of("label"))
    near_new = _counted(pair.child_near.of("label"))
    found = []
    for family in ("armed", "state", "crowd", "migrants"):
        lost = [k for k in old if _FAMILIES[k] == family and near_new[k] < old[k]]
        fresh = [k for k in new if _FAMILIES[k] == family and old[k] < new[k]]
        for was in lost:
            is_now = next((k for k in fresh if _TONES.get(k, 0) != _TONES.get(was, 0)), None)
            if is_now is not None:
                found.append(_difference(pair, was, is_now))
                break
    return found or _of_a_crowd(pair, old, new, near_new) or _hung_on(pair)


def _of_a_crowd(pair: Pair, old: Counter[str], new: Counter[str], near_new: Counter[str]) -> list[Difference]:
    """Protesters or activists whom the child calls by a word for armed people that judges, or the other way round."""
    crowd, armed = ("protester",), ("terrorist", "extremist", "thug")
    for before, after in ((crowd, armed), (armed, crowd)):
        was = next((k for k in before if near_new[k] < old[k]), None)
        now = next((k for k in after if old[k] < new[k]), None)
        if was and now and not any(pair.parent_all.has("label", key) for key in after):
            return [_difference(pair, was, now)]
    return []


def _hung_on(pair: Pair) -> list[Difference]:
    """A label that judges, put before the plain word that the parent has too ("occupation troops")."""
    if not pair.one_language or pair.similarity < _SURE:
        return []
    judging = pair.child.of("label", *_TONES)
    known = pair.parent_all.keys("label") if judging else frozenset[str]()
    for mark in judging:
        plain = [
            m for m in pair.child.of("label") if abs(m.start - mark.end) <= 4 or abs(mark.start - m.end) <= 4
        ]
        shared = [
            m
            for m in plain
            if m is not mark and m.key in known and _FAMILIES.get(m.key) == _FAMILIES[mark.key]
        ]
        if mark.key not in known and shared and pair.parent.of("label", shared[0].key):
            return [_difference(pair, shared[0].key, mark.key)]
    return []


def _counted(marks: tuple[Mark, ...]) -> Counter[str]:
    return Counter(m.key for m in marks if m.key in _FAMILIES)


def _difference(pair: Pair, was: str, now: str) -> Difference:
    old, new = pair.parent.of("label", was)[-1], pair.child.of("label", now)
    mark = new[0] if len(new) == 1 else _placed(pair, old, new)
    before, after = clause(pair.parent, old.start, old.end, 25), clause(pair.child, mark.start, mark.end, 25)
    old_word, new_word = pair.parent.text(old.start, old.end), pair.child.text(mark.start, mark.end)
    tone = "a label that judges" if _TONES.get(now) else "a plainer word"
    return Difference(
        "relabelled",
        "label",
        before,
        after,
        f"“{old_word}” in {pair.said(before, of_child=False)} became “{new_word}”, {tone}, in "
        f"{pair.said(after, of_child=True)}.",
        (was, now),
    )


def _placed(pair: Pair, old: Mark, marks: tuple[Mark, ...]) -> Mark:
    """The mark that stands about where the old one stands."""
    share = (old.start - pair.parent.start) / max(1, pair.parent.end - pair.parent.start)
    at = pair.child.start + share * (pair.child.end - pair.child.start)
    return min(marks, key=lambda m: (round(abs(m.start - at)), m.start))
