"""A row stage in a process that stays: only the articles for which something moved since the last run are looked at.

The tables and the index are those that ``reuse_of_rows.py`` makes. Where anything is not known - what moved in a table, the
index, code that has changed - it says so, and all articles are gone through as there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from headwater.records.arrow import schema_of
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.blocks.work import declared
from headwater.runs.concerns import Concerned, concerned_of
from headwater.runs.cuts import CUTS
from headwater.runs.edits import Edit, Edits, edits_between, joined
from headwater.runs.executor import LocalExecutor, grouped
from headwater.runs.held import Held, rows_as_read
from headwater.runs.reuse_of_rows import FORM, Kept, fingerprint_of
from headwater.runs.row_spans import key_of
from headwater.runs.run_tables import RunTables

_FEW = 96
"""Articles up to which a process that stays does a row stage by itself."""
_NONE = bytes(32)


@dataclass(frozen=True)
class Moved:
    """What a row stage wrote as edits of its tables, and what each article's rows are made of."""

    edits: dict[str, Edits]
    made_of: dict[str, bytes]


@dataclass
class _Stage:
    """A stage, its tables before and its inputs now."""

    stage: Stage
    run: RunTables
    before: Mapping[str, Held]
    own: Mapping[str, Held]
    cut: Mapping[str, Concerned]
    base: Any
    numbers: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def candidates(self) -> set[str]:
        """Articles for which anything may have moved."""
        found = {
            article
            for name, held in self.own.items()
            if self.run.has_moved(name)
            for article in held.moved or ()
        }
        for name, one in self.cut.items():
            if self.run.has_moved(name):
                found |= one.by_moves()
        return found

    def made_of(self, articles: Iterable[str]) -> dict[str, bytes]:
        """The hash of all that articles' rows are made of."""
        some = sorted(articles)
        parts: list[Mapping[str, bytes]] = []
        for name in sorted({*self.own, *self.cut}):
            if name in self.own:
                self.own[name].digest_all(some)
                parts.append({article: self.own[name].digest(article) for article in some})
            else:
                parts.append(self._digests_of_cut(name, some))
        found = {}
        for article in some:
            hashed = self.base.copy()
            for part in parts:
                hashed.update(part.get(article, _NONE))
            found[article] = hashed.digest()
        return found

    def _digests_of_cut(self, name: str, some: Sequence[str]) -> dict[str, bytes]:
        cut, known = self.cut[name], self.numbers.setdefault(name, {})
        for article in some:
            known[article] = cut.numbers(article)
        rows = cut.digests(at for article in some for at in known[article])
        return {
            article: hashlib.sha256(b"".join(rows[at] for at in known[article])).digest()
            for article in some
            if known[article]
        }

    def given(self, articles: Sequence[str]) -> Tables:
        """The inputs of some articles."""
        rows: dict[type[Any], list[Any]] = {}
        for name, held in self.own.items():
            rows[TABLES[name]] = held.of_all(articles)
        for name, cut in self.cut.items():
            numbers = {at for article in articles for at in self.numbers[name][article]}
            rows[TABLES[name]] = cut.shown(sorted(numbers))
        return Tables(rows)

    def alone(self) -> set[str]:
        """Articles that a judgement speaks of: what became of it names no article."""
        judged = (known for name, known in self.numbers.items() if name.endswith("_judgements"))
        return {article for known in judged for article, numbers in known.items() if numbers}


def run_moved(run: RunTables, stage: Stage, executor: LocalExecutor, kept: Kept | None) -> Moved | None:
    """What a row stage writes for the articles whose rows have moved; None where that is not known."""
    here = _known(run, stage) if kept is not None and stage.unanswered is None else None
    if here is None or kept is None:
        return None
    articles = here.own["articles"].places()
    candidates = here.candidates()
    there = frozenset(article for article in candidates if here.own["articles"].of(article))
    like = next((one for one in kept.made_of if one not in candidates), None)
    if articles is None or like is None or here.made_of([like])[like] != kept.made_of[like]:
        return None  # none to tell by that settings and code are those of the index
    unclear = [article for article in articles.ids if article not in kept.made_of]
    if len(there) + len(unclear) > 4 * _FEW:
        return None
    made_of = here.made_of({*there, *unclear})
    again = sorted(one for one, hashed in made_of.items() if kept.made_of.get(one) != hashed)
    if len(again) > _FEW:
        return None
    written, doubtful = _done(here, executor, again)
    edits = {
        name: _edits(held, {*again, *(candidates - there)}, written[name])
        for name, held in here.before.items()
    }
    now = kept.made_of | made_of
    for one in (*(candidates - there), *doubtful):
        now.pop(one, None)
    return Moved(edits, now)


def _known(run: RunTables, stage: Stage) -> _Stage | None:
    """The stage with its tables; None where it is not known what moved in them."""
    names = [TABLE_OF[kind] for kind in stage.reads]
    cuts = {name: CUTS[stage.name, name] for name in names if (stage.name, name) in CUTS}
    cut = concerned_of(cuts, names, run.held)
    if cut is None or "articles" not in names or any(run.moves_known(name) is False for name in names):
        return None
    own = {name: run.held(name) for name in names if name not in cut}
    if any(key_of(name) is None or held.places() is None for name, held in own.items()):
        return None
    before: dict[str, Held] = {}
    for name in (TABLE_OF[kind] for kind in stage.writes):
        held = run.before_edits(name)
        if held is None or (key_of(name) is not None and held.places() is None):
            return None
        before[name] = held
    columns = "".join(f"{schema_of(kind)}\n" for kind in stage.writes)
    settings = fingerprint_of(stage, {}, run.manifest.models)
    return _Stage(stage, run, before, own, cut, hashlib.sha256(FORM + settings.encode() + columns.encode()))


def _done(
    here: _Stage, executor: LocalExecutor, again: Sequence[str]
) -> tuple[dict[str, list[Any]], set[str]]:
    """The rows that the stage gives for some articles, and those of whom it is not clear which are theirs."""
    stage = here.stage
    written: dict[str, list[Any]] = {TABLE_OF[kind]: [] for kind in stage.writes}
    unclear: set[str] = set()
    for some in grouped(again, executor.batch, here.alone()):
        made = stage.run(here.given(some), stage.config, executor.models)
        declared(stage, made)
        for kind in stage.writes:
            rows = made.of(kind)
            written[TABLE_OF[kind]] += rows_as_read(kind, rows)
            if rows and key_of(TABLE_OF[kind]) is None:
                unclear.update(some)
    return written, unclear


def _edits(before: Held, articles: set[str], rows: Sequence[Any]) -> Edits:
    """What becomes of a table where some articles have other rows; without an article's column, of all of it."""
    key, places = key_of(before.name), before.places()
    if key is None or places is None:
        return edits_between(before.typed(), rows)
    get, found = attrgetter(key), []
    by_article: dict[str, list[Any]] = {}
    for row in rows:
        by_article.setdefault(get(row), []).append(row)
    for article in sorted(articles):
        start = places.of(article).start
        for edit in edits_between(before.of(article), by_article.get(article, [])):
            found.append(Edit(start + edit.at, start + edit.until, edit.rows))
    return joined(found)
