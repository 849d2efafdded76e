"""Reads one document and gives what came of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.files import read_file
from headwater.articles.inputs import InputFile
from headwater.articles.kinds import SUFFIXES
from headwater.records.articles import Rejected

Reading = Callable[..., "Outcome"]

NO_TESSERACT = None if shutil.which("tesseract") else "tesseract is not installed"
needs_tesseract = pytest.mark.skipif(NO_TESSERACT is not None, reason=str(NO_TESSERACT))


@dataclass
class Outcome:
    """Drafts and rejections of one file."""

    drafts: list[Draft]
    rejected: list[Rejected]

    @property
    def draft(self) -> Draft:
        """The only draft."""
        (one,) = self.drafts
        return one

    @property
    def lines(self) -> list[str]:
        """The body's lines."""
        return self.draft.text[self.draft.body_start :].split("\n")

    @property
    def reasons(self) -> list[str]:
        """Why what was not read was not."""
        return [row.reason for row in self.rejected]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    """Writes bytes under a name and reads them; by itself no picture of text is read."""

    def run(data: bytes, name: str, **settings: object) -> Outcome:
        path = tmp_path / name
        path.write_bytes(data)
        config = ArticlesConfig(**({"ocr_pages": 0} | settings))
        file = InputFile(path, name, len(data), SUFFIXES[path.suffix])
        found = [one for _, one in read_file(file, config)]
        return Outcome(
            [one for one in found if isinstance(one, Draft)],
            [one for one in found if isinstance(one, Rejected)],
        )

    return run


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on whose path no Tesseract lies."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", os.fspath(folder))
