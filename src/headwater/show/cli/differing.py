"""The commands ``diff`` and ``log``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.show.cli.fetched import folder_of, place_and_moment

if TYPE_CHECKING:
    from headwater.show.view import CaseView


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="A case as it was: OUT@WHEN (the number of a run, or a day), its folder, its database, or a copy of its case.json.",
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The case as it is, or likewise.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
) -> None:
    """Say what changed between two states of a case: which count moved and why, what came, what was taken back."""
    from headwater.show.cli.printing import print_found
    from headwater.show.differing import Change, differences
    from headwater.show.masking import visible

    def lines(number: int, change: Change) -> list[str]:
        return [visible(change.says), *(f"   {visible(why)}" for why in change.why)]

    with _view(old) as before, _view(new) as after:
        found = differences(before, after)
    print_found(found, as_json=as_json, nothing="Nothing changed.", lines_of=lines)


@contextmanager
def _view(where: str) -> Iterator[CaseView]:
    """The case in a folder, in a database, in a file, or as it stood: OUT@WHEN."""
    of, when = place_and_moment(where)
    if when:
        from headwater.show.masking import visible
        from headwater.show.pasts import recalled

        with folder_of(of) as folder, recalled(folder, when) as (view, found):
            typer.echo(visible(f"{where}: {found.says}"), err=True)
            yield view
        return
    with folder_of(where) as path:
        yield _as_it_stands(path)


def _as_it_stands(path: Path) -> CaseView:
    import json

    from headwater.records.errors import InputError
    from headwater.runs.results import open_case
    from headwater.show.view import CaseView

    if path.is_dir():
        return CaseView(open_case(path).json)
    try:
        case = json.loads(path.read_text(encoding="utf-8"))
        known = str(case.get("format", "")).startswith("headwater-case/")
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(f"{path} cannot be read as a case: {error}") from error
    if not known:
        raise InputError(f"{path} is no case.json of headwater")
    return CaseView(case)


def log(
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="The folder of a case, a pack of one, or its database.")
    ],
    runs: Annotated[
        bool, typer.Option("--runs", help="Only the runs, each with the groups that moved in it.")
    ] = False,
    group: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="How this group came to its count, run by run; any id that it ever had."
        ),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="With --group: the reasons for each move, from the evidence kept.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print runs, or the group's, as JSON.")] = False,
) -> None:
    """Print what happened to a case, in the order of time: what was received, judged, removed, purged, answered."""
    from headwater.show.cli.custody import told_lines
    from headwater.show.masking import visible

    with folder_of(out) as place:
        if runs or group or as_json:
            from headwater.show.cli.recalling import tell_runs

            tell_runs(place, group, why=why, as_json=as_json)
            return
        for line in [*told_lines(place), *_judged(place), *_answered(place)]:
            typer.echo(visible(line))


def _answered(out: Path) -> list[str]:
    """What each run came to, as one line."""
    from headwater.runs.history.lines import read_history
    from headwater.show.pasts import run_lines

    if not out.is_dir():
        return []
    return [f"{line.at[:19]}Z  {told[0]}" for line, told in run_lines(read_history(out))]


def _judged(out: Path) -> list[str]:
    """The judgements of a case's log, as they were made."""
    from headwater.runs.judgements import log_of, read_log

    if not out.is_dir():
        return []
    return [
        f"{row.when}  {row.who} judged: {row.kind.replace('_', ' ')}{f' {row.why}' if row.why else ''} [{row.id}]"
        for row in read_log(log_of(out))
    ]
