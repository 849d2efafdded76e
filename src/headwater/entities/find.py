"""The stage ``entities.find``: mentions in each article, from the registry first, then the model, then shape."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.entities.announced import announced_names
from headwater.entities.config import FindConfig
from headwater.entities.definitions import defined_names
from headwater.entities.found import Candidate, without_overlaps
from headwater.entities.gazetteer import place_meant, place_names
from headwater.entities.known import Line, known_names, labels, lines_of_article, state_bodies
from headwater.entities.model import model_names
from headwater.entities.owned import owned_outlets
from headwater.entities.shapes import called_outlets, credited_names, credited_outlets, ministries, units
from headwater.entities.voting import voted
from headwater.records.articles import Article, Credit, Sentence
from headwater.records.claims import Parse
from headwater.records.entities import Mention
from headwater.records.ids import row_id
from headwater.records.ports import Models
from headwater.records.tables import Tables
from headwater.text.names import name_key


def find(tables: Tables, config: FindConfig, models: Models) -> Tables:
    """Mentions in every article, in the order of the text; a function of each article alone."""
    sentences = tables.by_article(Sentence)
    parses = tables.by_article(Parse)
    credit_rows = tables.by_article(Credit)
    mentions = [
        mention
        for article in tables.of(Article)
        for mention in mentions_of(
            article,
            sentences.get(article.id, []),
            parses.get(article.id, []),
            credit_rows.get(article.id, []),
            config,
        )
    ]
    return Tables.of_rows(mentions)


def mentions_of(
    article: Article,
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    credited_by: Sequence[Credit],
    config: FindConfig,
) -> list[Mention]:
    """The mentions of one article."""
    by_sentence = {parse.sentence: parse for parse in parses}
    lines = lines_of_article(article, sentences, by_sentence)
    credited = credited_names(article, credited_by)
    candidates = known_names(lines) + state_bodies(lines)
    candidates += owned_outlets(lines, candidates)
    candidates += place_names(lines, candidates) + labels(lines)
    candidates = place_meant(candidates, lines)
    candidates += announced_names(lines, article.text)
    candidates += credited_outlets(lines, credited) + _by_shape(lines, by_sentence, article.text)
    if config.model_names:
        candidates += _by_model(article, lines, by_sentence, config)
    candidates += defined_names(candidates, lines, article.text)
    kept = without_overlaps(_after_places(candidates, article.text))
    named = voted(kept, lines, by_sentence, credited, article.text)
    return [_mention(article, lines, c) for c in named]


def _by_shape(lines: Sequence[Line], parses: Mapping[int, Parse], text: str) -> list[Candidate]:
    """Ministries and units that their words give away."""
    found: list[Candidate] = []
    for line in lines:
        parse = parses.get(line.sentence.index)
        if parse:
            found.extend((*ministries(line, text), *called_outlets(line)))
            of = {pos: {t.start for t in parse.tokens if t.pos == pos} for pos in ("ADJ", "NOUN")}
            found.extend(units(line, of["ADJ"], of["NOUN"]))
    return found


def _after_places(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """The candidates, those that the model lets begin with a known place cut to what follows it."""
    places = {c.start: c.end for c in candidates if c.type == "place" and c.how == "gazetteer"}
    kept = []
    for candidate in candidates:
        end = places.get(candidate.start) if candidate.how == "model" else None
        if end is None or end >= candidate.end:
            kept.append(candidate)
            continue
        start = end + len(text[end : candidate.end]) - len(text[end : candidate.end].lstrip(" -,/"))
        if candidate.type == "person" and len(text[start : candidate.end].split()) > 1:
            kept.append(replace(candidate, start=start))
    return kept


def _by_model(
    article: Article, lines: Sequence[Line], by_sentence: Mapping[int, Parse], config: FindConfig
) -> list[Candidate]:
    """Names that the model sees; in lines in title case only those that it sees elsewhere too."""
    plain: list[Candidate] = []
    titled: list[Candidate] = []
    for line in lines:
        parse = by_sentence.get(line.sentence.index)
        found = model_names(line, parse, article.text, config.longest_model_name)
        (titled if line.title_case else plain).extend(found)
    seen = {name_key(article.text[c.start : c.end]) for c in plain}
    return plain + [c for c in titled if name_key(article.text[c.start : c.end]) in seen]


def _mention(article: Article, lines: Sequence[Line], found: Candidate) -> Mention:
    at = bisect_right(lines, found.start, key=lambda line: line.sentence.start) - 1
    lang = lines[at].sentence.lang if at >= 0 else "und"
    id_ = row_id("me", article.id, found.start, found.end, found.type, found.known_as)
    return Mention(
        id_, article.id, article.text[found.start : found.end], found.start, found.end, lang, found.type,
        found.known_as, found.label, found.how, found.because, found.role_title, list(found.signs), found.office,
    )  # fmt: skip
