"""Pages that only some see, in a real browser: logging in, people, a job, a judgement; accessible at every width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessible import violations_at_every_width
from tests.browser.served import Bench, serving
from tests.show.workbench.site import case

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
WORD = "a word that is long enough"
CLAIM = case()["claims"][0]["id"]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A workbench with an owner and a reader."""
    with serving(tmp_path_factory.mktemp("people") / "case", case, users=True) as found:
        for name, role in (("Ana", "owner"), ("Cas", "reader")):
            found.desk.users.add(name, role, WORD)
        yield found


@pytest.fixture(scope="module")
def page(browser: Any, bench: Bench) -> Iterator[Any]:
    """A page in the hands of the owner."""
    context = browser.new_context(bypass_csp=True)
    found = context.new_page()
    found.goto(f"{bench.address}/login")
    found.fill("input[name=name]", "Ana")
    found.fill("input[name=password]", WORD)
    found.get_by_role("button", name="Log in").click()
    found.wait_for_url(f"{bench.address}/")
    yield found
    context.close()


def test_logging_in_is_accessible_before_and_after_a_wrong_password(browser: Any, bench: Bench) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{bench.address}/people")
    told = violations_at_every_width(page)
    page.fill("input[name=name]", "Ana")
    page.fill("input[name=password]", "not her word")
    page.get_by_role("button", name="Log in").click()
    page.locator("main [role=alert]").wait_for()
    told += violations_at_every_width(page)
    context.close()
    assert not told, "\n".join(told)


def test_the_people_s_page_is_accessible(page: Any, bench: Bench) -> None:
    page.goto(f"{bench.address}/people")
    assert "Cas" in page.inner_text("main")
    told = violations_at_every_width(page)
    assert not told, "\n".join(told)


def test_a_job_s_page_is_accessible(page: Any, bench: Bench, tmp_path: Path) -> None:
    given = tmp_path / "one more.txt"
    given.write_text("One more\n\nGuards fired on the ferry, a cook said.\n", encoding="utf-8")
    page.goto(f"{bench.address}/add")
    page.set_input_files("#files", str(given))
    page.get_by_role("button", name="Add the files").click()
    page.wait_for_url("**/jobs/*")
    page.locator(".job").wait_for()
    told = violations_at_every_width(page)
    assert not told, "\n".join(told)


def test_a_judgement_s_own_page_is_accessible(page: Any, bench: Bench) -> None:
    page.goto(f"{bench.address}/judge/{CLAIM}")
    form = page.locator("form.judgement", has_text="How sure the speaker sounds")
    form.locator("select").first.select_option("possible")
    form.locator("textarea[name=why]").fill("Seen in the text.")
    form.get_by_role("button", name="Judge").click()
    page.get_by_text("Recorded").first.wait_for()
    page.goto(f"{bench.address}/judgements")
    page.locator(".judgements a[href*='/judgements/']").first.click()
    page.wait_for_url("**/judgements/*")
    assert "Seen in the text." in page.inner_text("main")
    told = violations_at_every_width(page)
    assert not told, "\n".join(told)
