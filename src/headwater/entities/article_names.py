"""The names of one article, as far as it alone tells: whom they name, who its sources are, what its labels point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.entities.bodies import capital_codes
from headwater.entities.clusters import Cluster, clusters_of
from headwater.entities.config import ResolveConfig
from headwater.entities.late import without_late
from headwater.entities.merging import actor_id
from headwater.entities.outlets import outlet_of
from headwater.entities.pointing import Pointed, pointed
from headwater.entities.retyping import retyped
from headwater.entities.speakers import government_of
from headwater.entities.suggestions import link_spellings
from headwater.entities.uses import Naming, Pool
from headwater.records.articles import Article
from headwater.records.entities import LateMention, Mention, MentionType, SourceMention, StatedLink


@dataclass(frozen=True, slots=True)
class Given:
    """The rows of one article, each kind in the order of its table."""

    article: Article
    mentions: Sequence[Mention]
    types: Sequence[MentionType]
    late: Sequence[LateMention]
    sources: Sequence[SourceMention]
    links: Sequence[StatedLink]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who the source of an attribution is: the actor of a mention, or the government for which a capital's name stands."""

    attribution: str
    mention: Naming
    cluster: Cluster
    government: str | None
    because: str


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """The names of one article; ``publisher`` is the registered outlet that published it, or null.

    ``late`` are registered dead of whom somebody is a namesake, once for each mention.
    """

    clusters: tuple[Cluster, ...]
    spoken: tuple[Spoken, ...]
    labels: tuple[Pointed, ...]
    links: tuple[StatedLink, ...]
    publisher: str | None
    late: tuple[str, ...]

    @property
    def beside(self) -> list[str]:
        """Registry entries that stand in the case by this article without a name of theirs."""
        capitals = [one.government for one in self.spoken if one.government]
        return [*capitals, *([self.publisher] if self.publisher else [])]

    @property
    def asked(self) -> list[str]:
        """Registry entries whose entity rows of the article name, without a mention of it."""
        return [
            each
            for each in (*(one.government for one in self.spoken), *(one.meant for one in self.labels))
            if each
        ]


def names_of(given: Given, config: ResolveConfig, pool: Pool | None) -> ArticleNames:
    """The names of one article. Who speaks after the death of a registered namesake is unregistered.

    They can be held for long where there is a ``pool`` of what articles have in common.
    """
    article = given.article
    late = late_in(given)
    living = without_late(retyped(given.mentions, given.types), frozenset(late))
    clusters = clusters_of(article, living)
    link_spellings(clusters, config)
    for cluster in clusters:
        cluster.actor = actor_id(cluster)
    held = clusters if pool is None else [cluster.held(late, pool) for cluster in clusters]
    at = {mention.id: (mention, cluster) for cluster in held for mention in cluster.mentions}
    outlet = outlet_of(article.publisher) if article.publisher else None
    return ArticleNames(
        tuple(held),
        tuple(_spoken(given.sources, at, pool or Pool())),
        tuple(pointed(given.mentions, article.text, at)),
        tuple(given.links),
        outlet.id if outlet else None,
        tuple(late[m.id] for c in held for m in c.mentions if m.id in late) if late else (),
    )


def late_in(given: Given) -> dict[str, str]:
    """The registered dead of whom mentions of an article are namesakes, by mention."""
    return {row.mention: row.known_as for row in given.late}


def _spoken(
    sources: Sequence[SourceMention], at: Mapping[str, tuple[Naming, Cluster]], pool: Pool
) -> Iterator[Spoken]:
    for source in sources:
        if source.mention not in at:
            continue
        mention, cluster = at[source.mention]
        if mention.type != "place":
            yield Spoken(source.attribution, mention, cluster, None, pool.share(source.because))
        elif government := government_of(mention, capital_codes()):
            because = f"{mention.text} stands for its government here."
            yield Spoken(source.attribution, mention, cluster, pool.share(government), pool.share(because))
