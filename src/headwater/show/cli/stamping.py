"""The command ``stamp``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer


def stamp(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case.")],
    tsa: Annotated[
        str | None, typer.Option(metavar="URL", help="A time stamping authority (RFC 3161).")
    ] = None,
    ots: Annotated[
        bool, typer.Option("--ots", help="Let the OpenTimestamps client on the PATH stamp it.")
    ] = False,
    proxy: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask the authority through this proxy.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who stamps; kept in the log.")] = None,
) -> None:
    """Have a third party stamp the head of the custody log; it learns the head, and nothing else."""
    from headwater.records.errors import InputError
    from headwater.show.masking import visible
    from headwater.store.evidence import Evidence
    from headwater.store.evidence.exchange import ask
    from headwater.store.evidence.stamping import stamp_by_authority, stamp_by_calendars

    if (tsa is None) == (not ots):
        raise InputError("say who is to stamp: --tsa URL or --ots")
    evidence = Evidence(out, by=by)
    if tsa is not None:
        typer.echo(
            f"Asking {visible(urlsplit(tsa).hostname or tsa)}: it learns one hash, the time, and the address that asks.",
            err=True,
        )
        made = stamp_by_authority(evidence, tsa, partial(ask, proxy=proxy))
        typer.echo(f"Stamped line {made.seq} of the log, head {made.head}, at {made.instant} by its word.")
    else:
        typer.echo("Asking the calendars of the ots client: they learn one blinded hash.", err=True)
        made = stamp_by_calendars(evidence)
        typer.echo(
            f"Stamped line {made.seq} of the log, head {made.head}; the proof becomes complete within hours."
        )
    typer.echo(f"The token is kept as {made.sha256}; headwater verify checks it.")
