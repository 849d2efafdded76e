"""The tables of one run: as the last run left them or as this one has made them, and what is written down of them.

In a process that stays, files are written behind the stages (``behind.py``): evidence and judgements, which alone cannot
be made anew, are on the disk before a run begins. The manifest that names the new files comes last, so a run that is cut off
anywhere leaves tables that the next one finds, or makes again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar

import pyarrow as pa

from headwater.records.moves import Moves
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.behind import Behind
from headwater.runs.edits import Edits
from headwater.runs.held import Held
from headwater.runs.row_spans import Numbers
from headwater.runs.warm import Warm
from headwater.store import CaseFolder, Manifest, StageRecord

_Value = TypeVar("_Value")


@dataclass
class RunTables:
    """What stands of each table while a run goes. ``with`` it: what is written behind is written, or given up, at its end."""

    folder: CaseFolder
    before: Manifest
    manifest: Manifest
    warm: Warm = field(default_factory=lambda: Warm(keeps=False))
    worked: list[str] = field(default_factory=list)
    made: dict[str, Held] = field(default_factory=dict)
    """Tables that are other than those of the last run."""
    stand: dict[str, str] = field(default_factory=dict)
    """Tables that are as the last run left them, with their SHA-256."""
    rows: dict[str, Mapping[str, int]] = field(default_factory=dict)
    """By stage: how many rows each of its tables has."""

    def __post_init__(self) -> None:
        self._behind = Behind(aside=self.warm.keeps)

    def __enter__(self) -> Self:
        self._behind.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._behind.__exit__(kind, error, trace)
        if kind is not None or any(not held.sha for held in self.warm.tables.values()):
            self.warm.forget()  # what is known of tables goes over to those that come out of them

    def settle(self) -> None:
        """Wait until everything is on the disk but the manifest; raises CaseError where it is full."""
        self._behind.settle()

    def sha(self, name: str) -> str:
        """The SHA-256 of a table that an earlier stage of this run left; waits for its file."""
        if name in self.stand:
            return self.stand[name]
        if not self.made[name].sha:
            self.settle()
        return self.made[name].sha

    def held(self, name: str) -> Held:
        """A table that an earlier stage left, and what is known of it."""
        return self.made.get(name) or self.warm.held(self.folder, name, self.stand[name])

    def table(self, name: str) -> pa.Table:
        """A table that an earlier stage left, from memory or disk."""
        return self.held(name).table

    def digests(self, name: str) -> dict[str, bytes]:
        """The SHA-256 of each article's rows in a table that an earlier stage left."""
        return self.warm.digests(name, self.held(name))

    def read(self, name: str, sha: str) -> pa.Table:
        """A table whose file has this SHA-256, from memory or disk."""
        return self.warm.held(self.folder, name, sha).table

    def earlier(self, name: str) -> pa.Table:
        """A table as the last run left it, which this run has not yet made."""
        return self.warm.held(self.folder, name, self._sha_before(name)).table

    def typed(self, names: Sequence[str]) -> Tables:
        """Tables as rows, each converted once a run; they say what moved since the last run of this process."""
        rows = {TABLES[name]: self.warm.rows(name, self.held(name)) for name in names}
        return Tables(rows, self._moves_since if self.warm.keeps else None)

    def moves(self, name: str) -> Moves[Any] | None:
        """What has moved in a table of this run since the last: rows gone and rows come, in its order; None: nobody knows.

        A table must have been made, or been found to stand, by its stage. Rows that stand are the same objects as in the
        last run, where both runs had them as rows (``typed``).
        """
        return Moves() if name in self.stand else self.made[name].moves

    def afterwards(self, work: Callable[[], None]) -> None:
        """Do something when all that was to be written until now is written."""
        self._behind.do(work)

    def moves_known(self, name: str) -> bool:
        """Whether it is known what has moved in a table since the last run of this process."""
        return self.warm.keeps and (name in self.stand or self.made[name].moves is not None)

    def has_moved(self, name: str) -> bool:
        """Whether a table of this run is another than that of the last."""
        return name in self.made

    def _moves_since(self, kind: type[Any], seen: Sequence[Any]) -> Moves[Any] | None:
        held = self.held(TABLE_OF[kind])
        return held.moves if seen is held.seen else None

    def rows_of(self, name: str, articles: Sequence[str]) -> Sequence[object]:
        """The rows of some articles in a table that an earlier stage left."""
        return self.warm.rows_of(name, self.held(name), articles)

    def index(self, stage: str, read: Callable[[], _Value]) -> _Value:
        """What lies beside the tables that the last run left, from memory or disk."""
        record = self.before.stages.get(stage)
        return self.warm.index(stage, record.tables if record else None, read)

    def unchanged(
        self, stage: str, names: Sequence[str], fingerprint: Callable[[], str]
    ) -> StageRecord | None:
        """The earlier record of a stage that reads tables with these names, where it need not be done again.

        A table that has moved moves the fingerprint, which then need not be known yet.
        """
        record = self.before.stages.get(stage)
        if record is None or any(name in self.made for name in names):
            return None
        whole = record.fingerprint == fingerprint() and self.folder.holds(record.tables)
        return record if whole else None

    def reuse(self, stage: str, record: StageRecord) -> None:
        """A stage that is not done again."""
        self.stand.update(record.tables)
        self.rows[stage] = record.rows
        self._behind.do(lambda: self._record(stage, record))

    def keep(
        self,
        stage: str,
        fingerprint: Callable[[], str],
        tables: Mapping[str, pa.Table],
        seconds: float,
        stood: Mapping[str, Numbers] | None = None,
        index: Callable[[dict[str, str]], None] = lambda shas: None,
    ) -> None:
        """Write a stage's tables, their ``index`` and then its record: a run that is cut off here goes on here.

        ``stood`` has for each row of a table its number in the one before, where that is known.
        """
        held = {name: self._take(name, table, (stood or {}).get(name)) for name, table in tables.items()}
        self._keep(stage, fingerprint, held, seconds, index)

    def keep_edits(
        self,
        stage: str,
        fingerprint: Callable[[], str],
        edits: Mapping[str, Edits],
        seconds: float,
        index: Callable[[dict[str, str]], None] = lambda shas: None,
    ) -> None:
        """The same for tables that came out of those of the last run by edits."""
        held = {name: self._take_edits(name, some) for name, some in edits.items()}
        self._keep(stage, fingerprint, held, seconds, index)

    def before_edits(self, name: str) -> Held | None:
        """A table as the last run left it, in a process that stays; None where it is not there."""
        sha = self._sha_before(name)
        if not self.warm.keeps or not sha or not self.folder.holds({name: sha}):
            return None
        return self.warm.held(self.folder, name, sha)

    def _keep(
        self,
        stage: str,
        fingerprint: Callable[[], str],
        held: Mapping[str, Held],
        seconds: float,
        index: Callable[[dict[str, str]], None],
    ) -> None:
        counts = {name: one.size for name, one in held.items()}
        self.rows[stage] = counts
        self.worked.append(stage)

        def write() -> None:
            for name, one in held.items():
                one.sha = one.sha or self.folder.write_table(name, one.whole())
            shas = {name: one.sha for name, one in held.items()}
            index(shas)
            self._record(stage, StageRecord(fingerprint(), shas, counts, round(seconds, 3)))

        self._behind.do(write)
        if not self.warm.keeps:
            self._settle_names(held)

    def _take(self, name: str, table: pa.Table, stood: Numbers | None) -> Held:
        """Hold a table, and say whether it is another than that of the last run."""
        if name not in self.warm.tables:
            self.before_edits(name)
        return self._tell(name, self.warm.put(name, table, stood))

    def _take_edits(self, name: str, edits: Edits) -> Held:
        return self._tell(name, self.warm.put_edits(self.warm.tables[name], edits))

    def _tell(self, name: str, held: Held) -> Held:
        if held.sha and held.sha == self._sha_before(name) and self.folder.holds({name: held.sha}):
            self.stand[name] = held.sha
        else:
            if held.sha:  # as it was, but its file is not
                held = self.warm.tables[name] = Held("", held.table, name)
            self.made[name] = held
        return held

    def _settle_names(self, held: Mapping[str, Held]) -> None:
        """Without memory of the last run only the files tell whether a table has moved."""
        for name, one in held.items():
            if name in self.made and one.sha == self._sha_before(name):
                self.stand[name] = one.sha
                del self.made[name]

    def _record(self, stage: str, record: StageRecord) -> None:
        self.manifest.stages[stage] = record
        if not self.warm.keeps and stage in self.worked:
            self.folder.write_manifest(self.manifest)

    def _sha_before(self, name: str) -> str:
        """The SHA-256 of a table in the last run; "" where it had none."""
        return next((r.tables[name] for r in self.before.stages.values() if name in r.tables), "")
