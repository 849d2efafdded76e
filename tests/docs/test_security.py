"""The page on security says what tests hold: every error text in its tables is one that a test of that part asserts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
HELD_BY = {
    "Fetching": (),  # by tests/articles/web/test_security_page.py
    "Pages": ("articles/pages", "articles/test_pages.py"),
    "Archives and mail": ("articles/archives",),
    "Documents and tables": ("articles/documents", "articles/tabular"),
    "Evidence": ("store/evidence", "runs/test_evidence.py", "runs/test_purging.py", "show/test_evidence_commands.py"),
    "Feeds": ("articles/feeds", "runs/watching"),
}  # fmt: skip
OPEN = r"…|\.\.\.|\bHOST\b|\bOBJECT\b"
LEAST = 18  # characters of a test's own words that may stand for a longer text
_NUMBER = re.compile(r"\d[\d,.:+-]*\d|\d")


def sections() -> dict[str, str]:
    """The parts of the page, by their headings."""
    parts = PAGE.split("\n## ")[1:]
    return {part.partition("\n")[0]: part for part in parts if part.partition("\n")[0] in HELD_BY}


def rows(section: str) -> list[list[str]]:
    """The cells of each row of a part's tables of inputs."""
    found = []
    for line in section.splitlines():
        if line.startswith("| ") and not line.startswith("| input |"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            found.append(cells)
    return found


def errors() -> list[tuple[str, str, str]]:
    """(part, input, error text) of every row that states one."""
    return [
        (name, cells[0], cells[2])
        for name, section in sections().items()
        for cells in rows(section)
        if cells[2] and not cells[2].startswith("(")
    ]


@cache
def held(name: str) -> tuple[str, ...]:
    """Every text in the tests of a part, with what is put into it where that is known."""
    found: list[str] = []
    for place in HELD_BY[name]:
        path = ROOT / "tests" / place
        for file in sorted(path.glob("test_*.py")) if path.is_dir() else [path]:
            if file.name != "test_security_page.py":
                found += _texts(file)
    return tuple(dict.fromkeys(_plain(one) for one in found))


def _texts(file: Path) -> Iterator[str]:
    names = vars(import_module(".".join(file.relative_to(ROOT).with_suffix("").parts)))
    yield from _strings([value for value in names.values() if isinstance(value, list | tuple)])
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(_piece(piece, names) for piece in node.values)


def _strings(values: object) -> Iterator[str]:
    """Every text in the tables of a test."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, list | tuple):
        for one in values:
            yield from _strings(one)


def _piece(piece: ast.expr, names: dict[str, object]) -> str:
    if isinstance(piece, ast.Constant):
        return str(piece.value)
    try:
        return str(eval(ast.unparse(ast.JoinedStr([piece])), names))
    except Exception:  # what is put in is known only while the test runs
        return "…"


def _plain(text: str) -> str:
    """A text without what differs from one input to the next, and without the signs of patterns and mark-up."""
    return _NUMBER.sub("#", text.replace("\\", "").replace("`", ""))


def is_held(error: str, texts: tuple[str, ...]) -> bool:
    """Whether a test has this text, or so much of it that nothing else is meant."""
    pieces = [re.escape(piece.strip()) for piece in re.split(OPEN, _plain(error)) if piece.strip()]
    whole = re.compile(".*?".join(pieces), re.DOTALL)
    size = sum(len(piece) for piece in re.split(OPEN, error))
    return any(
        whole.search(text)
        or (len(text) >= max(LEAST, size // 2) and not text.endswith(": ") and text in _plain(error))
        for text in texts
    )


@pytest.mark.parametrize(("name", "what", "error"), [row for row in errors() if HELD_BY[row[0]]])
def test_every_error_text_of_the_page_is_held_by_a_test(name: str, what: str, error: str) -> None:
    assert is_held(error, held(name)), f"{name}: {what}: no test has the text"


def test_a_text_that_no_test_has_is_seen() -> None:
    assert not is_held("the file is of a kind that nobody has ever heard of", held("Pages"))
    assert not is_held("no PDF that can be read: it sings", held("Documents and tables"))


def test_the_introduction_counts_the_rows() -> None:
    every = [cells for section in sections().values() for cells in rows(section)]
    counted = re.search(r"(\d+) rows, (\d+) of them with a text:", PAGE)
    assert counted is not None
    assert (int(counted[1]), int(counted[2])) == (len(every), len(errors()))
    assert all(len(cells) == 3 for cells in every)
