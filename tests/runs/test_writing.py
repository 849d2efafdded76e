"""Lines of case.json that are made from those of the run before are those that would be made at once."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.records.claims import Claim, CreditedText
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import Remark
from headwater.records.matches import ClaimSlots, MatchedGroup
from headwater.records.origins import ClaimOrigins, Count, GroupOrigins, ToFind
from headwater.records.tables import TABLES, Tables
from headwater.runs.assembly import assemble, tables_read
from headwater.runs.edits import spliced
from headwater.runs.results import open_case
from headwater.runs.writing import Lines
from headwater.simulation import simulate
from headwater.store.folder import as_line, pieces_of

Rows = dict[type[Any], list[Any]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """Rows of every kind that is joined to another, on twelve simulated articles."""
    folder = simulate(tmp_path_factory.mktemp("w") / "w", 12, seed=3, with_reading=True).folder
    case = open_case(folder / "reading")
    rows: Rows = {TABLES[name]: list(case.rows(TABLES[name])) for name in tables_read()}
    claims = rows[Claim][:60]
    groups = [claims[at : at + 3] for at in range(0, len(claims), 3)]
    rows[MatchedGroup] = [
        MatchedGroup(f"gr-{n}", [row.id for row in some], [row.article for row in some], some[0].id, "confirmed", "Simulated.")
        for n, some in enumerate(groups)
    ]  # fmt: skip
    rows[GroupOrigins] = [
        GroupOrigins(row.id, ["or-1"], Count(1, 1, 2), "It happened.", [], [], "Simulated.") for row in rows[MatchedGroup]
    ]  # fmt: skip
    rows[ClaimOrigins] = [ClaimOrigins(row.id, row.article, ["or-1"], "Simulated.") for row in claims]
    rows[CreditedText] = [credited(n, some) for n, some in enumerate(groups)]
    return rows


def credited(number: int, claims: list[Claim]) -> CreditedText:
    """A credit of some claims; ``claims`` is a list of ids, and one claim may stand in two of them."""
    told: dict[str, Any] = {field.name: None for field in fields(CreditedText)}
    claim = claims[0]
    told |= {
        "id": f"ct-{number}",
        "article": claim.article,
        "name": "Sorpress",
        "because": f"Credited {number}.",
    }
    told |= {"claims": [row.id for row in claims], "read": number % 2 == 0}
    return CreditedText(**told)


def moved(world: Rows, seed: int) -> Rows:
    """A part of the world's rows, some of them changed: rows of one table move without those of another."""
    chance = random.Random(seed)
    found: Rows = {}
    share = chance.choice((0.02, 0.3))
    for kind, rows in world.items():
        name = next((one.name for one in fields(kind) if one.name in ("because", "name", "title")), "")
        kept = [row for row in rows if chance.random() > share]
        found[kind] = [
            replace(row, **{name: f"Told anew {seed}."}) if name and chance.random() < share else row
            for row in kept
        ]
    named = {row.id for row in found[Mention]}
    found[MentionEntity] = [row for row in found[MentionEntity] if row.mention in named]
    return found


def whole(tables: Tables) -> bytes:
    told = [(name, [as_line(row) for row in rows] if isinstance(rows, list) else rows) for name, rows in assemble(tables)]  # fmt: skip
    return b"".join(pieces_of(told))


@settings(max_examples=25, deadline=None)
@given(seeds=st.lists(st.integers(0, 40), min_size=2, max_size=5))
def test_whatever_moves_the_bytes_are_those_of_all_made_at_once(world: Rows, seeds: list[int]) -> None:
    kept, before = Lines(), {}  # type: ignore[var-annotated]
    for seed in seeds:
        tables = Tables(moved(world, seed))
        assert b"".join(pieces_of(kept.lists(tables, keep=True))) == whole(tables)
        if before:
            assert kept.moved is not None
            assert {name: spliced(before[name], edits) for name, edits in kept.moved.items()} == kept.known
        before = dict(kept.known)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (ClaimSlots, "frame"),
        (ClaimOrigins, "because"),
        (GroupOrigins, "because"),
        (AttributionEntity, "because"),
        (Mention, "text"),
        (Entity, "name"),
    ],
)
def test_one_row_that_moved_makes_one_line(world: Rows, kind: type[Any], field: str) -> None:
    kept = Lines()
    kept.bring(Tables(world))
    told = [replace(world[kind][0], **{field: "Other."}), *world[kind][1:]]
    kept.bring(Tables(world | {kind: told}))
    assert kept.made == 1


def test_a_task_has_what_was_answered(world: Rows) -> None:
    tasks = [ToFind(**{field.name: None for field in fields(ToFind)} | {"id": f"tf-{n}"}) for n in range(3)]  # type: ignore[arg-type]
    blank: dict[str, Any] = {field.name: None for field in fields(Remark)}
    answer = [
        Remark(**blank | {"id": f"ju-{n}", "kind": "task", "status": "obeyed", "name": "tf-1", "value": value, "who": "Ana", "when": "2034"})
        for n, value in enumerate(("asked", "found"))
    ]  # fmt: skip
    kept = Lines()
    kept.bring(Tables({ToFind: tasks}))
    for some in (answer[:1], answer, answer[1:], []):
        tables = Tables({ToFind: tasks, Remark: some})
        assert b"".join(pieces_of(kept.lists(tables, keep=True))) == whole(tables)
        assert kept.made == 1


def test_a_run_that_breaks_off_leaves_nothing_half_known(world: Rows) -> None:
    kept = Lines()
    kept.bring(Tables(world))
    torn = Tables(world | {Mention: world[Mention][1:]})
    with pytest.raises(KeyError):  # a link names a mention that is not there
        kept.bring(torn)
    tables = Tables(world)
    assert b"".join(pieces_of(kept.lists(tables, keep=True))) == whole(tables)
    assert kept.moved is None


def test_nothing_is_made_where_nothing_moved(world: Rows) -> None:
    kept = Lines()
    kept.bring(Tables(world))
    kept.bring(Tables({kind: list(rows) for kind, rows in world.items()}))
    assert kept.made == 0
    assert not any(kept.moved.values() if kept.moved is not None else [1])
