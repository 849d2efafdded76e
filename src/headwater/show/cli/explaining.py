"""The command ``explain``."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console

from headwater.runs.results import open_case
from headwater.show.reasons import lines_of, reasons
from headwater.show.view import CaseView


def explain_and_tell(out: Path, row_id: str, *, as_json: bool) -> None:
    """Print the chain of reasons behind one row."""
    found = reasons(CaseView(open_case(out).json), row_id)
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    if as_json:
        console.print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in lines_of(found):
            console.print(line)
