"""A report's incident as far as it can be compared: its opening, names, numbers, days, places.

A report is one article seen from its lead claim. What stands in the headline and the first sentences
weighs most; the rest of the text says what the incident is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from headwater.matches.anchors import Anchors, read_anchors, read_calls, read_sounds
from headwater.matches.packing import (
    OPENS,
    PLACE,
    hashes_in,
    marked,
    pack_hashes,
    pack_keyed,
    shares_in,
    text_hash,
    weights_in,
)
from headwater.matches.rarity import background, keys_of_text
from headwater.matches.times import day_of, find_times
from headwater.matches.tolls import is_vague
from headwater.matches.vectors import Matrix, at_unit_length, from_bytes, to_bytes
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.entities import Mention
from headwater.records.matches import ClaimSlots, Quantity, ReportSketch
from headwater.text.names import fold

OPENING = 4
"""Sentences, the headline among them, with which a report opens."""
BODY = 12
"""Sentences whose mean says what a report is about."""
READ = 60
"""Sentences read of a report: a longer text is no report of one incident."""
WORDING = 4000
"""Characters of a body that must be equal for two reports to be copies to the letter."""
_TOWN = 2
"""Coarsest precision on UCDP's where_prec of a town."""
TELLING = 6
"""Words below which equal bodies tell nothing ("More to follow")."""

_FIRST_WORDS = 6
"""Sentences whose words are a text's opening."""
_FIRST_DAYS = 5
"""Sentences in which a text says when it happened."""


class Placed(Protocol):
    """Where a report has its incident, and by which names it calls it."""

    @property
    def town(self) -> str | None: ...
    @property
    def opening_names(self) -> Set[str]: ...
    @property
    def calls(self) -> frozenset[int]: ...
    @property
    def sounds(self) -> frozenset[int]: ...


@dataclass(frozen=True, slots=True)
class PlaceCalled:
    """No more of a report than where it has its incident, and by which names it calls it."""

    town: str | None
    opening_names: frozenset[str]
    calls: frozenset[int]
    sounds: frozenset[int]


def place_of(sketch: ReportSketch) -> PlaceCalled:
    """Where a report has its incident."""
    return PlaceCalled(
        sketch.town, marked(sketch.names, OPENS), hashes_in(sketch.calls), hashes_in(sketch.sounds)
    )


@dataclass(frozen=True)
class Report:
    """What is compared of one article, unpacked."""

    article: str
    claim: str
    lang: str
    opening: Matrix  # (up to OPENING + 1, dimensions), unit rows
    body: Matrix  # (dimensions,), unit length
    words: Mapping[str, float]  # key -> weight of its place
    opening_words: frozenset[str]
    names: Mapping[str, float]  # entity id -> weight of its place
    opening_names: frozenset[str]
    places: frozenset[str]
    anchors: Anchors
    toll: Quantity | None
    injured: Quantity | None
    numbers: frozenset[int]
    weekdays: frozenset[int]
    days: frozenset[date]
    published: date | None
    frame: str
    town: str | None  # the town in which the lead has it, as a name of the opening
    calls: frozenset[int]  # how the names sound by which headline and lead call the incident
    sounds: frozenset[int]  # how all words of the text sound
    wording: str  # equal in copies to the letter; empty where the body is too short to tell


def report_of(sketch: ReportSketch) -> Report:
    """A sketch, unpacked."""
    return Report(
        sketch.article,
        sketch.claim,
        sketch.lang,
        opening_of(sketch),
        at_unit_length(from_bytes(sketch.body)[None])[0] if sketch.body else np.zeros(0, dtype=np.float32),
        weights_in(sketch.words),
        marked(sketch.words, OPENS),
        weights_in(sketch.names),
        marked(sketch.names, OPENS),
        marked(sketch.names, PLACE),
        Anchors(shares_in(sketch.anchors), marked(sketch.anchors, OPENS)),
        sketch.toll,
        sketch.injured,
        frozenset(sketch.numbers),
        frozenset(sketch.weekdays),
        frozenset(map(date.fromisoformat, sketch.days)),
        date.fromisoformat(sketch.published) if sketch.published else None,
        sketch.frame,
        sketch.town,
        hashes_in(sketch.calls),
        hashes_in(sketch.sounds),
        sketch.wording,
    )


def opening_of(sketch: ReportSketch) -> Matrix:
    """The vectors of a report's first sentences at unit length."""
    if not sketch.opening or not sketch.body:
        return np.zeros((0, 0), dtype=np.float32)
    return at_unit_length(from_bytes(sketch.opening).reshape(-1, len(sketch.body) // 2))


def read_sketch(
    article: Article,
    sentences: Sequence[Sentence],
    vectors: Mapping[int, bytes],
    claim: Claim,
    slots: Mapping[str, ClaimSlots],
    mentions: Sequence[tuple[Mention, str]],
    shares: Mapping[str, float],
) -> ReportSketch:
    """What is compared of an article. ``mentions`` come with the keys of their entities, ``shares`` are those of keys."""
    published = day_of(article.published.value)
    read = list(sentences[:READ])
    opening = [s for s in read if s.index < OPENING or s.index == claim.sentence]
    words, opening_words = _words(article, read)
    weekdays, days = _days(article, read, published)
    names, opening_names, places = _names(mentions, sorted((s.end, s.index) for s in read))
    mine = slots.get(claim.id)
    anchors = read_anchors(
        ((article.text[s.start : s.end], s.lang, _opens(s, claim)) for s in read),
        [*(m.text for m, _ in mentions if m.type == "outlet" or m.known_as), article.publisher or ""],
    )
    told = [(article.text[s.start : s.end], s.lang) for s in read]
    calls = read_calls((row for s, row in zip(read, told, strict=True) if _opens(s, claim)), anchors)
    return ReportSketch(
        article.id,
        claim.id,
        claim.lang,
        b"".join(vectors[s.index] for s in opening if s.index in vectors),
        _mean([vectors[s.index] for s in read[:BODY] if s.index in vectors]),
        pack_keyed(words, background(claim.lang).shares, dict.fromkeys(opening_words, OPENS)),
        pack_keyed(
            names, shares, {key: OPENS * (key in opening_names) + PLACE * (key in places) for key in names}
        ),
        pack_keyed(dict.fromkeys(anchors.all, 1.0), anchors.all, dict.fromkeys(anchors.opening, OPENS)),
        _total(mine, "killed"),
        _total(mine, "injured"),
        sorted(_numbers(mine, read)),
        sorted(weekdays),
        sorted(day.isoformat() for day in days),
        published.isoformat() if published else None,
        mine.frame if mine else "other",
        _town(mine, opening_names),
        pack_hashes(sorted(calls)),
        pack_hashes(sorted(read_sounds(told))),
        text_hash(wording_of(article)),
    )


def _total(mine: ClaimSlots | None, role: str) -> Quantity | None:
    whole = (q for q in mine.quantities if q.role == role and q.part_of is None) if mine else iter(())
    return next(whole, None)


def _words(article: Article, read: Sequence[Sentence]) -> tuple[Mapping[str, float], frozenset[str]]:
    """The words of a text with their weights, and those of its opening."""
    words: defaultdict[str, float] = defaultdict(float)
    opening: set[str] = set()
    for sentence in read:
        keys = keys_of_text(article.text[sentence.start : sentence.end], sentence.lang)
        weight = weight_at(sentence.index)
        for key in keys:
            words[key] += weight
        if sentence.index < _FIRST_WORDS:
            opening.update(keys)
    return words, frozenset(opening)


def _days(
    article: Article, read: Sequence[Sentence], published: date | None
) -> tuple[frozenset[int], frozenset[date]]:
    """The weekdays and days that the first sentences of a text name."""
    early = [s for s in read if s.index < _FIRST_DAYS]
    said = [t for s in early for t in find_times(article.text[s.start : s.end], s.lang, published)]
    weekdays = frozenset(t.weekday for t in said if t.weekday)
    return weekdays, frozenset(t.from_ for t in said if t.from_ and t.precision <= 2)


def _opens(sentence: Sentence, claim: Claim) -> bool:
    return sentence.index < 2 or sentence.index == claim.sentence


def _town(mine: ClaimSlots | None, opening_names: frozenset[str]) -> str | None:
    """The lead's town where a registry knows it: coarser places hold many incidents."""
    place = mine.place if mine else None
    known = place is not None and place.precision <= _TOWN and place.entity in opening_names
    return place.entity if known and place else None


def wording_of(article: Article) -> str:
    """The folded words of the beginning of the body, without signs; empty where there are fewer than ``TELLING``."""
    words = fold(article.text[article.body_start : article.body_start + WORDING]).split()
    return " ".join(words) if len(words) >= TELLING else ""


def weight_at(index: int) -> float:
    """How much a word weighs by where it stands: headline and lead most."""
    return 3.0 if index < 3 else 1.5 if index < 6 else 1.0


def _names(
    mentions: Sequence[tuple[Mention, str]], ends: Sequence[tuple[int, int]]
) -> tuple[Mapping[str, float], frozenset[str], frozenset[str]]:
    names: defaultdict[str, float] = defaultdict(float)
    opening: set[str] = set()
    places: set[str] = set()
    at = 0
    for mention, entity in sorted(mentions, key=lambda pair: pair[0].start):
        while at < len(ends) and ends[at][0] <= mention.start:
            at += 1
        if at == len(ends):
            break
        if mention.type == "outlet":
            continue
        index = ends[at][1]
        names[entity] += weight_at(index)
        if index < 6:
            opening.add(entity)
            if mention.type == "place" and mention.known_as:
                places.add(entity)
    return names, frozenset(opening), frozenset(places)


def _numbers(mine: ClaimSlots | None, sentences: Sequence[Sentence]) -> frozenset[int]:
    """The telling numbers of the first sentences: small ones are in every report."""
    ends = [s.end for s in sentences if s.index < 6]
    if mine is None or not ends:
        return frozenset()
    told = (q for q in mine.counts if q.end <= max(ends) and not is_vague(q))
    return frozenset(q.low for q in told if q.low is not None and q.low > 3)


def _mean(rows: Sequence[bytes]) -> bytes:
    if not rows:
        return b""
    return to_bytes(np.mean(np.stack([from_bytes(row) for row in rows]), axis=0))
