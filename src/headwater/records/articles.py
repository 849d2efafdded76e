"""Rows of the room ``articles``: texts as read, their parts, sentences and credits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from headwater.records.spans import Span

PartKind = Literal["body", "quoted_whole", "pasted", "caption", "embed", "boilerplate"]
RejectedKind = Literal["not_used", "date_disbelieved"]
DatePrecision = Literal["instant", "day", "month", "year", "none"]
MediaType = Literal[
    "text", "markdown", "html", "row", "pdf", "docx", "odt", "epub", "image", "mail", "feed_entry", "stub"
]
VersionOrder = Literal["crawled", "modified", "published", "not_known"]
CreditKind = Literal[
    "byline",  # who wrote it ("Ada Brook - March 3, 2034")
    "publisher",  # who printed it, read from the text or the page
    "agency",  # a wire credit: "(AFP)", "Reuters -", a second JSON-LD author, "avec agences"
    "dateline",  # "BEIRUT, April 4 (Reuters) -"
    "translator",  # "translated by", "traduit de"
    "original",  # the text this one is a copy or translation of: a name, a bare link, isBasedOn
    "via",  # "Articles by: Al Manar", "via", "repris de"
    "photo",  # who made a picture
]


@dataclass(frozen=True, slots=True)
class Link:
    """A link in an article: the span of its words, and where it leads."""

    text: str
    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as far as is known.

    ``value`` is ISO 8601 cut to its ``precision`` ("2024-02", "2019-06-12T08:30:00+02:00") or null.
    ``how`` names where it was found. ``not_before`` and ``not_after`` are ISO dates that the text
    itself proves (the newest event told, a linked post's id), or null.
    """

    value: str | None = None
    precision: DatePrecision = "none"
    how: str = "not stated"
    not_before: str | None = None
    not_after: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A published text, as read. ``text`` is the title, one newline, and the body."""

    id: str
    path: str | None
    url: str | None
    sha256: str
    title: str
    text: str
    publisher: str | None
    byline: str | None
    published: Published
    languages: list[str]  # by share of sentences, most first
    links: list[Link]
    authors: list[str] = field(default_factory=list)
    media_type: MediaType = "text"
    modified: str | None = None  # ISO 8601, the last change that the page or its feed declares
    modified_how: str | None = None
    crawled: str | None = None  # ISO 8601 instant at which the bytes were taken from their address
    asked_url: str | None = None  # the address first asked for, where redirects or an archive lay between
    extracted_by: str | None = None  # what made the text from the bytes, with its version; null: verbatim
    ocr_confidence: float | None = None  # mean over words, 0 to 1, where the text was read from a picture

    @property
    def body_start(self) -> int:
        """Where the body begins in ``text``."""
        return len(self.title) + 1

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` of this article's text."""
        return Span(self.text[start:end], start, end)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article with its own provenance; the parts of an article tile its text.

    ``credited_name`` is the name of whoever the part is credited to, as the text has it; null means
    the article's own publisher or author.
    """

    id: str
    article: str
    start: int
    end: int
    kind: PartKind
    lang: str | None
    credited_name: str | None
    because: str
    time: str | None = None  # "14:32", the time of day at the head of an entry of a live report


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or headline, or line) of an article, with its language."""

    article: str
    index: int  # 0 is the title where there is one
    start: int
    end: int
    lang: str  # ISO 639-1, or "und"
    part: str
    title: bool  # whether it is the headline


@dataclass(frozen=True, slots=True)
class Credit:
    """A line by which an article says where it, or a part of it, comes from."""

    id: str
    article: str
    part: str | None
    kind: CreditKind
    name: str | None
    href: str | None
    start: int | None  # null when it stands in the page's metadata, not in its text
    end: int | None
    because: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """One sentence in an earlier and in a later version."""

    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class Version:
    """Two texts of one address: ``article`` is the later one, ``earlier`` the one before it.

    ``order`` names the dates by which that is known; where it is "not_known" nothing tells which came first.
    ``speaks`` is the text that stands for the address: the latest, or the longest where the order is not known.
    ``removed`` lies in ``earlier``, ``added`` and ``corrections`` in ``article``.
    """

    id: str
    article: str
    earlier: str
    speaks: str
    url: str
    order: VersionOrder
    earlier_at: str | None
    article_at: str | None
    removed: list[Span]
    added: list[Span]
    changed: list[Reworded]
    headline: Reworded | None  # null where it stayed as it was
    corrections: list[Span]  # sentences by which the later text says itself that it was changed
    because: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Input, or something it says of itself, that was not used, and why."""

    path: str
    reason: str
    kind: RejectedKind = "not_used"
    """"date_disbelieved": the article is read, without the date that its page gives."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a careful reader should see. Each room writes a table of its own subclass."""

    id: str
    kind: str
    article: str | None
    group: str | None
    text: str | None
    start: int | None
    end: int | None
    because: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleFinding(Finding):
    """A finding of the room ``articles``: ``undated``, ``caption_elsewhere``."""


@dataclass(frozen=True, slots=True)
class VersionFinding(Finding):
    """A finding of comparing versions: ``changed_since``."""
