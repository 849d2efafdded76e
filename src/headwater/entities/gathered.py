"""The names of all articles by the actors that they name, kept up as articles come and go.

By its names alone a cluster is of one actor; which actors are one is decided block by block (``merging.block_of``), so that an
article more asks only for the blocks of its own names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from headwater.entities.actors import Actor
from headwater.entities.article_names import ArticleNames
from headwater.entities.clusters import Cluster
from headwater.entities.config import ResolveConfig
from headwater.entities.crossing import Surroundings
from headwater.entities.entity_rows import Called, names_given
from headwater.entities.merging import block_of, joined
from headwater.entities.uses import Pool

Block = tuple[str, ...]


@dataclass
class Touched:
    """An actor by its names whose clusters moved: how many it had before, and the articles in which."""

    had: int
    articles: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Settled:
    """Entities that became other, went or came; of them those of which all may be other; and names whose entity is another now."""

    entities: frozenset[str]
    whole: frozenset[str]
    moved: frozenset[str]


@dataclass
class Gathered:
    """``by_names`` has the clusters of each actor by its names, in order; those joined with another are told by ``part_of``."""

    config: ResolveConfig
    pool: Pool = field(default_factory=Pool)
    articles: dict[str, ArticleNames] = field(default_factory=dict)
    by_names: dict[str, list[Cluster]] = field(default_factory=dict)
    called: dict[str, Counter[Called]] = field(default_factory=dict)
    """How often each registered actor is called by each name."""
    part_of: dict[str, str] = field(default_factory=dict)
    touched: dict[str, Touched] | None = None
    """What was touched since it was last settled; null where everything is new."""
    _blocks: dict[Block, list[str]] = field(default_factory=dict)
    _block_of: dict[str, Block] = field(default_factory=dict)
    _in_blocks: dict[str, Actor] = field(default_factory=dict)

    def put(self, article: str, names: ArticleNames | None) -> None:
        """Take the names of an article for those that it had."""
        before = self.articles.pop(article, None)
        for cluster in before.clusters if before else ():
            self._take_out(cluster)
        if names is not None:
            self.articles[article] = names
            for cluster in names.clusters:
                self._put_in(cluster)

    def _put_in(self, cluster: Cluster) -> None:
        clusters = self.by_names.setdefault(cluster.actor, [])
        self._touch(cluster, len(clusters))
        if not clusters or _place(clusters[-1]) <= _place(cluster):
            clusters.append(cluster)
        else:
            insort_right(clusters, cluster, key=_place)
        if cluster.known_as:
            self.called.setdefault(cluster.actor, Counter()).update(names_given([cluster]))

    def _take_out(self, cluster: Cluster) -> None:
        clusters = self.by_names[cluster.actor]
        self._touch(cluster, len(clusters))
        first = bisect_left(clusters, cluster.article, key=_article)
        del clusters[next(k for k in range(first, len(clusters)) if clusters[k] is cluster)]
        if not clusters:
            del self.by_names[cluster.actor]
            self.called.pop(cluster.actor, None)
        elif cluster.known_as:
            left = self.called[cluster.actor]
            left.subtract(names_given([cluster]))
            for name in [name for name in names_given([cluster]) if not left[name]]:
                del left[name]

    def _touch(self, cluster: Cluster, had: int) -> None:
        if self.touched is not None:
            self.touched.setdefault(cluster.actor, Touched(had)).articles.add(cluster.article)

    def actor(self, id_: str) -> Actor | None:
        """An entity, which nobody may change; null where there is none of this id."""
        found = self._in_blocks.get(id_)
        if found is None and id_ not in self.part_of and id_ in self.by_names:
            clusters = self.by_names[id_]
            found = Actor(id_, clusters[0].known_as, clusters)
        return found

    def ids(self) -> Iterator[str]:
        """The ids of all entities."""
        return (id_ for id_ in self.by_names if id_ not in self.part_of)

    def id_of(self, cluster: Cluster) -> str:
        """The entity of a cluster."""
        return self.part_of.get(cluster.actor, cluster.actor)

    def in_article(self, actor: Actor, article: str) -> list[Cluster]:
        """The clusters of an actor by its names that are of one article."""
        first = bisect_left(actor.clusters, article, key=_article)
        return actor.clusters[first : bisect_right(actor.clusters, article, lo=first, key=_article)]

    def settle_all(self) -> None:
        """Decide who is who in all blocks, none of which was decided."""
        for name in self.by_names:
            self._enter_block(name)
        around = Surroundings(self._clusters_in)
        for names in self._blocks.values():
            self._decide(names, around)
        self.touched = {}

    def settle(self) -> Settled:
        """Decide anew who is who in the blocks of names that were touched; gives what became other."""
        touched, self.touched = self.touched or {}, {}
        blocks = dict.fromkeys(block for name in touched for block in self._enter_block(name))
        concerned = [*touched, *(name for block in blocks for name in self._blocks.get(block, ()))]
        before = {name: self.part_of.pop(name, name) for name in dict.fromkeys(concerned)}
        whole = {id_ for id_ in before.values() if id_ in self._in_blocks}
        for id_ in before.values():
            self._in_blocks.pop(id_, None)
        around = Surroundings(self._clusters_in)
        for block in blocks:
            self._decide(self._blocks.get(block, ()), around)
        after = {name: self.part_of.get(name, name) for name in before if name in self.by_names}
        moved = frozenset(name for name, id_ in after.items() if id_ != before[name])
        whole.update(id_ for name, id_ in after.items() if id_ in self._in_blocks or name in moved)
        whole.update(before[name] for name in moved)
        return Settled(frozenset(whole.union(touched)), frozenset(whole), moved)

    def _enter_block(self, name: str) -> list[Block]:
        """Put an actor into its block; gives the block in which it was and that in which it is, where there are such."""
        clusters = self.by_names.get(name)
        now = block_of(Actor(name, clusters[0].known_as, clusters)) if clusters else None
        before = self._block_of.get(name)
        if now != before:
            if before is not None:
                self._blocks[before].remove(name)
                if not self._blocks[before]:
                    del self._blocks[before]
                del self._block_of[name]
            if now is not None:
                self._blocks.setdefault(now, []).append(name)
                self._block_of[name] = now
        return [block for block in (before, now) if block is not None]

    def _decide(self, names: Sequence[str], around: Surroundings) -> None:
        if len(names) < 2:
            return
        block = [Actor(name, None, [cluster.again() for cluster in self.by_names[name]]) for name in names]
        for actor in joined(block, around, self.config):
            self._in_blocks[actor.id] = actor
            for cluster in actor.clusters:
                if cluster.actor != actor.id:
                    self.part_of[cluster.actor] = actor.id

    def _clusters_in(self, article: str) -> Iterable[Cluster]:
        return self.articles[article].clusters


def _place(cluster: Cluster) -> tuple[str, int]:
    return cluster.article, cluster.mentions[0].start


def _article(cluster: Cluster) -> str:
    return cluster.article
