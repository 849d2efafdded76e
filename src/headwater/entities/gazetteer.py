"""Places named in one article: which words, and which of several places of that name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from headwater.entities.compiled import place_index
from headwater.entities.entries import LANGUAGES, RegistryName, lines_of, names_in, word_list
from headwater.entities.found import Candidate
from headwater.entities.index import NameIndex, NameRef, cased, fits
from headwater.entities.known import Line, made_or_based, with_article
from headwater.entities.listeners import told
from headwater.entities.places import Place, place
from headwater.text.names import Word, fold

SIDE_WORDS = 3
LARGE = 400_000
SMALL_TOWN = 50_000
_WIDE = ("governorate", "area", "river")
NEAR_MEANINGS = 2
"""Meanings of a name (a town, its governorate) from which the article's whereabouts may be read."""
PROMINENT = 2_000_000
"""People in a town that is meant without a word about its country."""


@dataclass(frozen=True, slots=True)
class _Hit:
    line: Line
    first: int
    last: int
    places: tuple[Place, ...]


def place_names(lines: Sequence[Line], known: Sequence[Candidate]) -> list[Candidate]:
    """Places named in the article; of several of one name, that in the country it speaks of most."""
    hits = [hit for line in lines for hit in _hits(line)]
    countries = _countries(hits, known)
    around = _whereabouts(hits, countries)
    quarters = {hit.places for hit in hits if _too_wide(hit, countries)}  # so throughout the article
    return [
        _candidate(hit, countries, around)
        for hit in hits
        if any(_likely(p, countries, hit) for p in hit.places) and hit.places not in quarters
    ]


def _too_wide(hit: _Hit, countries: Counter[str]) -> bool:
    """Whether words of a town's quarter stand beside a name that is no quarter's here: another place is meant.

    So is it with a region of several states, and with a governorate or a large town of another country than
    the article speaks of most: a quarter of Aleppo is called Sulaymaniyah too.
    """
    most = min(countries, key=lambda code: (-countries[code], code), default="")
    if side_of(hit.line, hit.first, hit.last) != "quarter":
        return False
    if all(not p.country for p in hit.places):
        return True
    return bool(most) and all(
        p.country != most and (p.kind == "governorate" or p.population >= LARGE) for p in hit.places
    )


def _likely(found: Place, countries: Counter[str], hit: _Hit) -> bool:
    """Whether a place is written by hand, is large, or lies in a country that the article speaks of.

    One word of a script without capitals may always be a common one ("سلوك", conduct): there a place written by
    hand needs its country too, unless it is a city or more.
    """
    by_hand = not found.id.removeprefix("place/").isdigit()
    words = hit.line.words[hit.first : hit.last]
    if (
        found.kind not in _WIDE
        and found.population < SMALL_TOWN
        and len(words) == 1
        and not cased(words[0].text)
    ):
        by_hand = False
    return by_hand or found.population >= LARGE or countries[found.country] > 0


def _hits(line: Line) -> list[_Hit]:
    found: list[_Hit] = []
    at = 0
    while at < len(line.words):
        hit = None if line.words[at].article else _hit_at(line, at)
        if hit:
            found.append(hit)
        at = hit.last if hit else at + 1
    return found


def _hit_at(line: Line, first: int) -> _Hit | None:
    for last, refs in place_index().find(line.words, first):
        fitting = [ref for ref in refs if _fits(line, first, last, ref)]
        places = tuple(p for ref in fitting if (p := place(ref.id)) is not None)
        if places and not made_or_based(line.words, last) and not _begins_longer(line.words, first, last):
            return _Hit(line, first, last, tuple(dict.fromkeys(places)))
    return None


@cache
def _landforms() -> frozenset[str]:
    """Arabic nouns of places in Latin letters ("Bab", "Tal") that are towns' names only when they stand alone."""
    rows = [cells for _, cells in lines_of("signs.csv", 4) if cells[:2] == ["place", "first"]]
    return frozenset(fold(word) for cells in rows for cell in cells[2:] for word in cell.split("|"))


def _begins_longer(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a landform's noun begins a longer name: "Bab Sharqi" is not al-Bab."""
    one = last - first == 1 and words[first].forms[0] in _landforms() and not words[first].broken
    return one and last < len(words) and (words[last].article or words[last].text[0].isupper())


def place_meant(candidates: Sequence[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """The candidates without outlets and groups whose name is a place's too, where the words beside say a place."""
    places = {c.end for c in candidates if c.how == "gazetteer"}
    return [
        c
        for c in candidates
        if c.end not in places or c.type not in ("outlet", "group") or not _sided(c, lines)
    ]


def _sided(candidate: Candidate, lines: Sequence[Line]) -> bool:
    line = lines[bisect_right(lines, candidate.start, key=lambda line: line.sentence.start) - 1]
    first = bisect_left(line.words, candidate.start, key=lambda w: w.start)
    last = bisect_left(line.words, candidate.end, key=lambda w: w.start)
    one = sum(not w.article for w in line.words[first:last]) == 1
    is_told = told(line.words, with_article(line.words, first), line.sentence.lang) is not None
    return one and not is_told and side_of(line, first, last) is not None


def _fits(line: Line, first: int, last: int, ref: NameRef) -> bool:
    lang = line.sentence.lang
    if ref.name.lang in ("ar", "ru") and ref.name.lang != lang:
        return False
    return fits(line.words, first, last, ref, lang, line.shouting)


def _countries(hits: Sequence[_Hit], known: Sequence[Candidate]) -> Counter[str]:
    """How often the article speaks of each country: its state, its bodies, places found only there."""
    counts: Counter[str] = Counter()
    for candidate in known:
        pieces = (candidate.known_as or "").split("/")
        if len(pieces) >= 2 and pieces[0] in ("state", "body"):
            counts[pieces[1].upper()] += 2
    for hit in hits:
        of = {p.country for p in hit.places}
        if len(of) == 1 and any(p.population >= LARGE or p.kind == "governorate" for p in hit.places):
            counts[of.pop()] += 1
    return counts


def _whereabouts(hits: Sequence[_Hit], countries: Counter[str]) -> Counter[str]:
    """How often the article names each town, and what it lies in, in the country that it speaks of most."""
    most = min(countries, key=lambda code: (-countries[code], code), default="")
    counts: Counter[str] = Counter()
    for hit in hits:
        own = [p for p in hit.places if p.country == most]
        if 0 < len(own) <= NEAR_MEANINGS:
            counts.update(sorted({p.parent for p in own} | {p.id for p in own if p.kind == "town"}))
    return counts


def _candidate(hit: _Hit, countries: Counter[str], around: Counter[str]) -> Candidate:
    words = hit.line.words
    side = side_of(hit.line, hit.first, hit.last)
    likely = [p for p in hit.places if _likely(p, countries, hit)]
    ranked = sorted(
        likely,
        key=lambda p: (
            not _meant(p, side),
            not _prominent(p),
            -countries[p.country],
            -around[p.parent],
            -p.population,
            p.id,
        ),
    )
    chosen = ranked[0]
    begin = with_article(words, hit.first)
    others = len(likely) - 1
    because = f"The words are a name of {chosen.name}, {_where(chosen)}."
    if others:
        because = f"{because[:-1]}, chosen among {others + 1} places of that name by the words beside it and the countries that the article speaks of."
    return Candidate(
        words[begin].start, words[hit.last - 1].end, "place", "gazetteer", because, known_as=chosen.id
    )


def _prominent(found: Place) -> bool:
    """Whether a place is written by hand or is a very large town: it wins over its small namesakes."""
    return not found.id.removeprefix("place/").isdigit() or found.population >= PROMINENT


def _where(found: Place) -> str:
    parent = place(found.parent)
    kind = {"town": "a town"}.get(found.kind, f"a {found.kind}")
    return f"{kind} in {parent.name}" if parent else kind


def _meant(found: Place, side: str | None) -> bool:
    """Whether the words beside the name speak for this kind of place; without such words a town."""
    if side == "governorate":
        return found.kind == "governorate"
    if side == "quarter":
        return found.kind in ("quarter", "district")
    return found.kind != "governorate"


@cache
def _side_words() -> tuple[NameIndex, NameIndex]:
    names: dict[str, list[tuple[str, RegistryName]]] = {"before": [], "after": []}
    for _, (kind, side, *cells) in lines_of("placewords.csv", 7):
        for lang, cell in zip(LANGUAGES, cells, strict=True):
            names[side].extend((kind, name) for name in names_in(cell, lang))
    return NameIndex.of(names["before"]), NameIndex.of(names["after"])


def side_of(line: Line, first: int, last: int) -> str | None:
    """What the words right beside a name say that it is: ``governorate``, ``quarter``, ``town``, ``place`` or nothing."""
    kinds = {*_kinds_before(line, first), *_kinds_after(line, last)}
    return next((kind for kind in ("governorate", "quarter", "town", "place") if kind in kinds), None)


def _kinds_before(line: Line, first: int) -> Iterator[str]:
    words, lang = line.words, line.sentence.lang
    begin = with_article(words, first)
    for at in range(max(0, begin - SIDE_WORDS), begin):
        for end, refs in _side_words()[0].find(words, at):
            if end == begin or (
                end == begin - 1 and words[end].forms[0] in word_list("between noun and owner")
            ):
                yield from (ref.id for ref in refs if ref.name.lang == lang)


def _kinds_after(line: Line, last: int) -> Iterator[str]:
    if line.words[last - 1].broken:
        return
    for _, refs in _side_words()[1].find(line.words, last):
        yield from (ref.id for ref in refs if ref.name.lang == line.sentence.lang)
