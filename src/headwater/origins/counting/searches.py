"""Ready search strings, and what is known of a text that is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from headwater.origins.counting.lexicon import words
from headwater.origins.counting.reading import Reading
from headwater.records.claims import Claim
from headwater.records.entities import Entity

_POST = re.compile(r"/status(?:es)?/(\d{15,20})")
_EPOCH = 1288834974657
"""Milliseconds at which the ids of posts begin to count (their first 42 bits are time)."""
MOST_WORDS = 6


def post_date(url: str) -> str | None:
    """The day on which a linked post was made, decoded from its id; null where the link is to no post."""
    found = _POST.search(url)
    if found is None:
        return None
    made = (int(found.group(1)) >> 22) + _EPOCH
    return datetime.fromtimestamp(made / 1000, UTC).strftime("%Y-%m-%d")


def known_of(urls: Iterable[str], dates: Iterable[str | None]) -> list[str]:
    """Links, post ids with their day, and dates that help to find a text."""
    found: list[str] = []
    for url in urls:
        found.append(url)
        day = post_date(url)
        if day:
            found.append(f"the post's id says {day}")
    found += [f"cited on {day}" for day in dates if day]
    return list(dict.fromkeys(found))


def queries_for(
    who: str, entity: Entity | None, claims: Sequence[Claim], lang: str | None, case: Reading
) -> list[str]:
    """Search strings in the source's language; where that is not known, in its name's script and the texts' own."""
    native = [n.lang for n in entity.names if n.script != "Latn"] if entity and not lang else []
    langs = [code for code in dict.fromkeys((lang, *native[:1], *(c.lang for c in claims[:3]))) if code]
    found = []
    for code in langs[:2]:
        name = name_in(entity, code) or who
        what = _what(claims, code, case)
        for form in words().queries.get(code, words().queries["en"]):
            found.append(" ".join(form.format(who=name, what=what).split()))
    return list(dict.fromkeys(found))


def name_in(entity: Entity | None, lang: str) -> str | None:
    """An entity's name in one language, or null."""
    return next((n.text for n in entity.names if n.lang == lang), None) if entity else None


def _what(claims: Sequence[Claim], lang: str, case: Reading) -> str:
    """Place, toll and day of the first claims, as words to search for."""
    found: list[str] = []
    for claim in claims[:3]:
        slots = case.slots.get(claim.id)
        if slots is None:
            continue
        if slots.place is not None:
            entity = case.entities.get(slots.place.entity or "")
            found.append(name_in(entity, lang) or slots.place.name)
        found += [str(q.low) for q in slots.quantities[:1] if q.low is not None]
        if slots.time is not None and slots.time.from_:
            found.append(slots.time.from_)
        found += [
            name_in(case.entities.get(a.entity or ""), lang) or " ".join(a.text.split()[:3])
            for a in slots.actors[:2]
        ]
    if not found and claims:
        found = claims[0].text.split()[:MOST_WORDS]
    return " ".join(list(dict.fromkeys(found))[:MOST_WORDS])
