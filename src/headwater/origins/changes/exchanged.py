"""Words exchanged in place: of one sentence told twice in one language, what stands where other words stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from headwater.origins.changes.actor_changes import people_alike
from headwater.origins.changes.cause_changes import cause_slot, told_as
from headwater.origins.changes.differences import Difference, Pair, Stretch, clause
from headwater.origins.changes.names import NameMark, named_in
from headwater.origins.changes.passages import Reading
from headwater.records.matches import Slot

_SURE = 0.6
"""Cosine from which two passages are one sentence told twice."""
_LONGEST = 9
"""Words: longer exchanges are rewriting, in which nothing stands in another's place."""
_MOST_WORDS = 400
_ACTING = ("actor", "nation")


@dataclass(frozen=True, slots=True)
class _Exchange:
    """Stretches of both sides, of which the second stands where the first stood."""

    parent: Stretch
    child: Stretch


def exchanged_words(pair: Pair) -> list[Difference]:
    """Places, actors, victims and causes in whose stead other words of their sort stand."""
    if not pair.one_language or pair.similarity < _SURE or pair.title:
        return []
    found: list[Difference] = []
    for exchange in _exchanges(pair):
        one = _place(pair, exchange) or _people(pair, exchange)
        found += [d for d in (one, _cause(pair, exchange)) if d]
    return found


def _exchanges(pair: Pair) -> Iterator[_Exchange]:
    old, new = pair.parent.words, pair.child.words
    if max(len(old), len(new)) > _MOST_WORDS:
        return
    steps = Indel.opcodes([w.forms[0] for w in old], [w.forms[0] for w in new])
    gone: list[int] = []
    come: list[int] = []
    for step in [*steps, None]:
        if step is not None and step.tag != "equal":
            gone += range(step.src_start, step.src_end)
            come += range(step.dest_start, step.dest_end)
            continue
        if gone and come and max(len(gone), len(come)) <= _LONGEST:
            a = (old[gone[0]].start, old[gone[-1]].end)
            b = (new[come[0]].start, new[come[-1]].end)
            yield _Exchange(a, b)
        gone, come = [], []


def _inside(reading: Reading, stretch: Stretch, kinds: tuple[str, ...]) -> list[NameMark]:
    return [n for n in reading.names if n.kind in kinds and n.start < stretch[1] and stretch[0] < n.end]


def _place(pair: Pair, exchange: _Exchange) -> Difference | None:
    old = _inside(pair.parent, exchange.parent, ("place",))
    new = _inside(pair.child, exchange.child, ("place",))
    lost = [n for n in old if not named_in(n, pair.child, spelled=True)]
    fresh = [n for n in new if not named_in(n, pair.parent, spelled=True)]
    if not lost or not fresh:
        return None
    return _difference(pair, exchange, "place_changed", "place", (lost[0].key, fresh[0].key))


def _people(pair: Pair, exchange: _Exchange) -> Difference | None:
    counted = _after_number(pair.parent, exchange.parent) or _after_number(pair.child, exchange.child)
    facets = (*_ACTING, "victim") if counted else _ACTING
    old, new = _who(pair.parent, exchange.parent, facets), _who(pair.child, exchange.child, facets)
    if not old or not new or old & new or people_alike(old, new):
        return None
    if old <= _who(pair.child, (pair.child.start, pair.child.end), facets):
        return None
    slot: Slot = "victims" if counted else "perpetrator"
    return _difference(pair, exchange, "actor_replaced", slot, ("/".join(sorted(old)), "/".join(sorted(new))))


def _who(reading: Reading, stretch: Stretch, facets: tuple[str, ...]) -> set[str]:
    """Keys of all people, bodies and nations in a stretch."""
    marks = {m.key for facet in facets for m in reading.of(facet) if stretch[0] <= m.start < stretch[1]}
    return marks | {n.key for n in _inside(reading, stretch, ("actor",))}


def _after_number(reading: Reading, stretch: Stretch) -> bool:
    return any(0 <= stretch[0] - n.end <= 25 or stretch[0] <= n.start < stretch[1] for n in reading.numbers)


def _cause(pair: Pair, exchange: _Exchange) -> Difference | None:
    old = [m.key for m in pair.parent.of("cause") if exchange.parent[0] <= m.start < exchange.parent[1]]
    new = [m.key for m in pair.child.of("cause") if exchange.child[0] <= m.start < exchange.child[1]]
    if not old or not new or any(told_as(a, b) for a in old for b in new):
        return None
    return _difference(pair, exchange, "relabelled", cause_slot(old[0], new[0]), (old[0], new[0]))


_SAID = {
    "place_changed": "Another place is named",
    "actor_replaced": "Other people are named",
    "relabelled": "What did the harm is another thing",
}


def _difference(pair: Pair, exchange: _Exchange, kind: str, slot: Slot, key: tuple[str, ...]) -> Difference:
    before = clause(pair.parent, *exchange.parent, 12)
    after = clause(pair.child, *exchange.child, 12)
    because = f"{_SAID[kind]}: {pair.said(before, of_child=False)} became {pair.said(after, of_child=True)}."
    return Difference(kind, slot, before, after, because, key)  # type: ignore[arg-type]
