"""Tables that are mapped from files give the rows that tables in memory give, and blocks cut from them are the same."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.records.arrow import from_table, to_table
from headwater.records.articles import Article, Published
from headwater.records.entities import Entity, MentionEntity
from headwater.records.errors import CaseError
from headwater.records.origins import NotCompared, Reuse
from headwater.records.stages import Stage, StageConfig
from headwater.records.tables import TABLES, Tables
from headwater.runs.blocks import work
from headwater.runs.blocks.components import components
from headwater.runs.blocks.division import blocks_of
from headwater.runs.blocks.shares import shares_of
from headwater.runs.bulk import mapped as mapping
from headwater.runs.bulk.closed_sets import batches, divided
from headwater.runs.bulk.lazy_rows import LazyRows
from headwater.runs.bulk.mapped import Maps, Ordered, Ranks
from headwater.runs.bulk.numbered import Numbers, Pairs

_NAMES = "abcdefghij"
_STAGE = Stage(
    "test.tell",
    lambda tables, config, models: Tables(),
    (Article, Reuse, MentionEntity, Entity),
    (NotCompared,),
    StageConfig(),
    "blocks",
    "telling",
    links=(Reuse,),
)
_ties = st.lists(
    st.tuples(st.sampled_from(_NAMES + "?"), st.sampled_from(_NAMES), st.sampled_from(["", "x", "y"])),
    max_size=15,
)
_named = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from("123")), max_size=15)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files in many stretches, batches of few articles."""
    monkeypatch.setattr(mapping, "_PIECE", 100)
    monkeypatch.setattr("headwater.runs.blocks.work.BATCH", 3)
    monkeypatch.setattr("headwater.runs.bulk.closed_sets.BATCH", 3)
    monkeypatch.setattr("headwater.runs.bulk.closed_sets.neighbours_first", as_they_come)


def as_they_come(blocks: Pairs, articles: int, most: int) -> Numbers:
    """The order of blocks of tables in memory."""
    return np.arange(len(blocks.bounds) - 1)


def tables_of(
    articles: Sequence[str], ties: Sequence[tuple[str, str, str]], named: Sequence[tuple[str, str]]
) -> dict[str, pa.Table]:
    """The inputs of the stage; rows of several articles, one of them perhaps unknown."""
    rows: dict[type[Any], list[Any]] = {
        Article: [
            Article(one, None, None, one, "T", "T\nB", None, None, Published(), ["en"], [])
            for one in articles
        ],
        Reuse: [
            Reuse(f"re:{a}{b}{k}", a, b, "copy", 1.0, 1.0, [], how) for k, (a, b, how) in enumerate(ties)
        ],
        MentionEntity: [link(a, k, e) for k, (a, e) in enumerate(named) if a in articles],
        Entity: [entity(one) for one in "0123"],
    }
    return {name: to_table(kind, rows[kind]) for name, kind in TABLES.items() if kind in rows}


def entity(one: str) -> Entity:
    """An entity of which only the id matters."""
    return Entity(one, one, "place", [], None, False, None, None, "")


def link(article: str, number: int, name: str) -> MentionEntity:
    """A mention of an entity."""
    return MentionEntity(article, f"m{number}", name, "confirmed", 1.0, "")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_NAMES), min_size=1, unique=True), _ties, _named, st.booleans())
def test_blocks_and_their_rows_are_those_of_tables_in_memory(
    articles: list[str],
    ties: list[tuple[str, str, str]],
    named: list[tuple[str, str]],
    bundled: bool,
) -> None:
    stage = replace(_STAGE, bundled="because") if bundled else _STAGE
    inputs = tables_of(articles, ties, named)
    shares = shares_of(stage, inputs)
    blocks = blocks_of(stage, shares, inputs)
    expected = list(work.batches(shares, blocks, range(len(blocks.articles))))
    with tempfile.TemporaryDirectory() as folder:
        maps = Maps(Path(folder), Ranks(sorted(articles)))
        mapped = {
            name: maps.put(name, (table.slice(at, 1) for at in range(table.num_rows)))
            for name, table in inputs.items()
        }
        found = [one.made() for one in batches(divided(stage, mapped, maps.articles), maps.articles)]
    assert [list(map(list, one.blocks)) for one in found] == [list(map(list, one.blocks)) for one in expected]
    for one, other in zip(found, expected, strict=True):
        assert one.numbers == other.numbers
        assert {name: table.to_pylist() for name, table in one.tables.items()} == {
            name: table.to_pylist() for name, table in other.tables.items()
        }


@given(
    st.lists(st.integers(0, 30), max_size=40), st.lists(st.text("ab", min_size=1), min_size=31, max_size=31)
)
def test_rows_are_taken_in_the_order_that_is_asked_for(numbers: list[int], texts: list[str]) -> None:
    table = to_table(NotCompared, [NotCompared(text, "", str(k)) for k, text in enumerate(texts)])
    with tempfile.TemporaryDirectory() as folder:
        maps = Maps(Path(folder), Ranks(()))
        mapped = maps.put("not_compared", (table.slice(at, 5) for at in range(0, 31, 5)))
        assert len(mapped.batches) > 1
        wanted = np.array(numbers, dtype=np.int64)
        assert mapped.take(wanted).to_pylist() == table.take(pa.array(wanted)).to_pylist()


def test_drafted_rows_come_in_order_and_those_of_one_key_as_they_came(tmp_path: Path) -> None:
    maps = Maps(tmp_path, Ranks(()))
    draft = maps.draft("not_compared")
    for k, key in enumerate("cabcabba"):
        draft.add(to_table(NotCompared, [NotCompared(key, "", str(k))]))
    ordered = Ordered(draft, "child")
    rows = [row for piece in ordered.pieces() for row in from_table(NotCompared, piece)]
    assert [(row.child, row.because) for row in rows] == [
        (key, str(k)) for key in "abc" for k, one in enumerate("cabcabba") if one == key
    ]
    assert ordered.num_rows == 8


def test_rows_by_article_are_made_when_they_are_asked_for(tmp_path: Path) -> None:
    rows = [link(a, k, "1") for k, a in enumerate("bcabca")]
    maps = Maps(tmp_path, Ranks("abcd"))
    mapped = maps.put("mention_entities", [to_table(MentionEntity, [row]) for row in rows])
    lazy = LazyRows(mapped, by_article=True)
    tables = Tables({MentionEntity: lazy})  # type: ignore[dict-item]
    assert list(lazy) == [row for article in "abc" for row in rows if row.article == article]
    by_article = tables.in_articles(MentionEntity)
    assert dict(by_article.items()) == tables.by_article(MentionEntity)
    assert by_article.get("d", []) == by_article.get("nobody", []) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=80))
def test_what_hangs_together_over_many_ties_is_one_block(size: int, ties: list[tuple[int, int]]) -> None:
    names = [f"{one:02d}" for one in range(size)]
    ends = [(f"{a:02d}", f"{b:02d}", "") for a, b in ties]
    inputs = {"articles": tables_of(names, [], [])["articles"], "reuse": tables_of([], ends, [])["reuse"]}
    stage = replace(_STAGE, reads=(Article, Reuse))
    with tempfile.TemporaryDirectory() as folder:
        maps = Maps(Path(folder), Ranks(names))
        found = divided(
            stage, {name: maps.put(name, [table]) for name, table in inputs.items()}, maps.articles
        )
    blocks = [maps.articles.some(found.articles.of(block)) for block in range(len(found))]
    assert blocks == components(names, [(a, b) for a, b, _ in ends])


def test_a_row_that_names_no_article_is_an_error(tmp_path: Path) -> None:
    maps = Maps(tmp_path, Ranks("a"))
    schema = pa.schema([pa.field("article", pa.string())])
    draft = maps.draft("mention_entities", schema)
    draft.add(pa.table({"article": pa.array(["a", None])}, schema=schema))
    draft.close()
    with pytest.raises(ValueError, match="names no article"):
        _ = mapping.Mapped("mention_entities", draft.path, maps.articles).by_article


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CaseError, match=r"could not be written: .*; what was done before is kept"):
        Maps(tmp_path / "file", Ranks(())).draft("reuse")
