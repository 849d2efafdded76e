"""A report's incident as far as it can be compared: its opening, names, numbers, days, places.

A report is one article seen from its lead claim. What stands in the headline and the first sentences
weighs most; the rest of the text says what the incident is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from headwater.matches.anchors import Anchors, read_anchors, read_calls, read_sounds
from headwater.matches.rarity import keys_of_text
from headwater.matches.times import day_of, find_times
from headwater.matches.tolls import is_vague
from headwater.matches.vectors import Matrix, at_unit_length
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.entities import Mention
from headwater.records.matches import ClaimSlots, Quantity
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


@dataclass(frozen=True)
class Report:
    """What is compared of one article."""

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
    calls: frozenset[str]  # how the names sound by which headline and lead call the incident
    sounds: frozenset[str]  # how all words of the text sound
    wording: str  # the body, folded: equal in copies to the letter; empty where it is too short to tell


def read_report(
    article: Article,
    sentences: Sequence[Sentence],
    vectors: Mapping[int, Matrix],
    claim: Claim,
    slots: Mapping[str, ClaimSlots],
    mentions: Sequence[tuple[Mention, str]],
) -> Report:
    """The report that an article is. ``mentions`` come with the ids of their entities."""
    published = day_of(article.published.value)
    read = list(sentences[:READ])
    opening = [s for s in read if s.index < OPENING or s.index == claim.sentence]
    words, opening_words = _words(article, read)
    weekdays, days = _days(article, read, published)
    ends = sorted((s.end, s.index) for s in read)
    names, opening_names, places = _names(mentions, ends)
    mine = slots.get(claim.id)
    numbers = _numbers(mine, read)
    anchors = read_anchors(
        ((article.text[s.start : s.end], s.lang, _opens(s, claim)) for s in read),
        [*(m.text for m, _ in mentions if m.type == "outlet" or m.known_as), article.publisher or ""],
    )
    told = [(article.text[s.start : s.end], s.lang) for s in read]
    return Report(
        article.id,
        claim.id,
        claim.lang,
        _stack([vectors[s.index] for s in opening if s.index in vectors]),
        _mean([vectors[s.index] for s in read[:BODY] if s.index in vectors]),
        words,
        opening_words,
        names,
        opening_names,
        places,
        anchors,
        next((q for q in mine.quantities if q.role == "killed" and q.part_of is None), None)
        if mine
        else None,
        next((q for q in mine.quantities if q.role == "injured" and q.part_of is None), None)
        if mine
        else None,
        numbers,
        weekdays,
        days,
        published,
        mine.frame if mine else "other",
        _town(mine, opening_names),
        read_calls((row for s, row in zip(read, told, strict=True) if _opens(s, claim)), anchors),
        read_sounds(told),
        wording_of(article),
    )


def _words(article: Article, read: Sequence[Sentence]) -> tuple[Mapping[str, float], frozenset[str]]:
    """The words of a text with their weights, and those of its opening."""
    words: defaultdict[str, float] = defaultdict(float)
    opening: set[str] = set()
    for sentence in read:
        keys = keys_of_text(article.text[sentence.start : sentence.end], sentence.lang)
        for key in keys:
            words[key] += weight_at(sentence.index)
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


def _stack(rows: list[Matrix]) -> Matrix:
    return at_unit_length(np.stack(rows)) if rows else np.zeros((0, 0), dtype=np.float32)


def _mean(rows: list[Matrix]) -> Matrix:
    if not rows:
        return np.zeros(0, dtype=np.float32)
    return np.asarray(at_unit_length(np.mean(np.stack(rows), axis=0, keepdims=True))[0], dtype=np.float32)
