"""What every room's tests may use: where the shared data lie, and a skip that says so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from headwater.providers.embedder import UseEmbedder
from headwater.providers.parser import SpacyParser

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


@pytest.fixture(scope="session", autouse=True)
def models_load_once() -> Iterator[None]:
    """The bundled models load once for all runs of this process; a process on a desk has one run."""
    pipelines: dict[str, Any] = {}
    one, load = UseEmbedder(), UseEmbedder._loaded
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SpacyParser, "__init__", lambda parser: setattr(parser, "_pipelines", pipelines))
        patch.setattr(UseEmbedder, "_loaded", lambda embedder: load(one))
        yield


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
