"""Who is who in a case: entities, and the rows that tell of them, from the names of its articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from headwater.entities.actors import Actor
from headwater.entities.article_names import ArticleNames
from headwater.entities.clusters import Cluster
from headwater.entities.entity_rows import Called
from headwater.entities.gathered import Gathered
from headwater.entities.overruling import Overruled
from headwater.entities.relations import linked
from headwater.entities.uses import Naming
from headwater.entities.who_stands import WhoStands, id_of
from headwater.records.entities import AttributionEntity, MentionEntity, Relation

__all__ = ["WhoIsWho", "id_of"]


@dataclass
class WhoIsWho(WhoStands):
    """Who is who over rows that are held. Where the case is kept, ``pointing`` tells which articles ask for an entry."""

    gathered: Gathered = field(init=False)
    over: Overruled = field(default_factory=Overruled)
    speakers: Counter[str] = field(default_factory=Counter)
    pointing: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.gathered = Gathered(self.config)

    def put(self, article: str, names: ArticleNames | None) -> set[str]:
        """Take the names of an article for those that it had; gives the registry entries that this may concern."""
        before = self.gathered.articles.get(article)
        concerned: set[str] = set()
        for each, sign in ((before, -1), (names, 1)):
            if each is not None:
                concerned.update(self._count(article, each, sign))
        self.gathered.put(article, names)
        return concerned

    def _count(self, article: str, names: ArticleNames, sign: int) -> Iterator[str]:
        yield from self.count(names, sign)
        if self.kept:
            for known_as in names.asked:
                if sign > 0:
                    self.pointing[known_as].add(article)
                else:
                    self.pointing[known_as].discard(article)

    def actor(self, id_: str) -> Actor | None:
        """An entity that names name; null where there is none of this id."""
        if id_ in self.over.actors:
            return self.over.actors[id_]
        return None if id_ in self.over.concerned else self.gathered.actor(id_)

    def ids(self) -> list[str]:
        """The ids of all entities that names name, in order."""
        ids = {id_ for id_ in self.gathered.ids() if id_ not in self.over.concerned}
        return sorted(ids.union(self.over.actors))

    def named(self, known_as: str) -> str | None:
        """The entity that names of a registry entry name, or null."""
        own, found = id_of(known_as), self.over.known.get(known_as)
        if found is None and own not in self.over.concerned and own in self.gathered.by_names:
            return own
        return found

    def speaking(self) -> Counter[str]:
        """The entities that are the source of an attribution, counted."""
        return self.speakers

    def called(self, id_: str) -> Counter[Called] | None:
        """By which names an entity is called, where somebody has counted them."""
        return self.gathered.called.get(id_) if id_ not in self.over.actors else None

    def entity_of(self, mention: Naming, cluster: Cluster) -> str:
        """The entity of a mention."""
        found = self.over.at.get(mention.id)
        return found[0] if found else self.gathered.id_of(cluster)

    def heard(self, came: Iterable[str], went: Iterable[str]) -> set[str]:
        """Count entities that are sources now and were before; gives those that became one or are none any more."""
        came, went = Counter(came), Counter(went)
        turned = set()
        for id_ in came.keys() | went.keys():
            count = self.speakers[id_] + came[id_] - went[id_]
            if bool(count) != bool(self.speakers[id_]):
                turned.add(id_)
            self.speakers[id_] = count
            if not count:
                del self.speakers[id_]
        return turned

    def spoken(self, article: str) -> list[AttributionEntity]:
        """Who the sources of an article's attributions are."""
        return [
            AttributionEntity(
                article,
                one.attribution,
                self.entities.get(one.government, id_of(one.government))
                if one.government
                else self.entity_of(one.mention, one.cluster),
                one.because,
            )
            for one in self.gathered.articles[article].spoken
        ]

    def labels(self, article: str) -> list[MentionEntity]:
        """What labels of an article that name nobody may point at."""
        names = self.gathered.articles[article]
        at = {m.id: self.entity_of(m, c) for c in names.clusters for m in c.mentions} if names.labels else {}
        rows = []
        for one in names.labels:
            entity = at[one.beside] if one.beside else self.entities.get(one.meant or "")
            if entity is not None:
                rows.append(MentionEntity(article, one.label, entity, "suggested", one.score, one.because))
        return rows

    def links(self, article: str) -> list[Relation]:
        """Links between entities that an article states."""
        names = self.gathered.articles[article]
        at = {m.id: self.entity_of(m, c) for c in names.clusters for m in c.mentions} if names.links else {}
        return list(linked(names.links, at))
