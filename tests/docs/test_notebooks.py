"""The code of every cell of the example notebooks runs, and they are kept without outputs.

The cells are run here, one after the other, and not by a Jupyter kernel: a kernel would bring some twenty packages and
a socket, and would show the same errors. What a notebook displays, the last expression of a cell, is asked for as
Jupyter asks for it.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from tests.docs.conftest import ROOT

import headwater

NOTEBOOKS = sorted((ROOT / "examples/notebooks").glob("*.ipynb"))


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def shown(source: str, names: dict[str, Any]) -> object:
    """Run a cell; the value of its last expression."""
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), names)
    return (
        eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        if isinstance(last, ast.Expr)
        else None
    )


def test_there_are_three() -> None:
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    for cell in cells(path):
        assert not cell.get("outputs") and not cell.get("execution_count")


@pytest.mark.models
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(path: Path, traced: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    if 'to_pandas("' in path.read_text(encoding="utf-8").replace("\\", ""):
        pytest.importorskip("pandas", reason="pandas is not installed")
    case = headwater.open_case(traced / "out")

    def trace(inputs: list[Path]) -> Any:
        assert [item.resolve() for item in inputs] == [(ROOT / "examples/world/articles").resolve()]
        return case  # the same inputs, traced once for all

    monkeypatch.setattr(headwater, "trace", trace)
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    for cell in cells(path):
        if cell["cell_type"] == "code":
            value = shown("".join(cell["source"]), names)
            written = value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)
            assert written and (
                value is not None or "=" in "".join(cell["source"]) or capsys.readouterr().out
            )
