"""The command ``copy``."""

from __future__ import annotations

from typing import Annotated

import typer


def copy(
    one: Annotated[
        str,
        typer.Argument(
            metavar="FROM", help="The folder of a case, or postgresql://USER@HOST/DATABASE?case=NAME."
        ),
    ],
    other: Annotated[
        str,
        typer.Argument(
            metavar="TO", help="A folder or a database, likewise; a case that is there is brought up to date."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print what was copied as JSON.")] = False,
) -> None:
    """Copy a case between a folder and a PostgreSQL database for a team, either way, without loss."""
    import json
    from contextlib import closing
    from dataclasses import asdict

    from headwater.show.masking import visible
    from headwater.show.view import plural
    from headwater.store.copying import copy_case
    from headwater.store.opening import open_store

    with closing(open_store(one)) as source, closing(open_store(other)) as target:
        done = copy_case(source, target)
        where = target.where
    if as_json:
        typer.echo(json.dumps(asdict(done) | {"where": where}, ensure_ascii=False, indent=1))
        return
    said = [f"{plural(len(done.written), 'file')} written", f"{plural(done.judgements, 'judgement')} added"]
    said += [f"{plural(len(done.removed), 'file')} removed"] if done.removed else []
    typer.echo(visible(f"{where}: {', '.join(said)}; {plural(done.head.length, 'judgement')} in all."))
    if done.only_there:
        typer.echo(
            visible(
                f"{plural(done.only_there, 'judgement')} stood there alone and stayed; copy back to have them here too."
            )
        )
    if done.left_out:
        typer.echo(visible(f"Not part of the case, not copied: {', '.join(done.left_out[:20])}"))
    if done.custody:
        typer.echo(f"The custody log ends with {done.custody}")
