"""Attributions, claims and findings of one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from headwater.claims.assembly import assemble
from headwater.claims.claiming import Claiming
from headwater.claims.config import ExtractConfig
from headwater.claims.credited import find_credited
from headwater.claims.doubts import Doubts
from headwater.claims.paragraphs import find_continued
from headwater.claims.propositions import find_propositions
from headwater.claims.reading import Reading
from headwater.claims.wording import find_mixed_vocabulary, find_stretched, find_unread_languages
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import Attribution, Claim, ClaimFinding, CreditedText, Parse
from headwater.records.entities import Mention


def extract_article(
    article: Article,
    parts: Sequence[Part],
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    credits_: Sequence[Credit],
    mentions: Sequence[Mention],
    config: ExtractConfig,
) -> Iterator[Attribution | Claim | CreditedText | ClaimFinding]:
    """Every attribution, claim and finding of an article."""
    reading = Reading(article, sentences, parses, mentions, parts)
    trees, lexicons, drafts = reading.trees, reading.lexicons, reading.drafts()
    attributions, acts = assemble(article, trees, lexicons, drafts, reading.quotations, reading.kinds)
    yield from attributions
    propositions = find_propositions(article, parts, reading.sentences, trees, attributions, lexicons)
    going_on = find_continued(article, reading.sentences, attributions, lexicons)
    claims = Claiming(article, parts, trees, lexicons, attributions, acts, going_on).claims(
        propositions, reading.sentences
    )
    yield from (replace(claim, sentence=reading.numbers[claim.sentence]) for claim in claims)
    yield from find_credited(article, parts, credits_, attributions, claims)
    yield from Doubts(article, reading.sentences, claims, lexicons, trees).findings()
    yield from find_stretched(article, trees, lexicons, attributions)
    yield from find_mixed_vocabulary(article, trees, lexicons, attributions, reading.kinds)
    yield from find_unread_languages(article, parts, sentences, lexicons)
