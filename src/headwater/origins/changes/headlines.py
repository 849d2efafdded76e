"""Headlines against what the cited sources say: names, labels and figures that no source stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.origins.changes.config import ChangesConfig
from headwater.origins.changes.edges import Side
from headwater.origins.changes.names import named_in
from headwater.origins.changes.numbers import same_number, trivial
from headwater.origins.changes.passages import Reading, joined
from headwater.origins.changes.sides import Library
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Attribution, Parse
from headwater.records.ids import row_id
from headwater.records.origins import ChangeFinding
from headwater.records.tables import Tables

_JUDGING = (
    "terrorist",
    "takfiri",
    "extremist",
    "mercenary",
    "thug",
    "regime",
    "occupation",
    "suicide_bomber",
    "illegal",
    "rioter",
)
_INNER = ("quoted_whole", "pasted")


@dataclass(frozen=True, slots=True)
class _Body:
    """An article's body, taken apart by who speaks: sentences with a cited source, and the outlet's own."""

    sourced: list[int]
    own: list[int]
    source_of: dict[int, Attribution]


def headline_findings(tables: Tables, library: Library, config: ChangesConfig) -> Iterator[ChangeFinding]:
    """One finding at most for each headline, in the order of the articles."""
    attributions = tables.by_article(Attribution)
    parsed = {parse.article for parse in tables.of(Parse)}
    for article in tables.of(Article):
        if article.id not in parsed:
            continue
        sentences, side = library.sentences(article.id), library.side(article.id)
        for title, scope in _headlines(sentences, library.parts):
            body = _body(sentences, scope, attributions.get(article.id, ()), article)
            finding = _finding(article, sentences, side, title, body, config)
            if finding:
                yield finding


def _headlines(sentences: Sequence[Sentence], parts: dict[str, Part]) -> Iterator[tuple[int, list[int]]]:
    """Each headline with the sentences it stands over: the article's own, then those of reprinted texts."""
    titles = [i for i, s in enumerate(sentences) if s.title]
    inner: dict[str, list[int]] = {}
    for at, sentence in enumerate(sentences):
        part = parts.get(sentence.part)
        if part and part.kind in _INNER:
            inner.setdefault(part.id, []).append(at)
    if titles:
        yield titles[0], [i for i in range(len(sentences)) if i not in titles]
    for rows in inner.values():
        if len(rows) > 2 and not sentences[rows[0]].title:
            yield rows[0], rows[1:]


def _body(
    sentences: Sequence[Sentence], scope: Sequence[int], attributions: Sequence[Attribution], article: Article
) -> _Body:
    cited = sorted((a for a in attributions if a.source is not None), key=lambda a: (a.content.start, a.id))
    source_of: dict[int, Attribution] = {}
    at = 0
    for index in scope:
        sentence = sentences[index]
        while (
            at < len(cited)
            and max(p.end for p in cited[at].content_parts or [cited[at].content]) <= sentence.start
        ):
            at += 1
        for attribution in cited[at : at + 6]:
            if any(
                p.start < sentence.end and sentence.start < p.end
                for p in attribution.content_parts or [attribution.content]
            ):
                source_of[index] = attribution
                break
    return _Body([i for i in scope if i in source_of], [i for i in scope if i not in source_of], source_of)


def _finding(
    article: Article,
    sentences: Sequence[Sentence],
    side: Side,
    title: int,
    body: _Body,
    config: ChangesConfig,
) -> ChangeFinding | None:
    headline = side.readings[title]
    if (not body.own and not body.sourced) or len(headline.words) < 3:
        return None
    best, score = _nearest(side, title, body.sourced)
    own, own_score = _nearest(side, title, body.own)
    if best is None or score < config.same_event:
        if own is None or own_score < config.same_event:
            return None
        return _row(article, headline, "headline_by_outlet_only", _alone(article, side, best, body))
    said = joined([side.readings[i] for i in body.sourced])
    missing = _missing(headline, said)
    if missing is None:
        return None
    told = _told(article, side, best, body)
    return _row(
        article, headline, "headline_by_no_source", f"No cited source says {missing}; the nearest, {told}."
    )


def _nearest(side: Side, title: int, rows: Sequence[int]) -> tuple[int | None, float]:
    if not rows:
        return None, 0.0
    scores = [round(float(side.vectors[title] @ side.vectors[i]), 4) for i in rows]
    best = max(range(len(rows)), key=lambda i: (scores[i], -i))
    return rows[best], scores[best]


def _missing(headline: Reading, said: Reading) -> str | None:
    """The first thing in a headline that no cited source says: an actor, a label that judges, a figure."""
    for name in headline.names:
        if name.known and name.kind in ("actor", "person") and not named_in(name, said):
            return f"“{name.text}”"
    labels = {m.key for m in said.of("label")}
    for mark in headline.of("label", *_JUDGING):
        if mark.key not in labels:
            return f"“{headline.text(mark.start, mark.end)}”"
    for number in headline.numbers:
        if (
            not trivial(number)
            and number.unit == "people"
            and not any(same_number(number, n) for n in said.numbers)
        ):
            return f"“{headline.text(number.start, number.end)}”"
    return None


def _told(article: Article, side: Side, index: int, body: _Body) -> str:
    source = body.source_of[index].source
    name = " ".join(source.text.split())[:80] if source else "a source"
    return f"{name}, is given with “{_quoted(side.readings[index])}”"


def _alone(article: Article, side: Side, best: int | None, body: _Body) -> str:
    if best is None:
        return "The text cites nobody for what its headline says: it stands on the outlet's own word."
    return f"What the headline says stands in the outlet's own words only; the nearest cited source, {_told(article, side, best, body)}, speaks of something else."


def _quoted(reading: Reading) -> str:
    words = " ".join(reading.passages[0].text.split())
    return words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + "…"


def _row(article: Article, headline: Reading, kind: str, because: str) -> ChangeFinding:
    start, end = headline.start, headline.end
    return ChangeFinding(
        row_id("cf", article.id, kind, start, end),
        kind,
        article.id,
        None,
        article.text[start:end],
        start,
        end,
        because,
    )
