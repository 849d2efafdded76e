"""Dependency parses of sentences, through the parser port."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from headwater.claims.headlines import HEADLINE_REPEATS, prose_start, repeated_headline
from headwater.claims.lexicons import load_lexicon
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Parse, Token
from headwater.records.ports import ParsedToken, Parser

_BREAKS = "\n;.!?:,"  # where a sentence too long to be parsed may be cut, if it must be


def pieces(text: str, longest: int, offset: int = 0) -> Iterator[tuple[int, str]]:
    """``text`` cut into stretches of at most ``longest`` characters, each with its offset plus ``offset``.

    Cuts fall after the last punctuation mark of the second half of a stretch, else after the last
    space, else at the limit. Time is linear in the text.
    """
    start = 0
    while len(text) - start > longest:
        window = text[start : start + longest]
        cut = max((window.rfind(mark, longest // 2) for mark in _BREAKS), default=-1)
        if cut < 0:
            cut = window.rfind(" ")
        cut = cut + 1 if cut > 0 else longest
        yield start + offset, window[:cut]
        start += cut
    yield start + offset, text[start:]


def _seams(article: Article, sentence: Sentence) -> list[int]:
    """Where a sentence begins, is to be cut, and ends: around a headline that the body prints again.

    Without the cut the parser reads headline, dateline and first sentence as one clause.
    """
    lexicon = load_lexicon(sentence.lang)
    repeated = (
        repeated_headline(article, sentence) if lexicon and sentence.index <= HEADLINE_REPEATS else None
    )
    if lexicon is None or repeated is None:
        return [sentence.start, sentence.end]
    prose = prose_start(article, sentence, lexicon)
    return sorted({sentence.start, *repeated, prose, sentence.end})


def _tokens(parsed: Sequence[ParsedToken], offset: int, before: int) -> Iterator[Token]:
    """The tokens of one piece, shifted by ``offset`` characters and ``before`` tokens."""
    for t in parsed:
        yield Token(
            t.start + offset, t.end + offset, t.lemma, t.pos, t.tag, t.dep, t.head + before, t.morph, t.ent
        )


def parse_article(
    article: Article, sentences: Sequence[Sentence], parser: Parser, longest: int
) -> list[Parse]:
    """The parses of one article's sentences, in their order; none for languages the parser lacks.

    The parser is called once for each language of the article, whatever else is in the batch.
    """
    found: list[Parse] = []
    seams = {s.index: _seams(article, s) for s in sentences}
    for lang in sorted({s.lang for s in sentences} & parser.languages()):
        cuts = [
            (sentence, offset, piece)
            for sentence in sentences
            if sentence.lang == lang
            for start, end in pairwise(seams[sentence.index])
            for offset, piece in pieces(article.text[start:end], longest, start - sentence.start)
        ]
        tokens: dict[int, list[Token]] = {}
        parsed = parser.parse([piece for _, _, piece in cuts], lang)
        for (sentence, offset, _), piece_tokens in zip(cuts, parsed, strict=True):
            row = tokens.setdefault(sentence.index, [])
            row.extend(_tokens(piece_tokens, sentence.start + offset, len(row)))
        found.extend(Parse(article.id, index, row) for index, row in tokens.items())
    return sorted(found, key=lambda parse: parse.sentence)
