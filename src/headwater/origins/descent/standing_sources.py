"""The sources of a case as they were gathered last, brought up to date with the articles that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from headwater.origins.descent.told_here import Told, here_of, source_of, speaking_of
from headwater.origins.kept_rows import KeptRows
from headwater.records.descent import CitedParty, DescentText, SourceCited
from headwater.records.moves import Moves
from headwater.records.origins import Kin, Source, SourceHere, SpeaksFor
from headwater.records.tables import Tables

Counts = dict[str, dict[str, int]]


@dataclass
class StandingSources:
    """All that the sources of a case are made of, found by article and by source, and the rows that were given."""

    seen: Mapping[type[Any], Sequence[Any]] | None = None
    gone: Mapping[str, str] = field(default_factory=dict)  # articles that others of their address speak for
    texts: dict[str, DescentText] = field(default_factory=dict)
    parties: dict[str, dict[str, CitedParty]] = field(default_factory=dict)  # of an article, by attribution
    cited: dict[str, dict[str, SourceCited]] = field(default_factory=dict)  # of a source, by article
    own: dict[str, dict[str, SourceCited]] = field(default_factory=dict)  # of an article, by source
    told: dict[str, Told] = field(default_factory=dict)
    meant: Counts = field(default_factory=dict)  # by source: articles that may mean it
    votes: Counts = field(default_factory=dict)  # by key of a party: for which body it is cited as speaking
    citing: Counts = field(default_factory=dict)  # by key of a party: articles that cite it
    bodies: dict[str, str] = field(default_factory=dict)
    sources: KeptRows[Source] = field(default_factory=lambda: KeptRows(attrgetter("id")))
    here: KeptRows[SourceHere] = field(default_factory=lambda: KeptRows(attrgetter("article")))
    speaking: KeptRows[SpeaksFor] = field(default_factory=lambda: KeptRows(attrgetter("article")))
    kin: list[Kin] = field(default_factory=list)

    def begin(self, tables: Tables, gone: Mapping[str, str]) -> None:
        """Gather all."""
        for held in (self.texts, self.parties, self.cited, self.own, self.told):
            held.clear()
        for counts in (self.meant, self.votes, self.citing, self.bodies):
            counts.clear()
        self.gone = gone
        self._enter_texts((), tables.of(DescentText))
        self._enter_parties((), tables.of(CitedParty))
        self._enter_cited((), tables.of(SourceCited))
        self._tell(self.cited)
        self._vote(self.votes)
        self.sources.begin(source_of(key, self.told[key]) for key in sorted(self.told))
        self.here.begin(row for article in sorted(self.texts) for row in self._here(article))
        speaking = {row.article: None for row in self.here.rows} | dict.fromkeys(self.parties)
        self.speaking.begin(row for article in sorted(speaking) for row in self._speaking(article))

    def bring_forward(self, moves: Mapping[type[Any], Moves[Any]], gone: Mapping[str, str]) -> None:
        """Gather anew what some moves touch."""
        flipped = self._flip(gone)
        texts, parties, cited = moves[DescentText], moves[CitedParty], moves[SourceCited]
        self._enter_texts(texts.gone, texts.come)
        self._enter_parties(parties.gone, parties.come)
        self._enter_cited(cited.gone, cited.come)
        touched = {
            row.article: None
            for moved in (texts, parties, cited)
            for rows in (moved.gone, moved.come)
            for row in rows
        }
        touched |= dict.fromkeys(flipped)
        sources = dict.fromkeys(row.source for rows in (cited.gone, cited.come) for row in rows)
        touched |= dict.fromkeys(self._tell(sources))
        keys = {row.key: None for rows in (parties.gone, parties.come) for row in rows}
        keys |= {row.key: None for article in flipped for row in self.parties.get(article, {}).values()}
        touched |= dict.fromkeys(self._vote(keys))
        self.sources.exchange(
            {key: [source_of(key, self.told[key])] if key in self.told else [] for key in sources}
        )
        self.here.exchange({article: list(self._here(article)) for article in touched})
        self.speaking.exchange({article: self._speaking(article) for article in touched})

    def texts_here(self) -> Iterator[DescentText]:
        """The texts that speak for their addresses, in the order of their articles."""
        return (self.texts[article] for article in sorted(self.texts) if article not in self.gone)

    def parties_here(self) -> Iterator[CitedParty]:
        """Whom these cite."""
        every = (self.parties[article] for article in sorted(self.parties) if article not in self.gone)
        return (row for rows in every for row in rows.values())

    def _flip(self, gone: Mapping[str, str]) -> list[str]:
        """Articles that another began or ceased to speak for; their parties count no longer, or again."""
        flipped = sorted(self.gone.keys() ^ gone.keys())
        for step, known in ((-1, self.gone), (1, gone)):
            for article in flipped:
                if article not in known:
                    self._count_parties(self.parties.get(article, {}).values(), step)
        self.gone = gone
        return flipped

    def _enter_texts(self, gone: Iterable[DescentText], come: Iterable[DescentText]) -> None:
        for row in gone:
            del self.texts[row.article]
            for source in dict.fromkeys(row.sources):
                _count(self.meant, source, row.article, -1)
        for row in come:
            self.texts[row.article] = row
            for source in dict.fromkeys(row.sources):
                _count(self.meant, source, row.article, 1)

    def _enter_parties(self, gone: Iterable[CitedParty], come: Iterable[CitedParty]) -> None:
        for row in gone:
            del self.parties[row.article][row.attribution]
            if not self.parties[row.article]:
                del self.parties[row.article]
        self._count_parties((row for row in gone if row.article not in self.gone), -1)
        for row in come:
            self.parties.setdefault(row.article, {})[row.attribution] = row
        self._count_parties((row for row in come if row.article not in self.gone), 1)

    def _count_parties(self, rows: Iterable[CitedParty], step: int) -> None:
        for row in rows:
            _count(self.citing, row.key, row.article, step)
            if row.body is not None:
                _count(self.votes, row.key, row.body, step)

    def _enter_cited(self, gone: Iterable[SourceCited], come: Iterable[SourceCited]) -> None:
        for row in gone:
            del self.cited[row.source][row.article]
            del self.own[row.article][row.source]
        for row in come:
            self.cited.setdefault(row.source, {})[row.article] = row
            self.own.setdefault(row.article, {})[row.source] = row

    def _tell(self, sources: Iterable[str]) -> Iterator[str]:
        """Put the rows of sources together anew; the articles that show one of them otherwise than before."""
        touched: dict[str, None] = {}
        for key in list(sources):
            rows, before = self.cited.get(key), self.told.pop(key, None)
            if rows:
                ordered = [rows[article] for article in sorted(rows)]
                self.told[key] = told = Told(ordered[0])
                for row in ordered:
                    told.add(row)
            else:
                self.cited.pop(key, None)
            now = self.told.get(key)
            if now is None or before is None or _shown(now.first) != _shown(before.first):
                touched |= dict.fromkeys((*self.meant.get(key, ()), *(rows or ())))
        return iter(touched)

    def _vote(self, keys: Iterable[str]) -> Iterator[str]:
        """The bodies for which parties speak, as most say, anew; the articles that cite a party for which this moved."""
        touched: dict[str, None] = {}
        for key in list(keys):
            counts, before = self.votes.get(key), self.bodies.pop(key, None)
            if counts:
                self.bodies[key] = min(counts, key=lambda body: (-counts[body], body))
            if self.bodies.get(key) != before:
                touched |= dict.fromkeys(self.citing.get(key, ()))
        return iter(touched)

    def _here(self, article: str) -> Iterator[SourceHere]:
        text = self.texts.get(article)
        if text is not None and article not in self.gone:
            yield from here_of(article, text.sources, self.own.get(article, {}), self.told)

    def _speaking(self, article: str) -> list[SpeaksFor]:
        parties = self.parties.get(article, {}).values() if article not in self.gone else ()
        return speaking_of(article, parties, self.bodies, list(self._here(article)))


def _shown(row: SourceCited) -> tuple[object, ...]:
    return row.name, row.kind, row.entity, row.called


def _count(counts: Counts, key: str, value: str, step: int) -> None:
    held = counts.setdefault(key, {})
    held[value] = held.get(value, 0) + step
    if not held[value]:
        del held[value]
        if not held:
            del counts[key]
