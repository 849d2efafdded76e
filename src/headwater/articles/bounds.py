"""Dates that a text proves: it was not published before the newest event it tells or the newest post it links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headwater.articles.lexicons import any_of
from headwater.articles.lines import Label, Layout
from headwater.articles.names import evened
from headwater.text.dates import FoundDate, epoch_instant, find_dates, iso_day

_POST = re.compile(r"(?:twitter|x)\.com/[^/\s]{1,40}/status(?:es)?/(?P<id>\d{15,19})(?!\d)", re.IGNORECASE)
_ADDRESS_DAY = re.compile(
    r"https?://[^\s<>\"]{4,120}?/(?P<y>(?:19|20)\d\d)[/-](?P<m>0[1-9]|1[0-2])[/-](?P<d>0[1-9]|[12]\d|3[01])(?=[/_-])"
)
_SNOWFLAKE_EPOCH = 1_288_834_974_657  # milliseconds; Twitter's own zero, 4 November 2010
_AHEAD = 60
_MOST_SEEN = 2000


@dataclass(frozen=True, slots=True)
class Proof:
    """A day before which the article cannot have been published, and what shows it."""

    day: str
    because: str


def newest_proof(
    layout: Layout, labels: Sequence[Label], hrefs: Sequence[str], printed: Sequence[tuple[int, int]]
) -> Proof | None:
    """The latest lower bound of the publication date, or None.

    ``printed`` are spans that state the publication date itself. Boilerplate proves nothing: a page
    copied later shows later headlines beside the article.
    """
    proofs = list(_told(layout, labels, printed))
    kept = _without_boilerplate(layout, labels)
    for source in [*kept, *hrefs]:
        proofs.extend(linked(source))
    return max(proofs, key=lambda proof: proof.day, default=None)


def linked(source: str) -> Iterator[Proof]:
    """Proofs from addresses: posts whose ids carry their time, pages whose address carries their day."""
    for post in _POST.finditer(source):
        moment = epoch_instant((int(post["id"]) >> 22) + _SNOWFLAKE_EPOCH)
        yield Proof(
            moment[:10],
            f"it links to a post whose id {post['id']} was given out at {moment[:16].replace('T', ' ')} UTC",
        )
    for page in _ADDRESS_DAY.finditer(source):
        day = iso_day(int(page["y"]), int(page["m"]), int(page["d"]))
        if day:
            yield Proof(day, f"it links to a page whose address is dated {day}")


def day_in_address(url: str | None) -> str | None:
    """The day that a page's own address carries, or None."""
    found = _ADDRESS_DAY.match(url or "")
    return iso_day(int(found["y"]), int(found["m"]), int(found["d"])) if found else None


def _without_boilerplate(layout: Layout, labels: Sequence[Label]) -> Iterator[str]:
    for (start, end), label in zip(layout.units, labels, strict=True):
        if label.kind != "boilerplate":
            yield layout.text[start:end]


def _told(layout: Layout, labels: Sequence[Label], printed: Sequence[tuple[int, int]]) -> Iterator[Proof]:
    for number, ((start, end), label) in enumerate(zip(layout.units, labels, strict=True)):
        if label.kind == "boilerplate" or number > _MOST_SEEN:
            continue
        words = layout.text[start:end]
        for date in find_dates(words):
            whole = (start + date.start, start + date.end)
            if any(a <= whole[0] < b for a, b in printed):
                continue
            if not _is_ahead(words, date):
                yield Proof(date.first_day, _say(label, words[date.start : date.end]))


def _is_ahead(words: str, date: FoundDate) -> bool:
    """Whether the sentence speaks of the date as yet to come."""
    around = evened(words[max(0, date.start - _AHEAD) : date.start])
    return any_of("dates", "ahead").search(around) is not None


def _say(label: Label, words: str) -> str:
    what = {"embed": "it holds a post dated", "caption": "it holds a caption dated"}.get(
        label.kind, "it tells of"
    )
    return f"{what} {words}"
