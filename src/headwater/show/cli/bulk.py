"""The command ``bulk``: very many articles, in shards that are done and kept one by one."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from headwater.articles.kinds import WHAT_IS_READ
from headwater.records.errors import InputError
from headwater.show.cli import observing, options
from headwater.show.cli.observing import write_profile

if TYPE_CHECKING:
    from headwater.runs.bulk.telling import Done

_SHARE = re.compile(r"(\d+)/(\d+)")
_MOST_REASONS = 8
_WORTH_TELLING = 1.0  # seconds

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="[INPUT...]", help=f"Files, folders or s3:// addresses: {WHAT_IS_READ}."),
]
Out = Annotated[str, typer.Option("--out", "-o", help="The folder or s3:// address that is written to.")]
Share = Annotated[
    str | None,
    typer.Option(
        "--shard", metavar="I/N", help="Only the I-th of N shares of the shards; gather them later."
    ),
]
Gather = Annotated[bool, typer.Option("--gather", help="Only what comes after all shares are done.")]
PlanOnly = Annotated[
    bool, typer.Option("--plan", help="Only look through the inputs and say how many shards there are.")
]
EngineName = Annotated[
    str,
    typer.Option("--engine", help="Who does the work: local, daft, or ray://HOST:PORT, a cluster that runs."),
]
ShardSize = Annotated[int, typer.Option(min=1, help="Articles of a shard, about.")]
Endpoint = Annotated[
    str | None, typer.Option(metavar="URL", help="The address of S3-compatible storage other than AWS.")
]
Longest = Annotated[
    float,
    typer.Option(min=1, help="Seconds that a few articles may take before they are looked at one by one."),
]
Memory = Annotated[float, typer.Option(min=0, help="GiB that one worker may take; 0: as much as there is.")]


def bulk(
    out: Out,
    inputs: Inputs = None,
    shard: Share = None,
    gather: Gather = False,
    plan: PlanOnly = False,
    engine: EngineName = "local",
    processes: options.Processes = None,
    shard_size: ShardSize = 1000,
    endpoint: Endpoint = None,
    columns: options.Columns = None,
    longest: Longest = 600,
    memory: Memory = 0,
    log: observing.LogFile = None,
    profile: observing.ProfileFile = None,
    as_json: options.SummaryAsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Read very many articles in shards; what is done is kept, the same command goes on behind it."""
    from headwater.articles.tabular.mapping import read_map
    from headwater.runs.bulk import Wanted, bulk_plan
    from headwater.runs.bulk import bulk as run_bulk
    from headwater.runs.bulk.telling import Teller
    from headwater.runs.engines.workers import Limits
    from headwater.runs.profiling import Profile
    from headwater.runs.telemetry import LineLog, NoLog

    wanted = Wanted(
        engine=engine,
        processes=processes,
        shard_size=shard_size,
        share=_share(shard),
        gather=gather,
        endpoint=endpoint,
        columns=read_map(columns or ()),
        limits=Limits(longest, int(memory * 2**30)),
    )
    if plan:
        typer.echo(f"{bulk_plan(inputs or [], out, wanted):,} shards")
        return
    seen = Profile() if profile else None
    written = LineLog(log) if log else NoLog()
    begun = time.monotonic()
    try:
        with _drawn(quiet, len_of(wanted, inputs or [], out)) as listener:
            summary = run_bulk(inputs or [], out, wanted, Teller(listener, written, seen))
        written.write("end", seconds=round(time.monotonic() - begun, 3))
    finally:
        written.close()
    if seen is not None and profile is not None:
        write_profile(seen, profile, quiet=quiet)
    if as_json:
        typer.echo(json.dumps(summary, indent=1, ensure_ascii=False))
    elif not quiet:
        for line in lines_of(summary, out, time.monotonic() - begun):
            typer.echo(line)


def _share(given: str | None) -> tuple[int, int] | None:
    if given is None:
        return None
    found = _SHARE.fullmatch(given.strip())
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise InputError(f"--shard {given} is no share; give I/N, such as 3/20, with I from 1 to N")
    return int(found[1]), int(found[2])


def len_of(wanted: Any, inputs: list[str], out: str) -> int:
    """How many shards are to be done; the plan is made where there is none yet."""
    from headwater.runs.bulk import bulk_plan, numbers_of

    return 0 if wanted.gather else len(numbers_of(bulk_plan(inputs, out, wanted), wanted.share))


@contextmanager
def _drawn(quiet: bool, shards: int) -> Iterator[Any]:
    """A listener that tells each shard and stage on the error stream, with the rate and the time left."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if quiet:
        yield lambda done: None
        return
    pace = Pace(shards)
    if shards:
        many = "1 shard" if shards == 1 else f"{shards:,} shards"
        console.print(f"{many} to read; a line for each when it is done", style="dim")

    def tell(done: Done) -> None:
        for line in pace.told(done):
            console.print(line, style="dim")

    yield tell
    for line in pace.rest():
        console.print(line, style="dim")


class Pace:
    """Articles a second over what was done in this run, and how long the rest of the shards will take at that."""

    def __init__(self, shards: int) -> None:
        self._shards, self._begun = shards, time.monotonic()
        self._articles, self._ended = 0, 0
        self._shard = ""  # that is under way
        self._stage, self._seconds = "", 0.0  # of those after the shards: their shards are told together

    def told(self, done: Done) -> list[str]:
        """Lines about a stage that is done: of a shard when its next begins, of what comes after the shards by stages."""
        lines = []
        by_itself = done.stage in _of_shards()
        if self._shard and (done.where != self._shard or not by_itself):
            self._ended += 1
            lines.append(self._line())
            self._shard = ""
        if by_itself:
            self._shard = done.where
            self._articles += done.articles if done.stage == "articles.read" and not done.reused else 0
            return lines
        if done.stage != self._stage:
            lines += self.rest()
            self._stage, self._seconds = done.stage, 0.0
        self._seconds += done.seconds
        return lines

    def rest(self) -> list[str]:
        """A line about the last stage that was done."""
        return [f"{self._stage}: {in_words(self._seconds)}"] if self._seconds >= _WORTH_TELLING else []

    def _line(self) -> str:
        seconds = max(time.monotonic() - self._begun, 0.001)
        left = seconds / max(self._ended, 1) * (self._shards - self._ended)
        rate = f"{self._articles / seconds:.1f} articles a second" if self._articles else "unchanged so far"
        return f"shard {self._ended} of {self._shards}: {rate}, {in_words(left)} left"


@cache
def _of_shards() -> frozenset[str]:
    """The stages that each shard does by itself."""
    from headwater.runs.bulk.row_stages import of_shards
    from headwater.runs.plan import PLAN

    return frozenset(["articles.read", *(stage.name for stage in of_shards(PLAN))])


def in_words(seconds: float) -> str:
    """A time such as "2 h 5 min"."""
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours:,} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def lines_of(summary: Mapping[str, Any], out: str, seconds: float) -> list[str]:
    """The summary as lines of text."""
    if "lists" not in summary:
        done, whole = summary["shards"], summary["of"]
        return [
            f"{done:,} of {whole:,} shards done in {in_words(seconds)}; after all shares: headwater bulk --gather -o {out}"
        ]
    lists = summary["lists"]
    told = [f"{lists[name]:,} {name}" for name in ("articles", "claims", "groups", "derivations", "origins")]
    lines = [f"{', '.join(told)}, from {summary['shards']:,} shards."]
    if lists["rejected"]:
        lines.append(f"Not used: {lists['rejected']:,}")
        lines += [
            f"  {count:,}: {reason}" for reason, count in list(summary["rejected"].items())[:_MOST_REASONS]
        ]
    for row in summary["given_up"][:_MOST_REASONS]:
        lines.append(f"Given up: {row['path']} in {row['stage']}: {row['because']}")
    lines.append(f"Lists: {out}/lists (done in {in_words(seconds)}).")
    for row in summary["largest_groups"][:1]:
        lines.append(
            f"A case of one group, here the largest, {row['articles']:,} articles: headwater open {out} --group {row['id']} -o CASE"
        )
    return lines
