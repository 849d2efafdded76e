"""What a search shows, kept in its index: sentences, articles, names and masks, read by those that are found.

Made once from the rows of a case; a search then reads no table but that of sentence vectors. It holds names of private
persons as the articles have them, so that the file is its owner's alone; nothing of it is shown unmasked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from headwater.matches.search_words import Query, words_in
from headwater.records.articles import Article, Part, Sentence
from headwater.records.entities import Entity
from headwater.records.matches import MatchedGroup
from headwater.runs.results import Case
from headwater.show.masking import KeptMasking, Masking
from headwater.show.view import CaseView
from headwater.store.fulltext import FullText

if TYPE_CHECKING:
    import numpy.typing as npt

_BATCH = 500
_TABLES = """
CREATE TABLE shown (place INTEGER PRIMARY KEY, article INTEGER, start INTEGER, "end" INTEGER, lang TEXT, text TEXT, idle INTEGER);
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT, title TEXT, outlet TEXT, published TEXT, "group" TEXT, heading TEXT);
CREATE TABLE names ("key" TEXT, entity INTEGER, name TEXT);
CREATE TABLE masks (word TEXT, pattern TEXT, flags INTEGER, label TEXT);
CREATE TABLE vectors (places BLOB);
"""
_INDEXES = """
CREATE INDEX names_by_key ON names ("key");
CREATE INDEX names_by_entity ON names (entity);
CREATE INDEX masks_by_word ON masks (word);
"""
_SHOWN = (
    'SELECT s.place, s.text, s.lang, s.start, s."end", s.idle, a.id, a.title, a.outlet, a.published, a."group", '
    "a.heading FROM shown s JOIN articles a ON a.number = s.article WHERE s.place IN ({})"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sentence of the case with its article and that article's group, unmasked."""

    place: int
    text: str
    lang: str
    start: int
    end: int
    idle: bool  # whether it stands in what surrounds an article
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    group: str | None
    heading: str | None


class Searched:
    """Reads what was kept."""

    def __init__(self, index: FullText) -> None:
        self._index = index
        self.said = KeptMasking(self._patterns).said

    def named(self, words: Sequence[str]) -> list[list[str]]:
        """The names of every entity of which a name stands in these words; those of private persons are left out."""
        keys = [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]
        found: set[int] = set()
        for some in _batches(keys):
            asked = f'SELECT entity FROM names WHERE "key" IN ({_marks(some)})'
            found.update(entity for (entity,) in self._index.select(asked, some))
        rows = "SELECT name FROM names WHERE entity = ? ORDER BY rowid"
        return [[name for (name,) in self._index.select(rows, [entity])] for entity in sorted(found)]

    def sheets(self, places: Sequence[int]) -> dict[int, Sheet]:
        """Sentences by their places."""
        found: dict[int, Sheet] = {}
        for some in _batches(places):
            for row in self._index.select(_SHOWN.format(_marks(some)), some):
                place, text, lang, start, end, idle, *rest = row
                found[place] = Sheet(place, text, lang, start, end, bool(idle), *rest)
        return found

    def holding(self, query: Query) -> set[str]:
        """Articles that have every word of a search in some form, or another name of what it names."""
        found: set[int] | None = None
        for wanted in query.words:
            starts = [wanted.beginning] if wanted.beginning else []
            with_word = self._with([wanted.word], sorted(wanted.stems), starts, [])
            found = with_word if found is None else found & with_word
        found = (found or set()) | (self._with([], [], [], query.names) if query.names else set())
        return {
            id_ for number, id_ in self._index.select("SELECT number, id FROM articles") if number in found
        }

    def _with(
        self,
        words: Sequence[str],
        stems: Sequence[str],
        starts: Sequence[str],
        names: Sequence[Sequence[str]],
    ) -> set[int]:
        """Numbers of the articles with a sentence that holds one of these."""
        places = self._index.holding_any(words, stems, starts, names)
        return {self._article_of[place] for place in places}

    @cached_property
    def _article_of(self) -> list[int]:
        return [row[0] for row in self._index.select("SELECT article FROM shown ORDER BY place")]

    def vector_places(self) -> npt.NDArray[np.int32]:
        """The place of the sentence of each stored vector, in their order."""
        return np.frombuffer(self._index.select("SELECT places FROM vectors")[0][0], dtype="<i4")

    def _patterns(self, word: str) -> list[tuple[Any, ...]]:
        return self._index.select(
            "SELECT word, pattern, flags, label FROM masks WHERE word = ? ORDER BY rowid", [word]
        )


def keep(case: Case, sentences: Sequence[Sentence], connection: sqlite3.Connection) -> None:
    """Write all that is shown of a case beside its index."""
    connection.executescript(_TABLES)
    view = CaseView(case.json)
    articles = case.rows(Article)
    number = {row.id: k for k, row in enumerate(articles)}
    group_of = {article: row for row in case.rows(MatchedGroup) for article in row.articles}
    connection.executemany(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", _articles(articles, group_of, view)
    )
    idle = {row.id for row in case.rows(Part) if row.kind == "boilerplate"}
    connection.executemany(
        "INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (k, number[s.article], s.start, s.end, s.lang, articles[number[s.article]].text[s.start : s.end], s.part in idle)
            for k, s in enumerate(sentences)
        ),
    )  # fmt: skip
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", _names(case.rows(Entity)))
    connection.executemany("INSERT INTO masks VALUES (?, ?, ?, ?)", Masking(view).patterns())
    place = {(row.article, row.index): k for k, row in enumerate(sentences)}
    stored = case.table("sentence_vectors").select(["article", "sentence"])
    keys = zip(stored["article"].to_pylist(), stored["sentence"].to_pylist(), strict=True)
    places = np.array([place[key] for key in keys], dtype="<i4")
    connection.execute("INSERT INTO vectors VALUES (?)", (places.tobytes(),))
    connection.executescript(_INDEXES)


def _articles(
    articles: Sequence[Article], group_of: dict[str, MatchedGroup], view: CaseView
) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(articles):
        group = group_of.get(row.id)
        heading = view.row(group.heading) if group else None
        told = (group.id if group else None, heading["text"] if heading else None)
        yield (number, row.id, row.title, row.publisher, row.published.value, *told)


def _names(entities: Sequence[Entity]) -> Iterator[tuple[str, int, str]]:
    for number, row in enumerate(entities):
        if not row.masked:
            for name in (row.name, *(name.text for name in row.names)):
                yield " ".join(words_in(name)), number, name


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[k : k + _BATCH] for k in range(0, len(values), _BATCH))
