"""What every room's tests may use: where the shared data lie, and a skip that says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every machine, however slow: a landing fails for what it changed. ``HYPOTHESIS_PROFILE=explore``
# draws new ones.
settings.register_profile(
    "suite", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("suite"), derandomize=False, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

ROOT = Path(__file__).parent.parent


def shared_folder() -> Path:
    """The shared corpora: HEADWATER_DATA, or ``../shared`` beside the checkout."""
    return Path(os.environ.get("HEADWATER_DATA", ROOT.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the shared data where they are not, and say so."""
    if shared_folder().is_dir():
        return
    skip = pytest.mark.skip(reason=f"no shared data in {shared_folder()} (set HEADWATER_DATA)")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the shared data."""
    return shared_folder()


@pytest.fixture(scope="session")
def world() -> Path:
    """The example case."""
    return ROOT / "examples" / "world" / "articles"


@pytest.fixture(scope="session")
def second_world() -> Path:
    """The second, held-out example case."""
    return ROOT / "examples" / "second_world" / "articles"
