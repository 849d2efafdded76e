"""A judgement is in the log before anybody is told; two who judge the same thing hear of one another; all can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headwater.show.workbench.judging.making import find_words
from headwater.store.lock import writing
from tests.show.workbench.site import Browser, browser_on, case, log_lines

CASE = case()


def first(name: str, **wanted: Any) -> str:
    return str(
        next(row["id"] for row in CASE[name] if all(row[key] == value for key, value in wanted.items()))
    )


EDGE = next(row["id"] for row in CASE["derivations"] if row["parent"] in {a["id"] for a in CASE["articles"]})
CLAIM, SOURCE = first("claims"), next(row["id"] for row in CASE["attributions"] if row["source"])
ORIGINS = [row["id"] for row in CASE["origins"]]
ENTITIES = [row for row in CASE["entities"] if row["mentions"]]
ARTICLES = [row["id"] for row in CASE["articles"]]


def _mention(row: dict[str, Any]) -> str:
    one = row["mentions"][0]
    return f"{one['start']}-{one['end']}-{one['article']}"


FORMS: list[tuple[str, str, dict[str, Any]]] = [
    ("confirm-edge", EDGE, {}),
    ("reject-edge", EDGE, {}),
    ("draw-edge", ARTICLES[0], {"other": f"/articles/{ARTICLES[4]}", "value": "copy"}),
    ("set-standing", CLAIM, {"value": "own_reporter"}),
    ("set-certainty", CLAIM, {"value": "possible"}),
    ("move-claim", CLAIM, {}),
    ("move-claim", CLAIM, {"with": CASE["claims"][1]["id"]}),
    ("set-source-kind", SOURCE, {"value": "document"}),
    ("set-source-kind", first("sources"), {"value": "document"}),
    ("one-origin", ORIGINS[0], {"with": ORIGINS[1]}),
    ("separate-origins", ORIGINS[0], {"with": ORIGINS[1]}),
    ("grade", SOURCE, {"letter": "B", "digit": "2"}),
    ("note", first("groups"), {"value": "Ask the wire."}),
    ("note", ARTICLES[0], {"value": "Ask the wire."}),
    ("gloss", CLAIM, {"value": "a gloss", "name": "fr", "words": "left as it is"}),
    ("gloss", ARTICLES[0], {"value": "des gardes", "name": "fr", "words": "Guards may have fired"}),
    ("rename", ENTITIES[0]["id"], {"name": "Another Name"}),
    ("merge", ENTITIES[0]["id"], {"other": f"http://127.0.0.1:8420/entities/{ENTITIES[1]['id']}"}),
    ("not-same", ENTITIES[0]["id"], {"with": ENTITIES[1]["id"]}),
    ("split", ENTITIES[0]["id"], {"mention": _mention(ENTITIES[0])}),
]


@pytest.mark.parametrize(
    ("kind", "on", "fields"), FORMS, ids=[f"{kind} {n}" for n, (kind, _, _) in enumerate(FORMS)]
)
def test_every_judgement_is_given_by_a_plain_form_and_undone(
    bench: Browser, kind: str, on: str, fields: Any
) -> None:
    page = bench.judge(kind, on, why="Seen.", **fields)
    assert page.status_code == 200
    (line,) = log_lines(bench.desk.out)
    assert (line["kind"], line["who"], line["why"]) == (kind.replace("-", "_"), "Ana Orrel", "Seen.")
    assert str(page.url).endswith(f"/judgements/{line['id']}")
    assert bench.judge("undo", line["id"]).status_code == 200
    assert [one["kind"] for one in log_lines(bench.desk.out)] == [line["kind"], "undo"]
    assert bench.json(f"/judgements/{line['id']}")["judgement"]["status"] == "undone"


def test_the_effect_is_shown_with_the_count_before_and_after(bench: Browser) -> None:
    page = bench.judge("reject-edge", EDGE)
    told = bench.json(f"/judgements/{log_lines(bench.desk.out)[0]['id']}")
    moved = next(one for one in told["effects"] if one["kind"] == "count_moved")
    assert moved["after"]["best"] == moved["before"]["best"] + 1
    assert 'class="before"' in page.text
    assert "→" in page.text


def test_htmx_gets_a_piece_and_others_a_page(bench: Browser) -> None:
    piece = bench.get(f"/judge/{EDGE}", headers={"hx-request": "true"}).text
    assert "<html" not in piece
    assert 'hx-post="/judge"' in piece
    head = bench.hidden(f"/judge/{EDGE}", "head")
    sent = bench.post(
        "/judge", {"kind": "reject-edge", "on": EDGE, "head": head}, headers={"hx-request": "true"}
    )
    assert "<html" not in sent.text
    assert 'value="undo"' in sent.text


def test_a_grade_is_never_chosen_for_anybody(bench: Browser) -> None:
    page = bench.get(f"/judge/{SOURCE}").text
    assert "F6" in page
    assert " selected" not in page.partition('name="letter"')[2].partition("</form>")[0]
    assert bench.judge("grade", SOURCE, letter="", digit="").status_code == 422
    assert not log_lines(bench.desk.out)


@pytest.mark.parametrize(
    ("kind", "on", "fields"),
    [
        ("set-standing", CLAIM, {"value": "nonsense"}),
        ("set-standing", CLAIM, {}),
        ("nonsense", CLAIM, {}),
        ("gloss", ARTICLES[0], {"value": "x", "name": "fr", "words": "words that are not there"}),
        ("split", ENTITIES[0]["id"], {"mention": "0-1-a-none"}),
        ("split", ENTITIES[0]["id"], {}),
        ("draw-edge", ARTICLES[0], {"other": "none at all", "value": "copy"}),
        ("note", first("groups"), {"value": "x" * 20_000}),
    ],
)
def test_a_form_that_cannot_be_taken_comes_back_with_what_was_written(
    bench: Browser, kind: str, on: str, fields: Any
) -> None:
    page = bench.judge(kind, on, why="my own reason", **fields)
    assert page.status_code == 422
    assert "my own reason" in page.text or kind == "nonsense"
    assert 'role="alert"' in page.text
    assert not log_lines(bench.desk.out)


def test_whoever_comes_second_is_told_and_loses_nothing(bench: Browser) -> None:
    head = bench.hidden(f"/judge/{EDGE}", "head")
    bench.judge("reject-edge", EDGE, why="the first reason")
    late = {"kind": "confirm-edge", "on": EDGE, "head": head, "why": "the second reason"}
    told = bench.post("/judge", late)
    assert told.status_code in (404, 409)  # the edge is gone from this case, or its judgement is shown
    assert len(log_lines(bench.desk.out)) == 1


def test_the_second_sees_the_first_and_may_judge_all_the_same(bench: Browser) -> None:
    head = bench.hidden(f"/judge/{CLAIM}", "head")
    bench.judge("set-certainty", CLAIM, value="possible", why="the first reason")
    late = {"kind": "set-certainty", "on": CLAIM, "value": "probable", "why": "the second reason"}
    told = bench.post("/judge", late | {"head": head}, at=f"/judge/{CLAIM}")
    assert told.status_code == 409
    assert "the first reason" in told.text
    assert "the second reason" in told.text
    assert '<option value="probable" selected>' in told.text
    again = bench.judge("set-certainty", CLAIM, value="probable", why="the second reason")
    assert again.status_code == 200
    assert len(log_lines(bench.desk.out)) == 2


def test_another_thing_is_not_the_same_thing(bench: Browser) -> None:
    head = bench.hidden(f"/judge/{CLAIM}", "head")
    bench.judge("set-standing", CLAIM, value="own_reporter")
    late = {"kind": "set-certainty", "on": CLAIM, "value": "probable", "head": head}
    assert bench.post("/judge", late, at=f"/judge/{CLAIM}").status_code == 200


def test_a_form_without_the_token_of_its_session_is_refused(bench: Browser) -> None:
    sent = {"kind": "reject-edge", "on": EDGE, "head": "0"}
    assert bench.client.post("/judge", data=sent).status_code == 403
    assert bench.client.post("/judge", data=sent | {"token": "0" * 64}).status_code == 403
    other = Browser(bench.app)
    assert (
        bench.client.post("/judge", data=sent | {"token": other.hidden("/settings", "token")}).status_code
        == 403
    )
    assert not log_lines(bench.desk.out)


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_that_another_site_sends_is_refused(bench: Browser, headers: dict[str, str]) -> None:
    token = bench.hidden("/settings", "token")
    sent = bench.client.post(
        "/judge", data={"token": token, "kind": "reject-edge", "on": EDGE, "head": "0"}, headers=headers
    )
    assert sent.status_code == 403
    assert not log_lines(bench.desk.out)


def test_a_case_that_another_program_writes_is_told_and_nothing_is_taken_down(
    bench: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headwater.show.workbench.judging.log._PATIENCE", 0.0)
    with writing(bench.desk.out):
        page = bench.judge("reject-edge", EDGE, why="my own reason")
    assert page.status_code == 503
    assert "my own reason" in page.text
    assert not log_lines(bench.desk.out)


def test_an_effect_that_cannot_be_worked_out_loses_no_judgement(bench: Browser) -> None:
    bench.desk.jobs._worker.fails = "the disk is full"
    page = bench.judge("reject-edge", EDGE)
    assert page.status_code == 200
    assert "the disk is full" in page.text
    assert len(log_lines(bench.desk.out)) == 1
    assert bench.get("/judgements").status_code == 200


def test_a_judgement_that_a_killed_server_left_is_worked_out_at_the_next_start(tmp_path: Path) -> None:
    first_server = browser_on(tmp_path / "case", case)
    first_server.desk.jobs._worker.fails = "killed"
    first_server.judge("reject-edge", EDGE)
    first_server.close()
    second = browser_on(tmp_path / "case", case)
    job = second.desk.jobs.current or second.desk.jobs.all()[0]
    assert second.desk.jobs.wait(job, 20)
    assert second.json("/judgements")["judgements"][0]["status"] == "obeyed"
    second.close()


def test_who_judges_is_kept_for_the_browser(bench: Browser) -> None:
    bench.post("/settings", {"by": "Bela Orrel", "language": "fr"})
    assert '<html lang="fr">' in bench.get("/").text
    bench.judge("reject-edge", EDGE)
    assert log_lines(bench.desk.out)[0]["who"] == "Bela Orrel"


@pytest.mark.parametrize(
    ("text", "words", "near", "place"),
    [
        ("one two one", "one", 0, 0),
        ("one two one", "one", 7, 8),
        ("one two", "three", 0, None),
        ("one", "", 0, None),
    ],
)
def test_words_are_found_nearest_to_where_they_were_marked(
    text: str, words: str, near: int, place: int | None
) -> None:
    assert find_words(text, words, near) == place
