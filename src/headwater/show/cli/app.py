"""The commands and their options. Models and tables load inside commands, so that ``--help`` is quick."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from headwater.records.errors import HeadwaterError
from headwater.show.cli import observing, options
from headwater.show.cli.adding import add
from headwater.show.cli.beside import beside
from headwater.show.cli.bulk import bulk
from headwater.show.cli.coding import code
from headwater.show.cli.copy import copy
from headwater.show.cli.differing import diff
from headwater.show.cli.differing import log as log_command
from headwater.show.cli.exporting import export
from headwater.show.cli.judging import judge
from headwater.show.cli.open import open_
from headwater.show.cli.packing import pack, unpack
from headwater.show.cli.purging import purge
from headwater.show.cli.rebuilding import rebuild
from headwater.show.cli.recalling import recall
from headwater.show.cli.registry import registry_app
from headwater.show.cli.serve import serve
from headwater.show.cli.stamping import stamp
from headwater.show.cli.stubbing import stub
from headwater.show.cli.users import users_app
from headwater.show.cli.verifying import verify
from headwater.show.cli.watching import watch
from headwater.show.cli.webarchiving import wacz

EXIT_CODES = """
Exit codes: 0 done; 1 an unexpected error; 2 wrong input or options, or nothing that could be read;
3 the case cannot be used (damaged, busy, of a later version, or no case); 4 a missing extra; 130 stopped
by Ctrl-C (run the same command again: it goes on where it stopped).
"""

app = typer.Typer(
    name="headwater",
    help="Shows, for every claim in a set of articles, on whose word it stands, which report came from which, "
    "and how many separate origins are left. Works offline; says what is attested, never what is so.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: it loads in half the time and reads the same in a pipe
)


def _tell_version(asked: bool) -> None:
    if asked:
        from headwater.version import FORMAT, __version__

        typer.echo(f"headwater {__version__} ({FORMAT})")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and end."),
    ] = False,
) -> None:
    """What every command shares."""


@app.command()
def trace(
    inputs: options.Given,
    out: options.CaseFolder = Path("out"),
    as_json: options.SummaryAsJson = False,
    processes: options.Processes = None,
    quiet: options.Quiet = False,
    second_reader: options.SecondReaderUrl = None,
    second_model: options.SecondModel = "default",
    send_articles_away: options.SendAway = False,
    judgements: options.JudgementsFile = None,
    interface: options.Interface = "en",
    group: options.GroupId = None,
    registry: options.RegistryFolder = None,
    no_evidence: options.NoEvidence = False,
    columns: options.Columns = None,
    log: observing.LogFile = None,
    profile: observing.ProfileFile = None,
) -> None:
    """Read articles and write the case: case.json, index.html, manifest.json."""
    from headwater.show.cli.tracing import second_reader_of, trace_and_tell

    if registry is not None:
        from headwater.entities.overlay import choose

        choose(registry)
    trace_and_tell(
        inputs,
        out,
        as_json=as_json,
        processes=processes,
        quiet=quiet,
        second_reader=second_reader_of(second_reader, second_model, elsewhere=send_articles_away),
        judgements=judgements,
        interface=interface,
        group=group,
        evidence=not no_evidence,
        columns=columns or (),
        log=log,
        profile=profile,
    )


@app.command()
def explain(
    out: options.Case,
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="The id of any row of case.json, or its beginning.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the chain of reasons as JSON.")] = False,
) -> None:
    """Say why: the chain of reasons behind one row, each with its words in the text."""
    from headwater.show.cli.explaining import explain_and_tell

    explain_and_tell(out, row_id, as_json=as_json)


@app.command()
def simulate(
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The folder that the simulated news are written to.")
    ],
    articles: Annotated[int, typer.Option(min=0, help="Articles; their incidents grow with them.")] = 30,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same bytes.")] = 1,
    languages: Annotated[
        str, typer.Option(metavar="en,fr,...", help="Languages to print in: en, fr, ar, tr, ru.")
    ] = "en,fr,ar,tr,ru",
    with_reading: Annotated[
        bool, typer.Option("--with-reading", help="Write also the tables that reading would give.")
    ] = False,
    copies: Annotated[int, typer.Option(min=0, help="Copies of one more report, word for word.")] = 0,
    words: Annotated[int, typer.Option(min=50, help="Words of an article, about.")] = 200,
) -> None:
    """Write invented news whose family tree is known: articles, truth.json."""
    from headwater.show.cli.simulating import simulate_and_tell

    simulate_and_tell(
        out,
        articles,
        seed=seed,
        languages=languages,
        with_reading=with_reading,
        copies=copies,
        words=words,
    )


@app.command()
def claims(
    out: options.Case,
    about: Annotated[
        str | None, typer.Option(help="Words that a claim must hold, in any form and under any name.")
    ] = None,
    role: Annotated[
        str | None, typer.Option(help="A part that somebody must play: supplier, recipient, ally, ...")
    ] = None,
    act: Annotated[
        str | None, typer.Option(help="What the claim tells: happened, offered, planned, ... or delivered.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="Its frame: transfer, capture, ... or arms, or allegiance.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the claims as JSON.")] = False,
) -> None:
    """List claims by what they speak of: who supplied what to whom, who stands beside whom, on whose word."""
    from headwater.show.cli.querying import ask_and_tell

    ask_and_tell(out, about, role=role, act=act, kind=kind, as_json=as_json)


@app.command()
def search(
    out: options.Case,
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help='What to look for; a "phrase" in quotation marks as it is.')
    ],
    limit: Annotated[int, typer.Option(help="Sentences to print.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print the sentences as JSON.")] = False,
) -> None:
    """Find sentences by their words and their meaning, in any language of the case."""
    from headwater.show.cli.searching import search_and_tell

    search_and_tell(out, words, limit=limit, as_json=as_json)


@app.command()
def schema() -> None:
    """Print the JSON Schema of case.json."""
    from headwater.runs.schema import case_schema

    typer.echo(json.dumps(case_schema(), indent=1, ensure_ascii=False))


@app.command()
def version() -> None:
    """Print the version of headwater and of the case format."""
    _tell_version(True)


app.command()(add)
app.command()(bulk)
app.command()(beside)
app.command("open")(open_)
app.command()(watch)
app.command()(serve)
app.command()(diff)
app.command()(export)
app.command()(wacz)
app.command()(stub)
app.command()(judge)
app.command()(code)
app.command("log")(log_command)
app.command()(rebuild)
app.command()(copy)
app.command()(recall)
for _of_evidence in (verify, pack, unpack, purge, stamp):
    app.command()(_of_evidence)
app.add_typer(registry_app, name="registry")
app.add_typer(users_app, name="users")


def main() -> None:
    """Run the command line; an error that was foreseen is one line, with its exit code."""
    try:
        app(standalone_mode=True)
    except HeadwaterError as error:
        sys.stderr.write(f"headwater: {error}\n")
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        sys.stderr.write("headwater: stopped; what is done is kept, run the same command again to go on\n")
        raise SystemExit(130) from None
