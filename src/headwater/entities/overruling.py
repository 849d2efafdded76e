"""What persons' judgements make of the entities: only those that stand in an article which a judgement speaks of can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from headwater.entities.actors import Actor
from headwater.entities.clusters import Cluster
from headwater.entities.gathered import Gathered
from headwater.entities.judged import judged
from headwater.records.judgements import EntityJudgement, JudgementEffect


@dataclass(frozen=True)
class Overruled:
    """The entities that were ``concerned``, and what is there instead of them."""

    judgements: Sequence[EntityJudgement] = ()
    concerned: frozenset[str] = frozenset()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    effects: Sequence[JudgementEffect] = ()
    at: Mapping[str, tuple[str, Cluster]] = field(default_factory=dict)
    """By mention its entity and its cluster."""
    known: Mapping[str, str] = field(default_factory=dict)
    """By registry entry the entity that it names."""

    @property
    def ids(self) -> frozenset[str]:
        """All entities that it takes away, changes or makes."""
        return self.concerned | self.actors.keys()


def overruled(gathered: Gathered, judgements: Sequence[EntityJudgement]) -> Overruled:
    """The entities of the articles that judgements speak of, as these leave them."""
    concerned = {
        gathered.id_of(cluster)
        for article in articles_of(judgements)
        if article in gathered.articles
        for cluster in gathered.articles[article].clusters
    }
    actors, effects = judged([_copied(gathered, id_) for id_ in sorted(concerned)], judgements)
    return Overruled(
        judgements,
        frozenset(concerned),
        {actor.id: actor for actor in actors},
        effects,
        {
            m.id: (actor.id, cluster)
            for actor in actors
            for cluster in actor.clusters
            for m in cluster.mentions
        },
        {known_as: actor.id for actor in actors for known_as in actor.registered},
    )


def articles_of(judgements: Sequence[EntityJudgement]) -> list[str]:
    """The articles that judgements speak of."""
    return list(dict.fromkeys(anchor.article for one in judgements for anchor in one.mentions))


def _copied(gathered: Gathered, id_: str) -> Actor:
    actor = gathered.actor(id_)
    assert actor is not None
    return Actor(id_, actor.known_as, [cluster.again() for cluster in actor.clusters], list(actor.may_be))
