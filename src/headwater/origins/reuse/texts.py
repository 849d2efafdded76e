"""The articles of a stage that compares them, as it reads them: what is asked of one is made when it is first asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.body import Mask
from headwater.origins.reuse.runs import Seeds, seeds_of
from headwater.origins.reuse.sides import Side
from headwater.origins.reuse.tokens import Tokens
from headwater.records.articles import Article
from headwater.records.matches import SentenceVector
from headwater.records.origins import CountedText
from headwater.records.tables import Tables


@dataclass(frozen=True)
class Text:
    """An article with its counted words and its sentences; boilerplate and credit lines are not among them."""

    article: Article
    row: CountedText
    vectors: Sequence[SentenceVector]

    @property
    def languages(self) -> list[str]:
        """Of each sentence."""
        return self.row.languages

    @cached_property
    def tokens(self) -> Tokens:
        """The words that count, in order."""
        return Tokens(
            np.frombuffer(self.row.words, dtype="<u8").astype(np.uint64, copy=False),
            np.frombuffer(self.row.starts, dtype="<u4").astype(np.int64),
            np.frombuffer(self.row.ends, dtype="<u4").astype(np.int64),
        )

    @cached_property
    def seeds(self) -> Seeds:
        """The pieces from which stretches in common grow."""
        return seeds_of(self.tokens)

    @cached_property
    def names(self) -> Mask:
        """Which counted words are part of a name."""
        return np.frombuffer(self.row.named, dtype=np.uint8).astype(np.bool_)

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each counted word the sentence that it lies in, by which stretches are cut."""
        found: list[int] = self._sentence_of.tolist()
        return found

    @cached_property
    def sentence_ends(self) -> list[int]:
        """For each counted word the place of the first of a later sentence."""
        found: list[int] = np.searchsorted(self._sentence_of, self._sentence_of, side="right").tolist()
        return found

    @property
    def _sentence_of(self) -> npt.NDArray[np.int32]:
        return np.frombuffer(self.row.sentence_of, dtype="<i4")

    @cached_property
    def starts(self) -> list[int]:
        """Of each counted word, in characters."""
        found: list[int] = self.tokens.starts.tolist()
        return found

    @cached_property
    def ends(self) -> list[int]:
        """Of each counted word, in characters."""
        found: list[int] = self.tokens.ends.tolist()
        return found

    @cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """Where each sentence starts and ends."""
        found = np.frombuffer(self.row.stretches, dtype="<u4").reshape(-1, 2).tolist()
        return [(start, end) for start, end in found]

    @cached_property
    def marks(self) -> tuple[frozenset[str], ...]:
        """Of each sentence its numbers and known names."""
        return tuple(frozenset(marks) for marks in self.row.marks)

    @cached_property
    def side(self) -> Side:
        """The sentences as they are aligned."""
        of_index = {vector.sentence: vector.vector for vector in self.vectors}
        joined = b"".join([of_index[index] for index in self.row.sentences])
        matrix = np.frombuffer(joined, dtype="<f2").astype(np.float32).reshape(len(self.row.sentences), -1)
        lengths = np.array([end - start for start, end in self.stretches], dtype=np.float32)
        return Side(matrix, lengths, self.marks)

    def sentence_at(self, start: int) -> int:
        """Index of the sentence that begins at ``start``, or of the first after it."""
        return bisect_left(self.stretches, (start, 0))

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


def read_texts(tables: Tables, which: Collection[str] | None = None) -> list[Text]:
    """The articles among ``which`` (None: all) that have a row of counted words, by id, ready to be compared."""
    vectors, articles = tables.by_article(SentenceVector), tables.by_id(Article)
    return [
        Text(articles[row.article], row, vectors.get(row.article, ()))
        for row in sorted(tables.of(CountedText), key=lambda row: row.article)
        if which is None or row.article in which
    ]
