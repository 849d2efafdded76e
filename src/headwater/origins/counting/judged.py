"""Origins as persons judge them: two that are one become one end, two that are separate are never merged.

A judgement points at the words by which an article cites somebody, or at a whole article that stands for itself.
Those words lead to the end that they are read as; where they are gone, its effect says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.reading import Reading
from headwater.records.articles import Article
from headwater.records.claims import Attribution
from headwater.records.judgements import OriginEffect, OriginJudgement, TextAnchor, said_by

Ways = Mapping[str, Sequence[Way]]


@dataclass(frozen=True, slots=True)
class _Place:
    """What an anchor leads to: the article, and the sources that its words are read as (none: the article itself)."""

    article: str
    sources: frozenset[str]

    def leads_to(self, end: End) -> bool:
        """Whether an end is this place's."""
        return (
            end.source in self.sources if self.sources else end.source is None and end.article == self.article
        )


def judged(
    ways: Ways, judgements: Sequence[OriginJudgement], case: Reading
) -> tuple[Ways, list[OriginEffect]]:
    """The ways of every claim as the judgements leave their ends, and what became of each judgement."""
    effects = []
    finder = _Finder(case)
    for row in judgements:
        if row.status != "obeyed":
            continue
        places = [finder.place(anchor) for anchor in row.at]
        ends = [_end_at(place, ways) for place in places]
        if any(end is None for end in ends):
            gone = "Words or articles that it points at lead to no origin of the case any more; nothing was changed."
            effects.append(OriginEffect(row.id, "not_found", None, gone))
            continue
        said = said_by(row)
        found = [end for end in ends if end is not None]
        if row.kind == "one_origin":
            ways = _joined(ways, found, f"Judged one origin by {said}")
        else:
            ways = _parted(ways, [p for p in places if p], found, f"Judged separate by {said}")
        effects.append(OriginEffect(row.id, "obeyed", None, f"Judged by {said}"))
    return ways, effects


class _Finder:
    """From anchors to places."""

    def __init__(self, case: Reading) -> None:
        self._articles: dict[str, Article] = {}
        for article in case.articles.values():
            self._articles.setdefault(article.sha256, article)
        self._articles.update(case.articles)
        self._source_of = {id_: row.id for row in case.sources.values() for id_ in row.cited_by}
        self._cited: dict[str, list[Attribution]] = {}
        for row in case.attributions.values():
            self._cited.setdefault(row.article, []).append(row)

    def place(self, anchor: TextAnchor) -> _Place | None:
        """What the anchor leads to; None where it is no longer there."""
        article = self._articles.get(anchor.article) or self._articles.get(anchor.sha256 or "")
        if article is None:
            return None
        if anchor.text is None:
            return _Place(article.id, frozenset())
        same = [
            (abs(row.source.start - (anchor.start or 0)), row.id)
            for row in self._cited.get(article.id, [])
            if row.source and anchor.has_words(row.source.text) and row.id in self._source_of
        ]
        if not same:
            return None
        nearest = min(same)[0]
        sources = frozenset(self._source_of[id_] for distance, id_ in same if distance == nearest)
        return _Place(article.id, sources)


def _end_at(place: _Place | None, ways: Ways) -> End | None:
    """The end that a place leads to, of all claims the first by key."""
    if place is None:
        return None
    found = (way.end for of in ways.values() for way in of if place.leads_to(way.end))
    return min(found, key=lambda end: end.key, default=None)


def _joined(ways: Ways, ends: Sequence[End], because: str) -> Ways:
    """All ends as the first of them, with whatever the texts call it."""
    keys = {end.key for end in ends}
    first = ends[0]
    whole = replace(
        first,
        said_as=frozenset().union(*(end.said_as for end in ends)),
        told_in=frozenset().union(*(end.told_in for end in ends)),
        kin=frozenset().union(*(end.kin for end in ends)),
        because=f"{first.because} {because}".strip(),
    )
    return _with(ways, lambda way: replace(way, end=whole) if way.end.key in keys else way)


def _parted(ways: Ways, places: Sequence[_Place], ends: Sequence[End], because: str) -> Ways:
    """Ends that were one made two, and all of them kept from being merged."""
    keys = [
        end.key
        if [other.key for other in ends].index(end.key) == at
        else f"{end.key}\x1fjudged\x1f{place.article}"
        for at, (place, end) in enumerate(zip(places, ends, strict=True))
    ]
    of = {(end.key, place.article): key for key, place, end in zip(keys, places, ends, strict=True)}
    every = frozenset(keys)

    def part(way: Way) -> Way:
        key = of.get((way.end.key, way.nodes[0]), way.end.key)
        if key not in every:
            return way
        told = way.end.because if because in way.end.because else f"{way.end.because} {because}".strip()
        return replace(
            way, end=replace(way.end, key=key, apart=way.end.apart | (every - {key}), because=told)
        )

    return _with(ways, part)


def _with(ways: Ways, change: Callable[[Way], Way]) -> Ways:
    return {claim: [change(way) for way in of] for claim, of in ways.items()}
