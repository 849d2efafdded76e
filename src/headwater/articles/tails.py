"""The foot of a body: wire tags, "Reporting by", menus and counters, peeled off from the right."""

from __future__ import annotations

import re
from functools import cache

from headwater.articles.lexicons import agency_of, agency_pattern, any_of, patterns
from headwater.articles.names import CAPITALS, evened, split_names, tidy
from headwater.articles.stretches import Role, Stretch
from headwater.records.kept_patterns import compiled
from headwater.text.dates import find_dates

_MOST = 8
_LOOK = 700
_ENDED = re.compile(r"[.!?…؟»”\")\]](?=\s)|\n")
_MARK = re.compile(r"(?<=[.!?”\"»)])\s+(?P<mark>[A-Z]{2,5}/?(?:[A-Z]{2,4})?(?:\s?\d{1,3})?|\d{1,5})\s*$")
_SENTENCE_LIKE = 220
_RUNNING_LIST = re.compile(
    r"(?:[.!?…”\"»)]|\sSources?:?\s[^\n.]{2,60}?)\s+(?:\.{3}\s+)?(?:\d{1,5}\s+)?"
    r"(?P<label>(?:Topic\s[^\n.]{3,80}?\(\d+\)\s+)?(?:Related(?: News| Articles| Stories)?|Category News|Most Read|Most Popular|Check Also|See Also)(?:\s*:)?\s+(?=[\"“\w]))"
)
_CAPITALISED = rf"[{CAPITALS}][\w.’-]*"
_NAMES = re.compile(
    rf"(?<=[.!?”\"»)])(?<![A-Z]\.)\s+(?P<names>{_CAPITALISED}(?:(?: /)? {_CAPITALISED}| al-{_CAPITALISED}| and| et){{1,9}})\s*$"
)


@cache
def _wire() -> re.Pattern[str]:
    agency = agency_pattern()
    return compiled(
        rf"(?:\s*(?:--?|[–—/])\s?(?P<dash>{agency})|\s*\((?:(?:[Ww]ith|[Aa]vec|[Ss]ources?\s?:|[Ff]rom) )?(?P<round>{agency}(?:(?:,| and|/| et|,? with) ?{agency}){{0,3}})\)"
        rf"|(?<=[.!?”\"»])\s+(?P<plain>{agency}))\.?\s*$"
    )


@cache
def _source() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=[.!?”\"»)\n])|(?<=\s))\(?\s*(?P<label>Sources?|Kaynak|Источник|المصدر)\s*:?\s+(?P<name>[^\n.]{2,60}?)\)?\s*$"
    )


def read_foot(text: str, start: int, until: int | None = None) -> list[Stretch]:
    """Pieces of the foot of ``text[start:until]`` in order; empty where it ends with its last sentence."""
    until = len(text) if until is None else until
    found: list[Stretch] = []
    end = _list_start(text, start, until)
    if end < until:
        found.append(Stretch(end, until, "boilerplate", words=text[end : min(until, end + _LOOK)]))
    for _ in range(_MOST):
        while end > start and text[end - 1].isspace():
            end -= 1
        piece = _piece(text, max(start, end - _LOOK), end)
        if piece is None or piece.start <= start:
            break
        found.append(piece)
        end = piece.start
    return found[::-1]


def _list_start(text: str, start: int, until: int) -> int:
    """Where a list of other texts opens in running text and runs to the end; ``until`` for none."""
    found = _RUNNING_LIST.search(text, start + (until - start) // 2, until)
    return found.start("label") if found and "\n" not in text[found.start() : until].strip() else until


def _piece(text: str, start: int, end: int) -> Stretch | None:
    window = evened(text[start:end])
    for reader in (
        _social,
        _menu,
        _trailing_label,
        _wire_tag,
        _source_line,
        _signature,
        _contributors,
        _updated,
        _mark,
        _label,
        _outlet,
    ):
        piece = reader(window)
        if piece is not None:
            moved = start + piece.start
            return Stretch(moved, end, piece.role, piece.name, piece.value, text[moved:end].strip())
    return None


def _social(window: str) -> Stretch | None:
    """A network's name left over from a row of buttons."""
    found = re.search(
        rf"(?<=[.!?”\"»)\n])\s+(?P<word>{any_of('parts', 'social').pattern})\s*$", window, re.IGNORECASE
    )
    return Stretch(found.start("word"), len(window), "boilerplate") if found else None


def _trailing_label(window: str) -> Stretch | None:
    """ "Read Also" as the last words, whatever stands before."""
    for found in any_of("parts", "boilerplate").finditer(window, max(0, len(window) - 30)):
        if found.end() == len(window) and found.group()[:1].isupper() and " " in found.group():
            return Stretch(found.start(), len(window), "boilerplate")
    return None


def _signature(window: str) -> Stretch | None:
    """Names alone behind the last full stop."""
    found = _NAMES.search(window)
    if (
        found is None
        or found["names"].endswith(".")
        or agency_of(found["names"])
        or not 2 <= len(found["names"].split()) <= 9
    ):
        return None
    if any_of("parts", "boilerplate").match(found["names"]) or any_of("parts", "menu").search(found["names"]):
        return None
    if patterns("credits", "agencies")[0].search(found["names"]) or _source().search(found["names"]):
        return None
    role: Role = "boilerplate" if found["names"].isupper() else "byline"
    return Stretch(found.start("names"), len(window), role, name=found["names"].strip(" ."))


def _wire_tag(window: str) -> Stretch | None:
    found = _wire().search(window)
    if not found:
        return None
    names = found["dash"] or found["round"] or found["plain"]
    agencies = [agency_of(name) or name for name in re.split(r",? (?:and|et|with) |,|/", names)]
    return Stretch(found.start(), len(window), "agency", name=", ".join(tidy(name) for name in agencies))


def _source_line(window: str) -> Stretch | None:
    found = _source().search(window)
    if not found or len(found["name"].split()) > 8 or found["name"][0].islower():
        return None
    return Stretch(found.start(), len(window), "credit", name=tidy(found["name"]))


def _contributors(window: str) -> Stretch | None:
    """ "Reporting by X in Y; Editing by Z" as the last words."""
    last = None
    for pattern in patterns("credits", "contributor"):
        for found in pattern.finditer(window):
            if (
                window[: found.start()].rstrip()[-1:] in '.!?”"»)'
                and len(window) - found.end() < _SENTENCE_LIKE
            ):
                last = found if last is None or found.start() < last.start() else last
    if last is None or _sentences_after(window, last.end()) > 0:
        return None
    return Stretch(last.start(), len(window), "byline", name=", ".join(split_names(last["name"])))


def _sentences_after(window: str, at: int) -> int:
    return sum(1 for _ in re.finditer(r"[a-z]{3}\.\s+[A-Z][a-z]+ [a-z]", window[at:]))


def _updated(window: str) -> Stretch | None:
    """ "Last Update: Friday 3 March 2034 KSA 07:15 - GMT 04:15 1212" as the last words."""
    labels = list(any_of("dates", "updated").finditer(window))
    found = labels[-1] if labels else None
    if found is None or len(window) - found.start() > 100:
        return None
    dates = [date for date in find_dates(window[found.end() :]) if date.precision in ("day", "instant")]
    if not dates or dates[0].start > 6:
        return None
    return Stretch(found.start(), len(window), "updated", value=dates[0].value)


def _mark(window: str) -> Stretch | None:
    """An editor's initials or a counter behind the last full stop."""
    found = _MARK.search(window)
    if found is None or agency_of(found["mark"]):
        return None
    return Stretch(found.start("mark"), len(window), "boilerplate")


def _menu(window: str) -> Stretch | None:
    """What stands behind the last full stop and holds two words of a site's menu."""
    stops = list(_ENDED.finditer(window[:-1]))
    begin = stops[-1].end() if stops else 0
    last = window[begin:]
    hits = {found.group().lower() for found in any_of("parts", "menu").finditer(last)}
    if begin == 0 or len(hits) < 2 or last.rstrip().endswith("."):
        return None
    return Stretch(begin + len(window[begin:]) - len(window[begin:].lstrip()), len(window), "boilerplate")


def _label(window: str) -> Stretch | None:
    """A short last sentence that opens like a line of boilerplate: "Read Also", "Our Standards: ..."."""
    for found in reversed(list(_ENDED.finditer(window[:-1]))):
        last = window[found.end() :].strip()
        if not last:
            continue
        begin = len(window) - len(window[found.end() :].lstrip())
        return Stretch(begin, len(window), "boilerplate") if _is_label(last) else None
    return None


def _is_label(last: str) -> bool:
    return len(last) <= 120 and any_of("parts", "boilerplate").match(last) is not None


def _outlet(window: str) -> Stretch | None:
    """The outlet on itself: "Launched in ... the decisive publication on ..."."""
    for found in any_of("parts", "about_outlet").finditer(window):
        if window[: found.start()].rstrip()[-1:] in '.!?”"»)' or len(window) - found.start() < 500:
            return Stretch(found.start(), len(window), "boilerplate")
    return None
