"""The articles of the case as sides of an edge: sentences with the names known in them, and their vectors."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from headwater.origins.changes.names import NameKind, NameMark
from headwater.origins.changes.passages import Passage
from headwater.origins.changes.sides import Readings, Side
from headwater.records.articles import Article, Part, Sentence
from headwater.records.entities import Entity, EntityType, Mention, MentionEntity
from headwater.records.matches import SentenceVector
from headwater.records.tables import Tables

_KINDS: dict[EntityType, NameKind] = {
    "person": "person", "group": "actor", "body": "actor", "state": "other", "outlet": "outlet",
    "place": "place", "weapon": "weapon", "event": "weapon",
}  # fmt: skip
_LEFT_OUT = frozenset(("boilerplate", "embed"))
_MOST_ALIASES = 12
_KEPT_SIDES = 256


class Library:
    """Sides of articles, made when asked for; the last few hundred are kept."""

    def __init__(self, tables: Tables) -> None:
        self.articles = tables.by_id(Article)
        self.parts = tables.by_id(Part)
        self._sentences = tables.by_article(Sentence)
        self._vectors = tables.by_article(SentenceVector)
        self._mentions = tables.by_article(Mention)
        self._entities = tables.by_id(Entity)
        self._entity_of = {
            row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"
        }
        self._kept: OrderedDict[str, tuple[list[Sentence], Side]] = OrderedDict()

    def side(self, article: str, spans: Sequence[tuple[int, int]] = ()) -> Side:
        """An article's sentences but for boilerplate; only those that touch ``spans`` where any are given."""
        sentences, side = self._read(article)
        if not spans:
            return side
        keep = [i for i, s in enumerate(sentences) if any(s.start < b and a < s.end for a, b in spans)]
        return Side(side.readings.some(keep), side.vectors[keep])

    def sentences(self, article: str) -> list[Sentence]:
        """The sentences that the rows of an article's side stand for."""
        return self._read(article)[0]

    def _read(self, article: str) -> tuple[list[Sentence], Side]:
        if article in self._kept:
            self._kept.move_to_end(article)
            return self._kept[article]
        text = self.articles[article].text
        vectors = {v.sentence: v.vector for v in self._vectors.get(article, ())}
        sentences = [
            s
            for s in sorted(self._sentences.get(article, ()), key=lambda s: s.index)
            if s.index in vectors and not (s.part in self.parts and self.parts[s.part].kind in _LEFT_OUT)
        ]
        names = self._names(article)
        starts = [n.start for n in names]
        passages = [self._passage(text, s, names, starts) for s in sentences]
        rows = b"".join([vectors[s.index] for s in sentences])
        matrix = (
            np.frombuffer(rows, dtype="<f2").astype(np.float32).reshape(len(sentences), -1 if rows else 0)
        )
        self._kept[article] = (sentences, Side(Readings(passages), matrix))
        if len(self._kept) > _KEPT_SIDES:
            self._kept.popitem(last=False)
        return self._kept[article]

    def _passage(self, text: str, sentence: Sentence, names: list[NameMark], starts: list[int]) -> Passage:
        first, last = bisect_right(starts, sentence.start - 1), bisect_right(starts, sentence.end - 1)
        inside = tuple(n for n in names[first:last] if n.end <= sentence.end)
        return Passage(
            text[sentence.start : sentence.end], sentence.lang, sentence.start, inside, sentence.title
        )

    def _names(self, article: str) -> list[NameMark]:
        """The article's names in order, none overlapping; labels are no names."""
        found: list[NameMark] = []
        for mention in sorted(self._mentions.get(article, ()), key=lambda m: (m.start, -m.end, m.id)):
            if mention.label is None and (not found or mention.start >= found[-1].end):
                found.append(self._name(mention))
        return found

    def _name(self, mention: Mention) -> NameMark:
        entity = self._entities.get(self._entity_of.get(mention.id, ""))
        known = mention.known_as or (entity.known_as if entity else None)
        key = known or (entity.id if entity else mention.text.casefold())
        aliases = tuple(n.text for n in entity.names[:_MOST_ALIASES]) if entity else ()
        return NameMark(
            mention.start, mention.end, mention.text, key, _KINDS[mention.type], known is not None, aliases
        )
