"""The command ``trace``: run, draw progress, write the page, print the summary."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from headwater.articles.tabular.mapping import read_map
from headwater.records.lean_arrow import do_without_pandas
from headwater.runs.judgements import read_judgements
from headwater.runs.results import Case
from headwater.show.cli.drawing import drawn
from headwater.show.cli.observing import observed, processes_to_profile
from headwater.show.making import trace
from headwater.show.masking import visible
from headwater.show.summary import Summary, languages_in_words, summarise
from headwater.show.tongue import Tongue
from headwater.show.view import CaseView, plural
from headwater.text.languages import name_of

if TYPE_CHECKING:
    from headwater.records.ports import SecondReader

_MOST_REJECTED = 10


def second_reader_of(url: str | None, model: str, *, elsewhere: bool) -> SecondReader | None:
    """The second reader at an address, or None without one; raises ConfigError where it may not be asked."""
    if url is None:
        return None
    from headwater.providers.second_reader import ChatReader

    return ChatReader(url, model, elsewhere=elsewhere)


def trace_and_tell(
    paths: Sequence[Path],
    out: Path,
    *,
    as_json: bool,
    processes: int | None,
    quiet: bool,
    second_reader: SecondReader | None = None,
    judgements: Path | None = None,
    interface: str = "en",
    group: str | None = None,
    evidence: bool = True,
    columns: Sequence[str] = (),
    log: Path | None = None,
    profile: Path | None = None,
) -> None:
    """Trace ``paths`` into ``out``, with the judgements of a file, and print the summary."""
    Tongue(interface)  # an unknown language is told before any work
    processes = processes_to_profile(profile, processes)
    given = read_judgements(judgements) if judgements else []
    mapped = read_map(columns)
    begun = time.monotonic()
    do_without_pandas()
    with drawn(quiet) as shown, observed(shown, log, profile, quiet=quiet) as progress:
        case = trace(
            paths,
            out,
            processes=processes,
            progress=progress,
            second_reader=second_reader,
            judgements=given,
            interface=interface,
            evidence=evidence,
            columns=mapped,
        )
    written = None
    if group is not None:
        from headwater.show.dossier import write_group

        written = write_group(case, group, interface)
    if as_json or not quiet:
        _tell(case, out, written, as_json=as_json, seconds=time.monotonic() - begun)


def _tell(case: Case, out: Path, written: Path | None, *, as_json: bool, seconds: float) -> None:
    """Print the summary."""
    summary = summarise(CaseView(case.json))
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    if as_json:
        console.print(
            json.dumps(
                summary.as_json()
                | {"out": str(out), "worked": list(case.worked), "custody_head": case.custody},
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    for line in lines_of(summary, case, out, seconds):
        console.print(line)
    if written:
        console.print(f"One group's dossier: {visible(str(written))}")


def lines_of(summary: Summary, case: Case, out: Path, seconds: float) -> list[str]:
    """The summary as lines of text, the answer first."""
    lines = [f"{summary.subjects}.", f"Read: {languages_in_words(summary.languages)}."]
    for group in summary.groups:
        lines += ["", f"  {group.heading} ({group.outlet}, {name_of(group.lang)})", f"    {group.says}"]
        lines += [f"    {said}" for said in group.look_at]
    if summary.more_groups:
        lines.append(f"  and {plural(summary.more_groups, 'more shared subject')}")
    for article in summary.articles:
        lines += ["", f"  {article.title} ({article.outlet}, {name_of(article.lang)})", f"    {article.says}"]
        lines += [f"    {said}" for said in article.look_at]
    lines += ["", *_tables(case), *_closing_lines(summary)]
    done = f"done in {seconds:.1f} s" if case.worked else "nothing had changed, so nothing was done again"
    if case.custody:
        lines.append(f"Evidence kept; head of its custody log, to be noted elsewhere: {case.custody}")
    lines.append(f"Open {visible(str(out / 'index.html'))} ({done}).")
    return lines


def _tables(case: Case) -> list[str]:
    """Which column of each table was taken for what."""
    told = [row["because"] for row in case.json["findings"] if row["kind"] == "columns_taken"]
    return [f"{visible(one)}." for one in told[:_MOST_REJECTED]]


def _closing_lines(summary: Summary) -> list[str]:
    """Findings where no article has told its own, what to find, what was not read and not used."""
    lines = []
    if summary.findings and not summary.articles:
        told = "; ".join(f"{found.says} ({found.number})" for found in summary.findings)
        lines.append(f"Findings: {told}.")
    lines += [f"To find: {what}" for what in summary.to_find]
    if summary.not_read:
        unread = languages_in_words(summary.not_read)
        lines.append(f"Attributions not read yet: {unread}; those texts take part in descent only.")
    if summary.masked:
        lines.append(f"{plural(summary.masked, 'private person')} masked here and on the page.")
    if summary.rejected:
        lines.append(f"Not used: {plural(len(summary.rejected), 'input')}")
        lines += [f"  {row['path']}: {row['reason']}" for row in summary.rejected[:_MOST_REJECTED]]
        rest = len(summary.rejected) - _MOST_REJECTED
        lines += [f"  and {rest} more, in case.json under rejected"] if rest > 0 else []
    if summary.disbelieved:
        count = plural(len(summary.disbelieved), "article")
        lines.append(f"Read without the date that it gives: {count}; why is in case.json under rejected")
    return lines
