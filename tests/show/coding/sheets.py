"""A case to code, without models: the ferry case with tolls, coders who fill sheets, and the log put back into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from headwater.records.judgements import Remark
from headwater.runs.judgements import Judgement, rows_of_log
from headwater.show.coding.reading import read_cells
from headwater.show.coding.sheet import write_sheet
from headwater.show.coding.taking import Taken, take
from headwater.show.exports.masked import Handed
from tests.show.exports.test_events import case as events_case

Case = dict[str, Any]
Fill = Mapping[str, str | tuple[str, str]]
"""By field what is coded, with a note where there is one."""


def case(*counts: tuple[str, int]) -> Case:
    """The ferry case, whose first group has these tolls; 9 and 19 have words."""
    found: Case = events_case(*(counts or (("19", 1), ("9", 1))))
    texts = {row["id"]: row["text"] for row in found["articles"]}
    for row in found["claims"]:
        words = texts[row["article"]].split()
        told = (("nineteen", 19, "people"), ("nine", 9, "civilians"))
        row["quantities"] = [
            {"text": word, "start": (at := texts[row["article"]].index(word)), "end": at + len(word), "role": "killed",
             "low": value, "high": value, "exact": True, "unit": unit}
            for word, value, unit in told
            if word in words
        ]  # fmt: skip
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def sheet(found: Case, path: Path, coder: str = "Ana", *, wide: bool = False, unmasked: bool = False) -> Path:
    """A fresh sheet."""
    write_sheet(Handed(found, unmasked=unmasked), coder, path, wide=wide)
    return path


def write(path: Path, given: list[dict[str, str]], separator: str = ",") -> Path:
    """Rows written as a spreadsheet would."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(given[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(given)
    return path


def filled(path: Path, record: int, fill: Fill) -> Path:
    """The sheet with one of its records filled in."""
    given = rows(path)
    wanted = list(dict.fromkeys(row["record"] for row in given))[record]
    for row in given:
        if row["record"] != wanted:
            continue
        for name, told in fill.items():
            value, note = told if isinstance(told, tuple) else (told, "")
            if "field" not in row:
                row[name], row["note"] = value, note or row["note"]
            elif row["field"] == name:
                row["coded"], row["note"] = value, note
    return write(path, given)


def taken(found: Case, path: Path, coder: str = "Ana", day: int = 1) -> Taken:
    """What a filled sheet comes to on a day."""
    return take(Handed(found), read_cells(path), coder, f"2031-06-{day:02}T10:00:00+00:00")


def with_log(found: Case, *judgements: Judgement) -> Case:
    """The case as a run with this log would assemble it."""
    remarks = rows_of_log(judgements)[Remark]
    told = [asdict(row) | {"mentions": [], "undoes": None, "entity": None} for row in remarks]
    return found | {"judgements": sorted(told, key=lambda row: (row["when"], row["id"]))}


def coded(found: Case, folder: Path, *fills: tuple[str, int, Fill]) -> Case:
    """The case after coders, one a day, filled in a record each: (coder, record, what)."""
    log: list[Judgement] = []
    for day, (coder, record, fill) in enumerate(fills, 1):
        now = with_log(found, *log)
        path = filled(sheet(now, folder / f"{day}.csv", coder), record, fill)
        result = taken(now, path, coder, day)
        assert not result.problems, result.problems
        log += result.judgements
    return with_log(found, *log)
