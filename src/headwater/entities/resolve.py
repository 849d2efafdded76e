"""The stage ``entities.resolve``: mentions to entities of the case, links between them, and who the sources are.

What an article tells is worked out by itself (``article_names.py``), names of one sound are decided together (``gathered.py``), and
rows hang on these (``who_is_who.py``). A process that stays keeps all of it, and follows what moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from headwater.entities.article_names import Given, names_of
from headwater.entities.config import ResolveConfig
from headwater.entities.gathered import Touched
from headwater.entities.kept_rows import KeptRows, all_entities
from headwater.entities.movement import Seen, article_in, moved_articles, rows_of, seen_of
from headwater.entities.name_survey import NameSurvey, surveyed
from headwater.entities.overruling import Overruled, articles_of, overruled
from headwater.entities.relations import registered
from headwater.entities.who_is_who import WhoIsWho, id_of
from headwater.records.articles import Article
from headwater.records.entities import (
    AttributionEntity,
    Entity,
    LateMention,
    Mention,
    MentionEntity,
    MentionType,
    Relation,
    SourceMention,
    StatedLink,
)
from headwater.records.judgements import EntityJudgement, JudgementEffect
from headwater.records.ports import Models
from headwater.records.remembered import remembered
from headwater.records.streaming import Made, is_streamed
from headwater.records.tables import Tables

_KINDS: tuple[type[Any], ...] = (Article, Mention, MentionType, LateMention, SourceMention, StatedLink)


@dataclass
class Resolved:
    """Who is who as it was last worked out, beside the rows that it was made of."""

    seen: Seen | None = None
    who: WhoIsWho | None = None
    rows: KeptRows = field(default_factory=KeptRows)


def resolve(tables: Tables, config: ResolveConfig, models: Models) -> Tables:
    """Entities, their mentions, links between them, and the entity of each attribution's source."""
    judgements = tables.of(EntityJudgement)
    if is_streamed(tables, Mention) and not judgements:
        return _surveyed(surveyed(_given(tables), config))
    last = remembered(Resolved)
    articles = moved_articles(tables, last.seen)
    seen, last.seen = last.seen, None  # whoever is cut off here begins anew
    if articles is None or last.who is None or last.who.config != config:
        last.who = _who_is_who(tables, config, judgements)
        last.rows = KeptRows.of(last.who)
        seen = seen_of(tables, _KINDS)
    else:
        _follow(tables, last.who, last.rows, articles, judgements)
        seen = {kind: tables.of(kind) for kind in seen or ()}
    last.seen = seen
    rows = last.rows.settled()
    return _tables(rows.all_mentions, rows.entities, rows.relations, rows.spoken, last.who.over.effects)


def _tables(
    mentions: Sequence[MentionEntity],
    entities: Sequence[Entity],
    relations: Sequence[Relation],
    sources: Sequence[AttributionEntity],
    effects: Sequence[JudgementEffect],
) -> Tables:
    rows: dict[type[Any], Any] = {
        MentionEntity: mentions,
        Entity: entities,
        Relation: relations,
        AttributionEntity: sources,
        JudgementEffect: effects,
    }
    return Tables(rows)


def _surveyed(who: NameSurvey) -> Tables:
    """The rows, made as somebody goes through them."""
    return _tables(
        Made(lambda: chain(who.mention_rows(), who.label_rows())),
        Made(lambda: all_entities(who)),
        Made(lambda: chain(registered(who.entities), who.link_rows())),
        Made(who.source_rows),
        (),
    )


def _who_is_who(tables: Tables, config: ResolveConfig, judgements: Sequence[EntityJudgement]) -> WhoIsWho:
    """Who is who, from nothing."""
    who = WhoIsWho(config, kept=True)
    known: set[str] = set()
    for given in _given(tables):
        known |= who.put(given.article.id, names_of(given, config, who.gathered.pool))
    who.gathered.settle_all()
    who.over = overruled(who.gathered, judgements) if judgements else Overruled()
    who.look_up(sorted(known.union(who.over.known)))
    for article in who.gathered.articles:
        who.speakers.update(row.entity for row in who.spoken(article))
    return who


def _given(tables: Tables) -> Iterator[Given]:
    mentions, types = tables.in_articles(Mention), tables.in_articles(MentionType)
    late = tables.in_articles(LateMention)
    sources, links = tables.in_articles(SourceMention), tables.in_articles(StatedLink)
    for article in tables.of(Article):
        one = article.id
        yield Given(
            article,
            mentions.get(one, ()),
            types.get(one, ()),
            late.get(one, ()),
            sources.get(one, ()),
            links.get(one, ()),
        )


def _given_of(tables: Tables, id_: str) -> Given | None:
    """The rows of one article, if it is there."""
    article = article_in(tables.of(Article), id_)
    if article is None:
        return None
    return Given(
        article,
        rows_of(tables.of(Mention), id_),
        rows_of(tables.of(MentionType), id_),
        rows_of(tables.of(LateMention), id_),
        rows_of(tables.of(SourceMention), id_),
        rows_of(tables.of(StatedLink), id_),
    )


def _follow(
    tables: Tables, who: WhoIsWho, rows: KeptRows, moved: set[str], judgements: Sequence[EntityJudgement]
) -> None:
    """Bring who is who, and the rows, up to date with the articles that moved."""
    articles, known = set(moved), set[str]()
    for article in sorted(moved):
        given = _given_of(tables, article)
        known |= who.put(article, names_of(given, who.config, who.gathered.pool) if given else None)
    touched: dict[str, Touched] = who.gathered.touched or {}
    settled = who.gathered.settle()
    articles |= {c.article for name in settled.moved for c in who.gathered.by_names[name]}
    ids, whole = set(settled.entities), set(settled.whole)
    before = who.over
    if _judged_anew(before, judgements, ids, articles):
        who.over = overruled(who.gathered, judgements) if judgements else Overruled()
        both = before.ids | who.over.ids
        ids |= both
        whole |= both
        known |= before.known.keys() | who.over.known.keys()
        known |= {who.registered[id_] for id_ in both if id_ in who.registered}
        articles |= set(_moved_mentions(who, before))
    entries, turned = who.look_up(sorted(known))
    rows.follow_mentions(who, sorted(ids), touched, whole)
    articles |= {article for known_as in entries for article in who.pointing[known_as]}
    ids |= {id_ for known_as in turned for id_ in who.hinted[known_as]}
    ids |= who.heard(*rows.follow_articles(who, sorted(articles)))
    rows.follow_entities(who, sorted(ids.union(map(id_of, known))), entries)


def _judged_anew(
    before: Overruled, judgements: Sequence[EntityJudgement], ids: set[str], articles: set[str]
) -> bool:
    """Whether judgements, or what they speak of, are other than they were."""
    if list(before.judgements) != list(judgements):
        return True
    return bool(judgements) and not (
        ids.isdisjoint(before.concerned) and articles.isdisjoint(articles_of(judgements))
    )


def _moved_mentions(who: WhoIsWho, before: Overruled) -> Iterable[str]:
    """The articles in which a mention is another entity's by judgements than it was."""
    for id_, (entity, cluster) in before.at.items():
        now = who.over.at.get(id_)
        if (now[0] if now else who.gathered.id_of(cluster)) != entity:
            yield cluster.article
    for id_, (entity, cluster) in who.over.at.items():
        if id_ not in before.at and who.gathered.id_of(cluster) != entity:
            yield cluster.article
