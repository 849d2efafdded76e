"""Fetching: the guards, the site's rules, the waits, the redirects, and at the end a capture."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from headwater.articles.web.addresses import Address, parse, shown
from headwater.articles.web.captures import Capture, iso
from headwater.articles.web.capturing import made_capture
from headwater.articles.web.codings import unpacked
from headwater.articles.web.exchanges import NO_LINE, Asking, Exchange, exchange
from headwater.articles.web.guards import require_askable
from headwater.articles.web.lines import tls_context
from headwater.articles.web.manners import Manners, seconds_of
from headwater.articles.web.media import is_vague, media_of, require_taken
from headwater.articles.web.mementos import nearest_copy, question
from headwater.articles.web.proxies import proxy_of
from headwater.articles.web.resolving import addresses_of
from headwater.articles.web.robots import LARGEST, REDIRECTS, Rules, rules_of
from headwater.articles.web.settings import FetchSettings
from headwater.articles.web.worlds import Deadline, World
from headwater.records.errors import FetchError, FetchFailed, FetchRefused

_MOVED = (301, 302, 303, 307, 308)
_LARGEST_ASIDE = 1_000_000
_PATIENCE = 1
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Contact:
    """A host that was asked in this run, or was about to be, and when (ISO, UTC)."""

    host: str
    instant: str


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one walk along redirects goes: whether robots.txt is asked, and what is sent besides."""

    robots: bool
    redirects: int
    taken: Callable[[Exchange], int]
    more: tuple[tuple[str, str], ...] = ()


class Fetcher:
    """Fetches addresses one after another; remembers hosts, their rules and their waits for one run.

    ``may_contact`` is asked before the first contact with a host, its name's look-up included; where it agrees,
    ``on_contact`` is told of the host before anything is sent.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        may_contact: Callable[[str], bool] = lambda host: True,
        world: World | None = None,
    ) -> None:
        self.settings = settings or FetchSettings()
        self.contacts: list[Contact] = []
        self.on_contact: Callable[[str], None] = lambda host: None
        self._world = world or World()
        self._may_contact = may_contact
        self._allowed: dict[str, bool] = {}
        self._rules: dict[str, Rules] = {}
        self._unreached: dict[str, int] = {}
        self._manners = Manners(self.settings, self._world)
        self._proxy = proxy_of(self.settings)
        self._asking = Asking(self.settings, self._world, cache(lambda: tls_context(self.settings)))

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Capture:
        """The capture of an address; raises FetchRefused and FetchFailed.

        ``etag`` and ``modified`` are an earlier capture's: where that is still good the status is 304. A page
        that is gone (404, 410) is a capture too, with that status.
        """
        wanted = parse(url)
        require_askable(wanted, self.settings)
        if self.settings.prefer_archive:
            copy = self._copy_of(wanted)
            if copy is not None:
                return copy
        more = [("If-None-Match", etag)] if etag else []
        more += [("If-Modified-Since", modified)] if modified else []
        manner = _Manner(True, self.settings.redirects, self._page, tuple(more))
        walked = self._walk(wanted, manner)
        if walked[-1].status == 304 and not more:
            raise FetchFailed(walked[-1].address.url, _says(walked[-1]))
        return self._capture(wanted, walked)

    def hosts_of(self, url: str) -> tuple[str, ...]:
        """The hosts that fetching an address asks at first; raises FetchRefused where it may not be asked."""
        wanted = parse(url)
        require_askable(wanted, self.settings)
        if not self.settings.prefer_archive:
            return (wanted.host,)
        return (parse(self.settings.archive).host, wanted.host)

    def _copy_of(self, wanted: Address) -> Capture | None:
        """The archive's nearest copy; None where it has none. Its interface is made for programs: no robots.txt."""
        archive = parse(self.settings.archive)
        manner = _Manner(False, self.settings.redirects, lambda begun: _LARGEST_ASIDE)
        answer = self._walk(question(archive, wanted, self.settings.near), manner)[-1]
        if answer.status != 200:
            raise FetchFailed(
                archive.url,
                f"the web archive answers {answer.status}; try later, or without --prefer-archive",
            )
        copy = nearest_copy(self._unpacked(answer, _LARGEST_ASIDE), archive)
        if copy is None:
            return None
        manner = _Manner(False, self.settings.redirects, self._page)
        return self._capture(wanted, self._walk(copy, manner), archived=True)

    def _capture(self, wanted: Address, walked: list[Exchange], *, archived: bool = False) -> Capture:
        last = walked[-1]
        if last.status not in (200, 203, 304, 404, 410) or (archived and last.status != 200):
            raise FetchFailed(last.address.url, _says(last))
        body = self._unpacked(last) if last.status in (200, 203) else b""
        origins = dict.fromkeys(one.address.origin for one in walked)
        aside = [one for origin in origins for one in self._rules.get(origin, Rules(None)).asked]
        return made_capture(wanted, walked, aside, body, self.settings, archived=archived)

    def _walk(self, start: Address, manner: _Manner) -> list[Exchange]:
        """Every exchange from the first to the one that is no redirect."""
        deadline = Deadline(self.settings.seconds, self._world.clock)
        walked: list[Exchange] = []
        seen: set[str] = set()
        address = start
        while True:
            try:
                reply = self._patient_ask(address, manner, deadline, hop=bool(walked))
            except FetchError as error:
                if not walked:
                    raise
                reason = f"it redirects to {shown(address.url)}, but {error.reason}"
                raise type(error)(start.url, reason) from error
            walked.append(reply)
            if reply.status not in _MOVED:
                return walked
            seen.add(address.url)
            address = _next(reply, start)
            if address.url in seen:
                raise FetchFailed(start.url, f"it redirects in a loop, by {address.url}")
            if len(walked) > manner.redirects:
                raise FetchRefused(start.url, f"it redirects more than {manner.redirects} times")

    def _patient_ask(self, address: Address, manner: _Manner, deadline: Deadline, *, hop: bool) -> Exchange:
        """One request, and once more after the wait that the site asks for."""
        reply = self._ask(address, manner, deadline, hop=hop)
        for _ in range(_PATIENCE):
            rest = seconds_of(reply.header("retry-after"), self._world.now())
            if reply.status not in (429, 503) or rest is None:
                break
            self._manners.rest(address.host, rest)
            reply = self._ask(address, manner, deadline, hop=True)
        return reply

    def _ask(self, address: Address, manner: _Manner, deadline: Deadline, *, hop: bool) -> Exchange:
        """One request with all that comes before it. The addresses that are checked are those connected to."""
        self._admit(address)
        ips: list[str] = []
        if self._proxy is None:
            ips = addresses_of(address, self.settings, self._world.resolve, max(deadline.left(), 0.001))
        delay: float | None = None
        if manner.robots:
            hop = hop or address.origin not in self._rules
            rules = self._rules_of(address, deadline)
            rules.require_allowed(address, self.settings.user_agent)
            delay = rules.delay(self.settings.user_agent)
        deadline.put_off(self._manners.wait(address.host, address.url, hop=hop))
        try:
            return self._reached(address, ips, manner, deadline)
        finally:
            self._manners.asked(address.host, delay)

    def _reached(self, address: Address, ips: list[str], manner: _Manner, deadline: Deadline) -> Exchange:
        """The exchange itself; a host that cannot be reached three times in a row is left alone in this run."""
        failures = self._unreached.get(address.host, 0)
        if failures >= _ATTEMPTS:
            raise FetchFailed(
                address.url,
                f"{NO_LINE} {address.host} {failures} times in a row; it is asked in the next run",
            )
        try:
            reply = exchange(address, ips, self._asking, deadline, manner.taken, manner.more)
        except FetchFailed as error:
            if error.reason.startswith(NO_LINE):
                self._unreached[address.host] = failures + 1
            raise
        self._unreached[address.host] = 0
        return reply

    def _admit(self, address: Address) -> None:
        """Raises FetchRefused where the address may not be asked or its host was not agreed to."""
        require_askable(address, self.settings)
        if address.host not in self._allowed:
            self._allowed[address.host] = self._may_contact(address.host)
            if self._allowed[address.host]:
                self.contacts.append(Contact(address.host, iso(self._world.now())))
                self.on_contact(address.host)
        if not self._allowed[address.host]:
            raise FetchRefused(address.url, f"asking {address.host} was not agreed to; agree with --yes")

    def _rules_of(self, address: Address, deadline: Deadline) -> Rules:
        """The site's rules, asked for once a run; the time that takes is not the page's."""
        if address.origin not in self._rules:
            begun = self._world.clock()
            rules = self._asked_rules(address)
            deadline.put_off(self._world.clock() - begun)
            self._manners.asked(address.host, rules.delay(self.settings.user_agent))
            self._rules[address.origin] = rules
        return self._rules[address.origin]

    def _asked_rules(self, address: Address) -> Rules:
        manner = _Manner(False, REDIRECTS, lambda begun: LARGEST)
        try:
            walked = tuple(self._walk(parse("/robots.txt", address), manner))
            text = self._unpacked(walked[-1], _LARGEST_ASIDE) if walked[-1].status == 200 else b""
        except FetchError as error:
            if error.reason.startswith(NO_LINE):
                raise FetchFailed(address.url, error.reason) from error
            return Rules(
                None, f"its robots.txt cannot be read ({error.reason}): the site is left alone for now"
            )
        return rules_of(walked, text)

    def _page(self, begun: Exchange) -> int:
        """How much of a reply is taken: a page's worth of what is read, little of all else."""
        if begun.status not in (200, 203):
            return _LARGEST_ASIDE
        media_type, _ = media_of(begun.header("content-type"))
        if not is_vague(media_type):
            require_taken(media_type, begun.address.url, self.settings.media)
        return self.settings.largest_body

    def _unpacked(self, reply: Exchange, largest: int | None = None) -> bytes:
        return unpacked(
            reply.content,
            ", ".join(reply.headers("content-encoding")),
            reply.address.url,
            largest=largest or self.settings.largest_unpacked,
            steepest=self.settings.steepest,
        )


def fetch(url: str, settings: FetchSettings | None = None) -> Capture:
    """One capture; a run over many addresses keeps one ``Fetcher``, for its waits and rules."""
    return Fetcher(settings).fetch(url)


def _next(reply: Exchange, start: Address) -> Address:
    where = reply.header("location")
    if not where:
        raise FetchFailed(start.url, f"it answers {reply.status} and does not say where to go")
    with suppress(UnicodeError):  # header bytes are read as Latin-1; addresses in them are UTF-8
        where = where.encode("latin-1").decode("utf-8")
    try:
        return parse(where, reply.address)
    except FetchRefused as error:
        raise FetchRefused(start.url, f"it redirects to {error.where}, but {error.reason}") from error


_MEANINGS = {
    401: "it wants a password, and none is ever sent",
    402: "it wants to be paid",
    403: "it does not let us read it",
    405: "it does not answer such requests",
    406: "it has no form of the page that is read here",
    429: "we ask too often",
    451: "it may not be shown for reasons of law",
}


def _says(reply: Exchange) -> str:
    meaning = _MEANINGS.get(reply.status)
    if meaning is None:
        meaning = "the site has a fault" if reply.status >= 500 else "that is no page"
    return f"the site answers {reply.status}: {meaning}."
