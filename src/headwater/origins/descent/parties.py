"""Whom the texts of a case cite: its outlets, and one party for each attribution."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headwater.origins.descent.cited import Cited, cited_party
from headwater.origins.descent.outlet_book import OutletBook
from headwater.origins.descent.outlet_names import credited_names
from headwater.origins.descent.speakers import may_speak
from headwater.records.articles import Article, Credit
from headwater.records.claims import Attribution
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.tables import Tables

_COMMA = re.compile(r"[,،]")
SPEAKERS: dict[str, tuple[str, ...]] = {
    "named_person": ("person",),
    "organisation": ("body", "group", "outlet"),
    "media": ("outlet",),
}
"""Which names inside the words of a source may be the source, by its kind."""


@dataclass(frozen=True)
class Parties:
    """The articles by id, every outlet, and the cited party of each attribution by its id."""

    articles: Mapping[str, Article]
    book: OutletBook
    cited: Mapping[str, Cited]


def credited_agencies(credits_: Iterable[Credit]) -> list[str]:
    """The names that credits give as an agency's."""
    return [
        name
        for credit in credits_
        if credit.kind in ("agency", "dateline") and len(names := credited_names(credit.name or "")) == 1
        for name in names
    ]


def names_in_credits(credits_: Iterable[Credit]) -> list[str]:
    """All names of outlets that credits hold."""
    return [c.name for c in credits_ if c.kind in ("original", "via", "agency") and c.name]


def read_parties(tables: Tables, book: OutletBook) -> Parties:
    """Reads cited parties from the tables of some articles; ``book`` has the outlets that they may name."""
    articles = tables.by_id(Article)
    for mention in tables.of(Mention):
        if mention.type == "person":
            book.note_person(mention.article, mention.text)
    entities = tables.by_id(Entity)
    enemies = _enemies(tables)
    of_attribution = {
        row.attribution: entities.get(row.entity)
        for row in tables.of(AttributionEntity)
        if (row.attribution, row.entity) not in enemies
    }
    for attribution, entity in _by_mention(tables, entities).items():
        of_attribution.setdefault(attribution, entity)
    cited = {
        a.id: party
        for a in tables.of(Attribution)
        if a.article in articles
        and (party := cited_party(a, of_attribution.get(a.id), book, articles[a.article].text))
    }
    cited |= _beside_office(tables, entities)
    return Parties(articles, book, cited)


def _beside_office(tables: Tables, entities: Mapping[str, Entity]) -> dict[str, Cited]:
    """The person whose name stands beside an office in the words for a source ("the mayor of Harl, Pia Sund").

    The name must fill what lies between commas: "a cousin of Pia Sund" names somebody else.
    """
    owner = {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"}
    persons: dict[str, list[Mention]] = {}
    for mention in tables.of(Mention):
        if mention.type == "person" and mention.id in owner and len(mention.text.split()) > 1:
            persons.setdefault(mention.article, []).append(mention)
    found = {}
    for attribution in tables.of(Attribution):
        span = attribution.source
        if span is None or attribution.source_kind not in ("anonymous", "official_unnamed"):
            continue
        at, pieces = span.start, set()
        for piece in _COMMA.split(span.text):
            pieces.add((at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())))
            at += len(piece) + 1
        named = [m for m in persons.get(attribution.article, ()) if (m.start, m.end) in pieces]
        entity = entities.get(owner[named[0].id]) if len(named) == 1 and len(pieces) > 1 else None
        if entity is not None:
            found[attribution.id] = Cited(f"entity:{entity.id}", entity.name, "named_person", entity.id)
    return found


def _by_mention(tables: Tables, entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """For attributions the one person, body, group or outlet that is named inside the words of the source."""
    owner = {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"}
    mentions = tables.by_article(Mention)
    found: dict[str, Entity] = {}
    for attribution in tables.of(Attribution):
        span = attribution.source
        if span is None or attribution.source_kind not in SPEAKERS:
            continue
        inside = {
            owner[m.id]
            for m in mentions.get(attribution.article, ())
            if span.start <= m.start
            and m.end <= span.end
            and m.id in owner
            and m.type in SPEAKERS[attribution.source_kind]
            and may_speak(span.text, m.start - span.start, m.end - span.start)
        }
        entity = entities.get(inside.pop()) if len(inside) == 1 else None
        if entity is not None:
            found[attribution.id] = entity
    return found


def _enemies(tables: Tables) -> set[tuple[str, str]]:
    """Attributions and the entities that their sources are said to fight ("rebels fighting the army")."""
    owner = {row.mention: row.entity for row in tables.of(MentionEntity) if row.status == "confirmed"}
    mentions = tables.by_article(Mention)
    found: set[tuple[str, str]] = set()
    for attribution in tables.of(Attribution):
        span = attribution.source
        if span is None:
            continue
        inside = [
            m
            for m in mentions.get(attribution.article, ())
            if span.start <= m.start and m.end <= span.end and m.id in owner
        ]
        speak = {
            owner[m.id] for m in inside if may_speak(span.text, m.start - span.start, m.end - span.start)
        }
        found |= {(attribution.id, owner[m.id]) for m in inside if owner[m.id] not in speak}
    return found
