"""One article as the comparisons need it: counted words, sentences, vectors, and what each sentence names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.body import Mask
from headwater.origins.reuse.runs import Seeds, seeds_of
from headwater.origins.reuse.sides import Side
from headwater.origins.reuse.tokens import Tokens
from headwater.records.articles import Article, Sentence
from headwater.records.matches import SentenceVector
from headwater.records.origins import CountedText
from headwater.records.tables import Tables

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its counted words and its sentences; boilerplate and credit lines are not among them."""

    article: Article
    tokens: Tokens  # that count, in order
    sentences: tuple[Sentence, ...]
    side: Side  # of the same sentences
    languages: tuple[str, ...]  # of the same sentences
    names: Mask  # which counted words are part of a name
    sentence_of: list[int]  # for each counted word the sentence that it lies in, by which stretches are cut
    sentence_ends: list[int]  # for each counted word the place of the first of a later sentence
    starts: list[int]  # of each counted word, in characters
    ends: list[int]
    seeds: Seeds

    def sentence_at(self, start: int) -> int:
        """Index of the sentence that begins at ``start``, or of the first after it."""
        return bisect_left(self.sentences, start, key=lambda sentence: sentence.start)

    def covered(self, stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The counted words that touch one of ``stretches`` (start, end; sorted), as disjoint ranges in order."""
        found: list[tuple[int, int]] = []
        for start, end in stretches:
            low, high = bisect_right(self.ends, start), bisect_left(self.starts, end)
            if found and low <= found[-1][1]:
                before = found.pop()
                low, high = min(low, before[0]), max(high, before[1])
            if high > low:
                found.append((low, high))
        return found


def _tokens(row: CountedText) -> Tokens:
    return Tokens(
        np.frombuffer(row.words, dtype="<u8").astype(np.uint64),
        np.frombuffer(row.starts, dtype="<u4").astype(np.int64),
        np.frombuffer(row.ends, dtype="<u4").astype(np.int64),
    )


def _side(row: CountedText, kept: Sequence[Sentence], vectors: Sequence[SentenceVector], width: int) -> Side:
    of_index = {vector.sentence: vector.vector for vector in vectors}
    matrix = np.empty((len(kept), width), dtype=np.float32)
    for place, sentence in enumerate(kept):
        matrix[place] = np.frombuffer(of_index[sentence.index], dtype="<f2")
    lengths = np.array([sentence.end - sentence.start for sentence in kept], dtype=np.float32)
    return Side(matrix, lengths, tuple(frozenset(marks) for marks in row.marks))


def read_texts(tables: Tables, which: Collection[str] | None = None) -> list[Text]:
    """The articles among ``which`` (None: all) that have a row of counted words, by id, ready to be compared."""
    sentences, vectors = tables.by_article(Sentence), tables.by_article(SentenceVector)
    articles = tables.by_id(Article)
    width = next((len(row.vector) // 2 for row in tables.of(SentenceVector)), 0)
    texts = []
    for row in sorted(tables.of(CountedText), key=lambda row: row.article):
        if which is not None and row.article not in which:
            continue
        by_index = {sentence.index: sentence for sentence in sentences.get(row.article, ())}
        kept = [by_index[index] for index in row.sentences]
        tokens = _tokens(row)
        sentence_of = np.frombuffer(row.sentence_of, dtype="<i4")
        texts.append(
            Text(
                article=articles[row.article],
                tokens=tokens,
                sentences=tuple(kept),
                side=_side(row, kept, vectors.get(row.article, ()), width),
                languages=tuple(sentence.lang for sentence in kept),
                names=np.frombuffer(row.named, dtype=np.uint8).astype(np.bool_),
                sentence_of=sentence_of.tolist(),
                sentence_ends=np.searchsorted(sentence_of, sentence_of, side="right").tolist(),
                starts=tokens.starts.tolist(),
                ends=tokens.ends.tolist(),
                seeds=seeds_of(tokens),
            )
        )
    return texts
