"""The rows that tell who is who, in their order, kept up as entities and articles move; a row that stands is the same object."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter

from headwater.entities.entity_rows import mention_rows
from headwater.entities.gathered import Touched
from headwater.entities.movement import Edit, kept_where_equal, place_of, spliced
from headwater.entities.relations import linking, registered
from headwater.entities.who_is_who import WhoIsWho, id_of
from headwater.entities.who_stands import WhoStands
from headwater.records.entities import AttributionEntity, Entity, MentionEntity, Relation

_ENTITY, _ID = attrgetter("entity"), attrgetter("id")


@dataclass
class KeptRows:
    """``mentions`` and ``entities`` go by entities, the others by articles."""

    mentions: list[MentionEntity] = field(default_factory=list)
    labels: list[MentionEntity] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    spoken: list[AttributionEntity] = field(default_factory=list)
    registered: list[Relation] = field(default_factory=list)
    links: dict[str, list[Relation]] = field(default_factory=dict)
    all_mentions: list[MentionEntity] = field(default_factory=list)
    """``mentions`` and ``labels``."""
    relations: list[Relation] = field(default_factory=list)
    """``registered`` and ``links``."""

    @classmethod
    def of(cls, who: WhoIsWho) -> KeptRows:
        """All rows."""
        rows = cls(
            list(all_mention_rows(who)),
            list(all_label_rows(who)),
            list(all_entities(who)),
            [row for article in who.gathered.articles for row in who.spoken(article)],
            list(registered(who.entities)),
            {article: found for article in who.gathered.articles if (found := who.links(article))},
        )
        rows._join()
        return rows

    def _join(self) -> None:
        self.all_mentions = [*self.mentions, *self.labels]
        self.relations = [*self.registered, *chain.from_iterable(self.links.values())]

    def follow_mentions(
        self, who: WhoIsWho, ids: Iterable[str], touched: Mapping[str, Touched], whole: Collection[str]
    ) -> None:
        """Bring the rows of mentions of some entities up to date; of those not ``whole`` only where articles were touched."""
        edits: list[Edit[MentionEntity]] = []
        for id_ in ids:
            actor = who.actor(id_)
            first = bisect_left(self.mentions, id_, key=_ENTITY)
            last = bisect_right(self.mentions, id_, lo=first, key=_ENTITY)
            at = touched.get(id_)
            if actor is None or at is None or id_ in whole or min(at.had, len(actor.clusters)) < 2:
                now = list(mention_rows(actor)) if actor else []
                edits.append((first, last, kept_where_equal(self.mentions[first:last], now, "mention")))
                continue
            own = self.mentions[first:last]
            for article in sorted(at.articles):
                start, end = place_of(own, article)
                now = list(mention_rows(actor, who.gathered.in_article(actor, article)))
                edits.append((first + start, first + end, kept_where_equal(own[start:end], now, "mention")))
        before = self.mentions
        self.mentions = spliced(self.mentions, edits)
        if self.mentions is not before:
            self.all_mentions = []

    def follow_articles(self, who: WhoIsWho, articles: Iterable[str]) -> tuple[list[str], list[str]]:
        """Bring rows that go by articles up to date; gives the entities of sources that came, and of those that went."""
        spoken: list[Edit[AttributionEntity]] = []
        labels: list[Edit[MentionEntity]] = []
        came: list[str] = []
        went: list[str] = []
        for article in articles:
            here = article in who.gathered.articles
            first, last = place_of(self.spoken, article)
            now = who.spoken(article) if here else []
            went += [row.entity for row in self.spoken[first:last]]
            came += [row.entity for row in now]
            spoken.append((first, last, kept_where_equal(self.spoken[first:last], now, "attribution")))
            first, last = place_of(self.labels, article)
            pointed = who.labels(article) if here else []
            labels.append((first, last, kept_where_equal(self.labels[first:last], pointed, "mention")))
            self._follow_links(who, article, here)
        self.spoken = spliced(self.spoken, spoken)
        before = self.labels
        self.labels = spliced(self.labels, labels)
        if self.labels is not before:
            self.all_mentions = []
        return came, went

    def _follow_links(self, who: WhoIsWho, article: str, here: bool) -> None:
        before = self.links.get(article, [])
        now = who.links(article) if here else []
        if now == before:
            return
        self.relations = []
        self.links.pop(article, None)
        if now:
            self.links[article] = kept_where_equal(before, now, "id")
            self.links = dict(sorted(self.links.items()))

    def follow_entities(self, who: WhoIsWho, ids: Iterable[str], moved: Collection[str]) -> None:
        """Bring the rows of some entities up to date, and the registry's links where entities of entries ``moved``."""
        edits: list[Edit[Entity]] = []
        for id_ in ids:
            first = bisect_left(self.entities, id_, key=_ID)
            last = bisect_right(self.entities, id_, lo=first, key=_ID)
            row = who.entity(id_)
            edits.append(
                (first, last, kept_where_equal(self.entities[first:last], [row] if row else [], "id"))
            )
        self.entities = spliced(self.entities, edits)
        if not linking().isdisjoint(moved):
            self.registered = kept_where_equal(self.registered, list(registered(who.entities)), "id")
            self.relations = []

    def settled(self) -> KeptRows:
        """The same, with what is one below the other put together again."""
        if not self.all_mentions:
            self.all_mentions = [*self.mentions, *self.labels]
        if not self.relations:
            self.relations = [*self.registered, *chain.from_iterable(self.links.values())]
        return self


def all_mention_rows(who: WhoIsWho) -> Iterator[MentionEntity]:
    """Which entity each mention belongs to, entity by entity."""
    for id_ in who.ids():
        actor = who.actor(id_)
        if actor is not None:
            yield from mention_rows(actor)


def all_label_rows(who: WhoIsWho) -> Iterator[MentionEntity]:
    """What all labels may point at, article by article."""
    for article in who.gathered.articles:
        yield from who.labels(article)


def all_entities(who: WhoStands) -> Iterator[Entity]:
    """All entities: those that names name, and registry entries that stand in the case without a name of theirs."""
    beside = {id_of(known_as) for known_as in who.entities if who.late[known_as] or who.beside[known_as]}
    for id_, _ in groupby(merge(sorted(beside), who.ids())):
        row = who.entity(id_)
        if row is not None:
            yield row
