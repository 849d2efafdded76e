"""Every page is there, has its twin, says where it is wrong in one shape, and asks nothing of elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from headwater.show.tongue import LANGUAGES
from headwater.show.workbench.addresses import id_of, key_of
from headwater.show.workbench.guard import POLICY
from headwater.show.workbench.tongue import own_words
from tests.show.workbench.site import Browser, browser_on, case

CASE = case()
GROUP, ARTICLE = CASE["groups"][0]["id"], CASE["articles"][0]["id"]
PAGES = (
    "/", "/groups", f"/groups/{GROUP}", f"/groups/{GROUP}/lineage", f"/groups/{GROUP}/timeline", "/articles",
    f"/articles/{ARTICLE}", "/entities", f"/entities/{CASE['entities'][0]['id']}", "/sources",
    f"/sources/{CASE['sources'][0]['id']}", f"/origins/{CASE['origins'][0]['id']}", "/tasks",
    "/search", "/timeline", "/map", "/judgements", "/add", "/unread", "/findings", "/settings",
    *(f"/judge/{CASE[name][0]['id']}" for name in ("groups", "articles", "claims", "attributions", "derivations", "origins", "entities", "sources")),
)  # fmt: skip
_REMOTE = re.compile(r"""(?:src|href|action|hx-get|hx-post|data-\w+)=["'](?:[a-z]+:)?//""", re.IGNORECASE)
_INLINE = re.compile(r"""<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:""", re.IGNORECASE)
every_page = pytest.mark.parametrize("path", PAGES)


@every_page
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_there_in_every_language_with_nothing_inline_and_nothing_remote(
    still: Browser, path: str, lang: str
) -> None:
    page = still.get(path, params={"lang": lang})
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.text
    tags = "".join(re.findall(r"<[a-z][^>]*>", page.text))
    assert not _REMOTE.findall(tags)
    assert not _INLINE.findall(tags)
    ids = re.findall(r'\sid="([^"]*)"', page.text)
    assert len(ids) == len(set(ids))


@every_page
def test_every_page_has_a_twin_and_the_openapi_document_lists_it(still: Browser, path: str) -> None:
    assert still.json(path) is not None
    paths = still.get("/openapi.json").json()["paths"]
    patterns = [re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(known)) for known in paths]
    wanted = "/.json" if path == "/" else f"{path}.json"
    assert any(re.fullmatch(pattern, wanted) for pattern in patterns)


@pytest.mark.parametrize(
    "path",
    [
        "/groups/gr-none",
        "/articles/a-none",
        "/articles/~!!",
        "/judge/none",
        "/judgements/ju-none",
        "/jobs/99",
        "/nowhere",
    ],
)
def test_what_is_not_there_is_told_in_one_shape(still: Browser, path: str) -> None:
    told = still.client.get(f"{path}.json")
    assert told.status_code == 404
    assert set(told.json()) == {"error", "what", "where", "todo"}
    page = still.get(path)
    assert page.status_code == 404
    assert "<main" in page.text


@pytest.mark.parametrize("query", ["page=0", "page=x", "show=everything"])
def test_a_wrong_query_is_told_in_the_same_shape(still: Browser, query: str) -> None:
    told = still.client.get(f"/groups.json?{query}")
    assert told.status_code == 422
    assert set(told.json()) == {"error", "what", "where", "todo"}


def test_every_answer_forbids_what_is_inline_and_what_is_elsewhere(still: Browser) -> None:
    for path in ("/", "/.json", "/nowhere", "/static/workbench/workbench.css"):
        headers = still.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert "unsafe" not in POLICY
    assert "*" not in POLICY


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8420", "localhost:1", ""])
def test_another_name_for_this_machine_is_not_answered(still: Browser, host: str) -> None:
    assert still.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "path",
    [
        "workbench/../desk.py",
        "dossier/page.py",
        "assets/__init__.py",
        "nowhere/x.css",
        "workbench/%2e%2e/app.py",
    ],
)
def test_no_other_file_is_served(still: Browser, path: str) -> None:
    assert still.get(f"/static/{path}").status_code == 404


def test_from_a_group_to_the_sentence(still: Browser) -> None:
    claim = still.json(f"/groups/{GROUP}")["claims"][0]
    address = f"/articles/{key_of(claim['article'])}#s={claim['start']}-{claim['end']}"
    assert f'href="{address}"' in still.get(f"/groups/{GROUP}").text
    article = still.get(address.partition("#")[0]).text
    assert f'id="s={claim["start"]}-{claim["end"]}"' in article


def test_names_of_private_persons_are_shown_here(still: Browser) -> None:
    masked = next(row for row in CASE["entities"] if row["masked"])
    assert masked["name"] in still.get(f"/entities/{masked['id']}").text


def test_search_finds_words_in_any_case_and_marks_them(still: Browser) -> None:
    found = still.get("/search", params={"q": "FERRY"}).text
    assert re.search(r"<b>ferry</b>", found, re.IGNORECASE)
    assert still.client.get("/search.json", params={"q": 'ferry" OR 1'}).status_code == 200


def test_two_articles_are_compared_by_id_or_address(still: Browser) -> None:
    other = CASE["articles"][1]["id"]
    by_address = still.get(
        "/compare", params={"a": f"http://127.0.0.1:8420/articles/{ARTICLE}#s=1-2", "b": other}
    )
    assert by_address.status_code == 200
    assert still.get("/compare", params={"a": ARTICLE, "b": ARTICLE}).status_code == 422
    assert still.get("/compare", params={"a": "none at all", "b": ARTICLE}).status_code == 404


@pytest.mark.parametrize("given", ["a/b.json", "é x", "~odd", "a" * 400, "..", "ar-12"])
def test_any_id_makes_an_address_that_leads_back_to_it(given: str) -> None:
    key = key_of(given)
    assert re.fullmatch(r"~?[A-Za-z0-9_-]+", key)
    assert id_of(key) == given


def test_every_phrase_of_the_tables_is_one_of_the_pages() -> None:
    words = own_words("fr")
    assert words
    assert not [phrase for phrase, said in words.items() if phrase.count("{") != said.count("{")]


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)> javascript:alert(1) {{7*7}} ‮txt @import url(//x)"


def hostile() -> dict[str, Any]:
    """The ferry case with markup in every text that a page shows."""
    made = case()
    for name, fields in {
        "articles": ("title", "publisher", "byline"), "entities": ("name", "because"), "sources": ("name", "because"),
        "origins": ("name", "because"), "groups": ("because", "counted_because"), "derivations": ("because",),
        "to_find": ("what", "would_change"), "findings": ("because",),
    }.items():  # fmt: skip
        for row in made[name]:
            row.update(dict.fromkeys(fields, HOSTILE))
    made["rejected"] = [{"path": HOSTILE, "reason": HOSTILE}]
    return made


def test_markup_of_articles_is_shown_as_text(tmp_path: Path) -> None:
    bench = browser_on(tmp_path / "case", hostile)
    for path in PAGES:
        page = bench.get(path)
        assert page.status_code == 200, path
        tags = re.sub(r'"[^"]*"', '""', "".join(re.findall(r"<[a-z][^>]*>", page.text)))
        assert "<script>alert" not in page.text
        assert "<img" not in tags
        assert not re.search(r"\son(error|load)=", tags), path
        assert "\u202e" not in re.sub(r'value="[^"]*"', "", page.text), path
        assert "49" not in re.findall(r"\b49\b", page.text)
    bench.close()


def test_lists_say_on_whose_word_and_from_whom(still: Browser) -> None:
    told = {one["id"]: one for one in still.json("/articles")["articles"]}
    edge = next(row for row in CASE["derivations"] if row["declared"])
    assert edge["parent"] in [parent for parent, *_ in told[edge["child"]]["came_from"]["first"]]
    group = next(one for one in still.json("/groups")["groups"] if one["id"] == GROUP)
    known = {row["id"] for row in CASE["origins"]}
    assert group["on_word_of"]["first"]
    assert {origin for origin, _ in group["on_word_of"]["first"]} <= known


def test_a_name_is_shown_in_the_words_around_it(still: Browser) -> None:
    texts = {row["id"]: row["text"] for row in CASE["articles"]}
    row = next(row for row in CASE["entities"] if row["mentions"])
    for one in still.json(f"/entities/{row['id']}")["mentions"]:
        around = (one["before"].removeprefix("… ") + one["text"] + one["behind"].removesuffix(" …")).strip()
        assert around in texts[one["article"]]
        assert len(around) > len(one["text"])
