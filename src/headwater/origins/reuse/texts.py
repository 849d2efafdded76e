"""One article as the comparisons need it: counted words, sentences, vectors, and what each sentence names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.body import Body, Mask, read_body
from headwater.origins.reuse.runs import Seeds, seeds_of
from headwater.origins.reuse.sides import Side
from headwater.origins.reuse.tokens import inside
from headwater.records.articles import Article, Credit, Part, Sentence
from headwater.records.entities import Mention
from headwater.records.matches import SentenceVector
from headwater.records.tables import Tables

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its body and its sentences; boilerplate and credit lines are not among them."""

    article: Article
    body: Body
    sentences: tuple[Sentence, ...]
    side: Side  # of the same sentences
    languages: tuple[str, ...]  # of the same sentences
    first: int  # index of the first sentence of the body: what stands before it is the headline
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


def _names(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where an article names someone or something; labels ("terrorists") are no names."""
    return [(mention.start, mention.end) for mention in mentions if mention.label is None]


def _counted(sentences: Sequence[Sentence], body: Body) -> list[Sentence]:
    """The headline, and sentences of which a third or more are letters of words that count."""
    ends = np.concatenate([[0], np.cumsum(body.weights())])
    found = []
    for sentence in sentences:
        low = np.searchsorted(body.tokens.starts, sentence.start, side="left")
        high = np.searchsorted(body.tokens.ends, sentence.end, side="right")
        inside = int(ends[high] - ends[low]) if high > low else 0
        if sentence.title or (inside and 3 * inside >= sentence.end - sentence.start):
            found.append(sentence)
    return found


def _sentence_of(sentences: Sequence[Sentence], body: Body) -> tuple[list[int], list[int]]:
    """For each counted word its sentence, and the place of the first word of a later one."""
    starts = np.array([sentence.start for sentence in sentences], dtype=np.int64)
    of = np.searchsorted(starts, body.tokens.starts, side="right") - 1
    return of.tolist(), np.searchsorted(of, of, side="right").tolist()


def _vectors(rows: Sequence[SentenceVector]) -> dict[int, npt.NDArray[np.float32]]:
    return {row.sentence: np.frombuffer(row.vector, dtype="<f2").astype(np.float32) for row in rows}


def read_texts(tables: Tables) -> list[Text]:
    """Every article by id, ready to be compared."""
    parts, credit_lines = tables.by_article(Part), tables.by_article(Credit)
    sentences, vectors = tables.by_article(Sentence), tables.by_article(SentenceVector)
    mentions = tables.by_article(Mention)
    width = next((len(row.vector) // 2 for row in tables.of(SentenceVector)), 0)
    known: dict[str, int] = {}
    texts = []
    for article in sorted(tables.of(Article), key=lambda article: article.id):
        every = sorted(sentences.get(article.id, []), key=lambda sentence: (sentence.start, sentence.index))
        body = read_body(article, parts.get(article.id, []), credit_lines.get(article.id, []), known)
        of_index = _vectors(vectors.get(article.id, []))
        kept = [s for s in _counted(every, body) if s.index in of_index and of_index[s.index].any()]
        matrix = (
            np.stack([of_index[s.index] for s in kept]) if kept else np.empty((0, width), dtype=np.float32)
        )
        lengths = np.array([s.end - s.start for s in kept], dtype=np.float32)
        sentence_of, sentence_ends = _sentence_of(every, body)
        texts.append(
            Text(
                article=article,
                body=body,
                sentences=tuple(kept),
                side=Side(matrix, lengths, (frozenset(),) * len(kept)),
                languages=tuple(s.lang for s in kept),
                first=sum(s.title for s in kept) if body.start else 0,
                names=inside(body.tokens, _names(mentions.get(article.id, []))),
                sentence_of=sentence_of,
                sentence_ends=sentence_ends,
                starts=body.tokens.starts.tolist(),
                ends=body.tokens.ends.tolist(),
                seeds=seeds_of(body.tokens),
            )
        )
    return texts
