"""A workbench for each test, over the ferry case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the workbench's extra is not installed")

from tests.show.workbench.site import Browser, browser_on, case


@pytest.fixture(scope="session")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on a workbench that no test changes."""
    browser = browser_on(tmp_path_factory.mktemp("still") / "case", case)
    yield browser
    browser.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Browser]:
    """A browser on a workbench for one person."""
    browser = browser_on(tmp_path / "case", case)
    yield browser
    browser.close()


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A browser, not logged in, on a workbench with an owner, an analyst and a reader; hashes are made cheaply."""
    argon2 = pytest.importorskip("argon2")
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("headwater.show.workbench.people.users._hasher", lambda: cheap)
    browser = browser_on(tmp_path / "case", case, users=True)
    for name, role in (("Ana", "owner"), ("Bela", "analyst"), ("Cas", "reader")):
        browser.desk.users.add(name, role, f"{name} has a long word")
    yield browser
    browser.close()
