"""Whether two wordings make the same claim, slot by slot; pure, and explained.

Nearness of meaning cannot tell a claim from its contradiction, so words that change a fact are looked
at one by one: numbers by what they count, days, names, negation, modality. A claim is *the same* only
where no slot conflicts and neither wording holds content that the other lacks an answer to; two
wordings of which one tells more are compatible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from headwater.matches.frames import FrameWords, frame_words
from headwater.matches.lexicon import counting
from headwater.matches.quantities import EARLIER, find_quantities
from headwater.matches.ranges import relate
from headwater.matches.rarity import word_key
from headwater.matches.substitutions import ContentWord, substituted
from headwater.matches.times import TimeSaid, find_times
from headwater.records.matches import Quantity, Slot
from headwater.text.numerals import Word, words_of

Relation = Literal["agree", "compatible", "conflict", "unknown"]
Verdict = Literal["same", "compatible", "conflict", "unknown"]

_STEM = 6
"""Letters of the shortest verb whose ending may negate."""
_ROLE_SLOTS: dict[str, Slot] = {"killed": "killed", "injured": "injured"}


@dataclass(frozen=True, slots=True)
class SlotView:
    """How one slot of two claims compares, and the words that were compared."""

    slot: Slot
    relation: Relation
    because: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What all slots say together."""

    verdict: Verdict
    slots: tuple[SlotView, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim's words, their language, and when they were published."""

    text: str
    lang: str
    published: date | None = None


def compare_wordings(a: Wording, b: Wording) -> Comparison:
    """The comparison of two wordings.

    In two languages names and other words are not compared, so the verdict is at best "compatible".
    """
    views = compare_facts(a, b)
    if a.lang == b.lang:
        views += _content(a, b)
    relations = {view.relation for view in views}
    if "conflict" in relations:
        verdict: Verdict = "conflict"
    elif "unknown" in relations:
        verdict = "unknown"
    elif "compatible" in relations or a.lang != b.lang:
        verdict = "compatible"
    else:
        verdict = "same"
    return Comparison(verdict, tuple(views))


def compare_facts(a: Wording, b: Wording) -> list[SlotView]:
    """The slots that state a fact: counts, days, negation, modality; names and other words are left out."""
    return [*_quantities(a, b), *_times(a, b), *_turned(a, b)]


_KEPT = 4096
"""Wordings whose reading is kept: one is compared with many."""


@lru_cache(maxsize=_KEPT)
def _counts(wording: Wording) -> tuple[Quantity, ...]:
    """The counts of a wording; what a count rose from is none of now."""
    return tuple(q for q in find_quantities(wording.text, wording.lang) if q.as_of != EARLIER)


@lru_cache(maxsize=_KEPT)
def _said(wording: Wording) -> tuple[TimeSaid, ...]:
    return tuple(find_times(wording.text, wording.lang, wording.published))


def _quantities(a: Wording, b: Wording) -> Iterator[SlotView]:
    """Counts of one role and unit against each other; what only one wording counts is compatible."""
    one, two = _counts(a), _counts(b)
    for q in one:
        other = _counterpart(q, two)
        if other is None:
            turned = next(
                (x for x in two if x.role != q.role and x.low == q.low and "other" not in (x.role, q.role)),
                None,
            )
            if turned is not None:
                yield SlotView(
                    "quantity", "conflict", f"“{q.text}” are {q.role} in one, {turned.role} in the other."
                )
            else:
                yield SlotView("quantity", "compatible", f"Only one wording counts “{q.text}”.")
            continue
        relation = relate(q, other)
        slot = _ROLE_SLOTS.get(q.role, "quantity")
        told = f"“{q.text}” against “{other.text}”."
        if relation == "apart":
            yield SlotView(slot, "conflict", told)
        elif relation == "compatible" or (q.low, q.high) != (other.low, other.high):
            yield SlotView(slot, "compatible", told)
        else:
            yield SlotView(slot, "agree", told)


def _counterpart(q: Quantity, others: Sequence[Quantity]) -> Quantity | None:
    """The count of the same thing: role and whole or part alike, of several the equal one."""
    same = [x for x in others if x.role == q.role and (x.part_of is None) == (q.part_of is None)]
    if q.role in ("other", "fighters", "weapons"):
        same = [x for x in same if x.unit == q.unit or x.unit is None or q.unit is None] or same
    return min(same, key=lambda x: (x.low != q.low, x.unit != q.unit, x.start), default=None)


def _times(a: Wording, b: Wording) -> Iterator[SlotView]:
    one, two = _said(a), _said(b)
    if not one or not two:
        return
    days = [
        {(t.weekday or 0, t.from_.isoformat() if t.from_ and not t.weekday else "") for t in said}
        for said in (one, two)
    ]
    words = [{t.text.lower() for t in said} for said in (one, two)]
    if a.lang == b.lang and words[0] == words[1]:
        yield SlotView("time", "agree", f"Both say “{one[0].text}”.")
    elif days[0] & days[1] - {(0, "")}:
        yield SlotView("time", "agree", f"“{one[0].text}” and “{two[0].text}” are one day.")
    elif (_comparable(days[0]) and _comparable(days[1])) or a.lang == b.lang:
        yield SlotView("time", "conflict", f"“{one[0].text}” against “{two[0].text}”.")
    else:
        yield SlotView("time", "compatible", f"“{one[0].text}” beside “{two[0].text}”.")


def _comparable(days: set[tuple[int, str]]) -> bool:
    return all(weekday for weekday, _ in days) or all(day for _, day in days)


def _turned(a: Wording, b: Wording) -> Iterator[SlotView]:
    """Negation and modality: what one wording turns round or holds back and the other does not."""
    (denied, held), (other_denied, other_held) = _turns(a), _turns(b)
    if denied != other_denied:
        yield SlotView("polarity", "conflict", "One wording denies or negates, the other does not.")
    if bool(held) != bool(other_held):
        word = min(held | other_held)
        yield SlotView(
            "certainty", "conflict", f"One wording holds back (“{word}”), the other states it flatly."
        )


@lru_cache(maxsize=_KEPT)
def _turns(wording: Wording) -> tuple[bool, frozenset[str]]:
    """Whether a wording negates, and the words by which it holds back."""
    words, table = words_of(wording.text, wording.lang), frame_words(wording.lang)
    held = frozenset(words[hit.first].form for hit in table.modality.all(words))
    return _negates(wording, words, table), held


def _negates(wording: Wording, words: Sequence[Word], table: FrameWords) -> bool:
    """Whether a wording negates; "no fewer than 33" negates nothing."""
    if any(w.form.endswith(table.negative_endings) and len(w.form) > _STEM for w in words):
        return True
    counts = [(q.start, q.end) for q in _counts(wording) if q.low != 0]
    hits = (words[hit.first].start for hit in table.negation.all(words))
    return any(not any(start <= at < end for start, end in counts) for at in hits)


def _content(a: Wording, b: Wording) -> Iterator[SlotView]:
    """Content words that only one of two wordings of one language has."""
    one, two = (_words(w) for w in (a, b))
    keys = [{w.key for w in side} for side in (one, two)]
    rest = [[w for w in one if w.key not in keys[1]], [w for w in two if w.key not in keys[0]]]
    names = [[w.written for w in side if w.written[:1].isupper()] for side in rest]
    other = substituted(one, two, a.lang) if rest[0] and rest[1] else None
    if names[0] and names[1]:
        yield SlotView("actor", "conflict", f"“{names[0][0]}” in one, “{names[1][0]}” in the other.")
    elif other:
        yield SlotView(
            "actor", "conflict", f"“{other[0].written}” in one, “{other[1].written}” in the other."
        )
    elif rest[0] and rest[1]:
        told = f"“{rest[0][0].written}” in one, “{rest[1][0].written}” in the other."
        yield SlotView("other", "unknown", told)
    elif rest[0] or rest[1]:
        yield SlotView("other", "compatible", f"Only one wording says “{(rest[0] or rest[1])[0].written}”.")


def _words(wording: Wording) -> list[ContentWord]:
    """Content words in order, each key once; numbers, times, negation and empty words left out."""
    text, lang = wording.text, wording.lang
    words, table = words_of(text, lang), frame_words(lang)
    skipped = [(q.start, q.end) for q in _counts(wording)]
    skipped += [(t.start, t.end) for t in _said(wording)]
    skipped += [
        (words[hit.first].start, words[hit.last - 1].end)
        for phrases in (table.negation, table.modality)
        for hit in phrases.all(words)
    ]
    found: dict[str, ContentWord] = {}
    for word in words:
        inside = any(start <= word.start < end for start, end in skipped)
        key = word_key(word.form, lang)
        if key and not inside and word.form not in table.empty and word.form not in counting(lang).joiners:
            found.setdefault(key, ContentWord(text[word.start : word.end], word.form, key))
    return list(found.values())
