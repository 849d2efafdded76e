"""The command ``purge``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from headwater.runs.purging import Purged


def purge(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case.")],
    items: Annotated[
        list[str] | None,
        typer.Argument(metavar="ITEM...", help="Names, addresses, article ids or SHA-256 of what must go."),
    ] = None,
    because: Annotated[
        str,
        typer.Option(
            metavar="TEXT", help="The reason; it stays in the log, so it must not repeat what goes."
        ),
    ] = "",
    whole: Annotated[
        bool, typer.Option("--whole", help="Where an article lies in a file with others: all of them may go.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove derived texts that newer ones have followed, and strays.")
    ] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who purges; kept in the log.")] = None,
    interface: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The language of the page: en or fr.")
    ] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print what went as JSON.")] = False,
) -> None:
    """Take an item out for good, with every copy derived from it; a hash and a line of the log stay."""
    from headwater.records.errors import InputError
    from headwater.show.masking import visible

    if prune:
        from headwater.store.evidence import Evidence

        gone = Evidence(out, by=by).prune()
        typer.echo(f"{len(gone)} older derived texts removed.")
        if not items:
            return
    if not items:
        raise InputError("say what must go: names, addresses, article ids or SHA-256; or --prune")
    from headwater.runs.purging import as_json as told_as_json
    from headwater.runs.purging import purge_from_case
    from headwater.show.making import with_page

    told = purge_from_case(out, items, because, whole=whole, by=by)
    if told.case is not None:
        with_page(told.case, interface)
    if as_json:
        typer.echo(json.dumps(told_as_json(told), indent=1, ensure_ascii=False))
        return
    for line in _lines_of(told):
        typer.echo(visible(line))


def _lines_of(told: Purged) -> Iterator[str]:
    """What went, what stays, what could not be reached."""
    from headwater.show.view import plural

    yield (
        f"Purged: {plural(told.items, 'item')} with {plural(told.articles, 'article')}, {plural(told.texts, 'derived text')}, "
        f"{plural(told.answers, 'answer')} of a second reader; {plural(told.judgements, 'judgement')} redacted."
    )
    yield f"What stays is the log's line and the hash: {', '.join(told.objects)}"
    if told.case is None:
        yield "The case holds no article now."
    yield "Out of reach from here, and to be seen to by a person:"
    yield from (f"  the place that was read from: {place}" for place in told.given)
    yield from (f"  a pack: {one}" for one in told.packs)
    yield from (f"  another item holds its title or its longest line: {name}" for name in told.also)
    if told.watched:
        yield "  a watched list that has it still: the next watch captures it anew"
    yield "  backups, snapshots and copies of this folder, exports, whatever was sent on, and the disk's free blocks."
    yield f"Head of the custody log, to be noted elsewhere: {told.head}"
