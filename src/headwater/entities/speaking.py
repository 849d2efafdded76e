"""The stage ``entities.point``: which mention names the source of each attribution, and which links a text states.

All that is read of sentences and parses for ``entities.resolve``, article by article, so that who is who can be worked
out over a large case from names alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.entities.config import PointConfig
from headwater.entities.late import late_speakers, without_late
from headwater.entities.relations import stated
from headwater.entities.retyping import retyped
from headwater.entities.speakers import source_mention
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Attribution, Claim, Parse
from headwater.records.entities import LateMention, Mention, MentionType, SourceMention
from headwater.records.ports import Models
from headwater.records.tables import Tables


def point(tables: Tables, config: PointConfig, models: Models) -> Tables:
    """Source mentions, mentions of the late, and stated links of each article."""
    mentions, types = tables.by_article(Mention), tables.by_article(MentionType)
    attributions, claims = tables.by_article(Attribution), tables.by_article(Claim)
    sentences, parses = tables.by_article(Sentence), tables.by_article(Parse)
    rows: list[object] = []
    for article in tables.of(Article):
        typed = retyped(mentions.get(article.id, []), types.get(article.id, []))
        said = attributions.get(article.id, [])
        parsed = [parse for parse in parses.get(article.id, []) if parse.tokens]
        late = late_speakers(article, typed, said, parsed)
        gone = [m for m in typed if m.known_as and m.known_as in late]
        rows.extend(LateMention(article.id, m.id, m.known_as) for m in gone if m.known_as)
        living = without_late(typed, frozenset(m.id for m in gone))
        rows.extend(_sources(said, living, parsed))
        rows.extend(stated(article, sentences.get(article.id, []), living, claims.get(article.id, [])))
    return Tables.of_rows(rows)


def _sources(
    attributions: Sequence[Attribution], mentions: Sequence[Mention], parses: Sequence[Parse]
) -> Iterator[SourceMention]:
    for attribution in attributions:
        found = source_mention(attribution, mentions, parses)
        if found is not None:
            mention, because = found
            yield SourceMention(attribution.article, attribution.id, mention.id, because)
