"""The commands ``diff`` and ``log``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="A case as it was: its folder, or a copy of its case.json.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The case as it is.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
) -> None:
    """Say what changed between two states of a case: which count moved and why, what came, what was taken back."""
    from headwater.show.cli.printing import print_found
    from headwater.show.differing import Change, differences
    from headwater.show.masking import visible

    def lines(number: int, change: Change) -> list[str]:
        return [visible(change.says), *(f"   {visible(why)}" for why in change.why)]

    found = differences(_view(old), _view(new))
    print_found(found, as_json=as_json, nothing="Nothing changed.", lines_of=lines)


def _view(path: Path):  # type: ignore[no-untyped-def]
    import json

    from headwater.records.errors import InputError
    from headwater.runs.results import open_case
    from headwater.show.view import CaseView

    if path.is_dir():
        return CaseView(open_case(path).json)
    try:
        case = json.loads(path.read_text(encoding="utf-8"))
        if str(case.get("format", "")).startswith("headwater-case/"):
            return CaseView(case)
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(f"{path} cannot be read as a case: {error}") from error
    raise InputError(f"{path} is no case.json of headwater")


def log(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case, or a pack of one.")],
) -> None:
    """Print what happened to a case, in the order of time: what was received, judged, removed, purged."""
    from headwater.show.cli.custody import told_lines
    from headwater.show.masking import visible

    for line in [*told_lines(out), *_judged(out)]:
        typer.echo(visible(line))


def _judged(out: Path) -> list[str]:
    """The judgements of a case's log, as they were made."""
    from headwater.runs.judgements import log_of, read_log

    if not out.is_dir():
        return []
    return [
        f"{row.when}  {row.who} judged: {row.kind.replace('_', ' ')}{f' {row.why}' if row.why else ''} [{row.id}]"
        for row in read_log(log_of(out))
    ]
