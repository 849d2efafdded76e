"""Who is who of a case that is too large to be held as rows: names as columns, and rows made as somebody goes through them.

The rows are those of ``who_is_who.py`` without judgements, which no such case is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from headwater.entities.actor_columns import ActorColumns, Numbers
from headwater.entities.actors import Actor
from headwater.entities.article_names import Given, late_in, names_of
from headwater.entities.columns import number_of
from headwater.entities.config import ResolveConfig
from headwater.entities.name_columns import ByArticle, NameColumns, actor_id_of, actor_number
from headwater.entities.relations import linked
from headwater.entities.who_stands import WhoStands, id_of
from headwater.records.entities import AttributionEntity, MentionEntity, Relation


@dataclass
class NameSurvey(WhoStands):
    """Who is who over columns."""

    names: NameColumns = field(default_factory=NameColumns)
    by_article: ByArticle = field(default_factory=ByArticle)
    actors: ActorColumns = field(init=False)
    speakers: Speakers = field(init=False)

    def settle(self, known: Iterable[str]) -> None:
        """Decide who is who; there will be no more articles. ``known`` are registry entries of the case."""
        self.names.settle()
        self.by_article.values.settle()
        self.actors = ActorColumns(self.names, self.config)
        self.look_up(sorted(known))
        speakers = np.unique(np.asarray(self.by_article.spoken_by, dtype=np.uint64))
        entities = (
            [self.actors.entity_number(one) for one in speakers.tolist()] if self.actors.part_of else speakers
        )
        self.speakers = Speakers(np.unique(np.asarray(entities, dtype=np.uint64)))

    def actor(self, id_: str) -> Actor | None:
        """An entity that names name, of its clusters some that tell all; null where there is none of this id."""
        return self.actors.actor(id_)

    def ids(self) -> Iterator[str]:
        """The ids of all entities that names name, in order."""
        return (actor_id_of(int(self.actors.ids[at])) for at in self.actors.entities())

    def named(self, known_as: str) -> str | None:
        """The entity that names of a registry entry name, or null."""
        own = id_of(known_as)
        return own if self.actors.place(actor_number(own)) >= 0 else None

    def speaking(self) -> Collection[str]:
        """Entities that are the source of an attribution; of registered ones those that are named themselves."""
        return self.speakers

    def mention_rows(self) -> Iterator[MentionEntity]:
        """Which entity each mention belongs to, entity by entity."""
        for at in self.actors.entities():
            parts = self.actors.parts(at)
            id_, alone = actor_id_of(int(self.actors.ids[at])), sum(len(rows) for rows, _ in parts) == 1
            for rows, why in parts:
                yield from self._mentions(id_, rows, why, alone)

    def _mentions(self, id_: str, rows: Numbers, why: str | None, alone: bool) -> Iterator[MentionEntity]:
        names = self.names
        for row in rows.tolist():
            article = names.articles[names.article_of[row]]
            for at in names.mentions_of(row):
                known = alone or names.rest_values.value(names.rests[at])[2]  # the registry entry
                because = names.why_values.value(names.whys[at]) if why is None else why
                yield MentionEntity(
                    article, names.mentions[at], id_, "confirmed", 1.0 if known else 0.95, because
                )

    def source_rows(self) -> Iterator[AttributionEntity]:
        """Who all sources are, article by article."""
        one = self.by_article
        for at in range(len(one.spoken)):
            government = one.values.value(one.spoken_for[at])[0] if one.spoken_for[at] >= 0 else None
            if government:
                entity = self.entities.get(government, id_of(government))
            else:
                entity = actor_id_of(self.actors.entity_number(one.spoken_by[at]))
            because = one.values.value(one.spoken_why[at])[0] or ""
            yield AttributionEntity(self.names.articles[one.spoken_in[at]], one.spoken[at], entity, because)

    def label_rows(self) -> Iterator[MentionEntity]:
        """What all labels may point at, article by article."""
        one = self.by_article
        for at in range(len(one.labels)):
            if one.meant[at] < 0:
                entity: str | None = actor_id_of(self.actors.entity_number(one.beside[at]))
            else:
                entity = self.entities.get(one.values.value(one.meant[at])[0] or "")
            if entity is not None:
                article, because = (
                    self.names.articles[one.labels_in[at]],
                    one.values.value(one.label_why[at])[0] or "",
                )
                yield MentionEntity(article, one.labels[at], entity, "suggested", one.scores[at], because)

    def link_rows(self) -> Iterator[Relation]:
        """The links that articles state, article by article."""
        for links, at in self.by_article.links.values():
            yield from linked(
                links, {end: actor_id_of(self.actors.entity_number(one)) for end, one in at.items()}
            )


class Speakers(Collection[str]):
    """Ids of entities, as numbers."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def __contains__(self, id_: object) -> bool:
        number = number_of(id_) if isinstance(id_, str) else None
        at = 0 if number is None else int(np.searchsorted(self._numbers, np.uint64(number)))
        return number is not None and at < len(self._numbers) and int(self._numbers[at]) == number

    def __iter__(self) -> Iterator[str]:
        return map(actor_id_of, self._numbers.tolist())

    def __len__(self) -> int:
        return len(self._numbers)


def surveyed(articles: Iterable[Given], config: ResolveConfig) -> NameSurvey:
    """Who is who in a case."""
    who, known = NameSurvey(config, kept=False), set[str]()
    for given in articles:
        names = names_of(given, config, None)
        known.update(who.count(names, 1))
        who.by_article.put(who.names.put(given.article.id, names, late_in(given)), names)
    who.settle(known)
    return who
