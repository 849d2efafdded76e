"""A case of 10,000 articles is paged; an article of 10 MB is read in pieces; what is broken is refused in one shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.show.workbench.paging import PER_PAGE
from tests.show.workbench.site import Browser, browser_on, case, log_lines

MANY = 10_000
ENDLESS = "a-endless"
_LINE = "<script src=//evil.example/x.js></script><img src=x onerror=alert(1)> @import url(//evil.example/x.css); \u202egpj.exe </div></main> "


def many() -> dict[str, Any]:
    """The ferry case with 10,000 short articles more, and one of 10 MB."""
    made = case()
    pattern = made["articles"][0]
    short = [
        pattern
        | {"id": f"a-{number:05}", "title": f"Report {number}", "text": f"Report {number}\nIt rained."}
        for number in range(MANY)
    ]
    text = _LINE * (10_000_000 // len(_LINE) + 1)
    endless = pattern | {"id": ENDLESS, "title": "Without end", "text": text, "published": None}
    return made | {"articles": [*made["articles"], *short, endless]}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on the large case."""
    browser = browser_on(tmp_path_factory.mktemp("large") / "case", many)
    yield browser
    browser.close()


def test_a_list_of_ten_thousand_is_shown_in_parts_that_hold_each_once(large: Browser) -> None:
    count = len(case()["articles"]) + MANY + 1
    first = large.client.get("/articles.json").json()
    pages = first["part"]["pages"]
    assert first["part"]["count"] == count
    assert pages == -(-count // PER_PAGE)
    seen = [
        one["id"]
        for page in (1, 2, 100, pages)
        for one in large.client.get(f"/articles.json?page={page}").json()["articles"]
    ]
    assert len(seen) == len(set(seen)) == 3 * PER_PAGE + (count % PER_PAGE or PER_PAGE)
    page = large.get("/articles?page=100").text
    assert len(re.findall(r"<tr>", page)) <= PER_PAGE + 1
    assert 'rel="prev"' in page and 'rel="next"' in page
    assert len(page) < 100_000


def test_beyond_the_last_part_the_last_is_shown(large: Browser) -> None:
    told = large.client.get("/articles.json?page=999999").json()
    assert told["part"]["number"] == told["part"]["pages"]
    assert told["articles"]


def test_an_article_of_ten_megabytes_is_read_in_pieces(large: Browser) -> None:
    page = large.get(f"/articles/{ENDLESS}").text
    assert len(page) < 1_000_000
    further = re.search(r'href="\?from=(\d+)"', page)
    assert further
    later = large.get(f"/articles/{ENDLESS}?from=9000000").text
    assert "Earlier in the text" in later and "Further in the text" in later
    for text in (page, later):
        assert "<script src=//" not in text
        assert "<img" not in text
        assert "\u202e" not in text


def test_a_place_behind_the_end_of_a_text_is_no_error(large: Browser) -> None:
    assert large.get(f"/articles/{ENDLESS}?from=99999999").status_code == 200


CLAIM = case()["claims"][0]["id"]
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("nothing", {}),
    ("no kind", {"on": CLAIM}),
    ("an unknown kind", {"kind": "praise", "on": CLAIM}),
    ("a kind of another row", {"kind": "reject-edge", "on": CLAIM}),
    ("an unknown row", {"kind": "set-certainty", "on": "c-none", "value": "possible"}),
    ("an unknown value", {"kind": "set-certainty", "on": CLAIM, "value": "proven"}),
    ("no value", {"kind": "set-certainty", "on": CLAIM}),
    ("control characters", {"kind": "set-certainty", "on": "\x00\u202e", "value": "possible"}),
    ("SQL", {"kind": "set-certainty", "on": "' OR 1=1 --", "value": "possible"}),
    ("a grade that is none", {"kind": "grade", "on": CLAIM, "letter": "Z", "digit": "9"}),
]


@pytest.mark.parametrize("sent", [sent for _, sent in BROKEN], ids=[name for name, _ in BROKEN])
def test_a_broken_form_is_refused_and_nothing_is_taken_down(still: Browser, sent: dict[str, Any]) -> None:
    answer = still.post("/judge", {"head": "0"} | sent)
    assert 400 <= answer.status_code < 500
    assert "<main" in answer.text
    assert not log_lines(Path(still.desk.out))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe" * 100, "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x\r\nbroken", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"", ""),
    ],
)
def test_a_body_that_is_no_form_is_refused_in_one_shape(still: Browser, body: bytes, kind: str) -> None:
    asked = {"content-type": kind, "accept": "application/json"}
    answer = still.client.post("/judge", content=body, headers=asked)
    assert 400 <= answer.status_code < 500
    assert set(answer.json()) == {"error", "what", "where", "todo"}
    assert not log_lines(Path(still.desk.out))
