"""The commands ``pack`` and ``unpack``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_SHOWN = 20


def pack(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case.")],
    file: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The pack to write.")],
    redacted: Annotated[
        bool,
        typer.Option(
            "--redacted", help="Hashes and the log alone: no bytes, no texts, no names, no addresses."
        ),
    ] = False,
    with_page: Annotated[
        bool,
        typer.Option(
            "--with-page", help="With --redacted: add the page; it quotes articles, private persons masked."
        ),
    ] = False,
    small: Annotated[bool, typer.Option("--small", help="Deflate: slower, a smaller file.")] = False,
) -> None:
    """Put a case with its evidence into one file."""
    from headwater.show.masking import visible
    from headwater.show.view import plural
    from headwater.store.evidence.packing import pack as write

    made = write(out, file, redacted=redacted, page=with_page, small=small)
    typer.echo(
        f"{visible(str(file))}: {made.size:,} bytes, SHA-256 {made.sha256}; head of the log {made.head}"
    )
    if redacted:
        typer.echo(
            "It holds hashes and the custody log; no bytes, texts, names or addresses of what was read."
        )
        if with_page:
            typer.echo("It holds the page too, which quotes the articles; private persons are masked there.")
    else:
        typer.echo(
            f"It holds {plural(made.items, 'item')} as they came: unmasked texts, names of private persons, addresses "
            "that were read, and who was judged by whom. Hand it only to those who may know them, or use --redacted."
        )
        if made.hosts:
            shown = ", ".join(made.hosts[:_SHOWN])
            more = f" and {len(made.hosts) - _SHOWN} more" if len(made.hosts) > _SHOWN else ""
            typer.echo(f"It tells which hosts were contacted: {visible(shown)}{more}.")
    if made.handlers:
        typer.echo(f"It names those who handled the evidence: {visible(', '.join(made.handlers))}.")


def unpack(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A pack.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="A folder that is not there yet.")],
) -> None:
    """Restore the case in a pack; every member's hash is checked before it counts."""
    from headwater.show.masking import visible
    from headwater.show.view import plural
    from headwater.store.evidence.unpacking import unpack as restore

    report = restore(file, out)
    typer.echo(
        f"{visible(str(out))}: {plural(report.items, 'item')}, {plural(report.objects, 'object')}, "
        f"{plural(report.lines, 'line')} of the custody log; every hash was checked."
    )
    typer.echo(f"Head of the custody log: {report.head}")
