"""The command ``judge``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def judge(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case, made by trace.")],
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="merge, not-same, rename, split (entities); set-source-kind, set-standing, set-certainty, move-claim; "
            "confirm-edge, reject-edge, draw-edge; one-origin, separate-origins; note, grade, gloss; task; undo.",
        ),
    ],
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Rows of case.json, or beginnings of ids.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges; kept with the judgement.")],
    because: Annotated[str, typer.Option(help="Why; kept with the judgement.")] = "",
    value: Annotated[
        str | None,
        typer.Option(help="The kind of source or edge, the standing, the certainty, the grade, the words."),
    ] = None,
    name: Annotated[str | None, typer.Option(help="A new name; of a gloss, its language.")] = None,
    interface: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The language of the page: en or fr.")
    ] = "en",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the judgement and its effect as JSON.")
    ] = False,
) -> None:
    """Judge: confirm, reject or draw an edge, join or part names and origins, set what a claim is, note, undo."""
    import json
    from datetime import UTC, datetime

    from headwater.runs.results import open_case
    from headwater.show.judging import Wish, judgement_of
    from headwater.show.making import judge as make
    from headwater.show.masking import visible
    from headwater.show.view import CaseView

    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    judgement = judgement_of(CaseView(open_case(out).json), Wish(kind, ids, by, now, because, value, name))
    case = make(out, [judgement], interface=interface)
    row = next(row for row in case.json["judgements"] if row["id"] == judgement.id)
    if as_json:
        typer.echo(json.dumps(row, ensure_ascii=False, indent=1))
    else:
        typer.echo(visible(f"{row['status'].replace('_', ' ')}: {row['because']} [{row['id']}]"))
