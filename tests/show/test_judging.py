"""Ids that a reader sees become words of articles, so that a judgement survives what the ids do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from headwater.records.errors import InputError, UnknownId
from headwater.records.judgements import TextJudgement
from headwater.show.judging import SPOKEN, Wish, judgement_of
from headwater.show.view import CaseView
from tests.show import ferry

VIEW = CaseView(ferry.case())


def ids(name: str, number: int = 1, **wanted: Any) -> list[str]:
    rows = [row for row in VIEW.rows(name) if all(row[key] == value for key, value in wanted.items())]
    return [row["id"] for row in rows[:number]]


def made(kind: str, given: Sequence[str], **more: Any) -> Any:
    return judgement_of(VIEW, Wish(kind, given, "Ana", "2031-05-09T10:00:00+00:00", "seen", **more))


def test_a_claim_is_pointed_at_by_its_words() -> None:
    (claim,) = ids("claims", lead=True)
    judgement = made("set-certainty", [claim], value="possible")
    (anchor,) = judgement.at
    row = VIEW.by_id[claim][1]
    assert (anchor.article, anchor.text, anchor.start) == (row["article"], row["text"], row["start"])
    assert anchor.sha256 == VIEW.articles[row["article"]]["sha256"]


def test_the_beginning_of_an_id_is_enough() -> None:
    (group,) = ids("groups")
    alone = next(group[:n] for n in range(1, 30) if sum(id_.startswith(group[:n]) for id_ in VIEW.by_id) == 1)
    assert made("note", [alone], value="x") == made("note", [group], value="x")


@pytest.mark.parametrize("kind", ["confirm-edge", "reject-edge"])
def test_an_edge_is_pointed_at_by_its_ends(kind: str) -> None:
    for row in VIEW.rows("derivations"):
        judgement = made(kind, [row["id"]])
        assert judgement.at[0].article == row["child"]
        seen = row["parent"] in VIEW.articles
        assert (judgement.at[1].article if seen else judgement.name) == (
            row["parent"] if seen else VIEW.by_id[row["parent"]][1]["name"]
        )


def test_an_edge_is_drawn_from_a_child_to_its_parent() -> None:
    child, parent = ids("articles", 2)
    judgement = made("draw-edge", [child, parent], value="translation")
    assert [anchor.article for anchor in judgement.at] == [child, parent]


def test_origins_are_pointed_at_by_where_they_are_cited_or_by_the_article_that_stands_for_itself() -> None:
    case = ferry.case()
    cited = next(row for row in case["attributions"] if row["source"])
    source = case["sources"][0] | {"cited_by": [cited["id"]]}
    case["sources"][0] = source
    first = case["origins"][0] | {"source": source["id"], "article": None}
    second = case["origins"][1] | {"source": None, "article": case["articles"][1]["id"]}
    case["origins"][:2] = [first, second]
    wish = Wish("one-origin", [first["id"], second["id"]], "Ana", "2031-05-09", "")
    judgement = judgement_of(CaseView(case), wish)
    assert isinstance(judgement, TextJudgement)
    assert [anchor.text for anchor in judgement.at] == [cited["source"]["text"], None]
    assert judgement.at[1].article == case["articles"][1]["id"]


def test_a_note_stands_beside_the_words_of_anything() -> None:
    for name in ("articles", "claims", "groups", "derivations", "attributions", "findings"):
        for id_ in ids(name, 2):
            assert made("note", [id_], value="ask again").at[0].article in VIEW.articles


@pytest.mark.parametrize(
    ("kind", "of", "says"),
    [
        ("set-certainty", "articles", "is about claims"),
        ("merge", "claims", "is about entities"),
        ("confirm-edge", "claims", "takes the id of an edge"),
        ("one-origin", "claims", "is about origins"),
        ("set-source-kind", "claims", "takes the id of an attribution"),
        ("undo", "claims", "undo takes the id of one judgement"),
        ("verify", "claims", "there is no judgement 'verify'; give one of: merge"),
    ],
)
def test_a_judgement_on_what_it_cannot_be_about_says_so(kind: str, of: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        made(kind, ids(of), value="possible")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("given", "says"), [("zz-1", "no row of the case has the id"), ("a-", "several rows")]
)
def test_an_id_that_is_none_or_many_is_refused(given: str, says: str) -> None:
    with pytest.raises(UnknownId, match=says):
        made("note", [given], value="x")


def test_no_judgement_is_called_true_or_false() -> None:
    assert not {"true", "false", "verified", "confirm", "debunk"} & set(SPOKEN)
