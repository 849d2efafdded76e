"""A case in a database, as the port of the store has it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import local
from typing import Any

from sqlalchemy import Connection, MetaData, inspect, select, text, update

from headwater.records.errors import CaseError, DamagedCase, FormatTooNew, NotACase
from headwater.store.local import LocalCase, custody_head
from headwater.store.port import CaseStore, Copied, Mark, OpenReadModel, join_lines
from headwater.store.readmodel.rows import CaseRows
from headwater.store.team.address import Address
from headwater.store.team.building import fill
from headwater.store.team.connecting import engine_of, telling
from headwater.store.team.definition import FORM, guards, read_form, truth
from headwater.store.team.files import damaged, marks, pieces, put_files
from headwater.store.team.locks import await_making, leave_writing, may_go, take_writing
from headwater.store.team.log import TeamLog, held_lines, put_lines
from headwater.store.team.model import TeamReadModel, open_generation
from headwater.store.truth import is_ahead, require_known, require_same_evidence

_CASE_JSON = "case.json"
_TRIES = 5


class TeamCase:
    """One case of a database. It may be used by several threads; each call has a connection of its own."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.tables: MetaData = truth(address.schema)
        self._engine = engine_of(address)
        self._own = local()

    @property
    def where(self) -> str:
        """The URL without its password."""
        return self.address.shown

    @property
    def log(self) -> TeamLog:
        """Its judgements."""
        return TeamLog(self)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the case."""
        with telling(self.address), self._engine.connect() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """A transaction that is committed at the end; raises NotACase."""
        self._require_case()
        with telling(self.address), self._engine.begin() as connection:
            yield connection

    def exists(self) -> bool:
        """Whether a case was copied here to its end; raises FormatTooNew."""
        with self.reading() as connection:
            return self._state(connection) is not None

    def files(self) -> Mapping[str, Mark]:
        """Every file of the truth but the log."""
        self._require_case()
        with self.reading() as connection:
            return marks(connection, self.tables)

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of a file in pieces; raises NotACase, KeyError."""
        sha = self.files()[name].sha256
        with self.reading() as connection:
            yield from pieces(connection, self.tables, sha)

    def left_out(self) -> list[str]:
        """Nothing: only cases are kept here."""
        return []

    def require_sound(self) -> None:
        """Raises DamagedCase naming every file whose bytes have changed."""
        self._require_case()
        with self.reading() as connection:
            found = damaged(connection, self.tables, marks(connection, self.tables))
        if found:
            raise DamagedCase(
                f"{self.where} holds damaged files: {', '.join(found)}; copy the case to it again from a folder that is whole"
            )

    @property
    def _held(self) -> Connection | None:
        """The connection with which this thread holds the right to write."""
        found: Connection | None = getattr(self._own, "connection", None)
        return found

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write, in this thread. It goes with the connection: a process that is killed lets go of it."""
        if self._held is not None:
            yield
            return
        with telling(self.address), self._engine.connect() as connection:
            take_writing(connection, self.address)
            self._own.connection = connection
            try:
                yield
            finally:
                self._own.connection = None
                if connection.in_transaction():
                    connection.rollback()
                leave_writing(connection, self.address)

    def take(self, other: CaseStore) -> Copied:
        """Become what ``other`` is, with its read model, in one transaction."""
        theirs = other.files()
        require_known(theirs, other.where)
        if _CASE_JSON not in theirs:
            raise CaseError(f"{other.where} has no case.json; bring its run to the end first")
        with self.writing():
            held = self._held
            assert held is not None
            require_same_evidence(self, other)
            with telling(self.address), held.begin():
                done = self._take(held, other, theirs)
        self._sweep()
        return done

    def _take(self, connection: Connection, other: CaseStore, theirs: Mapping[str, Mark]) -> Copied:
        if self._state(connection, even_begun=True) is None:
            self._create(connection)
        written, removed = put_files(connection, self.tables, other, theirs)
        self._show_read_model(connection, even_so=False)
        connection.execute(select(self._table("state").c.one).with_for_update())  # nobody judges from here on
        joined, added, alone = join_lines(held_lines(connection, self.tables), other.log.lines())
        head = put_lines(connection, self.tables, joined)
        state = self._table("state")
        connection.execute(update(state).values(revision=state.c.revision + 1, complete=True))
        return Copied(written, removed, added, alone, head, custody_head(other), other.left_out())

    def _create(self, connection: Connection) -> None:
        connection.execute(text(f'CREATE SCHEMA "{self.address.schema}"'))
        self.tables.create_all(connection, checkfirst=False)
        for statement in guards(self.address.schema):
            connection.exec_driver_sql(statement)
        connection.execute(
            self._table("state").insert().values(
                one=1, form=FORM, revision=0, complete=False, generation=0, read_form="", made_from="",
                log_length=0, log_sha256="",
            )
        )  # fmt: skip

    def open_read_model(self) -> OpenReadModel:
        """The read model of the last answer, made first where it is damaged or an older version made it."""
        return self._opened() or self._rebuilt(even_so=False)

    def rebuild_read_model(self) -> OpenReadModel:
        """The same, made anew."""
        return self._rebuilt(even_so=True)

    def _opened(self) -> TeamReadModel | None:
        for _ in range(_TRIES):
            state = self._require_case()
            with telling(self.address):
                found = open_generation(self.address, state.generation, self.files()[_CASE_JSON].sha256)
            if found is not None or self._require_case().generation == state.generation:
                return found
        return None

    def _rebuilt(self, *, even_so: bool) -> TeamReadModel:
        with self.changing() as connection:
            self._show_read_model(connection, even_so=even_so)
        self._sweep()
        found = self._opened()
        if found is None:
            raise DamagedCase(f"{self.where}: case.json is not whole; copy the case to it again")
        return found

    def _show_read_model(self, connection: Connection, *, even_so: bool) -> None:
        """Make the read model of case.json as this transaction sees it, unless it is there."""
        await_making(connection, self.address)
        state = self._state(connection, even_begun=True)
        wanted = marks(connection, self.tables)[_CASE_JSON].sha256
        if not even_so and (state.made_from, state.read_form) == (wanted, read_form()) and self._whole(state):
            return
        with tempfile.NamedTemporaryFile(prefix="headwater-", suffix=".json") as spool:
            for piece in pieces(connection, self.tables, wanted):
                spool.write(piece)
            spool.flush()
            rows = CaseRows(Path(spool.name))
            generation = int(self._next(connection, state.generation))
            fill(connection, self.address.read_schema(generation), rows)
        if rows.sha256 != wanted:
            raise DamagedCase(f"{self.where}: case.json is damaged; copy the case to it again")
        table = self._table("state")
        connection.execute(
            update(table).values(generation=generation, made_from=wanted, read_form=read_form())
        )

    def _whole(self, state: Any) -> bool:
        found = open_generation(self.address, state.generation, state.made_from)
        if found is not None:
            found.close()
        return found is not None

    def _next(self, connection: Connection, last: int) -> int:
        return max([last, *self._generations(connection)]) + 1

    def _generations(self, connection: Connection) -> list[int]:
        start = self.address.read_schema(0)[:-1]
        names = (name for name in inspect(connection).get_schema_names() if name.startswith(start))
        return [int(name[len(start) :]) for name in names if name[len(start) :].isdigit()]

    def _sweep(self) -> None:
        """Take away read models of earlier answers that nobody has open."""
        with telling(self.address), self._engine.begin() as connection:
            state = self._state(connection)
            for generation in self._generations(connection):
                if (
                    state is not None
                    and generation < state.generation
                    and may_go(connection, self.address, generation)
                ):
                    connection.execute(text(f'DROP SCHEMA "{self.address.read_schema(generation)}" CASCADE'))

    @contextmanager
    def working(self, folder: Path) -> Iterator[Path]:
        """``folder`` with the case as it stands, to run in; what it has come to is taken back at the end.

        Nobody else writes meanwhile; judgements are added as ever, and obeyed by the next run. Where a run was cut off,
        what the folder had acknowledged is taken back first.
        """
        local = LocalCase(folder)
        with self.writing():
            if self.exists():
                if is_ahead(local, self):
                    self.take(local)
                local.take(self)
            yield folder
            with local.writing():
                self.take(local)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _require_case(self) -> Any:
        with self.reading() as connection:
            state = self._state(connection)
        if state is None:
            raise NotACase(f"{self.where} holds no case; make one with: headwater copy OUT {self.where}")
        return state

    def _state(self, connection: Connection, *, even_begun: bool = False) -> Any:
        """The one row of ``state``; None where there is no case. Raises FormatTooNew."""
        there = connection.execute(
            text("SELECT to_regclass(:name)"), {"name": f'"{self.address.schema}".state'}
        )
        if there.scalar() is None:
            return None
        found = connection.execute(select(self._table("state"))).first()
        if found is not None and found.form > FORM:
            raise FormatTooNew(f"{self.where} was written by a later version of headwater: upgrade headwater")
        return found if found is None or found.complete or even_begun else None

    def _table(self, name: str) -> Any:
        return self.tables.tables[f"{self.address.schema}.{name}"]
