"""The command ``verify``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from headwater.records.errors import CaseError, InputError

_MOST = 50


def verify(
    where: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case, or a pack.")],
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A head of the custody log that was noted elsewhere."),
    ] = None,
    roots: Annotated[
        Path | None,
        typer.Option(metavar="PEM", help="Certificates of those who are trusted to stamp times."),
    ] = None,
    log: Annotated[bool, typer.Option("--log", help="Print the custody log in words, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Check every hash of a case or pack: objects, custody log, derived texts, tables, judgements."""
    from headwater.runs.verification import verify_case
    from headwater.show.masking import visible

    if head is not None and not re.fullmatch(r"[0-9a-f]{64}", head):
        raise InputError(f"--head takes the 64 hexadecimal digits of a head, not {head[:80]!r}")
    report = verify_case(where, head, roots)
    if as_json:
        typer.echo(json.dumps(report.as_json(), indent=1, ensure_ascii=False))
    else:
        if log:
            from headwater.show.cli.custody import told_lines

            for line in told_lines(where):
                typer.echo(visible(line))
        for line in _lines_of(report, head is not None):
            typer.echo(visible(line))
    if not report.holds:
        raise typer.Exit(CaseError.exit_code)


def _lines_of(report: object, noted: bool) -> Iterator[str]:
    """The report in words, the answer first."""
    from headwater.show.view import plural
    from headwater.store.evidence.report import Report

    assert isinstance(report, Report)
    counted = ", ".join(
        [
            plural(report.items, "item"),
            plural(report.objects, "object"),
            plural(report.texts, "derived text"),
            plural(report.lines, "line") + " of the custody log",
            plural(report.tables, "table") + " and exports",
        ]
    )
    if report.holds:
        yield f"{report.where} is whole: {counted}."
    else:
        first = report.faults[0]
        yield f"{report.where} is damaged. First broken link: {first.where}: {first.says}."
        for fault in report.faults[:_MOST]:
            yield f"  {fault.where}: {fault.says}"
            yield f"    What to do: {fault.do}."
        if len(report.faults) > _MOST:
            yield f"  and {len(report.faults) - _MOST} more; --json names them all"
    yield from report.notes
    if report.lines:
        yield f"Head of the custody log: {report.head}"
        if not noted:
            yield (
                "Compare it with the head that was noted elsewhere (--head HASH): a log that was cut at its end "
                "or written anew from its beginning cannot be told otherwise."
            )
