"""What a reader of one file kind hands on: an article's text and what its file says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from headwater.records.articles import CreditKind, Link, MediaType, PartKind


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A publication date that metadata give, as given, and where it stood.

    ``weak``: it dates the file, not the publication, and is believed only where nothing else is said.
    """

    value: str
    how: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that the file's own mark-up sets apart."""

    kind: PartKind
    start: int
    end: int
    name: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader of a file wants a careful reader to see: a finding's kind, and why."""

    kind: str
    because: str


@dataclass(frozen=True, slots=True)
class MetaCredit:
    """A credit that stands in metadata, not in the text."""

    kind: CreditKind
    name: str | None
    href: str | None
    because: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One article before it is taken apart. ``text`` is title, newline, body; offsets count in it."""

    id: str
    path: str | None
    url: str | None
    sha256: str
    media_type: MediaType
    title: str
    text: str
    publisher: str | None = None
    byline: str | None = None
    authors: list[str] = field(default_factory=list)
    lang: str | None = None
    dates: list[DateClaim] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    credits: list[MetaCredit] = field(default_factory=list)
    encoding_note: str | None = None
    modified: DateClaim | None = None
    crawled: str | None = None
    asked_url: str | None = None
    extracted_by: str | None = None
    ocr_confidence: float | None = None
    remarks: list[Remark] = field(default_factory=list)

    @property
    def body_start(self) -> int:
        """Where the body begins in ``text``."""
        return len(self.title) + 1
