"""Sentences of a case that a search finds, by their words and by their meaning, in any language.

Two orders are made into one: BM25 over words and stems, and nearness of meaning, which finds what is said in
other words or another language. The command, the page and Python call ``search``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from headwater.matches.neighbours import nearest
from headwater.matches.search_ranks import fuse
from headwater.matches.search_words import Query, index_words, read_query, words_in
from headwater.matches.vectors import from_bytes, to_bytes
from headwater.records.articles import Article, Sentence
from headwater.records.errors import CaseError, InputError
from headwater.records.ids import row_id
from headwater.runs.results import Case
from headwater.show.searched import Searched, Sheet, keep
from headwater.store.fulltext import FullText, index_in_memory, open_index, write_index

if TYPE_CHECKING:
    from headwater.matches.vectors import Matrix
    from headwater.records.ports import Embedder

INDEX = "search.sqlite"
_FORM = "2"
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
    with open_search(case) as index:
        kept, query = Searched(index), read_query(asked)
        query = query.naming(kept.named([wanted.word for wanted in query.words]))
        allowed = set(index.holding(query.phrases)) if query.phrases else None
        by_words = index.ranked(
            [wanted.word for wanted in query.words],
            sorted({stem for wanted in query.words for stem in wanted.stems}),
            [wanted.beginning for wanted in query.words if wanted.beginning],
            query.names,
            2 * _POOL if allowed is None else -1,
        )
        by_words = [place for place in by_words if allowed is None or place in allowed]
        held = _held(kept, query, by_words[: 2 * _POOL])
        by_words = sorted(held, key=lambda place: -len(held[place]))[:_POOL]  # of equals the better by BM25
        near = _by_meaning(case, kept, query, embedder, allowed)
        ranked = fuse([by_words, [k for k, _ in near]], _WEIGHTS)
        return _Hits(kept, [place for place, _ in ranked], held, dict(near)).of(ranked, limit)


def open_search(case: Case) -> FullText:
    """The index of a case and what is kept beside it, made first where it is not of the case as it stands."""
    path = case.path / INDEX
    shas = [
        f"{name} {sha}" for record in case.manifest.stages.values() for name, sha in record.tables.items()
    ]
    stamp = row_id("fts", _FORM, *sorted(shas), case.manifest.exports.get(case.folder.case_json.name, ""))
    found = open_index(path, stamp)
    if found is None:
        sentences = list(case.rows(Sentence))

        def more(connection: sqlite3.Connection) -> None:
            keep(case, sentences, connection)

        try:
            write_index(path, stamp, _entries(case, sentences), more)
        except CaseError:
            return index_in_memory(_entries(case, sentences), more)
        found = open_index(path, stamp)
        return found or index_in_memory(_entries(case, sentences), more)
    return found


def _entries(case: Case, sentences: Sequence[Sentence]) -> Iterator[tuple[str, str]]:
    texts = {row.id: row.text for row in case.rows(Article)}
    for sentence in sentences:
        yield index_words(texts[sentence.article][sentence.start : sentence.end], sentence.lang)


def _held(kept: Searched, query: Query, places: Sequence[int]) -> dict[int, list[str]]:
    """Which of the words asked for, or other names of what they name, each sentence holds; in the order given."""
    sheets = kept.sheets(places)
    found = {}
    for place in places:
        words, stems = index_words(sheets[place].text, sheets[place].lang)
        found[place] = query.held(words.split(), set(stems.split()))
    return found


def _by_meaning(
    case: Case, kept: Searched, query: Query, embedder: Embedder | None, allowed: set[int] | None
) -> list[tuple[int, float]]:
    """Places of the sentences nearest in meaning, with their cosines."""
    if embedder is None:
        from headwater.providers import load_models

        embedder = load_models().embedder
    vector = from_bytes(to_bytes(np.asarray(embedder.embed([query.text])[0], dtype=np.float32)))
    rows = kept.vector_places()
    found = nearest(_vectors(case), vector, _POOL if allowed is None else max(1, len(rows)), _LEAST)
    near = [(int(rows[k]), cosine) for k, cosine in found]
    return [(k, cosine) for k, cosine in near if allowed is None or k in allowed][:_POOL]


def _vectors(case: Case) -> Iterator[Matrix]:
    """Stored vectors in blocks, read block by block and without making rows."""
    import pyarrow.parquet as pq

    path = case.folder.table_path("sentence_vectors")
    if not path.exists():
        return
    with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
        for batch in file.iter_batches(_BATCH, columns=["vector"], use_threads=False):
            column = batch["vector"]
            _, places, data = column.buffers()
            ends = np.frombuffer(places, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
            halves = np.frombuffer(data, dtype="<f2")[ends[0] // 2 : ends[-1] // 2]
            yield halves.reshape(len(column), -1).astype(np.float32)


class _Hits:
    """Makes rows for readers out of places."""

    def __init__(
        self, kept: Searched, places: Sequence[int], held: dict[int, list[str]], near: dict[int, float]
    ) -> None:
        self._sheets, self._said = kept.sheets(places), kept.said
        self._held, self._near = held, near

    def of(self, ranked: Sequence[tuple[int, float]], limit: int) -> list[Hit]:
        """The first rows, each wording once."""
        hits: dict[str, Hit] = {}
        for place, score in ranked:
            sheet = self._sheets[place]
            if sheet.idle:
                continue
            key = " ".join(words_in(sheet.text))
            known = hits.get(key)
            if known is not None:
                if sheet.article not in (known.article, *known.also):
                    hits[key] = replace(known, also=[*known.also, sheet.article])
            elif len(hits) < limit:
                hits[key] = self._hit(sheet, score)
        return list(hits.values())

    def _hit(self, sheet: Sheet, score: float) -> Hit:
        said = self._said
        return Hit(
            said(sheet.text),
            sheet.article,
            said(sheet.title),
            said(sheet.outlet) or None,
            sheet.published,
            sheet.lang,
            sheet.start,
            sheet.end,
            sheet.group,
            said(sheet.heading) if sheet.heading is not None else None,
            score,
            [],
            self._because(sheet.place),
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
