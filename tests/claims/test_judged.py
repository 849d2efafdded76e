"""What a person sets of a claim or a source holds, by its words, even when its place has moved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from headwater.claims.judged import judged
from headwater.records.articles import Article, Published
from headwater.records.claims import Attribution, Claim
from headwater.records.judgements import ClaimEffect, ClaimJudgement, TextAnchor
from headwater.records.spans import Span

TEXT = "\nGuards fired, a clerk said. Guards fired, a clerk said."
ARTICLE = Article("a-1", "x.txt", None, "f" * 64, "", TEXT, None, None, Published(), ["en"], [])


def attribution(start: int) -> Attribution:
    source = Span("a clerk", start, start + 7)
    content = Span("Guards fired", start - 14, start - 2)
    return Attribution(
        f"at-{start}", "a-1", "p-1", source, None, content, [content], "anonymous", "indirect", [], "assert",
        None, None, 0.9, "said", "local", None,
    )  # fmt: skip


def claim(start: int) -> Claim:
    return Claim(
        f"cl-{start}", "a-1", "p-1", "Guards fired", start, start + 12, 1, "en", False, start == 1, [],
        "attributed", "certain", "assert", "affirms", "happened", [], "the sentence states it",
    )  # fmt: skip


ROWS: list[Any] = [attribution(15), attribution(43), claim(1), claim(29)]


def judgement(kind: str, text: str, value: str, **more: Any) -> ClaimJudgement:
    anchor = TextAnchor("a-1", text, **more)
    return ClaimJudgement("ju-1", kind, "Ana", "2031-05-01", "seen", [anchor], value)


def test_the_claim_nearest_to_the_place_is_set() -> None:
    rows = judged(ARTICLE, ROWS, [judgement("set_certainty", "guards  fired", "possible", start=27)])
    assert {row.id: row.certainty for row in rows if isinstance(row, Claim)} == {
        "cl-1": "certain",
        "cl-29": "possible",
    }
    (effect,) = [row for row in rows if isinstance(row, ClaimEffect)]
    assert (effect.status, effect.entity) == ("obeyed", "cl-29")
    assert "Ana" in effect.because


def test_a_source_is_set_where_it_stands() -> None:
    rows = judged(ARTICLE, ROWS, [judgement("set_source_kind", "a clerk", "official_unnamed", start=15)])
    kinds = [row.source_kind for row in rows if isinstance(row, Attribution)]
    assert kinds == ["official_unnamed", "anonymous"]


def test_words_that_are_gone_change_nothing_and_say_so() -> None:
    rows = judged(ARTICLE, ROWS, [judgement("set_standing", "Nobody fired", "own_reporter")])
    (effect,) = [row for row in rows if isinstance(row, ClaimEffect)]
    assert effect.status == "not_found"
    assert "Nobody fired" in effect.because
    assert [row for row in rows if not isinstance(row, ClaimEffect)] == ROWS


def test_an_article_read_again_under_another_id_is_found_by_its_bytes() -> None:
    moved = replace(ARTICLE, id="a-9")
    anchored = judgement("set_certainty", "Guards fired", "possible", sha256="f" * 64)
    assert [row.status for row in judged(moved, ROWS, [anchored]) if isinstance(row, ClaimEffect)] == [
        "obeyed"
    ]


def test_a_judgement_that_does_not_stand_does_nothing() -> None:
    undone = replace(judgement("set_certainty", "Guards fired", "possible"), status="undone")
    assert judged(ARTICLE, ROWS, [undone]) == ROWS
