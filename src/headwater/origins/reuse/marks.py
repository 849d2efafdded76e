"""What sentences name and count, in a form that is the same in every language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from headwater.origins.reuse.texts import Text
from headwater.records.entities import Mention
from headwater.text.numbers import find_amounts


def _numbers(text: str, lang: str) -> set[str]:
    """Exact numbers in figures or words; "a" and "one" are too common to tell."""
    return {
        str(amount.low)
        for amount in find_amounts(text, lang)
        if amount.exact and not amount.article and amount.low is not None and amount.low > 1
    }


def _marked(text: Text, mentions: Sequence[Mention]) -> Text:
    starts = [sentence.start for sentence in text.sentences]
    marks = [
        _numbers(text.article.text[sentence.start : sentence.end], sentence.lang)
        for sentence in text.sentences
    ]
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        if mention.known_as and index >= 0 and mention.end <= text.sentences[index].end:
            marks[index].add(mention.known_as)
    return replace(text, side=replace(text.side, marks=tuple(frozenset(found) for found in marks)))


def mark_texts(
    texts: Sequence[Text], which: Collection[int], mentions: dict[str, list[Mention]]
) -> list[Text]:
    """The texts, those in ``which`` with the numbers and the known names of each sentence."""
    return [
        _marked(text, mentions.get(text.article.id, [])) if index in which else text
        for index, text in enumerate(texts)
    ]


def agreement(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]], least: int) -> float:
    """Share of the numbers and names of either side that stand on both; 1 where there are fewer than ``least``."""
    left: frozenset[str] = frozenset().union(*a)
    right: frozenset[str] = frozenset().union(*b)
    every = len(left | right)
    return round(len(left & right) / every, 4) if every >= least else 1.0
