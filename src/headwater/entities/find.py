"""The stage ``entities.find``: mentions in each article, from the registry first, then the model, then shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_type_hints

from headwater.entities.config import FindConfig
from headwater.entities.found import Candidate, without_overlaps
from headwater.entities.gazetteer import place_names
from headwater.entities.known import Line, known_names, labels, lines_of_article, state_bodies
from headwater.entities.model import model_names
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Parse
from headwater.records.entities import Mention
from headwater.records.ids import row_id
from headwater.records.ports import Models
from headwater.records.tables import Tables


def find(tables: Tables, config: FindConfig, models: Models) -> Tables:
    """Mentions in every article, in the order of the text; a function of each article alone."""
    sentences = tables.by_article(Sentence)
    parses = tables.by_article(Parse)
    mentions = [
        mention
        for article in tables.of(Article)
        for mention in mentions_of(article, sentences.get(article.id, []), parses.get(article.id, []), config)
    ]
    return Tables.of_rows(mentions)


def mentions_of(
    article: Article, sentences: Sequence[Sentence], parses: Sequence[Parse], config: FindConfig
) -> list[Mention]:
    """The mentions of one article."""
    lines = lines_of_article(article, sentences)
    candidates = known_names(lines) + state_bodies(lines)
    candidates += place_names(lines, candidates) + labels(lines)
    if config.model_names:
        by_sentence = {parse.sentence: parse for parse in parses}
        for line in lines:
            parse = by_sentence.get(line.sentence.index)
            candidates += model_names(line, parse, article.text, config.longest_model_name)
    return [_mention(article, lines, c) for c in without_overlaps(candidates)]


def _mention(article: Article, lines: Sequence[Line], found: Candidate) -> Mention:
    lang = next((x.sentence.lang for x in lines if x.sentence.start <= found.start < x.sentence.end), "und")
    id_ = row_id("me", article.id, found.start, found.end, found.type, found.known_as)
    how = cast("str", found.how)
    return Mention(
        id_, article.id, article.text[found.start : found.end], found.start, found.end, lang, found.type,
        found.known_as, found.label, how, found.because, found.role_title,  # type: ignore[arg-type]
    )  # fmt: skip


HOWS = get_type_hints(Mention)["how"]
