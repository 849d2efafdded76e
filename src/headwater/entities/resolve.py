"""The stage ``entities.resolve``: mentions to entities of the case, links between them, and who the sources are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.entities.actors import Actor
from headwater.entities.bodies import capital_codes
from headwater.entities.clusters import Cluster, clusters_of
from headwater.entities.config import ResolveConfig
from headwater.entities.entity_rows import entity_row, mention_rows
from headwater.entities.judged import judged
from headwater.entities.late import late_suggestions, without_late
from headwater.entities.merging import actors_of
from headwater.entities.outlets import outlet_of
from headwater.entities.pointing import label_rows
from headwater.entities.relations import linked, registered
from headwater.entities.retyping import retyped
from headwater.entities.speakers import government_of
from headwater.entities.suggestions import link_spellings, note_suggestions
from headwater.records.articles import Article
from headwater.records.entities import (
    AttributionEntity,
    LateMention,
    Mention,
    MentionEntity,
    MentionType,
    SourceMention,
    StatedLink,
)
from headwater.records.ids import row_id
from headwater.records.judgements import EntityJudgement
from headwater.records.ports import Models
from headwater.records.remembered import ByArticle, remembered
from headwater.records.tables import Tables


def resolve(tables: Tables, config: ResolveConfig, models: Models) -> Tables:
    """Entities, their mentions, links between them, and the entity of each attribution's source."""
    namesakes = {row.mention: row.known_as for row in tables.of(LateMention)}
    named = _named(tables, frozenset(namesakes))
    mentions = {article: found.mentions for article, found in named.items()}
    clusters = [cluster.again() for article in tables.of(Article) for cluster in named[article.id].clusters]
    link_spellings(clusters, config)
    actors, effects = judged(actors_of(clusters, config), tables.of(EntityJudgement))
    note_suggestions(actors, config)
    for actor in actors:
        actor.may_be = [(id_, reason) for id_, reason in actor.may_be if id_ not in actor.never]
    actors = _with_namesakes(actors, namesakes)
    entity_of = {m.id: actor.id for actor in actors for cluster in actor.clusters for m in cluster.mentions}
    sources, added = _sources(tables, mentions, entity_of, actors)
    actors = _with_publishers(actors + added, tables.of(Article))
    speakers = {row.entity for row in sources}
    by_known = {known_as: actor.id for actor in actors for known_as in actor.registered}
    return Tables.of_rows(
        (row for actor in actors for row in mention_rows(actor)),
        _labels(tables, tables.by_article(Mention), entity_of, by_known),
        (entity_row(actor, speakers) for actor in actors),
        registered(by_known),
        linked(tables.of(StatedLink), entity_of),
        sources,
        effects,
    )


def _labels(
    tables: Tables,
    mentions: Mapping[str, Sequence[Mention]],
    entity_of: Mapping[str, str],
    by_known: Mapping[str, str],
) -> Iterator[MentionEntity]:
    """What the labels that name nobody may point at, article by article."""
    for article in tables.of(Article):
        yield from label_rows(mentions.get(article.id, []), article.text, entity_of, by_known)


@dataclass(frozen=True, slots=True)
class Named:
    """The names of one article: its mentions as the case types them, and whom they name as far as the article tells."""

    mentions: Sequence[Mention]
    clusters: Sequence[Cluster]


class KnownNames(ByArticle[Named]):
    """The names of articles: they hang on nothing beside the article's own rows."""


def _named(tables: Tables, late: frozenset[str]) -> dict[str, Named]:
    """The names of each article; those who speak after their registered namesake's death are unregistered."""
    types, mentions = tables.by_article(MentionType), tables.by_article(Mention)
    known = remembered(KnownNames)
    known.most = max(known.most, len(tables.of(Article)))
    found = {}
    for article in tables.of(Article):
        rows, own = mentions.get(article.id, []), types.get(article.id, [])
        dead = frozenset(row.id for row in rows if row.id in late) if late else late

        def make(
            article: Article = article,
            rows: Sequence[Mention] = rows,
            own: Sequence[MentionType] = own,
            dead: frozenset[str] = dead,
        ) -> Named:
            living = without_late(retyped(rows, own), dead)
            return Named(living, clusters_of(article, living))

        found[article.id] = known.of(article.id, (article, rows, own, dead), make)
    return found


def _with_namesakes(actors: Sequence[Actor], namesakes: Mapping[str, str]) -> list[Actor]:
    """The actors, and the registered dead whom some of them are only suggested to be."""
    found = {actor.id: actor for actor in actors}
    for actor in actors:
        for cluster in actor.clusters:
            for known_as, reason in late_suggestions(cluster.mentions, namesakes).items():
                actor.may_be.append((row_id("en", known_as), reason))
                found.setdefault(row_id("en", known_as), _actor(known_as, article=cluster.article))
    return [found[id_] for id_ in sorted(found)]


def _sources(
    tables: Tables,
    mentions: Mapping[str, Sequence[Mention]],
    entity_of: Mapping[str, str],
    actors: Sequence[Actor],
) -> tuple[list[AttributionEntity], list[Actor]]:
    """The entity of each attribution's source, and governments that only a capital's name stands for."""
    by_known = {known_as: actor.id for actor in actors for known_as in actor.registered}
    rows: list[AttributionEntity] = []
    added: dict[str, Actor] = {}
    by_id = {mention.id: mention for some in mentions.values() for mention in some}
    for source in tables.of(SourceMention):
        mention, because = by_id[source.mention], source.because
        entity = entity_of.get(mention.id, "")
        government = government_of(mention, capital_codes()) if mention.type == "place" else None
        if not entity or (mention.type == "place" and government is None):
            continue
        if government:
            entity, because = (
                by_known.get(government, row_id("en", government)),
                f"{mention.text} stands for its government here.",
            )
            if government not in by_known:
                added.setdefault(government, _actor(government, mention))
        rows.append(AttributionEntity(source.article, source.attribution, entity, because))
    return rows, [added[key] for key in sorted(added)]


def _actor(known_as: str, mention: Mention | None = None, article: str = "") -> Actor:
    """An entity that no mention of its own names."""
    name = mention.text if mention else known_as
    cluster = Cluster(mention.article if mention else article, (name,), name, "body", known_as)
    return Actor(row_id("en", known_as), known_as, [cluster])


def _with_publishers(actors: Sequence[Actor], articles: Sequence[Article]) -> list[Actor]:
    """The entities, and registered outlets that published an article of the case."""
    found = {actor.id: actor for actor in actors}
    known = {known_as for actor in actors for known_as in actor.registered}
    for article in articles:
        outlet = outlet_of(article.publisher) if article.publisher else None
        if outlet and outlet.id not in known:
            found.setdefault(row_id("en", outlet.id), _actor(outlet.id, article=article.id))
    return [found[id_] for id_ in sorted(found)]
