"""The room is tested with the small language model alone: it needs neither parser nor embedder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from headwater.articles import ArticlesConfig, read
from headwater.providers.languages import FastTextIdentifier
from headwater.records.ports import Models
from headwater.records.tables import Tables

Reader = Callable[..., Tables]


@pytest.fixture(scope="session")
def models() -> Models:
    nothing = cast(Any, None)
    return Models(parser=nothing, embedder=nothing, languages=FastTextIdentifier())


@pytest.fixture
def read_text(tmp_path: Path, models: Models) -> Reader:
    """Writes one file and reads it."""

    def run(content: str | bytes, name: str = "article.txt", **settings: object) -> Tables:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read([path], ArticlesConfig(**settings), models)  # type: ignore[arg-type]

    return run
