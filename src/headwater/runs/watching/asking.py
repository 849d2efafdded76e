"""One list asked: its entries that are new or changed, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from headwater.articles.feeds import Entry, Listing, listing_of
from headwater.records.errors import FetchError
from headwater.runs.watching.followed import Watched
from headwater.runs.watching.seen import ListState, Seen

if TYPE_CHECKING:
    from headwater.articles.web import Capture, Contact

MOST_INNER = 50
"""Lists in one index of sitemaps or list of feeds that are asked in a round."""


class Fetching(Protocol):
    """What watching needs of a fetcher."""

    @property
    def contacts(self) -> Sequence[Contact]:
        """Hosts that were asked, in order."""
        ...

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Capture:
        """The capture of an address, status 304 where the earlier one is good; raises FetchError."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry to fetch, with the list that it stands in."""

    watched: Watched
    state: ListState
    entry: Entry


@dataclass(slots=True)
class Answer:
    """What the lists of one address gave: entries to fetch, and troubles as (address, what is wrong)."""

    wanted: list[Wanted] = field(default_factory=list)
    troubles: list[tuple[str, str]] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)

    def take(self, other: Answer) -> None:
        """Take in another answer."""
        self.wanted += other.wanted
        self.troubles += other.troubles
        self.copies += other.copies


@dataclass(frozen=True, slots=True)
class Copy:
    """What a host said of its list as it now is, and the entries in it that are to be dealt with."""

    state: ListState
    etag: str | None
    modified: str | None
    entries: tuple[Entry, ...]

    def settle(self) -> None:
        """Ask for no other copy, once all entries of this one were dealt with."""
        if all(self.state.stands(entry) for entry in self.entries):
            self.state.etag, self.state.modified = self.etag, self.modified


def ask(
    watched: Watched, seen: Seen, fetcher: Fetching, now: datetime, every: float, *, inner: bool = False
) -> Answer:
    """Ask one list, and the lists in it; one that is down gets a break that doubles, and is told."""
    state, answer = seen.of(watched.url), Answer()
    if not state.may_ask(now):
        return answer
    try:
        capture = fetcher.fetch(watched.url, etag=state.etag, modified=state.modified)
    except FetchError as error:
        return _down(watched, state, error.reason, now, every)
    if capture.status == 304:
        state.answered()
        return answer
    if capture.gone:
        return _down(watched, state, f"the site answers {capture.status}: it is gone", now, every)
    listing = listing_of(capture.body, base=capture.url, charset=capture.charset)
    if listing.unreadable:
        return _down(watched, state, listing.unreadable, now, every)
    state.answered()
    if listing.faults and state.told != listing.faults[0]:
        answer.troubles += [(watched.url, fault) for fault in listing.faults]
    state.told = next(iter(listing.faults), "")
    answer.wanted += _new(watched, state, listing)
    if not listing.feeds:  # of an index every copy is read: what stands in its lists is asked each time
        answer.copies.append(Copy(state, capture.etag, capture.modified, listing.entries))
    if not inner:
        for url in listing.feeds[:MOST_INNER]:
            below = watched.model_copy(update={"url": url})
            answer.take(ask(below, seen, fetcher, now, every, inner=True))
    return answer


def _down(watched: Watched, state: ListState, reason: str, now: datetime, every: float) -> Answer:
    until = state.failed(now, every)
    reason = reason.rstrip(".")
    said = f"not read: {reason}; it is asked again after {until.isoformat(sep=' ', timespec='minutes')}"
    return Answer(troubles=[(watched.url, said)])


def _new(watched: Watched, state: ListState, listing: Listing) -> Iterator[Wanted]:
    """Entries that were not dealt with as they now are, oldest first; unwanted ones are dealt with at once."""
    state.keep_only(listing.entries)
    fresh = [entry for entry in listing.entries if not state.stands(entry)]
    for entry in sorted(fresh, key=lambda one: one.modified or one.published or ""):
        if entry.url is None or not watched.wants(entry.title):
            state.took(entry)
            continue
        publisher = entry.publisher or watched.publisher
        lang = entry.lang or watched.language
        yield Wanted(watched, state, replace(entry, publisher=publisher, lang=lang))
