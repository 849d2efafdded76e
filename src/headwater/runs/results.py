"""A case as Python sees it: typed rows, Arrow tables, and the JSON that tools read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from headwater.records import articles as a
from headwater.records import claims as c
from headwater.records import entities as e
from headwater.records import matches as m
from headwater.records import origins as o
from headwater.records.errors import MissingExtra
from headwater.records.tables import TABLE_OF, TABLES
from headwater.store import CaseFolder, Manifest

if TYPE_CHECKING:
    import pandas
    import pyarrow as pa

Row = TypeVar("Row")

_PANDAS = "data frames need an extra: pip install 'headwater[notebook]'"


class Case:
    """A case on disk. Rows are read when first asked for, and typed: ``case.claims[0].chain``."""

    def __init__(
        self, folder: CaseFolder, manifest: Manifest, worked: tuple[str, ...] = (), custody: str = ""
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.worked = worked
        """Names of the stages that were done in this run; empty where nothing had changed."""
        self.custody = custody or manifest.custody
        """The head of the custody log after this run; "" where no evidence is kept."""
        self._rows: dict[type[Any], list[Any]] = {}

    @property
    def path(self) -> Path:
        """Where the case lies."""
        return self.folder.path

    def rows(self, kind: type[Row]) -> Sequence[Row]:
        """All rows of one class: ``case.rows(Claim)``."""
        from headwater.records.arrow import from_table  # Arrow loads where a table is asked for

        if kind not in self._rows:
            self._rows[kind] = from_table(kind, self.table(TABLE_OF[kind]))
        return self._rows[kind]

    def table(self, name: str) -> pa.Table:
        """One stage table as Arrow: ``case.table("claims")``; raises KeyError for an unknown name."""
        from headwater.records.arrow import schema_of

        return self.folder.read_table(name, schema_of(TABLES[name]))

    def to_arrow(self, name: str) -> pa.Table:
        """One list of case.json as Arrow: ``case.to_arrow("groups")``. Unmasked, as case.json is.

        Raises KeyError for a name that is no list of case.json; ``table`` gives the tables of stages.
        """
        from headwater.runs.lists import table_of_list

        return table_of_list(self.json, name)

    def to_pandas(self, name: str) -> pandas.DataFrame:
        """One list of case.json as a data frame; lists and objects stay in their cells. Unmasked, as case.json is.

        Raises KeyError as ``to_arrow`` does, MissingExtra where pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise MissingExtra(_PANDAS) from error
        import pyarrow as pa

        whole = {pa.int64(): pandas.Int64Dtype()}  # a place that is lacking makes no float of the others
        return self.to_arrow(name).to_pandas(types_mapper=whole.get)

    @cached_property
    def json(self) -> dict[str, Any]:
        """The whole of case.json."""
        value: dict[str, Any] = json.loads(self.folder.case_json.read_text(encoding="utf-8"))
        return value

    @property
    def articles(self) -> Sequence[a.Article]:
        """Published texts, as read."""
        return self.rows(a.Article)

    @property
    def parts(self) -> Sequence[a.Part]:
        """Stretches of articles with their own provenance."""
        return self.rows(a.Part)

    @property
    def attributions(self) -> Sequence[c.Attribution]:
        """Who says what."""
        return self.rows(c.Attribution)

    @property
    def claims(self) -> Sequence[c.Claim]:
        """Propositions that articles put forward; agencies that texts credit are in ``credited_texts``."""
        return self.rows(c.Claim)

    @property
    def credited_texts(self) -> Sequence[c.CreditedText]:
        """Agencies whose report a text prints: case.json has them first in the chains of their claims."""
        return self.rows(c.CreditedText)

    @property
    def entities(self) -> Sequence[e.Entity]:
        """Actors, outlets, places, weapons."""
        return self.rows(e.Entity)

    @property
    def groups(self) -> Sequence[m.MatchedGroup]:
        """Claims that speak of one incident."""
        return self.rows(m.MatchedGroup)

    @property
    def group_origins(self) -> Sequence[o.GroupOrigins]:
        """How many separate origins each group has."""
        return self.rows(o.GroupOrigins)

    @property
    def derivations(self) -> Sequence[o.Derivation]:
        """Which report came from which."""
        return self.rows(o.Derivation)

    @property
    def origins(self) -> Sequence[o.Origin]:
        """On whose word claims stand at last."""
        return self.rows(o.Origin)

    @property
    def changes(self) -> Sequence[o.Change]:
        """What edges altered."""
        return self.rows(o.Change)

    @property
    def rejected(self) -> Sequence[a.Rejected]:
        """Input that was not used."""
        return self.rows(a.Rejected)

    def __repr__(self) -> str:
        return f"Case({str(self.path)!r}: {len(self.articles)} articles, {len(self.claims)} claims, {len(self.groups)} groups)"


def open_case(path: Path) -> Case:
    """The case in a folder; raises NotACase, DamagedCase or FormatTooNew."""
    folder = CaseFolder(path)
    return Case(folder, folder.require_manifest())
