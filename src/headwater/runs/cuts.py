"""What of a table that comes whole concerns an article: the rest is not shown to the stage.

A row stage gives each article's rows from that article's rows alone, but some tables are not rows of articles:
entities, judgements. Whole, they would move with every new article, and with them the result of each. Here stands, for
each stage that reads such a table, which of its rows concern an article and which of their fields the stage reads. The
stage sees only these, in every run, so what it cannot see need not be asked whether it has moved.
tests/runs/test_cuts.py proves for each that the stage gives the same without the cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from headwater.records.arrow import hints_of, optional, schema_of
from headwater.records.columns import array_of
from headwater.records.tables import TABLES
from headwater.runs.while_held import WhileHeld

Pairs = Iterator[tuple[str, int]]  # an article, and the number of a row that concerns it


@dataclass(frozen=True, slots=True)
class Cut:
    """How a table is cut: which rows concern which article, and the fields that the stage reads (None: all)."""

    concern: Callable[[Mapping[str, pa.Table], pa.Table], Pairs]
    fields: frozenset[str] | None = None


@dataclass(frozen=True)
class Concerning:
    """A table whose rows are cut to articles: ``rows`` has the numbers of each article's rows, ascending."""

    table: pa.Table
    rows: Mapping[str, Sequence[int]]

    def of(self, articles: Sequence[str]) -> pa.Table:
        """The rows that concern any of some articles, in their order."""
        numbers = sorted({number for article in articles for number in self.rows.get(article, ())})
        return self.table.take(pa.array(numbers, type=pa.int64()))


NAMING_ENTITIES = (
    *("mention_entities", "attribution_entities"),
    *("known_outlets", "printers", "sources_here", "speaks_for"),
)
"""Tables whose rows name an article and an entity."""


def concern_entities(inputs: Mapping[str, pa.Table], table: pa.Table) -> Pairs:
    """Entities that a mention or an attribution of the article belongs to, or whom a row about it names."""
    number_of = {entity: number for number, entity in enumerate(table["id"].to_pylist())}
    for rows in (inputs[name] for name in NAMING_ENTITIES if name in inputs):
        yield from ((article, number_of[one]) for article, one in _naming(rows) if one in number_of)


_NAMING: WhileHeld[list[tuple[str, str]]] = WhileHeld()


def _naming(rows: pa.Table) -> list[tuple[str, str]]:
    """Which article names which entity, each pair once."""
    return _NAMING.of(
        rows,
        "",
        lambda: list(
            dict.fromkeys(zip(rows["article"].to_pylist(), rows["entity"].to_pylist(), strict=True))
        ),
    )


def concern_judgements(inputs: Mapping[str, pa.Table], table: pa.Table) -> Pairs:
    """Judgements with an anchor that names the article, or the bytes that it was read from."""
    if table.num_rows == 0:
        return
    articles: dict[tuple[str, str], list[str]] = {}
    rows = inputs["articles"]
    for article, sha in zip(rows["id"].to_pylist(), rows["sha256"].to_pylist(), strict=True):
        articles.setdefault(("article", article), []).append(article)
        articles.setdefault(("sha256", sha), []).append(article)
    for number, anchors in enumerate(table["at"].to_pylist()):
        for anchor in anchors:
            for named in ("article", "sha256"):
                yield from ((article, number) for article in articles.get((named, anchor[named]), ()))


CUTS: Mapping[tuple[str, str], Cut] = {
    ("claims.extract", "claim_judgements"): Cut(concern_judgements),
    ("matches.read_slots", "entities"): Cut(concern_entities, frozenset({"id", "name", "party"})),
    ("matches.sketch", "entities"): Cut(concern_entities, frozenset({"id", "name", "known_as"})),
    ("origins.name_outlets", "edge_judgements"): Cut(concern_judgements),
    ("origins.declare", "edge_judgements"): Cut(concern_judgements),
    ("origins.declare", "entities"): Cut(
        concern_entities, frozenset({"id", "name", "type", "names", "known_as"})
    ),
}
"""By stage and table."""

LOOKED_AT: Mapping[tuple[str, str], frozenset[str]] = {
    ("origins.compare", "derivations"): frozenset({"id", "child", "parent", "child_spans", "directed"}),
}
"""By stage over blocks and linking table, the fields that the stage reads; of others it reads all.

The score of an edge and its reason hang on how common its words are, which moves with every newcomer; what was altered does not.
"""


def concerning(stage: str, inputs: Mapping[str, pa.Table]) -> dict[str, Concerning]:
    """The tables among ``inputs`` that are cut for a stage."""
    found = {}
    for name, table in inputs.items():
        cut = CUTS.get((stage, name))
        if cut is not None:
            found[name] = concerning_by(cut, name, inputs, table)
    return found


def concerning_by(cut: Cut, name: str, inputs: Mapping[str, pa.Table], table: pa.Table) -> Concerning:
    """One table as it is cut."""
    rows: dict[str, set[int]] = {}
    for article, number in cut.concern(inputs, table):
        rows.setdefault(article, set()).add(number)
    kept = narrowed(TABLES[name], table, cut.fields)
    return Concerning(kept, {article: sorted(numbers) for article, numbers in rows.items()})


def is_cut(stage: str) -> bool:
    """Whether any table is cut for a stage: then its result hangs on this module too."""
    return any(name == stage for name, _ in CUTS)


def narrowed(kind: Any, table: pa.Table, fields: frozenset[str] | None) -> pa.Table:
    """The table with every other field empty: null where it may be, else "", [], 0 or False."""
    if fields is None:
        return table
    return _NARROWED.of(table, fields, lambda: _narrowed(kind, table, fields))


_NARROWED: WhileHeld[pa.Table] = WhileHeld()


def _narrowed(kind: Any, table: pa.Table, fields: frozenset[str]) -> pa.Table:
    columns = [
        table[name] if name in fields else array_of(hint, [_empty(hint)] * table.num_rows)
        for name, hint in hints_of(kind).items()
    ]
    return pa.Table.from_arrays(columns, schema=schema_of(kind))


def _empty(hint: Any) -> Any:
    inner, nullable = optional(hint)
    if nullable:
        return None
    made = getattr(inner, "__origin__", inner)
    return made() if made in (str, int, float, bool, bytes, list) else ""
