"""The workbench in a real browser: from the count to the sentence, judged, seen, undone; accessible; nothing from elsewhere."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

for _needed in ("fastapi", "uvicorn", "argon2", "itsdangerous"):
    pytest.importorskip(_needed, reason="the workbench's extra is not installed")

import uvicorn  # noqa: E402

from headwater.show.workbench.app import app_of  # noqa: E402
from headwater.show.workbench.desk import Settings  # noqa: E402
from tests.show.workbench.site import ReadingWorker, case, write_case  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
CASE = case()
GROUP, ARTICLE = CASE["groups"][0]["id"], CASE["articles"][0]["id"]
EDGE = next(
    row["id"] for row in CASE["derivations"] if row["parent"] in {one["id"] for one in CASE["articles"]}
)
PAGES = ("/", f"/groups/{GROUP}", f"/articles/{ARTICLE}", "/articles", "/entities", "/tasks", "/add", "/map", "/timeline", f"/judge/{CASE['claims'][0]['id']}")  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbench over the ferry case."""
    out = write_case(tmp_path_factory.mktemp("served") / "case", case())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = app_of(Settings(out, port=port, by="Ana Orrel"), ReadingWorker(out, case))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def opened(browser: Any, *, width: int = 1280, scheme: str = "light", script: bool = True) -> Any:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    context.set_default_timeout(15_000)
    return context.new_page()


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


def test_without_javascript_the_same_is_judged(browser: Any, served: str) -> None:
    page = opened(browser, script=False)
    page.goto(f"{served}/articles/{ARTICLE}")
    page.locator(".claims .judge").first.click()
    page.locator("form", has_text="How sure the speaker sounds").locator("select").select_option("possible")
    page.locator("form", has_text="How sure the speaker sounds").get_by_role("button").click()
    assert "Recorded" in page.inner_text("main")
    page.get_by_role("button", name="Undo").click()
    assert "Recorded" in page.inner_text("main")
    page.context.close()


def test_an_article_is_added(browser: Any, served: str, tmp_path: Path) -> None:
    given = tmp_path / "one more.txt"
    given.write_text("One more\n\nGuards fired on the ferry, a cook said.\n", encoding="utf-8")
    page = opened(browser)
    page.goto(f"{served}/add")
    page.set_input_files("#files", str(given))
    page.get_by_role("button", name="Add the files").click()
    page.locator(".job .tag", has_text="done").wait_for()
    assert "one more.txt" in page.inner_text(".job")
    page.context.close()


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
    for path in PAGES:
        page.goto(served + path)
        page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_no_violation(browser: Any, served: str, scheme: str, width: int) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-core is not installed"
    ).Axe()
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    told = []
    for path in PAGES:
        page.goto(served + path)
        page.wait_for_load_state("networkidle")
        found = axe.run(page)
        told += [
            f"{path} {v['id']}: {node['target']}" for v in found.response["violations"] for node in v["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        told += [f"{path} scrolls sideways: {wide}"] if wide > width else []
    context.close()
    assert not told, "\n".join(told)
