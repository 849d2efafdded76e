"""Part against part inside one article: what the outlet's own headline and words make of a text that it reprints."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.origins.changes.comparing import compare_pair
from headwater.origins.changes.config import ChangesConfig
from headwater.origins.changes.differences import Difference, Pair
from headwater.origins.changes.library import Library
from headwater.origins.changes.sides import Side
from headwater.origins.changes.vocabulary import vocabulary_of
from headwater.records.articles import Article, Part
from headwater.records.tables import Tables

_REPRINTED = ("quoted_whole", "pasted")
_TOLD = frozenset(("number_changed", "negated", "hedge_dropped", "relabelled", "place_changed"))
"""What a headline or an introduction may not alter, however short it is."""


def inner_differences(
    tables: Tables, library: Library, config: ChangesConfig
) -> Iterator[tuple[Article, list[Difference]]]:
    """For each article that reprints another text: what its own words say otherwise than that text."""
    parts = tables.by_article(Part)
    for article in tables.of(Article):
        kinds = {part.id: part.kind for part in parts.get(article.id, ())}
        if not any(kind in _REPRINTED for kind in kinds.values()):
            continue
        sentences, side = library.sentences(article.id), library.side(article.id)
        own = [i for i, s in enumerate(sentences) if kinds.get(s.part) == "body"][: config.introduction]
        reprinted = [i for i, s in enumerate(sentences) if kinds.get(s.part) in _REPRINTED]
        if own and reprinted:
            yield article, _against(side, own, reprinted, config)


def _against(side: Side, own: list[int], reprinted: list[int], config: ChangesConfig) -> list[Difference]:
    scores = side.vectors[own] @ side.vectors[reprinted].T
    words = vocabulary_of([side.readings[i] for i in reprinted])
    found: list[Difference] = []
    for row, index in enumerate(own):
        best = int(scores[row].argmax())
        score = round(float(scores[row, best]), 4)
        if score < config.retold:
            continue
        parent, child = side.readings[reprinted[best]], side.readings[index]
        pair = Pair(parent, child, parent, child, words, score)
        found += [d for d in compare_pair(pair) if d.kind in _TOLD]
    return found
