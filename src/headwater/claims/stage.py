"""The stages of the room ``claims``: parsing sentences, and reading who says what."""

from __future__ import annotations

from headwater.claims.comparing import compare_readers
from headwater.claims.config import CompareConfig, ExtractConfig, ParseConfig
from headwater.claims.extraction import extract_article
from headwater.claims.judged import judged
from headwater.claims.parsing import parse_article
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.claims import (
    Attribution,
    Claim,
    ClaimFinding,
    CreditedText,
    Parse,
    Proposal,
    ReaderFinding,
)
from headwater.records.entities import Mention
from headwater.records.judgements import ClaimEffect, ClaimJudgement
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables


def parse(tables: Tables, config: ParseConfig, models: Models) -> Tables:
    """A parse of every sentence in a language that the parser reads."""
    sentences = tables.by_article(Sentence)
    return Tables.of_rows(
        *(
            parse_article(article, sentences.get(article.id, []), models.parser, config.longest_piece)
            for article in tables.of(Article)
        )
    )


def extract(tables: Tables, config: ExtractConfig, models: Models) -> Tables:
    """Attributions, claims and findings of every article."""
    parts, sentences, parses = tables.by_article(Part), tables.by_article(Sentence), tables.by_article(Parse)
    credits_, mentions = tables.by_article(Credit), tables.by_article(Mention)
    judgements = tables.of(ClaimJudgement)
    return Tables.of_rows(
        *(
            judged(
                article,
                extract_article(
                    article,
                    parts.get(article.id, []),
                    sentences.get(article.id, []),
                    parses.get(article.id, []),
                    credits_.get(article.id, []),
                    mentions.get(article.id, []),
                    config,
                ),
                judgements,
            )
            for article in tables.of(Article)
        )
    )


STAGES: tuple[Stage, ...] = (
    Stage(
        name="claims.parse",
        run=parse,
        reads=(Article, Sentence),
        writes=(Parse,),
        config=ParseConfig(),
        shape="rows",
        says="parsing sentences",
    ),
    Stage(
        name="claims.extract",
        run=extract,
        reads=(Article, Part, Sentence, Parse, Credit, Mention, ClaimJudgement),
        writes=(Attribution, Claim, CreditedText, ClaimFinding, ClaimEffect),
        config=ExtractConfig(),
        shape="rows",
        says="finding who says what",
        data=("claims/lexicon/*.toml", "claims/empty_lexicon.toml"),
    ),
    Stage(
        name="claims.compare_readers",
        run=compare_readers,
        reads=(Article, Part, Sentence, Attribution),
        writes=(Proposal, ReaderFinding),
        config=CompareConfig(),
        shape="rows",
        says="asking the second reader",
        data=("providers/second_reader.py",),  # what is asked, and how
        unanswered=ReaderFinding,
    ),
)
"""What the plan runs, in order."""
