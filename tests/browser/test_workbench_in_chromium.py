"""The workbench in a real browser: from the count to the sentence, judged, seen, undone; accessible; nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessible import violations_at_every_width
from tests.browser.served import Bench, serving
from tests.show.workbench.site import case

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
CASE = case()
GROUP, ARTICLE = CASE["groups"][0]["id"], CASE["articles"][0]["id"]
EDGE = next(
    row["id"] for row in CASE["derivations"] if row["parent"] in {one["id"] for one in CASE["articles"]}
)
_ROWS = (
    "groups",
    "articles",
    "claims",
    "attributions",
    "derivations",
    "origins",
    "entities",
    "sources",
    "to_find",
)
PAGES = (
    "/", "/groups", f"/groups/{GROUP}", f"/groups/{GROUP}/lineage", f"/groups/{GROUP}/timeline", "/articles", f"/articles/{ARTICLE}",
    "/entities", f"/entities/{CASE['entities'][0]['id']}", "/sources", f"/sources/{CASE['sources'][0]['id']}",
    f"/origins/{CASE['origins'][0]['id']}", "/tasks", f"/tasks/{CASE['to_find'][0]['id']}", "/search?q=ferry", "/timeline", "/map",
    "/judgements", "/add", "/unread", "/findings", "/settings", f"/compare?a={ARTICLE}&b={CASE['articles'][1]['id']}", "/articles/a-none",
    *(f"/judge/{CASE[name][0]['id']}" for name in _ROWS),
)  # fmt: skip
"""Every page, and one that is not there."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A workbench over the ferry case."""
    with serving(tmp_path_factory.mktemp("served") / "case", case, by="Ana Orrel") as found:
        yield found


@pytest.fixture(scope="module")
def served(bench: Bench) -> str:
    """Its address."""
    return bench.address


@pytest.fixture(scope="module")
def accessible(browser: Any) -> Iterator[Any]:
    """A page in which axe-core may be run."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbench over a case whose first article has 10 MB of hostile text."""
    with serving(tmp_path_factory.mktemp("hostile") / "case", hostile_case, by="Ana Orrel") as found:
        yield found.address


def opened(browser: Any, *, width: int = 1280, scheme: str = "light", script: bool = True) -> Any:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    context.set_default_timeout(120_000)
    return context.new_page()


def settle(page: Any, address: str) -> None:
    """Open a page, and wait for its drawing where it has one."""
    page.goto(address)
    if page.locator("[data-lineage], [data-map], [data-timeline]").count():
        page.wait_for_load_state("networkidle")


def test_from_the_count_to_the_sentence_then_an_edge_is_rejected_and_taken_back(
    browser: Any, served: str
) -> None:
    page = opened(browser)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{served}/groups")
    page.locator(".answers a bdi").first.click()
    page.locator(".wordings").get_by_role("link", name="in its text").first.click()
    assert page.locator(":target").count() == 1
    box = page.locator(":target").bounding_box()
    assert box is not None and 0 <= box["y"] <= 900
    page.goto(f"{served}/groups/{GROUP}")
    before = page.locator(".figures b").nth(1).inner_text()
    page.locator(f"tr#{EDGE}").get_by_role("link", name="Judge").click()
    page.locator("#judging").get_by_role("button", name="Reject the edge").click()
    page.locator("#judging .moved").wait_for()
    assert page.locator("#judging .before").inner_text() == before
    after = page.locator("#judging .after").inner_text()
    assert after != before
    page.reload()
    assert page.locator(".figures b").nth(1).inner_text() == after
    page.goto(f"{served}/judgements")
    page.get_by_role("link", name="Undo").first.click()
    page.locator("#judging").get_by_role("button", name="Undo").click()
    page.locator("#judging .moved").wait_for()
    page.goto(f"{served}/groups/{GROUP}")
    assert page.locator(".figures b").nth(1).inner_text() == before
    assert faults == []
    page.context.close()


def test_without_javascript_every_page_reads(browser: Any, served: str) -> None:
    page = opened(browser, script=False)
    for path in PAGES:
        page.goto(served + path)
        assert page.locator("main h1").inner_text().strip(), path
        assert page.locator("main").inner_text().count(" ") > 3, path
    page.context.close()


@pytest.mark.parametrize(
    ("at", "beside", "form", "chosen", "button"),
    [
        (f"/articles/{ARTICLE}", ".claims .judge", "How sure the speaker sounds", "possible", "Judge"),
        (f"/groups/{GROUP}", f"tr#{EDGE} .judge", "Reject", "", "Reject the edge"),
    ],
    ids=["certainty", "edge"],
)
def test_without_javascript_the_same_is_judged(
    browser: Any, served: str, at: str, beside: str, form: str, chosen: str, button: str
) -> None:
    page = opened(browser, script=False)
    page.goto(served + at)
    page.locator(beside).first.click()
    asked = page.locator("form.judgement", has_text=form).filter(has=page.get_by_role("button", name=button))
    if chosen:
        asked.locator("select").first.select_option(chosen)
    asked.locator("textarea[name=why]").fill("Seen in the text.")
    asked.get_by_role("button", name=button).click()
    assert "Recorded" in page.inner_text("main")
    assert "Seen in the text." in page.inner_text("main")
    page.get_by_role("button", name="Undo").click()
    assert "Recorded" in page.inner_text("main")
    page.goto(f"{served}/judgements")
    assert "taken back" in page.locator(".judgements").inner_text()
    page.context.close()


_LURE = "http://lure.invalid"
_HOSTILE = (
    f"<script src={_LURE}/a.js></script><script>window.ran=1</script><img src={_LURE}/b.png onerror=window.ran=1>"
    f"<svg onload=window.ran=1><image href={_LURE}/c.svg /></svg><style>@import url({_LURE}/d.css);</style>"
    f"<link rel=stylesheet href={_LURE}/e.css><iframe src={_LURE}/f></iframe><body onload=window.ran=1>"
    f"<a href=\"javascript:window.ran=1\">g</a> <meta http-equiv=refresh content='0;url={_LURE}/h'> </main></textarea></title>"
    f"\u202e\u2066gpj.exe\u2069 {{{{7*7}}}} ' \" url({_LURE}/i.png) hx-get={_LURE}/j hx-trigger=load \x1b[31m\n"
)


def hostile_case() -> dict[str, Any]:
    """The ferry case with markup wherever the case has words, and 10 MB of it behind one article's text."""
    made = case()
    first = made["articles"][0]
    first["text"] += "\n" + _HOSTILE * (10_000_000 // len(_HOSTILE))
    first["url"] = "javascript:window.ran=1"
    part = max((row for row in made["parts"] if row["article"] == first["id"]), key=lambda row: row["end"])
    part["end"] = len(first["text"])
    for name, fields in {
        "articles": ("title", "publisher", "byline"), "entities": ("name", "because"), "sources": ("name", "because"),
        "origins": ("name", "because"), "derivations": ("because",), "to_find": ("what", "would_change"), "findings": ("because",),
        "groups": ("because", "counted_because"),
    }.items():  # fmt: skip
        for row in made[name]:
            row.update(dict.fromkeys(fields, _HOSTILE))
    made["rejected"] = [{"path": _HOSTILE, "reason": _HOSTILE}]
    return made


def test_of_hostile_text_nothing_runs_and_nothing_loads(browser: Any, hostile: str) -> None:
    page = opened(browser)
    asked: list[str] = []
    ran: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.on("popup", lambda popup: ran.append(popup.url))
    beyond = (
        f"/articles/{ARTICLE}?from=60000",
        f"/articles/{ARTICLE}?from=5000000",
        "/search?q=lure",
        "/search?q=%3Cscript%3E",
    )
    for path in (*PAGES, *beyond):
        settle(page, hostile + path)
        assert page.evaluate("window.ran === undefined"), path
        assert page.url.startswith(hostile), path
        assert (
            page.locator("main iframe, main img, main script, main style, main link, main image").count() == 0
        ), path
        assert page.locator("a[href^='javascript:' i]").count() == 0, path
    page.goto(f"{hostile}/articles/{ARTICLE}")
    assert "<script>window.ran=1</script>" in page.locator(".text-side").inner_text()
    page.locator(".judge").first.click()
    page.locator("#judging h1").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran === undefined")
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith(hostile)] == []
    assert ran == []
    page.context.close()


def test_an_article_is_added(browser: Any, served: str, tmp_path: Path) -> None:
    given = tmp_path / "one more.txt"
    given.write_text("One more\n\nGuards fired on the ferry, a cook said.\n", encoding="utf-8")
    page = opened(browser)
    page.goto(f"{served}/add")
    page.set_input_files("#files", str(given))
    page.get_by_role("button", name="Add the files").click()
    _wait_for_job(page)
    assert "one more.txt" in page.inner_text(".job")
    page.context.close()


def test_a_page_asks_on_after_answers_that_failed(browser: Any, bench: Bench, tmp_path: Path) -> None:
    given = tmp_path / "another.txt"
    given.write_text("Another\n\nThe ferry was late, a cook said.\n", encoding="utf-8")
    page = opened(browser)
    failed: list[str] = []

    def fail(route: Any) -> None:
        asked_by_htmx = route.request.headers.get("hx-request") == "true"
        if asked_by_htmx and len(failed) < 2:
            failed.append(route.request.url)
            route.abort() if len(failed) == 1 else route.fulfill(status=503, body="busy")
            if len(failed) == 2:
                bench.worker.may_end.set()  # the job is under way until both have failed
        else:
            route.fallback()

    page.route("**/jobs/*", fail)
    bench.worker.may_end.clear()
    try:
        page.goto(f"{bench.address}/add")
        page.set_input_files("#files", str(given))
        page.get_by_role("button", name="Add the files").click()
        _wait_for_job(page)
    finally:
        bench.worker.may_end.set()
    assert len(failed) == 2
    page.context.close()


def _wait_for_job(page: Any) -> None:
    """Wait until a job's page says that it is done; what it says instead is told."""
    try:
        page.locator(".job .tag", has_text="done").wait_for()
    except Exception:
        pytest.fail(f"the job does not end: {page.inner_text('main')}")


def test_the_panel_is_reached_and_left_by_keyboard(browser: Any, served: str) -> None:
    page = opened(browser)
    page.goto(f"{served}/articles/{ARTICLE}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.locator(".judge").first.focus()
    page.keyboard.press("Enter")
    page.locator("#judging h1").wait_for()
    assert page.evaluate("document.activeElement.closest('#judging') !== null")
    page.keyboard.press("Escape")
    assert page.locator("#judging").inner_text() == ""
    assert page.evaluate("document.activeElement.classList.contains('judge')")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.context.close()


def test_nothing_is_asked_of_elsewhere(browser: Any, served: str) -> None:
    page = opened(browser)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES[::3]:
        settle(page, served + path)
    assert asked
    assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(accessible: Any, served: str, path: str) -> None:
    settle(accessible, served + path)
    told = violations_at_every_width(accessible)
    assert not told, "\n".join(told)
