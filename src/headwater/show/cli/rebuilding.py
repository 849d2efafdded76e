"""The command ``rebuild``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from headwater.store import CaseFolder
    from headwater.store.readmodel import ReadModel


def rebuild(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case, made by trace.")],
    check: Annotated[
        bool, typer.Option("--check", help="Read all of the new file, and say what is broken in it.")
    ] = False,
    interface: Annotated[
        str,
        typer.Option(
            metavar="LANGUAGE", help="The language of the page, where it is made anew too: en or fr."
        ),
    ] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")] = False,
) -> None:
    """Make OUT/case.sqlite anew for SQL and Datasette; a damaged or older case first, from its evidence."""
    from headwater.show.masking import visible
    from headwater.show.view import plural
    from headwater.store import CaseFolder
    from headwater.store.readmodel import rebuild_read_model

    anew = _make_whole(CaseFolder(out), interface)
    with rebuild_read_model(out) as model:
        broken = model.check() if check else []
        told = _told(model, anew, broken)
    if as_json:
        typer.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        for name, why in anew.items():
            typer.echo(visible(f"Made anew from the evidence kept: {name}, because {why}."))
        counts = told["rows"]
        said = [plural(counts["articles"], "article"), plural(counts["claims"], "claim")]
        typer.echo(visible(f"{model.path} holds {', '.join(said)} and {plural(counts['groups'], 'group')}."))
        for line in broken:
            typer.echo(visible(f"Broken: {line}"))
        typer.echo("Names of private persons stand in it unmasked; only its owner may read it.")
    if broken:
        raise typer.Exit(3)


def _make_whole(folder: CaseFolder, interface: str) -> dict[str, str]:
    """Bring a damaged or older case up to date; gives the files that were not sound, with the reasons."""
    from headwater.records.errors import DamagedCase
    from headwater.store.evidence import Evidence
    from headwater.store.soundness import unsound

    found = unsound(folder)
    if not found:
        return {}
    if not Evidence(folder.path).exists():
        told = "; ".join(f"{name}: {why}" for name, why in found.items())
        raise DamagedCase(
            f"{folder.path} cannot be used as it is ({told}) and keeps no evidence; run again: headwater trace INPUT... "
            f"-o {folder.path}"
        )
    from headwater.runs.trace import trace_kept
    from headwater.show.making import with_page

    with_page(trace_kept(folder.path), interface)
    return found


def _told(model: ReadModel, anew: dict[str, str], broken: list[str]) -> dict[str, Any]:
    return {
        "file": str(model.path),
        "meta": model.meta(),
        "rows": model.counts(),
        "made_anew": anew,
        "broken": broken,
    }
