"""Rows go to Arrow and come back the same, whatever their shape."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from headwater.records.arrow import from_table, schema_of, to_table
from headwater.records.claims import Attribution, Hedge, Parse, Token
from headwater.records.matches import ClaimSlots, ClaimTime, Quantity
from headwater.records.spans import Span
from headwater.records.tables import TABLES

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(min_value=0, max_value=10**9)
SPANS = st.builds(Span, TEXT, NUMBERS, NUMBERS)
ATTRIBUTIONS = st.builds(
    Attribution,
    id=TEXT,
    article=TEXT,
    part=TEXT,
    source=st.none() | SPANS,
    cue=st.none() | SPANS,
    content=SPANS,
    content_parts=st.lists(SPANS, max_size=3),
    source_kind=st.sampled_from(["media", "self"]),
    form=st.just("direct"),
    hedges=st.lists(st.builds(Hedge, TEXT, NUMBERS, NUMBERS, st.just("weak")), max_size=2),
    polarity=st.just("deny"),
    parent=st.none() | TEXT,
    resolved_source=st.none() | TEXT,
    score=st.floats(0, 1),
    because=TEXT,
    anonymous_type=st.none() | st.just("local"),
    told_to=st.none() | TEXT,
)


@given(st.lists(ATTRIBUTIONS, max_size=3))
def test_rows_come_back_as_they_went(rows: list[Attribution]) -> None:
    assert from_table(Attribution, to_table(Attribution, rows)) == rows


@given(st.lists(ATTRIBUTIONS, max_size=6), st.integers(0, 3), st.integers(0, 6))
def test_a_part_of_a_table_has_that_part_of_the_rows(
    rows: list[Attribution], start: int, length: int
) -> None:
    table = to_table(Attribution, rows)
    assert from_table(Attribution, table.slice(start, length)) == rows[start : start + length]
    pieces = pa.concat_tables([table.slice(start, length), table])
    assert from_table(Attribution, pieces) == rows[start : start + length] + rows


def test_texts_that_repeat_come_back_as_one() -> None:
    tokens = [Token(k, k + 1, "die See", "NOUN", "NN", "ROOT", k, "", "") for k in range(100)]
    (back,) = from_table(Parse, to_table(Parse, [Parse("a", 0, tokens)]))
    assert back == Parse("a", 0, tokens)
    assert len({id(token.lemma) for token in back.tokens}) == 1


def test_every_table_has_a_schema_with_its_fields() -> None:
    for name, row in TABLES.items():
        assert schema_of(row).names == [*row.__dataclass_fields__], name


def test_null_structs_and_nested_lists_survive() -> None:
    quantity = Quantity(
        "at least 20", 3, 14, "killed", 20, None, False, "people", None, "incident", None, None
    )
    row = ClaimSlots(
        "c", "a", "attack", [quantity], [], None, ClaimTime("Monday", 0, 6, "2031-04-07", None, 1), []
    )
    assert from_table(ClaimSlots, to_table(ClaimSlots, [row])) == [row]
