"""The command ``stub``: a document that was seen and cannot be kept."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def stub(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case.")],
    name: Annotated[str, typer.Option(metavar="TEXT", help="What it is: a title, a file's name.")],
    where: Annotated[str, typer.Option(metavar="URL", help="Where it was seen: an address, a place.")],
    when: Annotated[
        str, typer.Option(metavar="ISO", help="When it was seen: 2034-03-02, or 2034-03-02T10:15+02:00.")
    ],
    by: Annotated[str, typer.Option(metavar="WHO", help="Who has seen it; kept in the case.")],
    sha256: Annotated[
        str | None, typer.Option(metavar="HEX", help="The SHA-256 of the document, where somebody has it.")
    ] = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A remark, such as why it is not kept.")
    ] = None,
    interface: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The language of the page: en or fr.")
    ] = "en",
) -> None:
    """Note a document that was seen but cannot be kept: where, when, by whom, its hash."""
    from headwater.records.errors import InputError
    from headwater.runs.trace import trace_kept
    from headwater.show.making import with_page
    from headwater.show.masking import visible
    from headwater.store import CaseFolder
    from headwater.store.evidence import Evidence

    wrong = list(_wrong(name, where, when, by, sha256))
    if wrong:
        raise InputError("; ".join(wrong))
    folder = CaseFolder(out)
    folder.require_room()
    evidence = Evidence(out)
    if folder.manifest() is not None and not evidence.exists():
        raise InputError(
            f"{out} keeps no evidence of what it was made from, so nothing can be noted in it; "
            f"trace its inputs again first: headwater trace INPUT... -o {out}"
        )
    receipt = evidence.stub(name, where, when, by, sha256.lower() if sha256 else None, note)
    if receipt.refused is not None:
        raise InputError(f"{name}: {receipt.refused}")
    typer.echo(visible(f"Noted: {name}, seen on {when} at {where} by {by}."))
    if folder.manifest() is not None:
        with_page(trace_kept(out), interface)
        typer.echo("It stands in the case under what was not used; it holds no text and counts as no report.")
    typer.echo(f"Head of the custody log, to be noted elsewhere: {Evidence(out).head}")


def _wrong(name: str, where: str, when: str, by: str, sha256: str | None) -> list[str]:
    """What cannot be noted so."""
    empty = [
        option for option, value in (("--name", name), ("--where", where), ("--by", by)) if not value.strip()
    ]
    wrong = [f"{option} is empty" for option in empty]
    try:
        datetime.fromisoformat(when)
    except ValueError:
        wrong.append(
            f'--when "{when[:40]}" is no date in ISO 8601, such as 2034-03-02 or 2034-03-02T10:15+02:00'
        )
    if sha256 is not None and not _SHA256.fullmatch(sha256):
        wrong.append("--sha256 is no SHA-256: 64 digits 0-9 and a-f")
    return wrong
