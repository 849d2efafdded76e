"""What a feed lists, whatever form it has: entries, and feeds that are listed in it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credited:
    """A name that an entry gives beside its authors: an agency, or who made a picture."""

    kind: str
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. Dates are ISO 8601 with the zone that was given; ``html`` is its text as it stands.

    ``key`` tells an entry from the others of its feed. ``lacking`` says what keeps ``html`` from being the
    article's full text, and is empty where it is.
    """

    key: str
    url: str | None
    title: str
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    credits: tuple[Credited, ...] = ()
    lang: str | None = None
    original: str | None = None
    html: str = ""
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One feed, sitemap or list of feeds as read.

    ``form`` is what it is, in words. ``feeds`` are addresses of other lists in it. ``faults`` say what of it
    was not read; ``unreadable`` says why nothing was.
    """

    form: str
    title: str = ""
    url: str | None = None
    lang: str | None = None
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    unreadable: str = ""
    how: str = field(default="given by its feed's entry")
