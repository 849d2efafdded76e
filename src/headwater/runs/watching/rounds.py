"""Rounds over the followed lists: ask, fetch what is new, keep it, bring the case up to date, tell what moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.records.errors import CaseError, FetchError, InputError
from headwater.runs.intake import Asked, add, look_through
from headwater.runs.results import Case, open_case
from headwater.runs.watching.asking import Answer, Fetching, Wanted, ask
from headwater.runs.watching.followed import Followed
from headwater.runs.watching.moved import News, moved, state_of
from headwater.runs.watching.seen import Seen, read_seen
from headwater.store import CaseFolder
from headwater.store.evidence import Evidence

if TYPE_CHECKING:
    from datetime import date

    from headwater.articles.web import Capture

_HOW = "fetched, as a followed feed lists it"
MOST_PAGES = 100
"""Pages fetched in a round, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Round:
    """The case after one round, where there is one, and what is new in it."""

    case: Case | None
    news: News


def watch(
    out: Path,
    followed: Followed,
    fetcher: Callable[[], Fetching],
    *,
    every: float,
    now: Callable[[], datetime],
    rest: Callable[[float], None],
    once: bool = False,
    most_pages: int = MOST_PAGES,
    today: date | None = None,
    processes: int | None = None,
) -> Iterator[Round]:
    """Round after round, ``every`` seconds from one's begin to the next; one alone where ``once``.

    ``fetcher`` makes a fetcher for each round: rules of sites are asked anew. All time passes in ``rest``.
    Raises CaseError where the case cannot be used, InputError where it keeps no evidence to add to.
    """
    first = True
    while True:
        begun = now()
        work = _Work(out, followed, fetcher(), every, most_pages, today, processes, first)
        yield work.round(begun)
        first = False
        if once:
            return
        rest(max(0.0, every - (now() - begun).total_seconds()))


@dataclass(frozen=True, slots=True)
class _Work:
    """One round and what it needs; ``first``: of this run."""

    out: Path
    followed: Followed
    fetcher: Fetching
    every: float
    most_pages: int
    today: date | None
    processes: int | None
    first: bool

    def round(self, begun: datetime) -> Round:
        """Ask the lists, fetch, keep, bring the case up to date."""
        evidence, had = self._require_case()
        before, seen, answer = state_of(had), read_seen(self.out), Answer()
        for watched in self.followed.lists:
            answer.take(ask(watched, seen, self.fetcher, begun, self.every))
        pages = _each_once(_not_had(answer.wanted, self.out))
        seen.save()
        kept = _Taking(evidence, self.fetcher, seen, answer).take(pages[: self.most_pages])
        for copy in answer.copies:
            copy.settle()
        seen.save()
        case = had
        if kept or (self.first and _cut_off(evidence, had)):
            case = self._bring_up_to_date(answer) or had
        articles, versions, groups = moved(before, state_of(case)) if case is not had else ([], [], [])
        waiting = max(0, len(pages) - self.most_pages)
        at = begun.isoformat(timespec="seconds")
        return Round(case, News(at, articles, versions, groups, answer.troubles, waiting))

    def _require_case(self) -> tuple[Evidence, Case | None]:
        """The evidence and the case; raises InputError for a case whose input was not kept."""
        CaseFolder(self.out).require_room()
        evidence, had = Evidence(self.out), _case(self.out)
        if had is not None and not evidence.exists():
            raise InputError(
                f"{self.out} keeps no evidence of what it was made from, so nothing can be added to it; "
                f"trace its inputs again first: headwater trace INPUT... -o {self.out}"
            )
        return evidence, had

    def _bring_up_to_date(self, answer: Answer) -> Case | None:
        try:
            return add(self.out, Asked((), (), ()), today=self.today, processes=self.processes).case
        except InputError as error:  # all that came holds no article
            answer.troubles.append((str(self.out), str(error)))
            return None


def _cut_off(evidence: Evidence, had: Case | None) -> bool:
    """Whether a killed run has kept pages that the case does not have yet."""
    if not evidence.exists():
        return False
    unfinished = had is None or had.manifest.unfinished
    return bool(evidence.underived()) or (unfinished and bool(evidence.items()))


def _case(out: Path) -> Case | None:
    """The case as it stands; None where there is none yet, or one that a run will make anew."""
    try:
        return open_case(out)
    except CaseError:
        return None


def _not_had(wanted: list[Wanted], out: Path) -> list[Wanted]:
    """Entries but those that were never seen and whose page the case has: it was added, or kept before a kill."""
    from headwater.articles.web.addresses import key_of

    unseen = [one for one in wanted if not one.state.knows(one.entry)]
    had = {key_of(url) for url in look_through([], out, [one.entry.url or "" for one in unseen]).had}
    found = []
    for one in wanted:
        if not one.state.knows(one.entry) and key_of(one.entry.url or "") in had:
            one.state.took(one.entry)
        else:
            found.append(one)
    return found


def _each_once(wanted: list[Wanted]) -> list[list[Wanted]]:
    """Entries of one address together: it is fetched once, whatever number of lists have it."""
    from headwater.articles.web.addresses import key_of

    found: dict[str, list[Wanted]] = {}
    for one in wanted:
        found.setdefault(key_of(one.entry.url or ""), []).append(one)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Taking:
    """The pages of one round; each is kept and noted before the next is asked for."""

    evidence: Evidence
    fetcher: Fetching
    seen: Seen
    answer: Answer

    def take(self, pages: list[list[Wanted]]) -> int:
        """Fetch and keep each page; gives how many were kept."""
        count = logged = 0
        for page in pages:
            try:
                capture = self.fetcher.fetch(page[0].entry.url or "")
            except FetchError as error:
                self._failed(page, error.reason)
            else:
                count += self._keep(capture, page)
            hosts = [contact.host for contact in self.fetcher.contacts[logged:]]
            if hosts:
                self.evidence.contacted(hosts)
                logged += len(hosts)
            self.seen.save()
        return count

    def _keep(self, capture: Capture, page: list[Wanted]) -> bool:
        if capture.gone:
            self.evidence.stub(
                f"{capture.asked} (absent on {capture.instant[:10]}: the site answers {capture.status})",
                capture.asked,
                capture.instant,
            )
        else:
            told = _told(page[0]) | capture.told() | {"how": "given by the feed that lists it"}
            receipt = self.evidence.receive(capture.warc, capture.asked, "warc", told, _HOW)
            if receipt.refused is not None:
                self.answer.troubles.append((capture.asked, receipt.refused))
        for one in page:
            one.state.took(one.entry)
        return True

    def _failed(self, page: list[Wanted], reason: str) -> None:
        """Tell of a page that did not come; after some rounds it is given up, and kept as refused."""
        gave_up = [one.state.gave_up(one.entry) for one in page]
        url = page[0].entry.url or ""
        if not all(gave_up):
            said = f"not fetched: {reason.rstrip('.')}; it is asked for again in the next round"
            self.answer.troubles.append((url, said))
            return
        for one in page:
            one.state.took(one.entry)
        self.evidence.refuse(url, reason, how=_HOW)
        self.answer.troubles.append((url, f"not fetched: {reason.rstrip('.')}; it is not asked for any more"))


def _told(wanted: Wanted) -> dict[str, Any]:
    """What the feed says of its entry: it counts where the page is silent."""
    entry = wanted.entry
    told = {
        "publisher": entry.publisher,
        "title": entry.title or None,
        "authors": list(entry.authors) or None,
        "published": entry.published,
        "modified": entry.modified,
        "lang": entry.lang,
        "original": entry.original,
    }
    return {name: value for name, value in told.items() if value}
