"""Sentences and their parses cut into windows, so that the time to read an article is linear in its length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from headwater.records.articles import Sentence
from headwater.records.claims import Token

_LONGEST = 250  # tokens; the longest real sentences have about 150
_STOPS = ("PUNCT", "CCONJ")


def cut_sentences(
    sentences: Sequence[Sentence], tokens: Mapping[int, Sequence[Token]]
) -> Iterator[tuple[Sentence, int, Sequence[Token] | None]]:
    """Each sentence as one window or several: the window, numbered anew, its sentence's own number, its tokens.

    A sentence of ordinary length is one window. A window's tokens hang on each other only.
    """
    number = 0
    for sentence in sentences:
        row = tokens.get(sentence.index)
        edges = _edges(row) if row else [0, 0]
        for first, last in pairwise(edges):
            start = sentence.start if first == 0 or not row else row[first].start
            end = sentence.end if not row or last >= len(row) else row[last].start
            piece = replace(sentence, index=number, start=start, end=end)
            yield piece, sentence.index, _own(row, first, last) if row else None
            number += 1


def _edges(row: Sequence[Token]) -> list[int]:
    """Where windows begin, and the number of tokens: after punctuation where there is some."""
    edges = [0]
    while len(row) - edges[-1] > _LONGEST:
        low, high = edges[-1] + _LONGEST // 2, edges[-1] + _LONGEST
        cut = next((k for k in range(high, low, -1) if row[k - 1].pos in _STOPS), high)
        edges.append(cut)
    return [*edges, len(row)]


def _own(row: Sequence[Token], first: int, last: int) -> Sequence[Token]:
    """The tokens of a window with heads counted in it; one whose head lies outside is a root."""
    if first == 0 and last == len(row):
        return row
    return [
        replace(t, head=t.head - first if first <= t.head < last else k)
        for k, t in enumerate(row[first:last])
    ]
