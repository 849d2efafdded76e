"""The command ``beside``: articles put beside a finished bulk run, one by one, and what the run would say of each."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from headwater.records.errors import InputError
from headwater.show.cli import options

if TYPE_CHECKING:
    from headwater.runs.beside.service import Beside

Run = Annotated[
    str, typer.Argument(metavar="RUN", help="The folder or s3:// address of a finished bulk run.")
]
Newcomers = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[ARTICLES...]",
        help="Files or folders of articles; -, or nothing: an article a line of JSON, from standard input.",
    ),
]
Answers = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write the answers there, not to standard output."),
]
Index = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Where the index of the run lies, or is made; else in the run's folder."
    ),
]
CaseOut = Annotated[
    Path | None,
    typer.Option(
        "--case", metavar="DIR", help="Write the case around the newcomer there; of several the last."
    ),
]


def beside(
    run: Run,
    articles: Newcomers = None,
    out: Answers = None,
    index: Index = None,
    case: CaseOut = None,
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="The address of S3-compatible storage other than AWS.")
    ] = None,
    interface: options.Interface = "en",
    quiet: options.Quiet = False,
) -> None:
    """Say at once, of each article, what a finished bulk run with it would: its groups, its descent, what changed."""
    from headwater.runs.beside.service import opened_beside

    if index is None and run.startswith("s3://"):
        raise InputError("a run in s3:// storage needs a folder here for its index; give --index DIR")
    beside_run = opened_beside(run, index, endpoint, _told_if(not quiet))
    with _stream(out) as stream:
        told = _answered(beside_run, articles, stream, quiet=quiet)
    if case is not None:
        _write_case(beside_run, case, run, interface, quiet=quiet)
    if not quiet:
        typer.echo(told, err=True)


def _told_if(wanted: bool) -> Any:
    def tell(part: str) -> None:
        typer.echo(f"indexing: {part}", err=True)

    return tell if wanted else lambda part: None


@contextmanager
def _stream(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", errors="surrogatepass") as stream:
            yield stream
    except OSError as error:
        raise InputError(f"{out} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _answered(beside_run: Beside, articles: list[Path] | None, stream: TextIO, *, quiet: bool) -> str:
    """A line for each article, as soon as it is there; what it came to."""
    given = articles or [Path("-")]
    if Path("-") in given and len(given) > 1:
        raise InputError("give files, or - for standard input, not both")
    lines = beside_run.of_lines(sys.stdin.buffer) if given == [Path("-")] else beside_run.of_files(given)
    count = refused = 0
    begun = time.monotonic()
    for answer in lines:
        refused += "reason" in answer
        count += 1
        stream.write(json.dumps(answer, ensure_ascii=False) + "\n")
        stream.flush()
    seconds = time.monotonic() - begun
    told = f"{count - refused:,} articles answered for in {seconds:.1f} s"
    return f"{told}; {refused:,} not read" if refused else told


def _write_case(beside_run: Beside, case: Path, run: str, interface: str, *, quiet: bool) -> None:
    from headwater.show.making import with_page

    made = with_page(beside_run.write_case(case, f"beside the bulk run {run}"), interface)
    if not quiet:
        typer.echo(f"{len(made.json['articles'])} articles around it. Open {case / 'index.html'}.", err=True)
