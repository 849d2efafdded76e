"""The command ``add``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from headwater.show.cli import options
from headwater.show.cli.agreeing import Agreement, say

if TYPE_CHECKING:
    from headwater.articles.web import Fetcher, FetchSettings
    from headwater.runs.intake import Added, Asked
    from headwater.show.differing import Change
    from headwater.show.view import CaseView

_MOST_SHOWN = 20
_MOST_COMPARED = 64_000_000
"""Bytes of a case.json up to which the cases before and after are compared here; ``headwater diff`` has no limit."""
_COUNTED_ABOVE = ("report_new", "report_gone", "to_find_new", "to_find_done", "judgement")
"""Kinds of changes that are not told one by one: the summary counts them."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the case is brought up to date, and how that is told."""

    as_json: bool
    processes: int | None
    quiet: bool
    interface: str


def add(
    out: options.NewCase,
    inputs: options.GivenOrAsked = None,
    urls: options.UrlsFile = None,
    yes: options.YesToAll = False,
    again: options.Again = False,
    follow_canonical: options.FollowCanonical = False,
    prefer_archive: options.PreferArchive = False,
    archive: options.Archive = "https://archive.org",
    near: options.Near = None,
    proxy: options.Proxy = None,
    user_agent: options.UserAgent = None,
    pause: options.Pause = 2.0,
    seconds: options.Seconds = 60.0,
    largest: options.Largest = 50,
    port: options.Port = None,
    allow_private: options.AllowPrivate = False,
    certificates: options.Certificates = None,
    columns: options.Columns = None,
    as_json: options.SummaryAsJson = False,
    processes: options.Processes = None,
    quiet: options.Quiet = False,
    interface: options.Interface = "en",
) -> None:
    """Add files, folders and web pages to a case; each page is kept as it came, as WARC."""
    _require_tongue(interface)
    asked = _asked(out, inputs or [], urls, columns or (), again=again)
    chosen = {
        "prefer_archive": prefer_archive,
        "archive": archive,
        "near": near,
        "proxy": proxy,
        "user_agent": user_agent,
        "pause": pause,
        "seconds": seconds,
        "largest_body": largest * 1_000_000,
        "ports": (80, 443, *(port or ())),
        "allow_private": allow_private,
        "certificates": str(certificates) if certificates else None,
    }
    fetcher = _fetcher(chosen, asked, out, yes=yes, quiet=quiet)
    manner = _Manner(as_json, processes, quiet, interface)
    _add_and_tell(out, asked, fetcher, manner, follow_canonical=follow_canonical)


def _require_tongue(interface: str) -> None:
    """An unknown language is told before any work."""
    from headwater.show.tongue import Tongue

    Tongue(interface)


def _asked(out: Path, inputs: list[str], urls: Path | None, columns: Sequence[str], *, again: bool) -> Asked:
    """What is to be added; raises InputError where that is nothing."""
    from headwater.articles.tabular.mapping import read_map
    from headwater.records.errors import InputError
    from headwater.runs.intake import listed, look_through

    if not inputs and urls is None:
        raise InputError(
            "nothing to add; give files, folders or addresses, or a list of addresses with --urls"
        )
    mapped = read_map(columns)
    asked = look_through(inputs, out, listed(urls) if urls else [], again=again)
    return replace(asked, columns=mapped)


def _fetcher(chosen: dict[str, object], asked: Asked, out: Path, *, yes: bool, quiet: bool) -> Fetcher | None:
    """What fetches the addresses, agreed to; None where there are none."""
    if not asked.urls:
        return None
    settings = _settings({name: value for name, value in chosen.items() if name != "user_agent" or value})
    return Agreement(out, yes=yes, quiet=quiet).fetcher(settings, asked.urls)


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
    manner: _Manner,
    *,
    follow_canonical: bool,
) -> None:
    from headwater.runs.intake import add as add_to
    from headwater.show.cli.drawing import drawn
    from headwater.show.making import with_page

    begun, told, before = time.monotonic(), list[str](), as_it_stands(out)

    def tell(line: str) -> None:
        told.append(line)
        say(line, manner.quiet)

    with drawn(manner.quiet) as progress:
        added = add_to(
            out,
            asked,
            fetcher,
            follow_canonical=follow_canonical,
            tell=tell,
            processes=manner.processes,
            progress=progress,
        )
        with_page(added.case, manner.interface)
    _tell(added, out, told, manner, before, seconds=time.monotonic() - begun)
    if not added.anything:
        raise SystemExit(2)


def lines_of(added: Added, told: Sequence[str] = ()) -> list[str]:
    """What was taken in and what was not, as lines; what was ``told`` while it was fetched is only counted."""
    taken = added.taken
    counts = [
        (len(taken.new), "added"),
        (len(added.had), "in the case before (take it anew with --again)"),
        (len(taken.gone), "gone, noted as absent"),
        (len(taken.refused), "not taken"),
    ]
    said = [f"{count} {what}" for count, what in counts if count]
    lines = [f"{'; '.join(said) or 'Nothing was new'}.", *taken.remarks[:_MOST_SHOWN]]
    untold = [row for row in taken.refused if not any(row.reason in line for line in told)]
    lines += [f"  {row.path}: {row.reason}" for row in untold[:_MOST_SHOWN]]
    rest = len(untold) - _MOST_SHOWN
    return [*lines, *([f"  and {rest} more, in case.json under rejected"] if rest > 0 else [])]


def as_it_stands(out: Path) -> CaseView | None:
    """The case before anything is added to it; None where there is none, or it is too large to compare in passing."""
    from headwater.records.errors import HeadwaterError
    from headwater.runs.results import open_case
    from headwater.show.view import CaseView

    told = out / "case.json"
    if not told.is_file() or told.stat().st_size > _MOST_COMPARED:
        return None
    try:
        case: object = open_case(out).json
        return CaseView(case) if isinstance(case, dict) and "articles" in case else None
    except (
        HeadwaterError,
        OSError,
        ValueError,
        LookupError,
        TypeError,
    ):  # adding mends it, or says what is wrong
        return None


def moved_lines(moved: Sequence[Change], out: Path, run: int) -> list[str]:
    """What an addition moved, most weighty first, and how to see all of it."""
    from headwater.show.masking import visible

    weighty = [change for change in moved if change.kind not in _COUNTED_ABOVE]
    lines = ["", "What moved:" if weighty else "No count moved."]
    for change in weighty[:_MOST_SHOWN]:
        lines += [f"  {visible(change.says)}", *(f"    {visible(why)}" for why in change.why)]
    rest = len(moved) - min(len(weighty), _MOST_SHOWN)
    return [*lines, f"  {rest} more: headwater diff {out}@{run} {out}"] if rest > 0 and run else lines


def _tell(
    added: Added, out: Path, told: Sequence[str], manner: _Manner, before: CaseView | None, *, seconds: float
) -> None:
    import json

    from headwater.runs.history.lines import read_history
    from headwater.show.cli.tracing import lines_of as lines_of_case
    from headwater.show.differing import differences
    from headwater.show.summary import summarise
    from headwater.show.view import CaseView

    view = CaseView(added.case.json)
    summary = summarise(view)
    moved = differences(before, view) if before else []
    if manner.as_json:
        taken = added.taken
        whole = summary.as_json() | {
            "out": str(out),
            "worked": list(added.case.worked),
            "added": taken.new,
            "had": list(added.had),
            "gone": taken.gone,
            "refused": [{"path": row.path, "reason": row.reason} for row in taken.refused],
            "moved": [change.as_json() for change in moved],
        }
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
    elif not manner.quiet:
        refused = {row.path for row in added.taken.refused}
        rest = replace(summary, rejected=[row for row in summary.rejected if row["path"] not in refused])
        runs = read_history(out)
        earlier = runs[-2].run if len(runs) > 1 else 0
        lines = lines_of_case(rest, added.case, out, seconds)
        for line in [
            *lines_of(added, told),
            "",
            *lines,
            *(moved_lines(moved, out, earlier) if before else []),
        ]:
            typer.echo(line)
