"""Headlines against what the cited sources say: names, labels and figures that no source stands behind."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from headwater.origins.changes.config import ChangesConfig
from headwater.origins.changes.library import Library
from headwater.origins.changes.passages import Reading, joined
from headwater.origins.changes.sides import Side
from headwater.origins.changes.sources import cited
from headwater.origins.changes.unsaid import all_said, asks, missing_in
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Attribution, Parse
from headwater.records.ids import row_id
from headwater.records.origins import ChangeFinding
from headwater.records.tables import Tables

Row = npt.NDArray[np.float32]

_QUOTED = re.compile(r"[«»“”\"„]")
_INNER = ("quoted_whole", "pasted")


@dataclass(frozen=True, slots=True)
class _Body:
    """An article's body, taken apart by who speaks: sentences with a cited source, and the outlet's own."""

    sourced: list[int]
    own: list[int]
    source_of: dict[int, str]

    @classmethod
    def of(cls, scope: Sequence[int], source_of: dict[int, str]) -> _Body:
        """The body of the sentences in ``scope``."""
        return cls([i for i in scope if i in source_of], [i for i in scope if i not in source_of], source_of)


@dataclass(frozen=True, slots=True)
class _Headline:
    """A headline, its vector, and the sentences that it stands over, by index."""

    reading: Reading
    vector: Row
    scope: list[int]
    scores: dict[int, float] = field(default_factory=dict)  # how like it sentences are, as far as was asked


def headline_findings(tables: Tables, library: Library, config: ChangesConfig) -> Iterator[ChangeFinding]:
    """One finding at most for each headline, in the order of the articles."""
    attributions = tables.by_article(Attribution)
    parsed = {(parse.article, parse.sentence) for parse in tables.of(Parse)}
    for article in tables.of(Article):
        sentences, side = library.sentences(article.id), library.side(article.id)
        read = {i for i, s in enumerate(sentences) if (article.id, s.index) in parsed}
        for headline in _headlines(article, sentences, side, library.parts):
            held = _held(sentences, attributions.get(article.id, ()))
            if _stands(side, headline, held, read, config):
                continue
            plain = _Body.of(headline.scope, {i: held[i] for i in headline.scope if i in held})
            if read.issuperset(headline.scope) and not _finding(article, side, headline, plain, config):
                continue  # the attributions alone stand behind the headline
            finding = _finding(article, side, headline, _body(side, headline.scope, held, read), config)
            if finding:
                yield finding


def _stands(
    side: Side, headline: _Headline, held: dict[int, str], read: set[int], config: ChangesConfig
) -> bool:
    """Whether a few sentences show that nothing is to be found: the rest of the body need not be read."""
    if _names_its_word(headline.reading):
        return True
    near = [i for i in headline.scope if _score(side, headline, i) >= config.same_event]
    if not near:
        return True
    if not asks(headline.reading):
        return any(i in held or _cites(side.readings[i], i in read) is not None for i in near)
    citing = [side.readings[i] for i in near if held.get(i) or _cites(side.readings[i], i in read)]
    return bool(citing) and all_said(headline.reading, citing)


def _names_its_word(reading: Reading) -> bool:
    """Whether a headline is too short to tell of, or names who says it: then it stands on that word."""
    return reading.size < 3 or cited(reading).close


def _headlines(
    article: Article, sentences: Sequence[Sentence], side: Side, parts: dict[str, Part]
) -> Iterator[_Headline]:
    """The article's own headline, then those of reprinted texts: the line with which they begin."""
    titles = [i for i, s in enumerate(sentences) if s.title]
    inner: dict[str, list[int]] = {}
    for at, sentence in enumerate(sentences):
        part = parts.get(sentence.part)
        if part and part.kind in _INNER:
            inner.setdefault(part.id, []).append(at)
    if titles:
        yield _headline(side, titles[:1], [i for i in range(len(sentences)) if i not in titles])
    for part_id, rows in inner.items():
        line = article.text.find("\n", parts[part_id].start)
        head = [i for i in rows if sentences[i].end <= line]
        if head and len(rows) > len(head) + 1 and not sentences[head[0]].title:
            yield _headline(side, head, rows[len(head) :])


def _headline(side: Side, rows: list[int], scope: list[int]) -> _Headline:
    total = side.vectors[rows].sum(axis=0)
    return _Headline(
        joined([side.readings[i] for i in rows]), total / (float(np.linalg.norm(total)) or 1.0), scope
    )


def _held(sentences: Sequence[Sentence], attributions: Sequence[Attribution]) -> dict[int, str]:
    """Sentences that share words with what an attribution holds, each with the words of its first source."""
    starts, ends = [s.start for s in sentences], [s.end for s in sentences]
    held: dict[int, str] = {}
    for attribution in sorted(attributions, key=lambda a: (a.content.start, a.id)):
        if attribution.source is None:
            continue
        for span in attribution.content_parts or [attribution.content]:
            for index in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
                held.setdefault(index, attribution.source.text)
    return held


def _body(side: Side, scope: Sequence[int], held: dict[int, str], parsed: set[int]) -> _Body:
    """Sentences inside what an attribution holds, and those that by their own words cite somebody."""
    source_of: dict[int, str] = {}
    last: str | None = None
    depth, inside_scope = 0, frozenset(scope)
    for index in scope:
        reading = side.readings[index]
        depth, inside = _depth(reading.passages[0].text, depth), depth > 0
        told = held.get(index) or _cites(reading, index in parsed)
        if told is None and index not in parsed and (inside or _goes_on(reading)):
            told = last
        if told is not None:
            source_of[index] = last = told
            if reading.of("backward") and index - 1 in inside_scope:
                source_of.setdefault(index - 1, told)  # "this was reported by ..." after the report
    return _Body.of(scope, source_of)


def _cites(reading: Reading, parsed: bool) -> str | None:
    """The source that a sentence cites by its own words; where attributions are read, only one beside its verb."""
    found = cited(reading)
    return reading.text(*found.first) if found and (not parsed or found.close) else None


def _depth(text: str, depth: int) -> int:
    """How many quotation marks are open after a text, given how many were before it."""
    return max(0, depth + text.count("«") + text.count("“") - text.count("»") - text.count("”"))


def _goes_on(reading: Reading) -> bool:
    """Whether a sentence carries on what the last source said: a quotation, or "he added"."""
    return bool(reading.of("cue", "say") or _QUOTED.search(reading.passages[0].text))


def _finding(
    article: Article, side: Side, headline: _Headline, body: _Body, config: ChangesConfig
) -> ChangeFinding | None:
    reading = headline.reading
    if _names_its_word(reading):
        return None
    if _likeness(side, headline, body.sourced) < config.same_event:
        if _likeness(side, headline, body.own) < config.same_event:
            return None
        nearest = _nearest(side, headline, body.sourced) if body.sourced else None
        return _row(article, reading, "headline_by_outlet_only", _alone(side, nearest, body))
    if not asks(reading):
        return None
    missing = missing_in(reading, joined([side.readings[i] for i in body.sourced]))
    if missing is None:
        return None
    told = _told(side, _nearest(side, headline, body.sourced), body)
    return _row(
        article, reading, "headline_by_no_source", f"No cited source says {missing}; the nearest, {told}."
    )


def _scores(side: Side, headline: _Headline, rows: Sequence[int]) -> list[float]:
    return [_score(side, headline, i) for i in rows]


def _score(side: Side, headline: _Headline, row: int) -> float:
    known = headline.scores.get(row)
    if known is None:
        known = headline.scores[row] = round(float(headline.vector @ side.vectors[row]), 4)
    return known


def _likeness(side: Side, headline: _Headline, rows: Sequence[int]) -> float:
    """The greatest likeness of any sentence to a headline; none of them is read for it."""
    return max(_scores(side, headline, rows), default=-1.0)


def _nearest(side: Side, headline: _Headline, rows: Sequence[int]) -> int:
    """The sentence that shares most figures, causes and names with a headline."""
    scores = _scores(side, headline, rows)
    shared = [_shared(headline.reading, side.readings[i]) for i in rows]
    return rows[max(range(len(rows)), key=lambda i: (shared[i], scores[i], -i))]


def _shared(headline: Reading, sentence: Reading) -> int:
    numbers = {n.value for n in headline.numbers} & {n.value for n in sentence.numbers}
    causes = {m.key for m in headline.of("cause")} & {m.key for m in sentence.of("cause")}
    names = {n.key for n in headline.names if n.known} & {n.key for n in sentence.names}
    return len(numbers) + len(causes) + len(names)


def _told(side: Side, index: int, body: _Body) -> str:
    source = " ".join(body.source_of[index].split())[:80]
    return f"{source}, is given with “{_quoted(side.readings[index])}”"


def _alone(side: Side, best: int | None, body: _Body) -> str:
    if best is None:
        return "The text cites nobody for what its headline says: it stands on the outlet's own word."
    return f"What the headline says stands in the outlet's own words only; the nearest cited source, {_told(side, best, body)}, speaks of something else."


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
