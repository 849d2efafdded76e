"""What all pages share: the case's read model, its jobs, its people and its settings."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from headwater.records.errors import HeadwaterError
from headwater.runs.judgements import log_of, read_log
from headwater.show.workbench.effects import Effect, effect
from headwater.show.workbench.people.attempts import Attempts
from headwater.show.workbench.people.sessions import Sessions
from headwater.show.workbench.people.users import Users
from headwater.show.workbench.rows import Rows
from headwater.show.workbench.work.jobs import Jobs
from headwater.show.workbench.work.process import Worker
from headwater.store import CaseFolder
from headwater.store.port import JudgementLog
from headwater.store.readmodel import NAME, ReadModel, open_read_model

T = TypeVar("T")
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Settings:
    """How a workbench is served."""

    out: Path
    host: str = "127.0.0.1"
    port: int = 8420
    names: tuple[str, ...] = ()
    users: bool = False
    by: str = ""
    interface: str = "en"
    https: bool = False
    offline: bool = False
    allow_private: bool = False
    proxy: str | None = None
    team: JudgementLog | None = None
    """Where the case is a team's: its log, which has a judgement before anybody is told."""

    @property
    def hosts(self) -> frozenset[str]:
        """The values of Host that are answered."""
        own = {
            "localhost",
            "127.0.0.1",
            "[::1]",
            f"[{self.host}]" if ":" in self.host else self.host,
            *self.names,
        }
        own = {name.casefold() for name in own if name not in ("0.0.0.0", "[::]")}
        return frozenset(own | {f"{name}:{self.port}" for name in own})


class Desk:
    """One case being worked on. Every thread reads through a connection of its own."""

    def __init__(self, settings: Settings, worker: Worker | None = None) -> None:
        """Raises NotACase, DamagedCase or FormatTooNew where the case cannot be read."""
        self.settings = settings
        self.out = settings.out
        self.folder = CaseFolder(settings.out)
        open_read_model(self.out).close()
        self.sessions = Sessions(self.out, settings.port)
        self.users = Users(self.out)
        self.attempts = Attempts()
        self.appending = threading.Lock()
        self._here = threading.local()
        self._remembered: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._remembering = threading.Lock()
        self._given = self._manifest()
        self.jobs = Jobs(worker or Worker(self.out), self._hold, self._changed)
        self._catch_up()

    def rows(self) -> Rows:
        """The case as it stands, for this thread."""
        held: tuple[Any, Rows] | None = getattr(self._here, "held", None)
        stamp = self.stamp()
        if held is not None and held[0] == stamp:
            return held[1]
        if held is not None:
            held[1].model.close()
        rows = Rows(open_read_model(self.out))
        self._here.held = (stamp, rows)
        return rows

    def stamp(self) -> tuple[int, ...]:
        """What tells one state of the read model from another."""
        try:
            found = (self.out / NAME).stat()
        except FileNotFoundError:
            return ()
        return found.st_ino, found.st_mtime_ns, found.st_size

    def remembered(self, key: tuple[Any, ...], make: Callable[[Rows], T]) -> T:
        """What was read of this state of the case before, or is read now."""
        whole = (self.stamp(), *key)
        with self._remembering:
            if whole in self._remembered:
                self._remembered.move_to_end(whole)
                found: T = self._remembered[whole]
                return found
        made = make(self.rows())
        with self._remembering:
            self._remembered[whole] = made
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return made

    def look(self) -> None:
        """Have the read model made anew where another program has brought the case up to date."""
        now = self._manifest()
        if now != self._given:
            self._given = now
            if self.jobs.current is None:
                self.jobs.ask("model", {}, "")

    def close(self) -> None:
        """End the worker."""
        self.jobs.close()

    def _manifest(self) -> tuple[int, ...]:
        try:
            found = self.folder.manifest_json.stat()
        except FileNotFoundError:
            return ()
        return found.st_ino, found.st_mtime_ns

    def _catch_up(self) -> None:
        """A judgement that was taken down before the server was ended is worked out now."""
        known = set(self.rows().column("SELECT id FROM judgements"))
        late = [row.id for row in read_log(log_of(self.out)) if row.id not in known]
        if late:
            self.jobs.ask("refresh", {}, "", late)

    def _hold(self) -> ReadModel:
        return open_read_model(self.out)

    def _changed(self, held: ReadModel) -> list[Effect]:
        self._given = self._manifest()
        with held:
            try:
                new = open_read_model(self.out)
            except HeadwaterError:
                return []
            with new:
                return effect(Rows(held), Rows(new))
