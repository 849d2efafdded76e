"""Nothing is asked of a host before somebody has agreed that it may learn of the case."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from headwater.articles.web import Fetcher, FetchSettings

_LONG = 5.0


class Agreement:
    """Which hosts may be asked: those of earlier runs of the case, and those that are agreed to now."""

    def __init__(self, out: Path, *, yes: bool, quiet: bool) -> None:
        from headwater.runs.intake import hosts_before

        self._agreed = hosts_before(out)
        self._yes, self._quiet = yes, quiet
        self._here = somebody_is_here()

    def fetcher(self, settings: FetchSettings, urls: Sequence[str]) -> Fetcher:
        """A fetcher that may ask the hosts of these addresses; raises InputError where that is not agreed to."""
        from headwater.articles.web.fetching import Fetcher
        from headwater.articles.web.worlds import World

        fetcher = Fetcher(settings, self.may_contact, World(sleep=self._sleep))
        new = [host for host in _hosts(fetcher, urls) if host not in self._agreed]
        if new:
            say(f"Hosts that will be asked, and learn of it: {', '.join(new)}.", self._quiet and self._yes)
            if settings.proxy:
                say("The proxy looks up their names: what these lead to is not checked.", self._quiet)
            self._require_agreement()
            self._agreed.update(new)
        return fetcher

    def may_contact(self, host: str) -> bool:
        """Whether a host to which another one led may be asked."""
        if host in self._agreed:
            return True
        if self._yes:
            say(f"Asking {host}, to which another address led.", self._quiet)
            return True
        return self._here and typer.confirm(f"An address leads on to {host}. Ask it?", err=True)

    def _require_agreement(self) -> None:
        from headwater.records.errors import InputError

        if self._yes:
            return
        if not self._here:
            line = shlex.join(["headwater", *sys.argv[1:], "--yes"])
            raise InputError(f"nothing was asked, for nobody is here to agree; agree with: {line}")
        if not typer.confirm("Go on?", err=True):
            raise InputError("nothing was asked and nothing was added")

    def _sleep(self, seconds: float) -> None:
        if seconds >= _LONG:
            say(f"Waiting {seconds:.0f} s, as the site asks.", self._quiet)
        time.sleep(seconds)


def _hosts(fetcher: Fetcher, urls: Sequence[str]) -> list[str]:
    """The hosts of the addresses, each once; an address that may not be asked is told when its turn comes."""
    from headwater.records.errors import FetchError

    hosts: dict[str, None] = {}
    for url in urls:
        try:
            hosts.update(dict.fromkeys(fetcher.hosts_of(url)))
        except FetchError:
            continue
    return list(hosts)


def somebody_is_here() -> bool:
    """Whether a person sits at the terminal, to be asked."""
    return sys.stdin.isatty()


def say(line: str, quiet: bool) -> None:
    """A line beside the results, unless all is to be quiet."""
    if not quiet:
        typer.echo(line, err=True)
