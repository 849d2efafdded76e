"""Arrow in a process of headwater's own loads no pandas; who wants pandas gets it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_CODE = """
import sys
from headwater.records.lean_arrow import do_without_pandas
do_without_pandas()
import pyarrow as pa
assert pa.array(["a"]).to_pylist() == pa.array(["a"], pa.string()).to_pylist() == ["a"]
assert "pandas" not in sys.modules
{more}
"""


def _ended(more: str) -> int:
    return subprocess.run([sys.executable, "-c", _CODE.format(more=more)], check=False).returncode


def test_no_array_loads_pandas() -> None:
    assert _ended("") == 0


def test_pandas_can_still_be_loaded() -> None:
    pytest.importorskip("pandas")
    assert _ended("import pandas; assert pa.table({'a': [1]}).to_pandas()['a'].tolist() == [1]") == 0
