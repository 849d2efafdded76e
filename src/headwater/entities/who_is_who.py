"""Who is who in a case: entities, and the rows that tell of them, from the names of its articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from headwater.entities.actors import Actor
from headwater.entities.article_names import ArticleNames
from headwater.entities.clusters import Cluster
from headwater.entities.config import ResolveConfig
from headwater.entities.entity_rows import entity_row
from headwater.entities.gathered import Gathered
from headwater.entities.late import late_suggestions
from headwater.entities.overruling import Overruled
from headwater.entities.relations import linked
from headwater.entities.suggestions import suggestions_of
from headwater.entities.uses import Naming
from headwater.records.entities import AttributionEntity, Entity, MentionEntity, Relation
from headwater.records.ids import row_id


@lru_cache(maxsize=100_000)
def id_of(known_as: str) -> str:
    """The id of the entity of a registry entry, unless somebody joined it to another."""
    return row_id("en", known_as)


@dataclass
class WhoIsWho:
    """``entities`` gives the entity of each registry entry of the case; ``present`` are those that names of the case name.

    ``late`` and ``beside`` count the entries that stand in the case without a name of theirs: registered dead of whom somebody is
    a namesake; publishers, and governments for which a capital stands. Where the case is kept, ``pointing`` tells which
    articles ask for an entry, and ``hinted`` which entities may be it.
    """

    config: ResolveConfig
    kept: bool
    gathered: Gathered = field(init=False)
    over: Overruled = field(default_factory=Overruled)
    entities: dict[str, str] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    late: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    pointing: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    hinted: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    registered: dict[str, str] = field(default_factory=dict)
    """The registry entry of each entity that ever was one's."""

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
        self.late.update({known_as: sign * count for known_as, count in Counter(names.late).items()})
        self.beside.update({known_as: sign * count for known_as, count in Counter(names.beside).items()})
        for known_as in (*names.late, *names.beside, *(c.known_as for c in names.clusters if c.known_as)):
            self.registered[id_of(known_as)] = known_as
            yield known_as
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

    def look_up(self, known: Iterable[str]) -> tuple[set[str], set[str]]:
        """Find the entities of registry entries anew; gives those whose entity moved, and those that came or went as names."""
        moved, turned = set(), set()
        for known_as in known:
            entity = self._entity_of(known_as)
            if entity != self.entities.get(known_as):
                moved.add(known_as)
                if entity is None:
                    del self.entities[known_as]
                else:
                    self.entities[known_as] = entity
            actor = self.actor(id_of(known_as))
            here = actor is not None and actor.known_as == known_as
            if here != (known_as in self.present):
                turned.add(known_as)
                (self.present.add if here else self.present.discard)(known_as)
        return moved, turned

    def _entity_of(self, known_as: str) -> str | None:
        """The entity of an entry, where it stands in the case; of two the last."""
        own = id_of(known_as)
        named = self.over.known.get(known_as)
        if named is None and own not in self.over.concerned and own in self.gathered.by_names:
            named = own
        if self.late[known_as]:
            return max(named or own, own)
        return named or (own if self.beside[known_as] else None)

    def entity_of(self, mention: Naming, cluster: Cluster) -> str:
        """The entity of a mention."""
        found = self.over.at.get(mention.id)
        return found[0] if found else self.gathered.id_of(cluster)

    def entity(self, id_: str) -> Entity | None:
        """The row of an entity; null where there is none of this id."""
        actor = self.actor(id_)
        if actor is None:
            known_as = self.registered.get(id_) or ""
            alone = self.late[known_as] or self.entities.get(known_as) == id_
            return entity_row(Actor(id_, known_as), self.speakers, ()) if known_as and alone else None
        may_be = [*actor.may_be]
        for known_as, because in suggestions_of(actor, self.config):
            if self.kept:
                self.hinted[known_as].add(id_)
            if known_as in self.present:
                may_be.append((id_of(known_as), because))
        may_be = [(other, because) for other, because in may_be if other not in actor.never]
        may_be += [(id_of(known_as), because) for known_as, because in late_suggestions(actor).items()]
        called = self.gathered.called.get(id_) if id_ not in self.over.actors else None
        return entity_row(replace(actor, may_be=may_be), self.speakers, called)

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
