"""Writes a simulated case to disk, incident by incident, so that its size never matters to memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TextIO

from headwater.records.errors import InputError
from headwater.simulation.cast import Cast, make_cast
from headwater.simulation.copies import copies_of
from headwater.simulation.ecology import MEAN_SIZE, Ecology, grow
from headwater.simulation.printing import Printed, print_report
from headwater.simulation.reading import Reading
from headwater.simulation.truth import LISTS, truth_of
from headwater.simulation.wording import LANGUAGES

ROWS = "articles/articles.jsonl"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the folder, and how much."""

    folder: Path
    articles: int
    incidents: int
    reading: Path | None


def simulate(
    out: Path,
    articles: int,
    *,
    seed: int = 1,
    languages: Sequence[str] = LANGUAGES,
    with_reading: bool = False,
    copies: int = 0,
    words: int = 200,
) -> Written:
    """Write ``articles/articles.jsonl``, ``truth.json`` and, with ``with_reading``, the case folder ``reading``.

    With ``copies`` there are that many copies of one report besides; ``words`` is the length of an article, about. Raises InputError for languages
    that cannot be simulated, numbers below 1, or a folder that holds something else.
    """
    unknown = [lang for lang in languages if lang not in LANGUAGES]
    if unknown or not languages:
        raise InputError(
            f"news can be simulated in {', '.join(LANGUAGES)}, not in {', '.join(unknown) or 'no language'}"
        )
    if articles < 0 or copies < 0 or articles + copies < 1:
        raise InputError("give a number of articles or copies of at least 1")
    _require_room(out)
    (out / ROWS).parent.mkdir(parents=True, exist_ok=True)
    cast = make_cast(seed, tuple(dict.fromkeys(languages)), words)
    incidents = 0
    with ExitStack() as stack:
        rows = stack.enter_context((out / ROWS).open("w", encoding="utf-8", newline="\n"))
        truth = stack.enter_context(_TruthFile(out, f"simulated, seed {seed}, {articles} articles"))
        reading = stack.enter_context(Reading(out / "reading", seed, cast)) if with_reading else None
        for ecology, printed in _incidents(seed, articles, copies, cast):
            incidents += 1
            for article in printed.values():
                rows.write(_dumped(_row(article)) + "\n")
            for name, row in truth_of(ecology, printed, Path(ROWS).name):
                truth.add(name, row)
            if reading is not None:
                reading.add(ecology, printed)
    return Written(out, articles + copies, incidents, out / "reading" if with_reading else None)


def _require_room(out: Path) -> None:
    known = {"articles", "truth.json", "reading"}
    if out.is_file() or (out.is_dir() and {path.name for path in out.iterdir()} - known):
        raise InputError(f"{out} holds something that was not simulated; give another folder")


def _incidents(
    seed: int, articles: int, copies: int, cast: Cast
) -> Iterator[tuple[Ecology, dict[int, Printed]]]:
    expected = round(articles / MEAN_SIZE)
    left, number = articles, 0
    while left > 0:
        ecology = grow(seed, number, expected, cast, left)
        printed = {place: print_report(ecology, report) for place, report in ecology.shown()}
        left -= len(printed)
        number += 1
        yield ecology, printed
    if copies:
        ecology = copies_of(seed, number, expected, cast, copies, Random(f"copies {seed}"))
        yield ecology, {place: print_report(ecology, report) for place, report in ecology.shown()}


def _row(article: Printed) -> dict[str, Any]:
    report = article.report
    row = {"id": report.id, "title": article.title, "text": article.body, "publisher": report.outlet.publisher}  # fmt: skip
    if report.published:
        row["published"] = report.published.isoformat()
    return row | {"lang": report.lang}


def _dumped(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "))


class _TruthFile:
    """``truth.json``, whose lists grow at the same time: each in a file of its own until the end."""

    def __init__(self, out: Path, world: str) -> None:
        self._out, self._world = out, world
        self._lists: dict[str, TextIO] = {}

    def __enter__(self) -> _TruthFile:
        for name in LISTS:
            self._lists[name] = self._draft(name).open("w+", encoding="utf-8", newline="\n")
        return self

    def _draft(self, name: str) -> Path:
        return self._out / f".truth-{name}"

    def add(self, name: str, row: dict[str, Any]) -> None:
        """Add a row to a list."""
        file = self._lists[name]
        file.write(("    " if file.tell() == 0 else ",\n    ") + _dumped(row))

    def __exit__(self, *error: object) -> None:
        with (self._out / "truth.json").open("w", encoding="utf-8", newline="\n") as whole:
            whole.write(f'{{\n  "format": 1,\n  "world": {json.dumps(self._world)}')
            for name, file in self._lists.items():
                whole.write(f',\n  "{name}": [\n')
                file.seek(0)
                while piece := file.read(1 << 20):
                    whole.write(piece)
                whole.write("\n  ]")
                file.close()
                self._draft(name).unlink()
            whole.write("\n}\n")
