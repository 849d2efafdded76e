"""The stage that asks a second reader and lays its proposals beside the first reader's attributions.

It stands apart from the room's other stages, so that a change in how the first reader reads does not by
itself make every article be asked about again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from headwater.claims.config import CompareConfig
from headwater.claims.proposals import Bounds, compare
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Attribution, Proposal, ReaderFinding
from headwater.records.ids import row_id
from headwater.records.ports import Models, NoAnswerError, SecondReader
from headwater.records.tables import Tables


def compare_readers(tables: Tables, config: CompareConfig, models: Models) -> Tables:
    """What the second reader proposes for each article; nothing where there is no second reader."""
    reader = models.second_reader
    if reader is None:
        return Tables()
    parts, sentences = tables.by_article(Part), tables.by_article(Sentence)
    attributions = tables.by_article(Attribution)
    rows: list[Any] = []
    for article in tables.of(Article):
        pieces = list(
            cut(article, parts.get(article.id, []), sentences.get(article.id, []), config.longest_piece)
        )
        rows += _asked(article, pieces, attributions.get(article.id, []), reader)
    return Tables.of_rows(rows)


def _asked(
    article: Article,
    pieces: Sequence[tuple[Bounds, str]],
    attributions: Sequence[Attribution],
    reader: SecondReader,
) -> list[Proposal | ReaderFinding]:
    """The proposals on one article, and a finding where the reader gave no answer."""
    rows: list[Proposal | ReaderFinding] = []
    for number, ((start, end), lang) in enumerate(pieces):
        try:
            proposed = reader.propose(article.text[start:end], lang)
        except NoAnswerError as error:
            rows.append(_silent(article, number, len(pieces), str(error)))
            break
        rows += compare(article, (start, end), proposed, attributions, reader.name())
    return rows


def _silent(article: Article, answered: int, pieces: int, why: str) -> ReaderFinding:
    how_far = f" after {answered} of {pieces} pieces of the text" if answered else ""
    kind = "second_reader_silent"
    because = f"The second reader did not answer for this article{how_far}: {why}."
    return ReaderFinding(row_id("fi", article.id, kind), kind, article.id, None, None, None, None, because)


def cut(
    article: Article, parts: Sequence[Part], sentences: Sequence[Sentence], longest: int
) -> Iterator[tuple[Bounds, str]]:
    """An article in pieces that a model can read, with their language: whole sentences in a row.

    Boilerplate is left out. A sentence longer than ``longest`` characters is cut.
    """
    left_out = {part.id for part in parts if part.kind == "boilerplate"}
    run: list[Sentence] = []
    for sentence in sentences:
        skipped = sentence.part in left_out
        ends = skipped or (run and (sentence.lang != run[0].lang or sentence.end - run[0].start > longest))
        if run and ends:
            yield from _pieces(article, run, longest)
            run = []
        if not skipped:
            run.append(sentence)
    if run:
        yield from _pieces(article, run, longest)


def _pieces(article: Article, run: Sequence[Sentence], longest: int) -> Iterator[tuple[Bounds, str]]:
    """Sentences in a row as one piece; more where they are longer than a piece may be."""
    start, end = run[0].start, run[-1].end
    for at in range(start, end, longest):
        piece = (at, min(at + longest, end))
        if any(character.isalpha() for character in article.text[slice(*piece)]):
            yield piece, run[0].lang
