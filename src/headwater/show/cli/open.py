"""The command ``open``: a case cut out of a bulk run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from headwater.records.errors import InputError
from headwater.show.cli import options
from headwater.show.masking import visible

Place = Annotated[str, typer.Argument(metavar="DIR", help="The folder or s3:// address of a bulk run.")]
Group = Annotated[
    str | None, typer.Option(metavar="ID", help="The id of a group of the list groups, or its beginning.")
]
Query = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help="Take the group that speaks most of this, in any language."),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="The folder that the case is written to.")]


def open_(
    place: Place,
    out: Out,
    group: Group = None,
    query: Query = None,
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="The address of S3-compatible storage other than AWS.")
    ] = None,
    interface: options.Interface = "en",
    quiet: options.Quiet = False,
) -> None:
    """Cut a case out of a bulk run: a group's articles and what they descend from."""
    from headwater.runs.bulk.asking import groups_about
    from headwater.runs.bulk.cutting import articles_of_group, cut_case, with_ancestors
    from headwater.runs.bulk.whole import open_whole
    from headwater.show.making import with_page
    from headwater.store.storage import Storage

    if (group is None) == (query is None):
        raise InputError("give either --group ID or --query WORDS")
    whole = open_whole(Storage(place, endpoint))
    if query is not None:
        from headwater.providers import load_models

        group = groups_about(whole, query, load_models().embedder)[0]
    assert group is not None
    articles = with_ancestors(whole, articles_of_group(whole, group))
    case = with_page(cut_case(whole, articles, out, f"group {group} of the bulk run {place}"), interface)
    if not quiet:
        typer.echo(f"{len(articles)} articles, {len(case.groups)} groups, around group {group}.")
        typer.echo(_told(next(row for row in case.json["groups"] if row["id"].startswith(group))))
        typer.echo(f"Open {out / 'index.html'}.")


def _told(row: Mapping[str, Any]) -> str:
    """What a group speaks of, and on how many origins it stands."""
    count = row["separate_origins"]["best"] if row["separate_origins"] else 0
    origins = "1 separate origin" if count == 1 else f"{count} separate origins"
    return f"It speaks of “{visible(row['counted_claim'] or row['because'])}”: {origins}."
