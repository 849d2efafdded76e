"""One answer from many statements: publisher, authors and agencies, dates, addresses of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from headwater.articles.drafts import DateClaim, MetaCredit
from headwater.articles.items import Told
from headwater.articles.lexicons import agency_of
from headwater.articles.mastheads import is_staff, same_house
from headwater.articles.page.capture import Kept
from headwater.articles.page.facts import Names, PageFacts
from headwater.articles.page.from_metas import names_in
from headwater.articles.page.printed import is_person
from headwater.articles.page.words import phrase
from headwater.articles.publication import read_claim

_ARCHIVES = (
    "archive.ph",
    "archive.is",
    "archive.today",
    "archive.li",
    "archive.md",
    "web.archive.org",
    "internet archive",
)
_NETWORKS = ("telegram", "facebook", "twitter", "blogger", "wordpress", "medium")
_AGENCY_WORDS = re.compile(
    r"(?:^|\s)(?:agence|agency|agencies|agences|ajansı|агентство|وكالة)(?=\s|$)", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x1f]")
_LONGEST_NAME = 100
_AMP_HOST = re.compile(r"^(?:www|m|mobile|amp)\.")


def publisher(facts: PageFacts, sites: Sequence[str]) -> str | None:
    """The best trusted name that is a name."""
    for name in [*facts.publishers, *sites]:
        bare = _CONTROLS.sub("", name).strip()
        lowered = bare.lower()
        if (
            bare
            and len(bare) <= _LONGEST_NAME
            and "://" not in bare
            and lowered not in (*_ARCHIVES, *_NETWORKS)
        ):
            return bare
    return None


def people(facts: PageFacts, house: str | None) -> tuple[list[str], list[MetaCredit]]:
    """The authors of the first source that names a person, and every agency that any source names as author."""
    authors: list[str] = []
    agencies: dict[str, MetaCredit] = {}
    for source, names in facts.authors:
        persons = []
        for given, organisation in _each(names):
            name = _CONTROLS.sub("", given).strip()
            agency = _agency(name)
            if not name or len(name) > _LONGEST_NAME or phrase("generic").fullmatch(name):
                continue
            if _is_house(name, house) and (not agency or same_house(agency, house)):
                continue
            if agency or (organisation and house and not is_staff(name)):
                because = f'{source} gives "{name}" as author, an organisation other than the publisher'
                agencies.setdefault(agency or name, MetaCredit("agency", agency or name, None, because))
            elif not organisation and not is_staff(name):
                persons.append(_cased(name))
        authors = authors or list(dict.fromkeys(persons))
    return authors, list(agencies.values())


def _each(names: Names) -> Iterator[tuple[str, bool]]:
    """The names, a list written as one name ("A and B", "A with the wire") taken apart."""
    for given, organisation in names:
        parts = [] if organisation else names_in(given)
        if len(parts) > 1 and all(is_person(part) or _agency(part) for part in parts):
            yield from ((part, False) for part in parts)
        else:
            yield given, organisation


def _agency(name: str) -> str | None:
    return agency_of(name) or agency_of(_AGENCY_WORDS.sub(" ", name).strip())


def _cased(name: str) -> str:
    """A name in capitals as names are written."""
    return name.title() if name.isupper() and len(name.split()) > 1 else name


def _is_house(name: str, house: str | None) -> bool:
    """Whether an author's name is the publisher's own, or shares a telling word with it."""
    if house is None:
        return False
    if same_house(name, house):
        return True
    words = {word for word in name.lower().split() if len(word) > 3}
    return bool(words & set(house.lower().split())) and len(name.split()) != 2


def dates(claims: Sequence[DateClaim]) -> list[DateClaim]:
    """Dates without repetition; one with a clock before the bare day that it refines."""
    seen: dict[str, DateClaim] = {}
    for claim in claims:
        seen.setdefault(claim.value, claim)
    kept = list(seen.values())
    if not kept:
        return []
    day = (_iso(kept[0].value) or "")[:10]
    refined = [one for one in kept if (_iso(one.value) or "").startswith(f"{day}T")] if len(day) == 10 else []
    best = refined[0] if refined else kept[0]
    return [best, *(one for one in kept if one is not best)]


def _iso(value: str) -> str | None:
    return read_claim(value)[0]


def last_change(claims: Sequence[DateClaim]) -> DateClaim | None:
    """The last change as ISO 8601: the best trusted statement that can be read, with its clock where one has it."""
    for claim in dates(claims):
        value, precision = read_claim(claim.value)
        if value and precision in ("instant", "day"):
            return DateClaim(value, claim.how)
    return None


def addresses(
    facts: PageFacts, told: Told, kept: Kept | None, base: str | None
) -> tuple[str | None, str | None, list[MetaCredit]]:
    """(the page's own address, the one asked for where another answered, originals that the addresses tell).

    A canonical address on another site than the page's own is the original's.
    """
    fetched = kept.url if kept else told.url
    named = [(source, _resolved(href, fetched or base)) for source, href in facts.addresses]
    good = [(source, href) for source, href in named if href and not _is_front(href, fetched)]
    canonical = next((href for source, href in good if source == "canonical"), None)
    others = [href for source, href in good if source != "canonical" and _site(href) != "web.archive.org"]
    own = fetched or next(iter(others), None)
    asked = kept.archived if kept else None
    if canonical and own and _site(canonical) != _site(own) and not facts.amp and not _is_cache(own):
        because = f"the page calls an address of another site its canonical one: {canonical}"
        return own, asked, [MetaCredit("original", None, canonical, because)]
    url = canonical or own
    if asked is None and fetched and url and url != fetched:
        asked = fetched
    return url, asked, []


def _resolved(href: str, base: str | None) -> str | None:
    if href.startswith("//"):
        href = f"https:{href}"
    if not href.startswith(("http://", "https://")):
        if base is None:
            return None
        try:
            href = urljoin(base, href)
        except ValueError:
            return None
    return href if href.startswith(("http://", "https://")) and not re.search(r"[\s<>\"]", href) else None


def _is_front(href: str, fetched: str | None) -> bool:
    """A canonical address that is the site's front page, on a page that is not."""
    return len(_path(href)) <= 1 and fetched is not None and len(_path(fetched)) > 1


def _path(href: str) -> str:
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    return parts.path + parts.query


def _site(href: str) -> str:
    """The registered part of an address's host, roughly: its last two names, three under a two-letter country."""
    try:
        host = (urlsplit(href).hostname or "").lower()
    except ValueError:
        return ""
    names = _AMP_HOST.sub("", host).split(".")
    short = len(names) > 2 and len(names[-1]) == 2 and len(names[-2]) <= 3
    return ".".join(names[-3:] if short else names[-2:])


def _is_cache(href: str) -> bool:
    return _site(href) in ("ampproject.org", "bing-amp.com") or "/amp/s/" in href
