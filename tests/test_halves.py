"""Nothing is left out between the halves of the suite."""

from __future__ import annotations

import pytest

from tests.halves import FIRST, TESTS, commands


def test_each_folder_is_in_one_half() -> None:
    first, second = commands(["-x"])
    for name in FIRST:
        assert (TESTS / name).is_dir()
        assert str(TESTS / name) in first
        assert f"--ignore={TESTS / name}" in second
    assert str(TESTS) in second
    assert first[-1] == second[-1] == "-x"


@pytest.mark.parametrize("folder", ["docs", "browser"])
def test_what_shares_a_site_stays_together(folder: str) -> None:
    assert folder not in FIRST
