"""Claims lie in the groups where persons put them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from headwater.matches.judged import Move, moved_claims, moved_reports, read_moves
from headwater.records.articles import Article
from headwater.records.claims import Claim
from headwater.records.judgements import GroupJudgement, TextAnchor
from headwater.records.matches import MatchedGroup
from headwater.records.tables import Tables
from tests.origins.making import article, claim

REPORTS: Any = [SimpleNamespace(claim=f"cl-{number}") for number in range(5)]


def judgement(*anchors: TextAnchor, **more: Any) -> GroupJudgement:
    return GroupJudgement("ju-1", "move_claim", "Ana", "2031-05-01", "another day", list(anchors), **more)


def move(claim_id: str, to: str | None = None) -> Move:
    return Move(judgement(), claim_id, to)


@pytest.mark.parametrize(
    ("groups", "moves", "left"),
    [
        ([[0, 1, 2], [3, 4]], [move("cl-2", "cl-3")], [[0, 1], [2, 3, 4]]),
        ([[0, 1, 2]], [move("cl-0")], [[1, 2]]),
        ([[0, 1]], [move("cl-0")], []),
        ([[0, 1]], [move("cl-0", "cl-4")], [[0, 4]]),
        ([], [move("cl-0", "cl-4")], [[0, 4]]),
        ([[0, 1]], [move("cl-9", "cl-0")], [[0, 1]]),
        ([[0, 1]], [move("cl-0", "cl-9")], [[0, 1]]),
        ([[0, 1, 2]], [move("cl-0"), move("cl-1", "cl-0")], [[0, 1]]),
    ],
    ids=[
        "to another",
        "out",
        "out of two",
        "to a report alone",
        "both alone",
        "no lead",
        "to no lead",
        "in turn",
    ],
)
def test_a_report_is_moved_with_its_lead(
    groups: list[list[int]], moves: list[Move], left: list[list[int]]
) -> None:
    assert moved_reports(groups, REPORTS, moves) == left


def case() -> tuple[Tables, list[Claim]]:
    texts = [article(f"a{number}", f"Nine died at Harl. The road {number} was shut.") for number in range(3)]
    claims = [claim(art, f"The road {number} was shut", lead=False) for number, art in enumerate(texts)]
    return Tables.of_rows(texts, claims), claims


def test_a_claim_is_found_by_its_words() -> None:
    tables, claims = case()
    anchors = [TextAnchor(row.article, f" {row.text.upper()}", 0) for row in claims[:2]]
    moves, effects = read_moves(Tables.of_rows(tables.rows(), [judgement(*anchors)]))
    assert [(one.claim, one.to) for one in moves] == [(claims[0].id, claims[1].id)]
    assert [effect.status for effect in effects] == ["obeyed"]


def test_a_claim_that_is_gone_moves_nothing_and_says_so() -> None:
    tables, claims = case()
    gone = judgement(TextAnchor("a0", "The bridge was shut"), TextAnchor("a1", claims[1].text))
    moves, (effect,) = read_moves(Tables.of_rows(tables.rows(), [gone]))
    assert not moves
    assert effect.status == "not_found"


def test_what_does_not_stand_is_not_read() -> None:
    tables, claims = case()
    undone = judgement(TextAnchor("a0", claims[0].text), status="undone")
    assert read_moves(Tables.of_rows(tables.rows(), [undone])) == ([], [])


def test_an_article_of_another_id_is_found_by_its_bytes() -> None:
    tables, claims = case()
    (art,) = [row for row in tables.of(Article) if row.id == "a0"]
    anchored = judgement(TextAnchor("old", claims[0].text, sha256=art.sha256))
    (found,), _ = read_moves(Tables.of_rows(tables.rows(), [anchored]))
    assert (found.claim, found.to) == (claims[0].id, None)


def test_claims_of_bodies_move_between_their_groups() -> None:
    _, claims = case()
    by_id = {row.id: row for row in claims}
    first, second, third = (row.id for row in claims)
    group = MatchedGroup("gr-1", [first, second], ["a0", "a1"], first, "confirmed", "Both say so.")
    (grown,) = moved_claims([group], [move(third, first)], by_id, [])
    assert (grown.claims, grown.articles) == (sorted([first, second, third]), ["a0", "a1", "a2"])
    assert "Put together by Ana (2031-05-01): another day." in grown.because
    assert moved_claims([group], [move(first)], by_id, []) == []
    (made,) = moved_claims([], [move(third, first)], by_id, [])
    assert made.claims == sorted([first, third])
