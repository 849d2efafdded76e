"""Which entities stand in a case: those that names name, and registry entries that stand in it without a name of theirs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from headwater.entities.actors import Actor
from headwater.entities.article_names import ArticleNames
from headwater.entities.config import ResolveConfig
from headwater.entities.entity_rows import Called, entity_row
from headwater.entities.late import late_suggestions
from headwater.entities.suggestions import suggestions_of
from headwater.records.entities import Entity
from headwater.records.ids import row_id


@lru_cache(maxsize=100_000)
def id_of(known_as: str) -> str:
    """The id of the entity of a registry entry, unless somebody joined it to another."""
    return row_id("en", known_as)


@dataclass
class WhoStands(ABC):
    """``entities`` gives the entity of each registry entry of the case; ``present`` are those that names of the case name.

    ``late`` and ``beside`` count the entries that stand in the case without a name of theirs: registered dead of whom somebody is
    a namesake; publishers, and governments for which a capital stands. Where the case is ``kept``, ``hinted`` tells which entities
    may be an entry.
    """

    config: ResolveConfig
    kept: bool
    entities: dict[str, str] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    late: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    hinted: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    registered: dict[str, str] = field(default_factory=dict)
    """The registry entry of each entity that ever was one's."""

    @abstractmethod
    def actor(self, id_: str) -> Actor | None:
        """An entity that names name; null where there is none of this id."""

    @abstractmethod
    def ids(self) -> Iterable[str]:
        """The ids of all entities that names name, in order."""

    @abstractmethod
    def named(self, known_as: str) -> str | None:
        """The entity that names of a registry entry name, or null."""

    @abstractmethod
    def speaking(self) -> Collection[str]:
        """The entities that are the source of an attribution."""

    def called(self, id_: str) -> Iterable[Called] | None:
        """By which names an entity is called, where somebody has counted them."""
        return None

    def count(self, names: ArticleNames, sign: int) -> Iterator[str]:
        """Count what an article names, or count it no more; gives the registry entries that this may concern."""
        self.late.update({known_as: sign * count for known_as, count in Counter(names.late).items()})
        self.beside.update({known_as: sign * count for known_as, count in Counter(names.beside).items()})
        for known_as in (*names.late, *names.beside, *(c.known_as for c in names.clusters if c.known_as)):
            self.registered[id_of(known_as)] = known_as
            yield known_as

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
        own, named = id_of(known_as), self.named(known_as)
        if self.late[known_as]:
            return max(named or own, own)
        return named or (own if self.beside[known_as] else None)

    def entity(self, id_: str) -> Entity | None:
        """The row of an entity; null where there is none of this id."""
        actor = self.actor(id_)
        if actor is None:
            known_as = self.registered.get(id_) or ""
            alone = self.late[known_as] or self.entities.get(known_as) == id_
            return entity_row(Actor(id_, known_as), self.speaking(), ()) if known_as and alone else None
        may_be = [*actor.may_be]
        for known_as, because in suggestions_of(actor, self.config):
            if self.kept:
                self.hinted[known_as].add(id_)
            if known_as in self.present:
                may_be.append((id_of(known_as), because))
        may_be = [(other, because) for other, because in may_be if other not in actor.never]
        may_be += [(id_of(known_as), because) for known_as, because in late_suggestions(actor).items()]
        return entity_row(replace(actor, may_be=may_be), self.speaking(), self.called(id_))
