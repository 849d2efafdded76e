"""The command ``rebuild``."""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from headwater.store.port import CaseStore, OpenReadModel


def rebuild(
    out: Annotated[
        str,
        typer.Argument(
            metavar="OUT",
            help="The folder of a case, made by trace, or postgresql://USER@HOST/DATABASE?case=NAME.",
        ),
    ],
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
    """Make a case's tables for SQL anew, in OUT/case.sqlite or a database; an older or damaged case first, from its evidence."""
    from headwater.show.masking import visible
    from headwater.show.view import plural
    from headwater.store.opening import open_store
    from headwater.store.team import is_url

    in_database = is_url(out)
    with closing(open_store(out)) as store:
        anew = _make_team_whole(store, interface) if in_database else _make_whole(Path(out), interface)
        where = store.where if in_database else str(Path(out) / "case.sqlite")
        with store.rebuild_read_model() as model:
            broken = model.check() if check else []
            told = _told(where, model, anew, broken)
    if as_json:
        typer.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        for name, why in anew.items():
            typer.echo(visible(f"Made anew from the evidence kept: {name}, because {why}."))
        counts = told["rows"]
        said = [plural(counts["articles"], "article"), plural(counts["claims"], "claim")]
        typer.echo(visible(f"{where} holds {', '.join(said)} and {plural(counts['groups'], 'group')}."))
        for line in broken:
            typer.echo(visible(f"Broken: {line}"))
        who = "whoever may read its schemas may read them" if in_database else "only its owner may read it"
        typer.echo(f"Names of private persons stand in it unmasked; {who}.")
    if broken:
        raise typer.Exit(3)


def _make_team_whole(store: CaseStore, interface: str) -> dict[str, str]:
    """The same for a case in a database: it is made anew in a folder that goes afterwards, and taken back.

    Raises DamagedCase that names every file whose bytes have changed: only a copy can bring those back.
    """
    from headwater.store import CaseFolder
    from headwater.store.local import LocalCase
    from headwater.store.soundness import unsound

    with tempfile.TemporaryDirectory(prefix="headwater-rebuild-") as folder:
        seen, work = Path(folder) / "seen", Path(folder) / "work"
        LocalCase(seen).take(store)
        if not unsound(CaseFolder(seen)):
            return {}
        with store.working(work):
            return _make_whole(work, interface, store.where)


def _make_whole(out: Path, interface: str, where: str = "") -> dict[str, str]:
    """Bring a damaged or older case up to date; gives the files that were not sound, with the reasons."""
    from headwater.records.errors import DamagedCase
    from headwater.store import CaseFolder
    from headwater.store.evidence import Evidence
    from headwater.store.soundness import unsound

    found = unsound(CaseFolder(out))
    if not found:
        return {}
    if not Evidence(out).exists():
        told = "; ".join(f"{name}: {why}" for name, why in found.items())
        then = f", then: headwater copy OUT {where}" if where else ""
        raise DamagedCase(
            f"{where or out} cannot be used as it is ({told}) and keeps no evidence; run again: headwater trace INPUT... "
            f"-o {'OUT' if where else out}{then}"
        )
    from headwater.runs.trace import trace_kept
    from headwater.show.making import with_page

    with_page(trace_kept(out), interface)
    return found


def _told(where: str, model: OpenReadModel, anew: dict[str, str], broken: list[str]) -> dict[str, Any]:
    return {
        "file": where,
        "meta": model.meta(),
        "rows": model.counts(),
        "made_anew": anew,
        "broken": broken,
    }
