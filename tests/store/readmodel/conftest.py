"""Small cases to make read models of."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from headwater.records.articles import Article, Part, Published
from headwater.records.claims import Claim
from headwater.records.tables import Tables
from headwater.runs.assembly import assemble
from headwater.store import CaseFolder, Manifest

CASES = Path(__file__).parent.parent / "cases"
Write = Callable[..., Path]


def article(number: int, title: str, text: str) -> Article:
    """An article of invented news."""
    whole = f"{title}\n{text}"
    published = Published("2023-03-04", "day", "stated in the text")
    return Article(f"a-{number}", None, None, "0" * 64, title, whole, "Courier", None, published, ["en"], [])


def claim(number: int, text: str) -> Claim:
    """A claim of the article of that number."""
    return Claim(
        f"cl-{number}", f"a-{number}", f"p-{number}", text, 0, len(text), 0, "en", False, True, [], "unattributed",
        "certain", "assert", "affirms", "happened",
    )  # fmt: skip


def put_case(folder: Path, texts: Sequence[str]) -> Path:
    """Write a case with an article and a claim of each text, as a run does: case.json, then the manifest."""
    articles = [article(number, text[:40], text) for number, text in enumerate(texts)]
    claims = [claim(number, text) for number, text in enumerate(texts)]
    parts = [
        Part(f"p-{number}", row.id, 0, len(row.text), "body", "en", None, "It is the whole text.")
        for number, row in enumerate(articles)
    ]
    return put_rows(folder, [articles, parts, claims])


def put_rows(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a case of some rows."""
    case = CaseFolder(folder)
    sha = case.write_json(case.case_json, assemble(Tables.of_rows(*rows)))
    case.write_manifest(Manifest(exports={"case.json": f"made of\n{sha}"}))
    return folder


@pytest.fixture
def write_case(tmp_path: Path) -> Write:
    """Writes a case of some texts to ``tmp_path/case``, and gives its folder."""
    return lambda *texts: put_case(tmp_path / "case", texts)


@pytest.fixture
def small_case(tmp_path: Path) -> Path:
    """A case of three reports on one accident, as headwater wrote it."""
    with tarfile.open(CASES / "format-1.tar.xz") as kept:
        kept.extractall(tmp_path / "small", filter="data")
    return tmp_path / "small"
