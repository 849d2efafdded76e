"""The command ``watch``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

from headwater.show.cli import options

if TYPE_CHECKING:
    from headwater.articles.web import Fetcher, FetchSettings
    from headwater.runs.watching import Followed, Moved, Round

    Row = dict[str, Any]


def watch(
    out: options.NewCase,
    feeds: options.FeedsFile,
    every: options.Every = "15m",
    once: options.Once = False,
    max_pages: options.MostPages = 100,
    yes: options.YesToEntries = False,
    pause: options.Pause = 2.0,
    proxy: options.Proxy = None,
    user_agent: options.UserAgent = None,
    port: options.Port = None,
    allow_private: options.AllowPrivate = False,
    as_json: options.RoundAsJson = False,
    processes: options.Processes = None,
    interface: options.Interface = "en",
) -> None:
    """Follow feeds and sitemaps: take in what is new, and tell what it moved. Ctrl-C ends it."""
    from headwater.articles.web.settings import FetchSettings
    from headwater.runs.watching import read_followed
    from headwater.runs.watching import watch as rounds
    from headwater.show.tongue import Tongue

    Tongue(interface)  # an unknown language is told before any work
    followed, seconds = read_followed(feeds), _seconds(every)
    settings = FetchSettings(
        pause=pause,
        proxy=proxy,
        user_agent=user_agent or FetchSettings().user_agent,
        ports=(80, 443, *(port or ())),
        allow_private=allow_private,
    )
    typer.echo(f"Hosts that will be asked, and learn of it: {', '.join(_hosts(followed))}.", err=True)
    work = rounds(
        out,
        followed,
        lambda: _fetcher(settings, followed, yes=yes),
        every=seconds,
        now=lambda: datetime.now(UTC),
        rest=time.sleep,
        once=once,
        most_pages=max_pages,
        processes=processes,
    )
    _tell(work, interface, as_json=as_json)


def _tell(rounds: Iterator[Round], interface: str, *, as_json: bool) -> None:
    """Print what each round brought, and bring the dossier up to date where the case moved."""
    from headwater.show.making import with_page

    for round_ in rounds:
        if round_.case is not None and (round_.news.articles or round_.news.versions or round_.news.groups):
            with_page(round_.case, interface)
        for line in _as_json(round_) if as_json else lines_of(round_):
            typer.echo(line)
        sys.stdout.flush()


def _seconds(every: str) -> float:
    from headwater.records.errors import ConfigError
    from headwater.runs.watching.followed import seconds_of

    try:
        return seconds_of(every)
    except ValueError as error:
        raise ConfigError(f"--every: {error}") from error


def _hosts(followed: Followed) -> list[str]:
    from headwater.articles.web.addresses import parse

    return sorted({parse(one.url).host for one in followed.lists} | set(followed.hosts))


def _fetcher(settings: FetchSettings, followed: Followed, *, yes: bool) -> Fetcher:
    """A fetcher that asks the hosts of the file, and others only where that was agreed to."""
    from headwater.articles.web.fetching import Fetcher

    agreed = followed.agreed()
    return Fetcher(settings, _agreement(agreed, yes=yes))


def _agreement(agreed: frozenset[str], *, yes: bool) -> Callable[[str], bool]:
    def may_contact(host: str) -> bool:
        if yes and host not in agreed:
            typer.echo(f"Asking {host}, to which a feed led.", err=True)
        return yes or host in agreed

    return may_contact


def _as_json(round_: Round) -> list[str]:
    """One round as a line of JSON; none where nothing moved."""
    news = round_.news
    if not news.anything:
        return []
    row = {
        "at": news.at,
        **_rows(round_),
        "troubles": [{"url": url, "because": because} for url, because in news.troubles],
        "waiting": news.waiting,
    }
    return [json.dumps(row, ensure_ascii=False)]


def _rows(round_: Round) -> Row:
    """What is new in the case as rows with ids and words, private persons masked."""
    if round_.case is None:
        return {"articles": [], "versions": [], "groups": []}
    told = _Telling(round_.case.json)
    return {
        "articles": [
            {"id": key, "title": told.title(key), "outlet": told.outlet(key), "url": told.row(key)["url"]}
            for key in round_.news.articles
        ],
        "versions": [
            {"id": key, "article": told.row(key)["article"], "because": told.because(key)}
            for key in round_.news.versions
        ],
        "groups": [
            {
                "id": row.group,
                "heading": told.heading(row.group),
                "reports": row.reports,
                "separate_origins": _count(row.count),
                "before": _count(row.before) if row.before else None,
            }
            for row in round_.news.groups
        ],
    }


def _count(count: tuple[int, int, int]) -> dict[str, int]:
    return {"min": count[0], "best": count[1], "max": count[2]}


class _Telling:
    """Words of a case's rows for a line, private persons masked."""

    def __init__(self, case: Row) -> None:
        from headwater.show.masking import Masking
        from headwater.show.view import CaseView

        self._view = CaseView(case)
        self._masking = Masking(self._view)
        self._rows = {row["id"]: row for name in ("articles", "versions", "groups") for row in case[name]}

    def row(self, key: str) -> Row:
        """An article, version or group."""
        row: Row = self._rows[key]
        return row

    def title(self, key: str) -> str:
        """The headline of an article, or how it begins."""
        row = self.row(key)
        return self._masking.line(row["title"] or row["text"], 90)

    def outlet(self, key: str) -> str:
        """Who printed an article."""
        from headwater.show.view import outlet_of

        return self._masking.line(outlet_of(self.row(key)), 60)

    def because(self, key: str) -> str:
        """What changed in a version."""
        return self._masking.line(self.row(key)["because"], 400)

    def heading(self, key: str) -> str:
        """What a group is about; a claim that accuses a private person is withheld."""
        heading = self._view.heading(self.row(key))
        withheld = self._view.accuses_person(heading)
        return "a claim about a person" if withheld else f"“{self._masking.line(heading['text'], 90)}”"


def lines_of(round_: Round) -> list[str]:
    """What is new in words, private persons masked; no line where nothing moved."""
    news = round_.news
    if not news.anything:
        return []
    from headwater.show.masking import visible

    told = [f"{news.at.replace('T', ' ')}: {_counts(round_)}"]
    if round_.case is not None and (news.articles or news.versions or news.groups):
        told += _in_the_case(round_)
    told += [f"  ! {url}: {because}" for url, because in news.troubles]
    return [visible(line) for line in told]


def _counts(round_: Round) -> str:
    from headwater.show.view import plural

    news = round_.news
    new = [row for row in news.groups if row.before is None]
    counted = [
        (len(news.articles), "article"),
        (len(news.versions), "version that says something else"),
        (len(new), "new group"),
        (len(news.groups) - len(new), "count that moved"),
        (len(news.troubles), "trouble"),
    ]
    said = [_plural(number, what, plural) for number, what in counted if number]
    waiting = f"; {plural(news.waiting, 'page')} left for the next round" if news.waiting else ""
    return ", ".join(said) + waiting


def _plural(number: int, what: str, plural: Callable[[int, str], str]) -> str:
    first, _, rest = what.partition(" that ")
    if not rest:
        return plural(number, what)
    if number == 1:
        return f"1 {what}"
    return f"{plural(number, first)} that {rest.replace('says', 'say')}"


def _in_the_case(round_: Round) -> Iterator[str]:
    assert round_.case is not None
    told = _Telling(round_.case.json)
    for key in round_.news.articles:
        yield f"  + “{told.title(key)}” ({told.outlet(key)})"
    for key in round_.news.versions:
        yield f"  ~ “{told.title(told.row(key)['article'])}”: {told.because(key)}"
    for moved in round_.news.groups:
        yield f"  * {told.heading(moved.group)}: {_moved(moved)}"


def _moved(moved: Moved) -> str:
    """ "2 reports, separate origins: 1" or "separate origins: 1, now 1 to 2 (best reading 2); 3 reports, before 2"."""
    from headwater.show.tongue import Tongue

    def range_(count: tuple[int, int, int]) -> str:
        return Tongue("en").range(_count(count))

    if moved.before is None:
        return f"new; {moved.reports} reports, separate origins: {range_(moved.count)}"
    more = f"; {moved.reports} reports, before {moved.reports_before}"
    return f"separate origins: {range_(moved.before)}, now {range_(moved.count)}{more}"
