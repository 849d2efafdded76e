"""Parts of lists that are made as columns are those that are made row by row, whatever the rows are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, get_args, get_origin

import pytest

from headwater.records import articles as a
from headwater.records import claims as c
from headwater.records import entities as e
from headwater.records import matches as m
from headwater.records import origins as o
from headwater.records.arrow import hints_of, optional, to_table
from headwater.records.columns import is_row
from headwater.records.tables import TABLE_OF, Tables
from headwater.runs.assembly import assemble
from headwater.runs.bulk.list_columns import listed
from headwater.runs.lists import table_of_list

IDS = [f"x{number}" for number in range(9)]


def value(hint: Any, chance: random.Random) -> Any:
    """Any value of a type; ids and texts are few, so that rows name one another."""
    inner, nullable = optional(hint)
    if nullable and chance.random() < 0.3:
        return None
    if get_origin(inner) is Literal:
        return chance.choice(get_args(inner))
    if get_origin(inner) is list:
        return [value(get_args(inner)[0], chance) for _ in range(chance.randrange(4))]
    if is_row(inner):
        return row(inner, chance)
    plain = {
        str: chance.choice(IDS),
        int: chance.randrange(9),
        float: chance.random() * 3,
        bool: chance.random() < 0.5,
    }
    return plain[inner]


def row(kind: Any, chance: random.Random, **told: Any) -> Any:
    """Any row of a class."""
    return kind(**{name: value(hint, chance) for name, hint in hints_of(kind).items()} | told)


def some(kind: Any, chance: random.Random, key: str = "id") -> list[Any]:
    """A few rows whose keys differ."""
    keys = [one for one in IDS if chance.random() < 0.7]
    return [row(kind, chance, **{key: one}) for one in keys]


def as_rows(name: str, rows: Sequence[Sequence[Any]]) -> Any:
    bag = {type(some[0]): list(some) for some in rows if some}
    return table_of_list(dict(assemble(Tables(bag))), name)


def as_columns(name: str, rows: Sequence[tuple[Any, Sequence[Any]]]) -> Any:
    return listed(name, {TABLE_OF[kind]: to_table(kind, some) for kind, some in rows})


ALONE = [
    ("articles", a.Article),
    ("credits", a.Credit),
    ("proposals", c.Proposal),
    ("versions", a.Version),
    ("relations", e.Relation),
    ("reuse", o.Reuse),
    ("clusters", o.Cluster),
    ("derivations", o.Derivation),
    ("sources", o.Source),
    ("origins", o.Origin),
    ("changes", o.Change),
    ("conflicts", m.Conflict),
    ("to_find", o.ToFind),
    ("not_compared", o.NotCompared),
    ("rejected", a.Rejected),
    ("findings", o.OriginFinding),
]


@pytest.mark.parametrize(("name", "kind"), ALONE)
@pytest.mark.parametrize("seed", range(4))
def test_a_list_of_one_table(name: str, kind: Any, seed: int) -> None:
    chance = random.Random(seed)
    rows = [row(kind, chance) for _ in range(6 * seed)]
    assert as_columns(name, [(kind, rows)]).equals(as_rows(name, [rows]))


JOINED = [
    ("parts", [(a.Part, "id"), (o.PartCredit, "part")]),
    ("attributions", [(c.Attribution, "id"), (e.AttributionEntity, "attribution"), (c.CreditedText, "id")]),
    (
        "claims",
        [(c.Claim, "id"), (m.ClaimSlots, "claim"), (o.ClaimOrigins, "claim"), (c.CreditedText, "id")],
    ),
    ("groups", [(m.MatchedGroup, "id"), (o.GroupOrigins, "group")]),
]


@pytest.mark.parametrize(("name", "kinds"), JOINED)
@pytest.mark.parametrize("seed", range(25))
def test_a_list_of_joined_tables(name: str, kinds: list[tuple[Any, str]], seed: int) -> None:
    chance = random.Random(seed)
    rows = [(kind, some(kind, chance, key)) for kind, key in kinds]
    found = as_columns(name, rows)
    assert found.to_pylist() == as_rows(name, [of_kind for _, of_kind in rows]).to_pylist()
    assert found.equals(as_rows(name, [of_kind for _, of_kind in rows]))


@pytest.mark.parametrize("seed", range(10))
def test_entities_with_their_mentions(seed: int) -> None:
    chance = random.Random(seed)
    entities = some(e.Entity, chance)
    mentions = some(e.Mention, chance)
    links = [row(e.MentionEntity, chance, mention=one.id) for one in mentions]
    known = {one.id for one in entities}
    links = [one for one in links if one.entity in known]
    beside = [next(one for one in mentions if one.id == link.mention) for link in links]
    found = as_columns("entities", [(e.Entity, entities), (e.MentionEntity, links), (e.Mention, beside)])
    assert found.equals(as_rows("entities", [entities, links, mentions]))


def test_a_row_is_cut_out_of_a_longer_column() -> None:
    chance = random.Random(1)
    rows = [replace(row(o.Change, chance), id=one) for one in IDS]
    cut = to_table(o.Change, rows).slice(3, 4)
    assert listed("changes", {"changes": cut}).equals(as_rows("changes", [rows[3:7]]))
