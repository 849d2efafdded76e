"""Ready search strings, and what is known of a text that is looked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Literal

from headwater.origins.counting.reading import Reading
from headwater.records.claims import Claim
from headwater.records.entities import Entity

_POST = re.compile(r"/status(?:es)?/(\d{15,20})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_EPOCH = 1288834974657
"""Milliseconds at which the ids of posts begin to count (their first 42 bits are time)."""
MOST_WORDS = 6
"""Things (a place, a number, a day, actors) that one search names."""
MOST_CLAIMS = 6
"""Claims that are asked for such things, one after the other."""
MOST_QUOTED = 8
"""Words of a sentence that are searched for as they stand."""
LEAST_QUOTED = 4
LEAST_TOLD = 2
"""Things that a search for a report without a name must hold."""
LEAST_NUMBER = 2
"""Numbers below are no help in a search: none, and one."""
SHORT_NAME = 4
"""Letters up to which a name is an abbreviation, and a longer one is looked for."""

Kind = Literal["report", "statement", "reply", "witness", "official", "picture"]


@dataclass(frozen=True)
class SearchWords:
    """How to ask, by language: countries, words that tell a language, months, scripts, and forms by kind."""

    countries: Mapping[str, str]
    called: Mapping[str, str]
    months: Mapping[str, tuple[str, ...]]
    scripts: Mapping[str, str]
    none: frozenset[str]
    forms: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search is for: of whom, on which site, about which claims, and words that it must hold."""

    kind: Kind
    who: str | None = None
    entity: Entity | None = None
    host: str | None = None
    claims: Sequence[Claim] = ()
    verbatim: Sequence[str] = ()
    site_lang: str | None = None  # the only language of the site, where that is known


@cache
def search_words() -> SearchWords:
    """The contents of ``searches.toml``."""
    data = tomllib.loads(resources.files(__package__).joinpath("searches.toml").read_text("utf-8"))
    return SearchWords(
        countries={code: lang for lang, codes in data["countries"].items() for code in codes},
        called={word: lang for lang, told in data["called"].items() for word in told},
        months={lang: tuple(names) for lang, names in data["months"].items()},
        scripts=data["scripts"],
        none=frozenset(data["none"]),
        forms=data["forms"],
    )


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
        day, post = post_date(url), _POST.search(url)
        if day and post:
            found += [f"post id {post.group(1)}", f"the post's id says {day}"]
    found += [f"cited on {day}" for day in dates if day]
    return list(dict.fromkeys(found))


def queries_for(sought: Sought, langs: Iterable[str | None], case: Reading) -> list[str]:
    """Search strings, those in the first language first: words that must stand so, then what is asked.

    In a language of another script only names that the case or the registry has in that script are used.
    """
    found = [f"{_quoted(words)} {_site(sought.host)}".strip() for words in sought.verbatim if words]
    for code in [code for code in dict.fromkeys(langs) if code][:2]:
        who, what = _name_for(sought, code), about(sought.claims, code, case)
        site = sought.host if sought.site_lang in (None, code) else None
        if not _is_enough(sought, who, what, site):
            continue
        forms = search_words().forms[sought.kind]
        form = forms.get(code, forms["en"])
        query = form.format(
            who=_quoted(who) if who else "",
            what=" ".join(w for w in what if w.strip('"') != who),
            site=_site(site),
        )
        found.append(" ".join(query.split()))
    return list(dict.fromkeys(found))


def _is_enough(sought: Sought, who: str | None, what: Sequence[str], site: str | None) -> bool:
    """Whether a search would find more than numbers: it holds a name of whoever is sought, or of what it is about."""
    if sought.who:
        return who is not None and bool(what or site or sought.kind == "statement")
    named = any(not any(letter.isdigit() for letter in word) for word in what)
    return named and (sought.kind != "report" or len(what) >= LEAST_TOLD)


def _site(host: str | None) -> str:
    return f"site:{host}" if host else ""


def _quoted(words: str) -> str:
    return f'"{" ".join(words.replace(chr(34), " ").split())}"'


def _name_for(sought: Sought, code: str) -> str | None:
    """The name to look for in one language: in its script, else as it is told where that is no other script."""
    name = name_in(sought.entity, code)
    if name is not None or not sought.who:
        return name
    return sought.who if fits(sought.who, code) else None


def fits(words: str, code: str) -> bool:
    """Whether words can stand in a text of a language: Latin letters in none of another script."""
    wanted = search_words().scripts.get(code)
    ranges = {"Arab": ("\u0600", "\u06ff"), "Cyrl": ("\u0400", "\u04ff")}
    letters = [letter for letter in words if letter.isalpha()]
    if wanted is None:
        return all(letter < "\u0370" or letter > "\u1dff" for letter in letters)
    low, high = ranges[wanted]
    return any(low <= letter <= high for letter in letters)


def name_in(entity: Entity | None, lang: str) -> str | None:
    """An entity's name in one language, the heading name or a full one first; or null."""
    if entity is None:
        return None
    named = [n.text for n in entity.names if n.lang == lang and fits(n.text, lang)]
    if entity.name in named:
        return entity.name
    return next((name for name in named if len(name) > SHORT_NAME), named[0] if named else None)


def about(claims: Sequence[Claim], lang: str, case: Reading) -> list[str]:
    """Place, toll, day and actors of the first claims, as a text of that language writes them."""
    found: list[str] = []
    for claim in claims[:MOST_CLAIMS]:
        found = [word for word in _told(claim, lang, case) if word]
        if found:
            break
    if not any(slots.place for claim in claims[:1] if (slots := case.slots.get(claim.id))):
        places = (_place(claim, lang, case) for claim in claims[:MOST_CLAIMS])
        found = [next((place for place in places if place), ""), *found]
    found = [word for word in dict.fromkeys(found) if word]
    if not any(letter.isalpha() for word in found for letter in word):
        found = [_opening(claims, lang), *found]
    return [word for word in found if word][:MOST_WORDS]


def _told(claim: Claim, lang: str, case: Reading) -> list[str]:
    """Place, toll, day and two actors of one claim; blank where one language has no word for them."""
    slots = case.slots.get(claim.id)
    if slots is None:
        return []
    found = [_place(claim, lang, case)]
    found += [str(q.low) for q in slots.quantities[:1] if q.low is not None and q.low >= LEAST_NUMBER]
    if slots.time is not None and slots.time.from_ == slots.time.to:
        found.append(day_in(slots.time.from_, lang))
    actors = slots.actors[:2]
    return found + [_named(a.entity, " ".join(a.text.split()[:3]), claim, lang, case) for a in actors]


def _place(claim: Claim, lang: str, case: Reading) -> str:
    slots = case.slots.get(claim.id)
    if slots is None or slots.place is None:
        return ""
    return _named(slots.place.entity, slots.place.name, claim, lang, case)


def _named(entity: str | None, words: str, claim: Claim, lang: str, case: Reading) -> str:
    """A name in one language; the text's own words only where the text is in that language."""
    known = case.entities.get(entity or "")
    name = name_in(known, lang)
    if name is None and claim.lang == lang:
        name = " ".join(words.split())
    if name is None and known is not None and fits(known.name, lang):
        name = known.name  # a place of an unknown country is written alike in all languages of one script
    if name is None:
        return ""
    return _quoted(name) if " " in name else name


def _opening(claims: Sequence[Claim], lang: str) -> str:
    same = next((claim for claim in claims if claim.lang == lang), None)
    return _quoted(" ".join(_EDGES.sub("", same.text).split()[:MOST_WORDS])) if same else ""


def day_in(day: str | None, lang: str) -> str:
    """A day as a text of that language writes it ("9 mars 2021"); nothing where it is no single day."""
    found = _DAY.fullmatch(day or "")
    if found is None or not 1 <= int(found.group(2)) <= 12:
        return ""
    months = search_words().months.get(lang, search_words().months["en"])
    return f'"{int(found.group(3))} {months[int(found.group(2)) - 1]} {found.group(1)}"'


def verbatim(text: str) -> str | None:
    """The first words of a sentence, to be searched for as they stand; null where they are too few."""
    found = _EDGES.sub("", text).split()[:MOST_QUOTED]
    return " ".join(found) if len(found) >= LEAST_QUOTED else None
