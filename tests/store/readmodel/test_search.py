"""A search finds a word in any spelling, and nothing in it is a command."""

from __future__ import annotations

import sqlite3

import pytest
from tests.store.readmodel.conftest import Write

from headwater.store.readmodel import open_read_model
from headwater.store.readmodel.folding import folded_words

SPELLINGS = [
    ("café", "cafe"),
    ("Élysée", "elysee"),
    ("إدلب", "ادلب"),
    ("مَدينة", "مدينه"),
    ("آمنة", "امنة"),
    ("قرى", "قري"),
    ("İstanbul", "istanbul"),
    ("ISPARTA", "ısparta"),
    ("Iğdır", "igdir"),
    ("Łódź", "lodz"),
    ("ёлка", "елка"),
    ("Da'esh", "Daesh"),
    ("Straße", "strasse"),
]


@pytest.mark.parametrize(("one", "other"), [*SPELLINGS, *((b, a) for a, b in SPELLINGS)])
def test_a_word_is_found_in_any_spelling(write_case: Write, one: str, other: str) -> None:
    out = write_case(f"At the {one} gate 12 people waited.", "Nobody waited elsewhere.")
    with open_read_model(out) as model:
        for asked in (one, other, f"gate {other}"):
            assert [found.id for found in model.search("claims", asked)] == ["cl-0"]
            assert [found.id for found in model.search("articles", asked)] == ["a-0"]


PLAIN = [("café", "cafe"), ("إدلب", "ادلب"), ("مَدينة", "مدينه"), ("İstanbul", "istanbul"), ("ısparta", "isparta"), ("Łódź", "lodz"), ("Da'esh", "daesh")]  # fmt: skip


@pytest.mark.parametrize(("written", "typed"), PLAIN)
def test_the_plain_spelling_is_found_by_the_engine_alone(write_case: Write, written: str, typed: str) -> None:
    """As Datasette asks: the words go to the index as they are typed."""
    out = write_case(f"At the {written} gate.")
    open_read_model(out).close()
    connection = sqlite3.connect(out / "case.sqlite")
    for table in ("claims", "articles"):
        asked = f"SELECT count(*) FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"
        assert connection.execute(asked, (f'"{typed}"',)).fetchone() == (1,)
    connection.close()


def test_all_words_must_be_there_and_what_is_found_is_marked(write_case: Write) -> None:
    with open_read_model(write_case("The ferry sank.", "The ferry left.")) as model:
        assert [found.text for found in model.search("claims", "sank ferry")] == ["The [ferry] [sank]."]
        assert model.search("claims", "ferry train") == []


@pytest.mark.parametrize(
    "asked", ["", "  ", "*", '"', "AND", "NEAR(", "ferry OR", "a'b\"c", "-ferry", "folded : x", "^a", "\x00", "x" * 9000]
)  # fmt: skip
def test_nothing_asked_is_a_command(write_case: Write, asked: str) -> None:
    with open_read_model(write_case("The ferry sank.")) as model:
        assert {found.id for found in model.search("claims", asked)} <= {"cl-0"}


def test_plain_english_needs_no_folded_words() -> None:
    assert folded_words("Five dock workers were hurt; café, Élysée.") == ""


def test_datasette_knows_what_can_be_searched(write_case: Write) -> None:
    """Its rule: a virtual table whose SQL holds content="TABLE"."""
    with open_read_model(write_case("The ferry sank.")) as model:
        for table in ("articles", "claims"):
            asked = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?"
            assert model.select(asked, f'%VIRTUAL TABLE%USING FTS%content="{table}"%') == [(f"{table}_fts",)]
