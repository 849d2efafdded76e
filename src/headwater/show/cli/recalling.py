"""The command ``recall``, and runs and groups as ``log`` tells them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from headwater.show.cli.fetched import folder_of


def recall(
    out: Annotated[str, typer.Argument(metavar="OUT", help="The folder of a case, or its database.")],
    when: Annotated[
        str,
        typer.Argument(
            metavar="WHEN",
            help="A run by its number, as log --runs has it; or a day (its end, UTC) or an instant.",
        ),
    ],
    to: Annotated[Path, typer.Option("--out", "-o", help="A new folder for the case of then.")],
    interface: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The language of the page: en or fr.")
    ] = "en",
) -> None:
    """Make the case as it stood at an earlier run or day: its page, its counts, every reason behind them."""
    from headwater.runs.history.earlier import recall as recall_case
    from headwater.show.making import with_page
    from headwater.show.masking import visible

    with folder_of(out) as place:
        found = recall_case(place, when, to)
    with_page(found.case, interface)
    typer.echo(visible(found.says))
    typer.echo(visible(f"Open {to / 'index.html'}; what moved since: headwater diff {to} {out}"))


def tell_runs(out: Path, group: str | None, *, why: bool, as_json: bool) -> None:
    """Print the runs of a case, or those in which one group moved."""
    from headwater.runs.history.lines import read_history
    from headwater.show.masking import visible
    from headwater.show.pasts import at_words, run_lines

    lines = read_history(out)
    if group is not None:
        for said in _group(out, group, why=why, as_json=as_json):
            typer.echo(said if as_json else visible(said))
    elif as_json:
        typer.echo(json.dumps([line.as_json() for line in lines], indent=1))
    elif not lines:
        typer.echo("No run of this case was noted yet; the next one that changes it is.")
    else:
        for line, told in run_lines(lines):
            typer.echo(visible(f"{at_words(line)}{told[0].removeprefix(f'run {line.run}')}"))
            for moved in told[1:]:
                typer.echo(visible(f"   {moved}"))


def _group(out: Path, group: str, *, why: bool, as_json: bool) -> Iterator[str]:
    from headwater.runs.history.groups import points_of
    from headwater.runs.history.lines import read_history
    from headwater.runs.results import open_case
    from headwater.show.pasts import heading_of, point_words, why_moved
    from headwater.show.view import CaseView

    points = points_of(read_history(out), group)
    reasoned = why_moved(out, points) if why else ((point, []) for point in points)
    if as_json:
        found = [point.as_json() | ({"why": reasons} if why else {}) for point, reasons in reasoned]
        yield json.dumps(found, ensure_ascii=False, indent=1)
        return
    if points and (heading := heading_of(CaseView(open_case(out).json), points[-1].group)):
        yield f"“{heading}”"
    for point, reasons in reasoned:
        yield point_words(point)
        yield from (f"   {reason}" for reason in reasons)
