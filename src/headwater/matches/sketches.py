"""The stage ``matches.sketch``: of each article and of each claim of its body what is compared, and nothing else.

Neither grouping nor a newcomer then asks for sentences, parses or mentions again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.matches.config import SketchConfig
from headwater.matches.rarity import background, keys_of_text
from headwater.matches.reports import READ, read_sketch
from headwater.matches.sayings import choose_claims, read_claim
from headwater.matches.times import day_of
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.entities import Entity, Mention, MentionEntity
from headwater.records.matches import ClaimSketch, ClaimSlots, ReportSketch, SentenceVector
from headwater.records.ports import Models
from headwater.records.tables import Tables
from headwater.text.names import fold


def sketch(tables: Tables, config: SketchConfig, models: Models) -> Tables:
    """A report for each article with a lead claim, and the claims of its body that are worth comparing."""
    sentences, claims = tables.by_article(Sentence), tables.by_article(Claim)
    slots = {row.claim: row for row in tables.of(ClaimSlots)}
    vectors, mentions, shares = read_vectors(tables), read_mentions(tables), read_shares(tables)
    rows: list[ReportSketch | ClaimSketch] = []
    for article in tables.of(Article):
        own, named, placed = (
            claims.get(article.id, []),
            mentions.get(article.id, []),
            vectors.get(article.id, {}),
        )
        lead = next((c for c in own if c.lead), None)
        if lead is not None:
            told = sentences.get(article.id, [])
            rows.append(read_sketch(article, told, placed, lead, slots, named, shares))
        rows.extend(_body(article, choose_claims(own, slots), slots, placed, named, shares))
    return Tables.of_rows(rows)


def _body(
    article: Article,
    chosen: Sequence[Claim],
    slots: Mapping[str, ClaimSlots],
    vectors: Mapping[int, bytes],
    mentions: Sequence[tuple[Mention, str]],
    shares: Mapping[str, float],
) -> Iterator[ClaimSketch]:
    published = day_of(article.published.value)
    for claim in chosen:
        vector = vectors.get(claim.sentence)
        if vector is not None:
            named = {
                key: shares.get(key, 0.0)
                for m, key in mentions
                if claim.start <= m.start and m.end <= claim.end and m.type != "outlet"
            }
            yield read_claim(claim, slots.get(claim.id), vector, named, published)


def read_vectors(tables: Tables) -> dict[str, dict[int, bytes]]:
    """The vectors of each article's first sentences, by article and sentence."""
    found: dict[str, dict[int, bytes]] = {}
    for row in tables.of(SentenceVector):
        if row.sentence < READ:
            found.setdefault(row.article, {})[row.sentence] = row.vector
    return found


def key_of_entity(entity: Entity) -> str:
    """The key by which an entity is compared. What no registry knows goes by its folded name, so that a village is
    one key in two languages of one script even where its mentions stayed two entities."""
    return entity.id if entity.known_as else f"name:{fold(entity.name)}"


def read_mentions(tables: Tables) -> dict[str, list[tuple[Mention, str]]]:
    """Mentions with the key of their entity; suggested merges are not counted on."""
    keys = {e.id: key_of_entity(e) for e in tables.of(Entity)}
    entity = {
        row.mention: keys.get(row.entity, row.entity)
        for row in tables.of(MentionEntity)
        if row.status == "confirmed"
    }
    found: dict[str, list[tuple[Mention, str]]] = {}
    for mention in tables.of(Mention):
        named = entity.get(mention.id) or mention.known_as
        if named:
            found.setdefault(mention.article, []).append((mention, named))
    return found


def read_shares(tables: Tables) -> dict[str, float]:
    """In what share of all reports an entity is named, as far as the words of its name tell."""
    table = background("en").shares
    return {
        key_of_entity(entity): min(
            (table.get(word, 0.0) for word in keys_of_text(entity.name, "en")), default=0.0
        )
        for entity in tables.of(Entity)
    }
