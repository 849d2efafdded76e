"""One article made ready: what is looked for in a survey of all, and what is compared of a pair.

Each row is a function of its article alone, so that it is made once however many articles come after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.amounts import exact_numbers
from headwater.origins.reuse.body import Body, read_body
from headwater.origins.reuse.shingles import shingles
from headwater.origins.reuse.tokens import inside
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.entities import Mention
from headwater.records.matches import SentenceVector
from headwater.records.origins import CountedText, Fingerprint
from headwater.records.tables import Tables

Vectors = npt.NDArray[np.float32]
_TOP = 127.0  # largest number of a dimension in 8 bits


def in_order(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of an article as they stand in it."""
    return sorted(sentences, key=lambda sentence: (sentence.start, sentence.index))


def _counted(sentences: Sequence[Sentence], body: Body) -> list[Sentence]:
    """The headline, and sentences of which a third or more are letters of words that count."""
    if not sentences:
        return []
    ends = np.concatenate([[0], np.cumsum(body.weights())])
    first = np.searchsorted(body.tokens.starts, [one.start for one in sentences], side="left")
    last = np.searchsorted(body.tokens.ends, [one.end for one in sentences], side="right")
    letters = ends[np.maximum(first, last)] - ends[first]
    return [
        one
        for one, many in zip(sentences, letters.tolist(), strict=True)
        if one.title or (many and 3 * many >= one.end - one.start)
    ]


def _marks(
    sentences: Sequence[Sentence], numbers: dict[int, tuple[int, ...]], mentions: Sequence[Mention]
) -> list[list[str]]:
    """For each sentence its numbers and the known names in it, the same in every language."""
    starts = [sentence.start for sentence in sentences]
    marks = [{str(number) for number in numbers[sentence.index]} for sentence in sentences]
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        if mention.known_as and index >= 0 and mention.end <= sentences[index].end:
            marks[index].add(mention.known_as)
    return [sorted(found) for found in marks]


def packed(vectors: Vectors) -> bytes:
    """Rows in 8 bits a dimension, each on a scale of its own: cosines move by a thousandth."""
    tops = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-6)
    rounded: npt.NDArray[np.int8] = np.round(vectors / tops * _TOP).astype(np.int8)
    return rounded.tobytes()


def _vectors(rows: Sequence[SentenceVector]) -> dict[int, Vectors]:
    found = {row.sentence: np.frombuffer(row.vector, dtype="<f2").astype(np.float32) for row in rows}
    return {index: vector for index, vector in found.items() if vector.any()}


def fingerprints(tables: Tables, width: int) -> Iterator[Fingerprint | CountedText]:
    """Both rows of each article, by id; ``width`` is the number of words of a shingle."""
    parts, credit_lines = tables.by_article(Part), tables.by_article(Credit)
    sentences, vectors = tables.by_article(Sentence), tables.by_article(SentenceVector)
    mentions = tables.by_article(Mention)
    for article in sorted(tables.of(Article), key=lambda article: article.id):
        key = article.id
        every = in_order(sentences.get(key, []))
        body = read_body(article, parts.get(key, []), credit_lines.get(key, []))
        of_index = _vectors(vectors.get(key, []))
        kept = [sentence for sentence in _counted(every, body) if sentence.index in of_index]
        first = sum(sentence.title for sentence in kept) if body.start else 0
        matrix = [of_index[sentence.index] for sentence in kept[first:]]
        yield Fingerprint(
            key,
            shingles(body.tokens, width).astype("<u8").tobytes(),
            [sentence.lang for sentence in kept[first:]],
            packed(np.stack(matrix)) if matrix else b"",
            [sentence.lang for sentence in kept[:first]],
        )
        yield _counted_text(article, body, every, kept, first, mentions.get(key, []))


def _counted_text(
    article: Article,
    body: Body,
    every: Sequence[Sentence],
    kept: Sequence[Sentence],
    first: int,
    mentions: Sequence[Mention],
) -> CountedText:
    text = article.text
    numbers = {one.index: exact_numbers(text[one.start : one.end], one.lang) for one in every}
    starts = np.array([sentence.start for sentence in every], dtype=np.int64)
    named = inside(body.tokens, [(one.start, one.end) for one in mentions if one.label is None])
    of = np.searchsorted(starts, body.tokens.starts, side="right") - 1
    return CountedText(
        article=article.id,
        words=body.tokens.hashes.astype("<u8").tobytes(),
        starts=body.tokens.starts.astype("<u4").tobytes(),
        ends=body.tokens.ends.astype("<u4").tobytes(),
        named=named.astype(np.uint8).tobytes(),
        sentence_of=of.astype("<i4").tobytes(),
        sentences=[sentence.index for sentence in kept],
        headlines=first,
        marks=_marks(kept, numbers, mentions),
        numbers=sorted({number for found in numbers.values() for number in found}),
        stretches=np.array([(one.start, one.end) for one in kept], dtype="<u4").tobytes(),
        languages=[one.lang for one in kept],
    )
