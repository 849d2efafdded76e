"""Options that several commands share, each with its words, and the long ones of trace, add and watch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headwater.articles.kinds import WHAT_IS_READ

Case = Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case, made by trace.")]
NewCase = Annotated[Path, typer.Argument(metavar="OUT", help="The folder of a case; made where it is new.")]

Given = Annotated[
    list[Path],
    typer.Argument(metavar="INPUT...", help=f"Articles: files, or folders of them: {WHAT_IS_READ}."),
]
GivenOrAsked = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[INPUT...]", help=f"Http and https addresses; files, or folders of them: {WHAT_IS_READ}."
    ),
]
CaseFolder = Annotated[Path, typer.Option("--out", "-o", help="The folder that the case is written to.")]
SummaryAsJson = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
Processes = Annotated[
    int | None, typer.Option(min=1, help="Processes to work in; the result is the same for any number.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Interface = Annotated[
    str, typer.Option(metavar="LANGUAGE", help="The language of the page's own words: en or fr.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD=NAME,...",
        help="Which column of tables holds what: title=Headline,text=Body; well-known names are found without it.",
    ),
]

SecondReaderUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Ask the language model at this OpenAI-compatible address who says what, and show where it disagrees.",
    ),
]
SecondModel = Annotated[
    str, typer.Option(metavar="NAME", help="The second reader's model, as its server names it.")
]
SendAway = Annotated[
    bool,
    typer.Option(
        "--send-articles-away", help="Allow a second reader on another machine: the articles go to it."
    ),
]
JudgementsFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Obey the judgements of this .jsonl file on entities; the case keeps them in judgements.jsonl.",
    ),
]
RegistryFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Entries of your own, read beside the built-in registry; see headwater registry.",
    ),
]
GroupId = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Write also the dossier of this one group, as ID.html beside the case."),
]
NoEvidence = Annotated[
    bool, typer.Option("--no-evidence", help="Read files where they lie; keep no copy and no custody log.")
]

UrlsFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A list of addresses, one a line; # begins a remark.")
]
YesToAll = Annotated[
    bool, typer.Option("--yes", "-y", help="Agree beforehand to all hosts that are asked, redirects too.")
]
Again = Annotated[
    bool, typer.Option("--again", help="Capture addresses anew that the case has: another version.")
]
FollowCanonical = Annotated[
    bool, typer.Option("--follow-canonical", help="Fetch also the address that a page declares as its own.")
]
PreferArchive = Annotated[
    bool,
    typer.Option(
        "--prefer-archive", help="Take a web archive's copy where it has one; ask the site where not."
    ),
]
Archive = Annotated[str, typer.Option(metavar="URL", help="That web archive's address.")]
Near = Annotated[
    str | None,
    typer.Option(metavar="YYYYMMDD", help="Take the copy nearest to this day; without it the newest."),
]
Proxy = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Ask through a proxy: http://, https:// or socks5h://HOST:PORT."),
]
UserAgent = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="What headwater calls itself; default headwater/VERSION."),
]
Pause = Annotated[float, typer.Option(min=0, help="Seconds between two pages of one host.")]
Seconds = Annotated[float, typer.Option(min=0.1, help="Seconds that one page may take.")]
Largest = Annotated[int, typer.Option(metavar="MB", min=1, help="Megabytes that one page may have.")]
Port = Annotated[
    list[int] | None,
    typer.Option(metavar="PORT", min=1, max=65_535, help="Ask this port too; may be repeated."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Ask this machine and the local network too: for tests."),
]
Certificates = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Certificates to trust besides the system's (PEM).")
]

FeedsFile = Annotated[
    Path, typer.Argument(metavar="FEEDS", help="The file of feeds (TOML); see docs/how-to/watch-feeds.md.")
]
Every = Annotated[
    str, typer.Option(metavar="TIME", help="From one round's begin to the next: 90s, 15m, 2h, 1d.")
]
Once = Annotated[bool, typer.Option("--once", help="One round, then end.")]
MostPages = Annotated[int, typer.Option(min=1, help="Pages fetched in a round; the rest waits for the next.")]
YesToEntries = Annotated[
    bool, typer.Option("--yes", "-y", help="Agree to every host that an entry leads to.")
]
RoundAsJson = Annotated[bool, typer.Option("--json", help="Print one line of JSON a round that moved.")]
