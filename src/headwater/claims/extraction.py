"""Attributions, claims and findings of one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.claims.config import ExtractConfig
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import Attribution, Claim, ClaimFinding, Parse
from headwater.records.entities import Mention
from headwater.records.ids import row_id


def extract_article(
    article: Article,
    parts: Sequence[Part],
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    credits_: Sequence[Credit],
    mentions: Sequence[Mention],
    config: ExtractConfig,
) -> Iterator[Attribution | Claim | ClaimFinding]:
    """Every attribution, claim and finding of an article."""
    for number, sentence in enumerate(sentences):
        yield Claim(
            id=row_id("cl", article.id, sentence.start, sentence.end),
            article=article.id,
            part=sentence.part,
            text=article.text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            sentence=sentence.index,
            lang=sentence.lang,
            title=sentence.title,
            lead=number == 0,
            chain=[],
            standing="unattributed",
            certainty="certain",
            polarity="assert",
            stance="affirms",
            act="happened",
            because="The article states this in its own words and names no source.",
        )
