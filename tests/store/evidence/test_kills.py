"""kill -9 amid an intake: what was acknowledged is there, once, and every check holds.

``quality/kills.py`` does the same two hundred times.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def kills() -> ModuleType:
    """The script of the long measurement."""
    spec = importlib.util.spec_from_file_location("kills", ROOT / "quality" / "kills.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kills"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_kills_lose_and_double_nothing(kills: ModuleType, tmp_path: Path) -> None:
    told = kills.kill_intake(6, 3, tmp_path)
    assert told.in_time >= 6


def test_the_measurement_would_notice_a_loss(kills: ModuleType, tmp_path: Path) -> None:
    files = kills.make_inputs(tmp_path / "in", 1)
    kills.take_in(tmp_path / "out", files, lambda name: None)
    with pytest.raises(SystemExit, match="lost"):
        kills.require_whole(tmp_path / "out", kills.Told(names={"never there"}))
