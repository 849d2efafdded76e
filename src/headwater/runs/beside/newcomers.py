"""Newcomers out of files and lines: articles taken apart one by one, and what could not be read, with its reason."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.files import read_file, read_item
from headwater.articles.inputs import discover
from headwater.articles.items import Budget, Item
from headwater.articles.stage import take_apart
from headwater.records.articles import Rejected
from headwater.records.ports import Models
from headwater.records.tables import Tables
from headwater.runs.plan import READ

Found = Iterator["tuple[str, Tables | Rejected]"]
"""(place, rows of one article, or why there are none)."""


def newcomers_of_files(paths: Sequence[Path], config: ArticlesConfig, models: Models) -> Found:
    """The articles of files and folders, one by one, in the order of their names."""
    found = discover(paths)
    for row in found.rejected:
        yield row.path, row
    for file in found.files:
        yield from _taken(read_file(file, config), config, models)


def newcomers_of_lines(stream: BinaryIO, config: ArticlesConfig, models: Models) -> Found:
    """An article a line of JSON, as soon as the line is there; an empty line is none."""
    number = 0
    while line := stream.readline(config.largest_line + 1):
        number += 1
        name = f"line {number}"
        if len(line) > config.largest_line and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield name, Rejected(name, f"the line is longer than {config.largest_line:,} bytes")
        elif line.strip():
            yield from _of_line(name, line, config, models)


def _of_line(name: str, line: bytes, config: ArticlesConfig, models: Models) -> Found:
    budget = Budget(config.most_members, config.most_unpacked)
    item = Item(name, "row", len(line), lambda: io.BytesIO(line), budget)
    found = ((name, one) for _, one in read_item(item, config))
    yield from _taken(found, config, models)


def _taken(some: Iterable[tuple[str, Draft | Rejected]], config: ArticlesConfig, models: Models) -> Found:
    for place, one in some:
        if isinstance(one, Rejected):
            yield place, replace(one, path=place)
        elif len(one.text) > config.longest_article:
            reason = f"the text has {len(one.text):,} characters, more than {config.longest_article:,}"
            yield place, Rejected(place, reason)
        else:
            rows = take_apart([one], config, models)
            yield place, Tables({kind: list(rows.of(kind)) for kind in READ if kind is not Rejected})
