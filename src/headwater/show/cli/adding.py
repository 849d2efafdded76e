"""The command ``add``."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.show.cli.agreeing import Agreement, say

if TYPE_CHECKING:
    from headwater.articles.web import Fetcher, FetchSettings
    from headwater.runs.intake import Added, Asked

_MOST_SHOWN = 20


def add(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case; made where it is new.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INPUT...]", help="Files, folders, and http or https addresses."),
    ] = None,
    urls: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A list of addresses, one a line; # begins a remark."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Agree beforehand to all hosts that are asked, redirects too.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Capture addresses anew that the case has: another version.")
    ] = False,
    follow_canonical: Annotated[
        bool,
        typer.Option("--follow-canonical", help="Fetch also the address that a page declares as its own."),
    ] = False,
    prefer_archive: Annotated[
        bool,
        typer.Option(
            "--prefer-archive", help="Take a web archive's copy where it has one; ask the site where not."
        ),
    ] = False,
    archive: Annotated[
        str, typer.Option(metavar="URL", help="That web archive's address.")
    ] = "https://archive.org",
    near: Annotated[
        str | None,
        typer.Option(metavar="YYYYMMDD", help="Take the copy nearest to this day; without it the newest."),
    ] = None,
    proxy: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Ask through a proxy: http://, https:// or socks5h://HOST:PORT."),
    ] = None,
    user_agent: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What headwater calls itself; default headwater/VERSION."),
    ] = None,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between two pages of one host.")] = 2.0,
    seconds: Annotated[float, typer.Option(min=0.1, help="Seconds that one page may take.")] = 60.0,
    largest: Annotated[int, typer.Option(metavar="MB", min=1, help="Megabytes that one page may have.")] = 50,
    port: Annotated[
        list[int] | None,
        typer.Option(metavar="PORT", min=1, max=65_535, help="Ask this port too; may be repeated."),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Ask this machine and the local network too: for tests."),
    ] = False,
    certificates: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Certificates to trust besides the system's (PEM).")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME,...", help="Which column of tables holds what, as for trace."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    processes: Annotated[int | None, typer.Option(min=1, help="Processes to work in.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    interface: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The language of the page's own words: en or fr.")
    ] = "en",
) -> None:
    """Add files, folders and web pages to a case; each page is kept as it came, as WARC."""
    from headwater.articles.tabular.mapping import read_map
    from headwater.articles.web.settings import FetchSettings
    from headwater.records.errors import InputError
    from headwater.runs.intake import listed, look_through
    from headwater.show.tongue import Tongue

    Tongue(interface)  # an unknown language is told before any work
    if not inputs and urls is None:
        raise InputError(
            "nothing to add; give files, folders or addresses, or a list of addresses with --urls"
        )
    mapped = read_map(columns or ())
    asked = look_through(inputs or [], out, listed(urls) if urls else [], again=again)
    asked = replace(asked, columns=mapped)
    chosen = {
        "prefer_archive": prefer_archive,
        "archive": archive,
        "near": near,
        "proxy": proxy,
        "user_agent": user_agent or FetchSettings().user_agent,
        "pause": pause,
        "seconds": seconds,
        "largest_body": largest * 1_000_000,
        "ports": (80, 443, *(port or ())),
        "allow_private": allow_private,
        "certificates": str(certificates) if certificates else None,
    }
    fetcher = None
    if asked.urls:
        fetcher = Agreement(out, yes=yes, quiet=quiet).fetcher(_settings(chosen), asked.urls)
    _add_and_tell(
        out,
        asked,
        fetcher,
        follow_canonical=follow_canonical,
        as_json=as_json,
        processes=processes,
        quiet=quiet,
        interface=interface,
    )


def _settings(chosen: dict[str, object]) -> FetchSettings:
    """The settings of fetching; raises ConfigError with all that is wrong."""
    from pydantic import ValidationError

    from headwater.articles.web.settings import FetchSettings
    from headwater.records.errors import ConfigError

    try:
        return FetchSettings.model_validate(chosen)
    except ValidationError as error:
        wrong = [f"--{str(one['loc'][0]).replace('_', '-')}: {one['msg'].lower()}" for one in error.errors()]
        raise ConfigError("; ".join(wrong)) from error


def _add_and_tell(
    out: Path,
    asked: Asked,
    fetcher: Fetcher | None,
    *,
    follow_canonical: bool,
    as_json: bool,
    processes: int | None,
    quiet: bool,
    interface: str,
) -> None:
    from headwater.runs.intake import add as add_to
    from headwater.show.cli.drawing import drawn
    from headwater.show.making import with_page

    begun = time.monotonic()
    with drawn(quiet) as progress:
        added = add_to(
            out,
            asked,
            fetcher,
            follow_canonical=follow_canonical,
            tell=lambda line: say(line, quiet),
            processes=processes,
            progress=progress,
        )
        with_page(added.case, interface)
    _tell(added, out, as_json=as_json, quiet=quiet, seconds=time.monotonic() - begun)
    if not added.anything:
        raise SystemExit(2)


def lines_of(added: Added) -> list[str]:
    """What was taken in and what was not, as lines."""
    taken = added.taken
    counts = [
        (len(taken.new), "added"),
        (len(added.had), "in the case before (take it anew with --again)"),
        (len(taken.gone), "gone, noted as absent"),
        (len(taken.refused), "not taken"),
    ]
    said = [f"{count} {what}" for count, what in counts if count]
    lines = [f"{'; '.join(said) or 'Nothing was new'}.", *taken.remarks[:_MOST_SHOWN]]
    lines += [f"  {row.path}: {row.reason}" for row in taken.refused[:_MOST_SHOWN]]
    rest = len(taken.refused) - _MOST_SHOWN
    return [*lines, *([f"  and {rest} more, in case.json under rejected"] if rest > 0 else [])]


def _tell(added: Added, out: Path, *, as_json: bool, quiet: bool, seconds: float) -> None:
    import json

    from headwater.show.cli.tracing import lines_of as lines_of_case
    from headwater.show.summary import summarise
    from headwater.show.view import CaseView

    summary = summarise(CaseView(added.case.json))
    if as_json:
        taken = added.taken
        whole = summary.as_json() | {
            "out": str(out),
            "worked": list(added.case.worked),
            "added": taken.new,
            "had": list(added.had),
            "gone": taken.gone,
            "refused": [{"path": row.path, "reason": row.reason} for row in taken.refused],
        }
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
    elif not quiet:
        for line in [*lines_of(added), "", *lines_of_case(summary, added.case, out, seconds)]:
            typer.echo(line)
