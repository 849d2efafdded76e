"""What a page says of its article, gathered from all the places where pages say it."""

from __future__ import annotations

from dataclasses import dataclass, field

from headwater.articles.drafts import DateClaim, MetaCredit
from headwater.articles.page.stamps import evened_stamp

_MOST_DATES = 60
_MOST_AUTHORS = 200
Names = list[tuple[str, bool]]


@dataclass(slots=True)
class PageFacts:
    """Statements in the order of their trust, the best first; missing facts are None or empty.

    ``authors`` holds one list a source: (name, whether the page calls it an organisation).
    """

    headlines: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    authors: list[tuple[str, Names]] = field(default_factory=list)
    published: list[DateClaim] = field(default_factory=list)
    modified: list[DateClaim] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)  # (what gives it, address)
    lang: str | None = None
    credits: list[MetaCredit] = field(default_factory=list)
    amp: bool = False
    locked: str | None = None  # what says that the text is for subscribers
    full_text: str | None = None  # the article's whole text where metadata hold it
    read_lines: set[str] = field(default_factory=set)  # folded lines from which names or dates were read

    def add_authors(self, source: str, names: Names) -> None:
        """Notes the authors of one source."""
        if names:
            self.authors.append((source, names[:_MOST_AUTHORS]))

    def add_date(self, value: str | None, how: str, modified: bool = False) -> None:
        """Notes a date."""
        claims = self.modified if modified else self.published
        if value and value.strip() and len(claims) < _MOST_DATES:
            claim = DateClaim(evened_stamp(value[:80]), how)
            claims.append(claim)
