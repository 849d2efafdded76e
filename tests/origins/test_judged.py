"""Edges and origins as a person judges them: they win over what was found, and say so."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.origins.config import CountConfig, DeriveConfig
from headwater.records.articles import Article
from headwater.records.claims import Claim
from headwater.records.judgements import EdgeEffect, EdgeJudgement, OriginEffect, OriginJudgement, TextAnchor
from headwater.records.matches import MatchedGroup
from headwater.records.origins import Count, Derivation, GroupOrigins, NotCompared, Origin, Source
from headwater.records.tables import Tables
from tests.origins.making import article, claim, counted_rows, credit, derive_rows, part, said

LEAD = "Nine people died in the market of Harl."
WHEN = "2031-05-01T10:00:00+00:00"


def report(
    id_: str, source: str | None, publisher: str, *, kind: str = "named_person", wire: str = ""
) -> list[Any]:
    art = article(id_, f"{source} said: {LEAD}" if source else LEAD, publisher)
    chain = [said(art, LEAD, source, kind)] if source else []
    credits_ = [credit(art, "agency", wire)] if wire else []
    return [art, part(art), *chain, *credits_, claim(art, LEAD, chain)]


def edge(kind: str, child: str, parent: str, **more: Any) -> EdgeJudgement:
    at = [TextAnchor(child)] + ([] if "name" in more else [TextAnchor(parent)])
    return EdgeJudgement(f"ju-{kind}", kind, "Ana", WHEN, "their editor says so", at, **more)


def origins(kind: str, *anchors: tuple[str, str | None]) -> OriginJudgement:
    return OriginJudgement(
        f"ju-{kind}", kind, "Ana", WHEN, "one interview", [TextAnchor(a, t) for a, t in anchors]
    )


def traced(*rows: list[Any], judged: list[Any] | None = None) -> Tables:
    flat = [row for batch in rows for row in batch]
    claims = [row for row in flat if isinstance(row, Claim)]
    articles = sorted({row.article for row in claims})
    group = MatchedGroup("g", [c.id for c in claims], articles, claims[0].id, "confirmed", "")
    tables = Tables.of_rows(flat, [group], judged or [])
    return counted_rows(
        tables, lambda rows: derive_rows(rows, DeriveConfig(), lambda words: "en"), CountConfig()
    )


def edges(tables: Tables) -> list[tuple[str, str]]:
    return [(row.child, row.parent) for row in tables.of(Derivation)]


def number(tables: Tables) -> Count:
    (row,) = tables.of(GroupOrigins)
    return row.separate_origins


ONE = report("a1", "Osha Venn", "The Tamm Standard")
TWO = report("a2", "Mira Sokal", "The Reed Blog")


def test_a_drawn_edge_is_there_and_says_who_drew_it() -> None:
    tables = traced(ONE, TWO, judged=[edge("draw_edge", "a2", "a1", value="translation")])
    (row,) = [row for row in tables.of(Derivation) if (row.child, row.parent) == ("a2", "a1")]
    assert (row.kind, row.declared, row.directed, row.confirmed_by) == ("translation", False, True, ["Ana"])
    assert "Drawn by Ana (2031-05-01): their editor says so." in row.because
    assert [effect.status for effect in tables.of(EdgeEffect)] == ["obeyed"]


def test_a_drawn_edge_to_an_unseen_source_says_that_it_is_not_compared() -> None:
    tables = traced(ONE, judged=[edge("draw_edge", "a1", "", value="copy", name="Delta Wire")])
    (source,) = [row for row in tables.of(Source) if row.name == "Delta Wire"]
    assert ("a1", source.id) in edges(tables)
    assert [row.parent for row in tables.of(NotCompared)] == [source.id]


def test_a_rejected_edge_is_gone() -> None:
    wired = report("a3", None, "The Tamm Standard", wire="Reuters")
    (before,) = edges(traced(wired))
    assert before[0] == "a3"
    tables = traced(wired, judged=[edge("reject_edge", "a3", "", name="reuters")])
    assert not edges(tables)
    assert [effect.status for effect in tables.of(EdgeEffect)] == ["obeyed"]


def test_a_confirmed_edge_stays_as_it_was_found_and_bears_who_confirmed_it() -> None:
    wired = report("a3", None, "The Tamm Standard", wire="Reuters")
    (found,) = traced(wired).of(Derivation)
    (row,) = traced(wired, judged=[edge("confirm_edge", "a3", "", name="Reuters")]).of(Derivation)
    assert (row.id, row.kind, row.declared, row.score) == (found.id, found.kind, found.declared, found.score)
    assert row.confirmed_by == ["Ana"]
    assert not found.confirmed_by


def test_an_edge_whose_end_is_gone_changes_nothing_and_says_so() -> None:
    tables = traced(ONE, judged=[edge("draw_edge", "a1", "a9", value="copy")])
    assert not edges(tables)
    (effect,) = tables.of(EdgeEffect)
    assert effect.status == "not_found"


def test_an_end_read_again_under_another_id_is_found_by_its_bytes() -> None:
    judgement = EdgeJudgement(
        "ju-1", "draw_edge", "Ana", WHEN, "", [TextAnchor("old", sha256="a2"), TextAnchor("a1")], "copy"
    )
    assert ("a2", "a1") in edges(traced(ONE, TWO, judged=[judgement]))


def test_two_origins_judged_one_are_counted_once() -> None:
    assert number(traced(ONE, TWO)) == Count(2, 2, 2)
    tables = traced(ONE, TWO, judged=[origins("one_origin", ("a1", "Osha Venn"), ("a2", "Mira Sokal"))])
    assert number(tables) == Count(1, 1, 1)
    (row,) = [row for row in tables.of(Origin) if row.name == "Osha Venn"]
    assert "Judged one origin by Ana (2031-05-01): one interview." in row.because
    assert row.reached_by == ["a1", "a2"]


def test_unnamed_sources_judged_separate_are_two_even_in_the_least_reading() -> None:
    first = report("a1", "a clerk", "The Tamm Standard", kind="anonymous")
    second = report("a2", "a resident", "The Tamm Standard", kind="anonymous")
    assert number(traced(first, second)).min == 1
    judgement = origins("separate_origins", ("a1", "a clerk"), ("a2", "a resident"))
    assert number(traced(first, second, judged=[judgement])).min == 2


def test_what_is_read_as_one_is_parted_where_a_person_says_so() -> None:
    first = report("a1", "a clerk", "The Tamm Standard", kind="anonymous")
    second = report("a2", "a clerk", "The Tamm Standard", kind="anonymous")
    assert number(traced(first, second)).best == 1
    judgement = origins("separate_origins", ("a1", "a clerk"), ("a2", "a clerk"))
    assert number(traced(first, second, judged=[judgement])) == Count(2, 2, 2)


def test_words_that_lead_to_no_origin_any_more_change_nothing() -> None:
    tables = traced(ONE, TWO, judged=[origins("one_origin", ("a1", "Osha Venn"), ("a2", "Nobody"))])
    assert number(tables) == Count(2, 2, 2)
    (effect,) = tables.of(OriginEffect)
    assert effect.status == "not_found"


@pytest.mark.parametrize("status", ["undone", "superseded", "disputed"])
def test_what_the_log_does_not_let_stand_does_nothing(status: Any) -> None:
    drawn = edge("draw_edge", "a2", "a1", value="copy", status=status)
    one = OriginJudgement(
        "ju-o", "one_origin", "Ana", WHEN, "", [TextAnchor("a1", "Osha Venn"), TextAnchor("a2", "Mira Sokal")],
        status=status,
    )  # fmt: skip
    tables = traced(ONE, TWO, judged=[drawn, one])
    assert not edges(tables)
    assert number(tables) == Count(2, 2, 2)
    assert not [*tables.of(EdgeEffect), *tables.of(OriginEffect)]


def test_without_judgements_nothing_is_touched() -> None:
    assert isinstance(ONE[0], Article)
    tables = traced(ONE, TWO)
    assert not [*tables.of(EdgeEffect), *tables.of(OriginEffect)]
