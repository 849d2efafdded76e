"""Which tables the read model has: one for each list of case.json, and one for each list inside a row that people
join by.

Tables and columns follow the row classes; only what case.json joins to them is written down here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headwater.records import articles as a
from headwater.records import claims as c
from headwater.records import entities as e
from headwater.records import judgements as j
from headwater.records import matches as m
from headwater.records import origins as o
from headwater.store.readmodel.columns import Column, Fields, columns_of, element_of, fields_of
from headwater.store.readmodel.hints import is_row


@dataclass(frozen=True, slots=True)
class MentionHere:
    """A mention as case.json lists it under its entity."""

    article: str
    text: str
    start: int
    end: int
    label: str | None
    status: str
    because: str


LISTS: Mapping[str, Fields] = {
    "articles": fields_of(a.Article),
    "versions": fields_of(a.Version),
    "parts": fields_of(a.Part, credited_to=str | None),
    "credits": fields_of(a.Credit),
    "attributions": fields_of(c.Attribution, entity=str | None, credit=bool),
    "claims": fields_of(
        c.Claim, **fields_of(m.ClaimSlots, "claim", "article"), origins=list[str], origins_because=str | None
    ),
    "proposals": fields_of(c.Proposal),
    "entities": fields_of(e.Entity, mentions=list[MentionHere]),
    "relations": fields_of(e.Relation),
    "judgements": fields_of(
        j.EntityJudgement,
        at=list[j.TextAnchor],
        value=str | None,
        status=str,
        entity=str | None,
        because=str,
    ),
    "groups": fields_of(m.MatchedGroup, **fields_of(o.GroupOrigins, "group", "because"), counted_because=str),
    "reuse": fields_of(o.Reuse),
    "clusters": fields_of(o.Cluster),
    "derivations": fields_of(o.Derivation),
    "sources": fields_of(o.Source),
    "origins": fields_of(o.Origin),
    "changes": fields_of(o.Change),
    "conflicts": fields_of(m.Conflict),
    "findings": fields_of(a.Finding),
    "to_find": fields_of(o.ToFind, steps=list[dict[str, str]]),
    "not_compared": fields_of(o.NotCompared),
    "rejected": fields_of(a.Rejected),
}
"""The lists of case.json with the fields of their rows."""

_CHILDREN: Mapping[tuple[str, str], tuple[str, str, str]] = {
    ("articles", "links"): ("article_links", "article", ""),
    ("claims", "chain"): ("claim_chain", "claim", "attribution"),
    ("claims", "origins"): ("claim_origins", "claim", "origin"),
    ("claims", "quantities"): ("claim_quantities", "claim", ""),
    ("claims", "actors"): ("claim_actors", "claim", ""),
    ("claims", "weapons"): ("claim_weapons", "claim", ""),
    ("claims", "evidence"): ("claim_evidence", "claim", ""),
    ("entities", "names"): ("entity_names", "entity", ""),
    ("entities", "mentions"): ("entity_mentions", "entity", ""),
    ("groups", "claims"): ("group_claims", "group", "claim"),
    ("groups", "articles"): ("group_articles", "group", "article"),
    ("groups", "origins"): ("group_origins", "group", "origin"),
    ("groups", "counts"): ("group_counts", "group", ""),
    ("clusters", "members"): ("cluster_members", "cluster", "article"),
    ("sources", "cited_by"): ("source_cited_by", "source", "attribution"),
    ("origins", "reached_by"): ("origin_reached_by", "origin", "article"),
}
"""Lists inside rows that are tables of their own: table, the column of the row's id, the column of a plain value."""

_BY_NAME = {
    "article": "articles", "part": "parts", "claim": "claims", "attribution": "attributions", "entity": "entities",
    "group": "groups", "origin": "origins", "cluster": "clusters", "source": "sources", "counter": "entities",
    "heading": "claims", "within": "groups", "representative": "articles", "child": "articles", "earlier": "articles",
    "speaks": "articles", "agrees_with": "attributions", "from": "entities", "to": "entities",
}  # fmt: skip
_BY_PLACE = {
    ("attributions", "parent"): "attributions",
    ("reuse", "a"): "articles",
    ("reuse", "b"): "articles",
}
_OF_SEVERAL = (("judgements", "entity"),)
"""Columns whose ids may be of rows of more than one table."""
_IN_NESTED = {"article": "articles", "claim": "claims", "entity": "entities"}
_FOLDED = Column("folded", "text", ("folded",))
SEARCHED: Mapping[str, tuple[str, ...]] = {"articles": ("title", "text"), "claims": ("text",)}
"""Tables with a full-text index, and the columns that it holds beside ``folded``."""


@dataclass(frozen=True, slots=True)
class Child:
    """A list inside a row as a table: one row an element, in the order of ``place``."""

    name: str
    field: str
    parent: str
    columns: tuple[Column, ...]
    element: Any
    plain: bool
    """Whether an element is one value and no row."""


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list of case.json as a table."""

    name: str
    fields: Fields
    """The fields that lie in the table itself."""
    columns: tuple[Column, ...]
    children: tuple[Child, ...]

    @property
    def keyed(self) -> bool:
        """Whether its rows have ids."""
        return "id" in self.fields

    @property
    def searched(self) -> tuple[str, ...]:
        """The columns that its full-text index holds; empty where it has none."""
        return SEARCHED.get(self.name, ())

    def stored(self) -> tuple[Column, ...]:
        """Its columns with the folded words, where it has them."""
        return (*self.columns, _FOLDED) if self.searched else self.columns


def refers(table: str, column: Column) -> str | None:
    """The table that a column's ids are of; None for other columns and for those that may be of two tables."""
    if column.kind != "text" or (table, column.name) in _OF_SEVERAL:
        return None
    if len(column.path) > 1:
        return _IN_NESTED.get(column.path[-1])
    return _BY_PLACE.get((table, column.name)) or _BY_NAME.get(column.name)


def _child(table: str, field: str, hint: Any) -> Child:
    name, parent, value = _CHILDREN[table, field]
    element = element_of(hint)
    plain = not is_row(element)
    columns = [Column(value, "text", (value,))] if plain else columns_of(fields_of(element))
    return Child(name, field, parent, tuple(columns), element, plain)


def _table(name: str, fields: Fields) -> ListTable:
    own = {field: hint for field, hint in fields.items() if (name, field) not in _CHILDREN}
    children = [_child(name, field, hint) for field, hint in fields.items() if (name, field) in _CHILDREN]
    return ListTable(name, own, tuple(columns_of(own)), tuple(children))


TABLES: Mapping[str, ListTable] = {name: _table(name, fields) for name, fields in LISTS.items()}
"""Every table of a list, by name."""
