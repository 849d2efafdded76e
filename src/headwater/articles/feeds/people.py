"""Names that feeds give: people, agencies among them, and makers of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from headwater.articles.feeds.entries import Credited
from headwater.articles.lexicons import agency_of
from headwater.articles.names import split_names

_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w.-]{1,120}")
_BY = re.compile(r"^\s*(?:by|par|von|de|автор:?|yazan:?|بقلم:?)\s+", re.IGNORECASE)
_LONGEST = 200
_NOBODY = ("admin", "administrator", "editor", "webmaster", "noreply", "no-reply", "none", "unknown", "rss")


def names_of(given: Iterable[str]) -> tuple[tuple[str, ...], tuple[Credited, ...]]:
    """Authors, and the agencies that stand among them, each once, in the order given."""
    people: dict[str, None] = {}
    agencies: dict[str, Credited] = {}
    for words in given:
        for name in _split(words):
            agency = agency_of(name)
            if agency:
                because = f'the feed\'s entry gives "{name}" as author, a news agency'
                agencies.setdefault(agency, Credited("agency", agency, because))
            elif name.lower() not in _NOBODY:
                people.setdefault(name)
    return tuple(people), tuple(agencies.values())


def _split(words: str) -> list[str]:
    bare = " ".join(_MAIL.sub(" ", words[:_LONGEST]).replace("mailto:", " ").split()).strip(" ()<>\"'")
    if "/" in bare and "://" not in bare:
        bare = ", ".join(part.strip() for part in bare.split("/"))
    if "://" in bare:
        return []
    return [name for name in split_names(_BY.sub("", bare)) if len(name) > 1]


def picture_credits(given: Iterable[tuple[str, str]]) -> tuple[Credited, ...]:
    """Credits of pictures, from pairs (role, name); other roles of a medium's makers are left out."""
    found = {
        name: Credited("photo", name, f'the feed\'s entry credits a picture to "{name}"')
        for role, words in given
        if role.lower() in ("", "photographer", "photo", "photography", "artist", "author", "provider")
        and (name := " ".join(words.split())[:_LONGEST])
    }
    return tuple(found.values())
