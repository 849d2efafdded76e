"""Sentences of a case that a search finds, by their words and by their meaning, in any language.

Two orders are made into one: BM25 over words and stems, and nearness of meaning, which finds what is said in
other words or another language. The command, the page and Python call ``search``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from headwater.matches.neighbours import nearest
from headwater.matches.search_ranks import fuse
from headwater.matches.search_words import Query, index_words, read_query, words_in
from headwater.matches.vectors import from_bytes, to_bytes
from headwater.records.articles import Article, Part, Sentence
from headwater.records.entities import Entity
from headwater.records.errors import CaseError, InputError
from headwater.records.ids import row_id
from headwater.records.matches import MatchedGroup
from headwater.runs.results import Case
from headwater.show.masking import Masking
from headwater.show.view import CaseView
from headwater.store.fulltext import FullText, index_in_memory, open_index, write_index

if TYPE_CHECKING:
    from headwater.matches.vectors import Matrix
    from headwater.records.ports import Embedder

INDEX = "search.sqlite"
_FORM = "1"
"""Form of the index: another number makes it anew."""
_POOL = 200
"""Best sentences of each order that are fused."""
_WEIGHTS = (2.0, 1.0)
"""What the order by words weighs beside that by meaning: of a few words, the encoder makes little."""
_LEAST = 0.2
"""Cosine under which a sentence is not near in meaning."""
_BATCH = 8192


@dataclass(frozen=True, slots=True)
class Hit:
    """One sentence that was found; ``also`` are other articles that hold it word for word."""

    text: str
    article: str
    title: str
    outlet: str | None
    published: str | None
    lang: str
    start: int
    end: int
    group: str | None
    heading: str | None  # of the group, in its own words
    score: float
    also: list[str]
    because: str

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)


def search(case: Case, asked: str, limit: int = 10, embedder: Embedder | None = None) -> list[Hit]:
    """The best sentences, at most ``limit``; names of private persons are withheld.

    Words in quotation marks must stand in a sentence as they are. Raises InputError for a search without words,
    one that is too long, and a limit below 1.
    """
    if limit < 1:
        raise InputError(f"a search gives at least 1 sentence, not {limit}")
    query = read_query(asked).naming(
        [row.name, *(name.text for name in row.names)] for row in case.rows(Entity) if not row.masked
    )
    sentences = list(case.rows(Sentence))
    with _index(case, sentences) as index:
        allowed = set(index.holding(query.phrases)) if query.phrases else None
        by_words = index.ranked(
            [wanted.word for wanted in query.words],
            sorted({stem for wanted in query.words for stem in wanted.stems}),
            [wanted.beginning for wanted in query.words if wanted.beginning],
            query.names,
            2 * _POOL if allowed is None else len(sentences),
        )
    by_words = [place for place in by_words if allowed is None or place in allowed]
    held = _held(case, query, sentences, by_words[: 2 * _POOL])
    by_words = sorted(held, key=lambda place: -len(held[place]))[:_POOL]  # of equals the better by BM25
    near = _by_meaning(case, query, sentences, embedder, allowed)
    return _Hits(case, sentences, held, dict(near)).of(
        fuse([by_words, [k for k, _ in near]], _WEIGHTS), limit
    )


def _index(case: Case, sentences: Sequence[Sentence]) -> FullText:
    path = case.path / INDEX
    tables = ("articles", "sentences")
    shas = [record.tables[name] for record in case.manifest.stages.values() for name in tables if name in record.tables]  # fmt: skip
    stamp = row_id("fts", _FORM, *shas)
    found = open_index(path, stamp)
    if found is None:
        try:
            write_index(path, stamp, _entries(case, sentences))
        except CaseError:
            return index_in_memory(_entries(case, sentences))
        found = open_index(path, stamp)
    return found or index_in_memory(_entries(case, sentences))


def _entries(case: Case, sentences: Sequence[Sentence]) -> Iterator[tuple[str, str]]:
    texts = {row.id: row.text for row in case.rows(Article)}
    for sentence in sentences:
        yield index_words(texts[sentence.article][sentence.start : sentence.end], sentence.lang)


def _held(
    case: Case, query: Query, sentences: Sequence[Sentence], places: Sequence[int]
) -> dict[int, list[str]]:
    """Which of the words asked for, or other names of what they name, each sentence holds; in the order given."""
    texts = {row.id: row.text for row in case.rows(Article)}
    found = {}
    for place in places:
        row = sentences[place]
        words, stems = index_words(texts[row.article][row.start : row.end], row.lang)
        found[place] = query.held(words.split(), set(stems.split()))
    return found


def _by_meaning(
    case: Case,
    query: Query,
    sentences: Sequence[Sentence],
    embedder: Embedder | None,
    allowed: set[int] | None,
) -> list[tuple[int, float]]:
    """Places of the sentences nearest in meaning, with their cosines."""
    if embedder is None:
        from headwater.providers import load_models

        embedder = load_models().embedder
    vector = from_bytes(to_bytes(np.asarray(embedder.embed([query.text])[0], dtype=np.float32)))
    place = {(row.article, row.index): k for k, row in enumerate(sentences)}
    rows: list[int] = []
    found = nearest(_vectors(case, place, rows), vector, _POOL if allowed is None else len(sentences), _LEAST)
    near = [(rows[k], cosine) for k, cosine in found]
    return [(k, cosine) for k, cosine in near if allowed is None or k in allowed][:_POOL]


def _vectors(case: Case, place: dict[tuple[str, int], int], rows: list[int]) -> Iterator[Matrix]:
    """Stored vectors in blocks; ``rows`` receives the place of each one's sentence."""
    for batch in case.table("sentence_vectors").to_batches(_BATCH):
        keys = zip(batch["article"].to_pylist(), batch["sentence"].to_pylist(), strict=True)
        rows.extend(place[key] for key in keys)
        data = b"".join(batch["vector"].to_pylist())
        yield np.frombuffer(data, dtype="<f2").reshape(batch.num_rows, -1).astype(np.float32)


class _Hits:
    """Makes rows for readers out of places."""

    def __init__(
        self,
        case: Case,
        sentences: Sequence[Sentence],
        held: dict[int, list[str]],
        near: dict[int, float],
    ) -> None:
        self._sentences, self._held, self._near = sentences, held, near
        self._articles = {row.id: row for row in case.rows(Article)}
        self._idle = {row.id for row in case.rows(Part) if row.kind == "boilerplate"}
        self._view = CaseView(case.json)
        self._masking = Masking(self._view)
        self._group_of = {article: row for row in case.rows(MatchedGroup) for article in row.articles}

    def of(self, ranked: Sequence[tuple[int, float]], limit: int) -> list[Hit]:
        """The first rows, each wording once."""
        hits: dict[str, Hit] = {}
        for place, score in ranked:
            sentence = self._sentences[place]
            if sentence.part in self._idle:
                continue
            article = self._articles[sentence.article]
            text = article.text[sentence.start : sentence.end]
            key = " ".join(words_in(text))
            known = hits.get(key)
            if known is not None:
                if article.id not in (known.article, *known.also):
                    hits[key] = replace(known, also=[*known.also, article.id])
            elif len(hits) < limit:
                hits[key] = self._hit(place, article, text, score)
        return list(hits.values())

    def _hit(self, place: int, article: Article, text: str, score: float) -> Hit:
        sentence = self._sentences[place]
        group = self._group_of.get(article.id)
        said = self._masking.said
        heading = self._view.row(group.heading) if group else None
        return Hit(
            said(text),
            article.id,
            said(article.title),
            said(article.publisher) or None,
            article.published.value,
            sentence.lang,
            sentence.start,
            sentence.end,
            group.id if group else None,
            said(heading["text"]) if heading else None,
            score,
            [],
            self._because(place),
        )

    def _because(self, place: int) -> str:
        """Why the sentence was found: which words it holds, how near its meaning is."""
        told = []
        if held := self._held.get(place):
            told.append(f"it has the words {', '.join(f'“{word}”' for word in held)}")
        if place in self._near:
            told.append(f"its meaning is near (cosine {self._near[place]:.2f})")
        reason = " and ".join(told) or "it holds a form of the words"
        return reason[0].upper() + reason[1:] + "."
