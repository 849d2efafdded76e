"""Datelines: "BEIRUT, April 4 (Reuters) -", "Damascus, SANA –", "BEIRUT Air strikes" where the dash was lost."""

from __future__ import annotations

import re
from functools import cache

from headwater.articles.lexicons import abbreviations, agency_of, agency_pattern, lexicon
from headwater.articles.names import CAPITAL_WORD, NAME, evened
from headwater.articles.stretches import Stretch
from headwater.records.kept_patterns import compiled
from headwater.text.dates import find_dates
from headwater.text.months import MONTHS, WEEKDAYS, alternation

_DASH = r"(?:--?|[–—])"
_DATE = rf"(?:(?:{alternation(WEEKDAYS)})[\s,]+)?(?:(?:{alternation(MONTHS)})\.?\s+\d{{1,2}}|\d{{1,2}}(?:er)?\s+(?:{alternation(MONTHS)}))(?:,?\s+\d{{4}})?"
_PLACE = rf"(?:{NAME.pattern})(?:[,/] ?(?:{NAME.pattern})){{0,2}}"
_LOOK = 160
_CAPITAL_PLACE = re.compile(
    rf"(?<=[\w.!?\"”)] )(?P<place>[A-Z]{{4,}}(?: [A-Z]{{3,}})?)(?:,? (?i:{_DATE}),?)? \((?P<agency>[^()\n]{{2,30}})\)"
    r"\s*(?P<dash>[-–—]{0,2})\s*(?=[\"“«A-Z])"
)
_COUNTRY = re.compile(r"(?P<place>[A-Z]{4,}(?: [A-Z]{3,})?,? [A-Z][a-z]{3,}) (?=(?P<opener>[A-Z][a-z]*) )")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    agency = agency_pattern()
    return (
        # PLACE (COUNTRY), date (AGENCY) -   and   PLACE (AGENCY) -   and   (AGENCY) -
        compiled(
            rf"(?P<place>{_PLACE}(?: \((?:{NAME.pattern})\))?)?,?\s*(?:(?i:{_DATE}))?,?\s*\((?P<agency>[^()\n]{{2,40}})\)\s*(?:{_DASH}|:)\s*"
        ),
        # PLACE, date, AGENCY -
        compiled(
            rf"(?P<place>{_PLACE}),?\s*(?:(?i:{_DATE}),?)?[\s,/]+(?P<agency>{agency})\s*(?:{_DASH}|:)\s+"
        ),
        # PLACE, date. /AGENCY/.
        compiled(
            rf"(?P<place>{_PLACE}),?\s*(?:(?i:{_DATE}))?[.,]?\s*/(?P<agency>{agency})/\.?\s*{_DASH}?\s*"
        ),
        # AGENCY -
        compiled(rf"(?:[A-Z][a-z]+ )?(?P<agency>{agency})\s*(?:{_DASH}|:|/)\s+"),
        # PLACE, date -
        compiled(rf"(?P<place>{_PLACE}),?\s+(?i:{_DATE})\s*{_DASH}\s+"),
        # PLACE in capitals -
        compiled(
            r"(?P<place>[A-ZÀ-ÞİŞĞÇÖÜА-Я]{3,}(?:[ ,/-]+[A-ZÀ-ÞİŞĞÇÖÜА-Я][\w.]*){0,3})\s*" + _DASH + r"\s+"
        ),
    )


@cache
def _bare() -> re.Pattern[str]:
    data = lexicon("datelines")
    cities = "|".join([re.escape(city) for city in data["two_words"]] + str(data["cities"]).split())
    return re.compile(rf"(?P<place>{cities})(?: (?P<agency>{agency_pattern()}))?[\s.:,]+(?=[\"“«A-Z])")


def read_dateline(text: str, at: int) -> Stretch | None:
    """The dateline that begins at ``at``, its dash included, or None."""
    window = evened(text[at : at + _LOOK])
    for form in _forms():
        found = form.match(window)
        if found and _plausible(found, window):
            return _stretch(found, at, text)
    found = _bare().match(window) or _with_country(window)
    return _stretch(found, at, text) if found else None


def _with_country(window: str) -> re.Match[str] | None:
    """ "ORVE Norland A ferry ...": a place in capitals and its country, where the signs between were lost."""
    found = _COUNTRY.match(window)
    return found if found and found["opener"].lower() in abbreviations().openers else None


def find_lost_dateline(text: str, start: int, end: int) -> Stretch | None:
    """A dateline behind a standfirst on the same line: "... officials said. ORVE (Reuters) The army"."""
    for found in _CAPITAL_PLACE.finditer(text, start, end):
        agency = agency_of(found["agency"]) or (found["agency"] if found["dash"] else None)
        if agency:
            return Stretch(found.start("place"), found.end(), "dateline", agency, words=found.group().strip())
    return None


def _plausible(found: re.Match[str], window: str) -> bool:
    """A sentence follows, and a bracket names an agency or looks like a name."""
    following = window[found.end() : found.end() + 1]
    if not following or not (
        CAPITAL_WORD.match(following)
        or following.isdigit()
        or following in '"“«‘’'
        or "\u0600" < following < "\u06ff"
    ):
        return False
    agency = found.groupdict().get("agency")
    if agency is None or agency_of(agency) or not found.group().rstrip().startswith(("(",)):
        return agency is None or agency_of(agency) is not None or bool(NAME.match(agency))
    return len(agency.split()) <= 4


def _stretch(found: re.Match[str], at: int, text: str) -> Stretch:
    agency = found.groupdict().get("agency")
    name = agency_of(agency) or agency if agency else None
    end = at + found.end()
    dates = [date.value for date in find_dates(text[at:end]) if date.precision == "day"]
    return Stretch(at, end, "dateline", name, dates[0] if dates else None, text[at:end].strip())
