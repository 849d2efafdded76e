"""What of an article counts when wording is compared: its body without what repeats or frames it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.origins.reuse.shingles import shingles
from headwater.origins.reuse.tokens import Tokens, folded, inside, tokenize
from headwater.records.articles import Article, Credit, Part
from headwater.text.months import MONTHS, WEEKDAYS

Mask = npt.NDArray[np.bool_]

LONGEST_CREDIT = 200  # characters: a longer "credit line" is text
REPEATED = 8  # words said a second time in one article count once
LONGEST_HEADLINE = 25  # words: a longer "title" is the first paragraph
SHORTEST_REPEAT = 5  # words: a shorter headline may stand in any sentence
HEAD = 12  # words at the head of a body among which a date line may stand


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article that count, in order."""

    article: str
    publisher: str | None
    tokens: Tokens
    start: int  # 0 where the title is itself a paragraph

    def weights(self) -> npt.NDArray[np.int64]:
        """Characters of each word: coverage is a share of their sum."""
        return self.tokens.ends - self.tokens.starts


def _framing(
    article: Article, parts: Sequence[Part], credit_lines: Sequence[Credit]
) -> list[tuple[int, int]]:
    """Stretches that are no body: boilerplate and lines that say where the text comes from."""
    found = [(part.start, part.end) for part in parts if part.kind == "boilerplate"]
    for credit in credit_lines:
        if (
            credit.start is not None
            and credit.end is not None
            and credit.end - credit.start <= LONGEST_CREDIT
        ):
            found.append((credit.start, credit.end))
    return found


def _repeats_title(title: Tokens, body: Tokens) -> Mask:
    """Words at the head of the body that say the headline over again."""
    mask = np.zeros(len(body), dtype=np.bool_)
    size = len(title)
    if size < SHORTEST_REPEAT:
        return mask
    for start in range(min(HEAD, len(body) - size) + 1):
        if np.array_equal(body.hashes[start : start + size], title.hashes):
            mask[start : start + size] = True
            break
    return mask


def _dates_itself(text: str, body: Tokens) -> Mask:
    """Words of a date line at the very head of the body ("Tuesday 4 April 2017 at 0914", "18-07-2016")."""
    mask = np.zeros(len(body), dtype=np.bool_)
    dated, named, numbers = 0, False, 0
    for index in range(min(HEAD, len(body))):
        word = text[body.starts[index] : body.ends[index]]
        plain = word.lower().rstrip(".")
        number = folded(word).isdigit()
        if number or plain in MONTHS or plain in WEEKDAYS:
            dated, named, numbers = index + 1, named or plain in MONTHS, numbers + number
        elif index - dated >= 3:
            break
    if numbers >= 3 or (named and numbers):
        mask[:dated] = True
    return mask


def _said_before(tokens: Tokens) -> Mask:
    """Words of a stretch that stands earlier in the same text."""
    mask = np.zeros(len(tokens), dtype=np.bool_)
    keys = shingles(tokens, REPEATED)
    if len(keys):
        _, first = np.unique(keys, return_index=True)
        again = np.ones(len(keys), dtype=np.bool_)
        again[first] = False
        at = np.flatnonzero(again)
        for step in range(REPEATED):
            mask[at + step] = True
    return mask


def read_body(article: Article, parts: Sequence[Part], credit_lines: Sequence[Credit]) -> Body:
    """The words of an article's body that count."""
    title = tokenize(article.text, 0, len(article.title))
    headline = len(title) <= LONGEST_HEADLINE
    start = min(article.body_start, len(article.text)) if headline else 0
    tokens = tokenize(article.text, start)
    tokens = tokens.kept(~inside(tokens, _framing(article, parts, credit_lines)))
    if headline:
        tokens = tokens.kept(~_repeats_title(title, tokens))
    tokens = tokens.kept(~_dates_itself(article.text, tokens))
    tokens = tokens.kept(~_said_before(tokens))
    return Body(article.id, article.publisher, tokens, start)
