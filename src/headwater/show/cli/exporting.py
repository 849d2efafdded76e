"""The command ``export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case, made by trace.")],
    form: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="FORM",
            help="csv, ucdp, acled, geojson, prov, claims, ftm, stix, graphml, csl, bibtex, markdown or html.",
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Option("--to", metavar="PATH", help="Where to write; default OUT-FORM beside the case."),
    ] = None,
    unmasked: Annotated[
        bool,
        typer.Option("--unmasked", help="Keep private persons' names and exact places. Mind who reads it."),
    ] = False,
) -> None:
    """Hand a case on in the form that another tool reads; private persons are masked."""
    from headwater.runs.results import open_case
    from headwater.show.exports import export as write
    from headwater.show.exports import format_of
    from headwater.show.masking import visible

    wanted = format_of(form)
    whole = out.resolve()
    written = write(
        open_case(out),
        form,
        target or whole.parent / f"{whole.name}-{form}{wanted.suffix}",
        unmasked=unmasked,
    )
    typer.echo(f"{visible(str(written))}: {wanted.says}")
    if unmasked:
        typer.echo("It names private persons and exact places: hand it on only to those who may know them.")
