"""What a page prints around its text: the date with its clock, the last change, the writer's name, the source's link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from headwater.articles.drafts import MetaCredit
from headwater.articles.lexicons import agency_of, any_of
from headwater.articles.mastheads import is_staff
from headwater.articles.names import NAME, evened
from headwater.articles.page.apart import Special
from headwater.articles.page.blocks import Block
from headwater.articles.page.facts import PageFacts
from headwater.articles.page.from_metas import names_in
from headwater.articles.page.words import flat, is_marked, label, phrase
from headwater.records.articles import CreditKind
from headwater.text.dates import FoundDate, find_dates

_LONGEST = 160
_CLOCK = re.compile(
    r"^[\s,،|/•·–—-]*(?:(?:à|at|um|в|saat|الساعة|года|г\.?|م)[\s,-]*)*(?P<h>[01]?\d|2[0-3])\s?[:h.Hч]\s?(?P<m>[0-5]\d)(?::[0-5]\d)?(?!\d)"
    r"\s*(?P<half>[ap]\.?m\.?|ص|م|صباحا|مساء)?",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(r"(?<!\d)(?P<h>[01]?\d|2[0-3])[:h](?P<m>[0-5]\d)[\s,|–-]*$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،", "01234567890123456789,")
_AFTERNOON = ("p", "م")
_AROUND = 40
_HEAD = 10  # blocks before the first of the text in which its date and writer stand
_FOOT = 8
_PERSON = re.compile(r"^[^\d@|:;!?«»\"“”]{4,40}$")
_MOST_NAME_WORDS = 4
_SET_OFF = ("b", "strong", "i", "em")


def read_printed(
    blocks: Sequence[Block],
    kept: Sequence[int],
    headline_at: int | None,
    specials: Sequence[Special],
    facts: PageFacts,
) -> None:
    """Adds the dates and names printed above and below the text, and the links that say where it comes from."""
    if not kept:
        return
    first, last = kept[0], kept[-1]
    top = max(0, first - _HEAD) if headline_at is None or headline_at > first else max(0, headline_at - 4)
    head = list(range(top, min(first + 3, len(blocks))))
    foot = list(range(max(first + 1, last - 3), min(len(blocks), last + _FOOT)))
    named: list[str] = []
    for number in dict.fromkeys([*head, *foot]):
        block = blocks[number]
        if len(block.text) > _LONGEST or block.special is not None:
            continue
        _read_dates(block, number in head, facts)
        named += _read_names(block, number in head, facts)
    if not named:
        named = _bare_names(blocks, head, first, last, facts)
    facts.add_authors("a line on the page", [(name, False) for name in dict.fromkeys(named)])
    facts.credits += _sources([*head, *foot], blocks, specials)


def _read_dates(block: Block, head: bool, facts: PageFacts) -> None:
    marked = is_marked(block.node, "dated")
    for value, updated in dated_words(block.text):
        bare = len(block.text) < _AROUND * 2 or marked
        if (head or updated or marked) and bare:
            facts.add_date(value, f'printed on the page: "{block.text[:80]}"', modified=updated)
            facts.read_lines.add(block.text)


def dated_words(words: str) -> Iterator[tuple[str, bool]]:
    """(ISO value, whether it is the last change) of each date in a short line, with the clock beside it."""
    plain = words.translate(_DIGITS)
    at = 0
    for date in find_dates(plain):
        before = plain[at : date.start]
        updated = any(label("modified").match(before[cut:]) for cut in _starts(before))
        at = date.end
        yield _with_clock(date, plain), updated


def _starts(before: str) -> list[int]:
    """Where a label may begin in the words before a date."""
    return [0, *(found.end() for found in re.finditer(r"[\s|,–—-]+", before))][-4:]


def _with_clock(date: FoundDate, words: str) -> str:
    if date.precision != "day":
        return date.value
    found = _CLOCK.match(words[date.end : date.end + 30]) or _CLOCK_BEFORE.search(
        words[max(0, date.start - 12) : date.start]
    )
    if found is None:
        return date.value
    hour = int(found["h"])
    half = (found.groupdict().get("half") or "").lower()
    if half and half[0] in _AFTERNOON and hour < 12:
        hour += 12
    elif half and half[0] not in _AFTERNOON and hour == 12:
        hour = 0
    return f"{date.value}T{hour:02d}:{found['m']}"


def _read_names(block: Block, head: bool, facts: PageFacts) -> list[str]:
    """Names behind a writer's label, or in an element that its class calls a byline."""
    words = _without_dates(block.text)
    labelled = label("author").match(words)
    rest = labelled["rest"] if labelled else ""
    if label("translator").match(block.text):
        return []
    if labelled and (labelled["colon"] or head) and (labelled["colon"] or is_person(_first(rest))):
        names = [name for name in names_in(rest) if is_person(name) or agency_of(name)]
    elif head and is_marked(block.node, "byline"):
        names = [name for name in names_in(words.rpartition(" - ")[2]) if is_person(name)]
    else:
        return []
    if names:
        facts.read_lines.add(block.text)
    return names


def _first(rest: str) -> str:
    return re.split(r"[,،|•·(]", rest)[0].strip()


def _without_dates(words: str) -> str:
    for date in reversed(find_dates(words)):
        words = f"{words[: date.start]} | {words[date.end :]}"
    return words.strip(" |–—-,")


def is_person(name: str) -> bool:
    """Whether words look like a person's name: two to four words, capitals where the script has them."""
    parts = name.split()
    if not 2 <= len(parts) <= _MOST_NAME_WORDS or not _PERSON.match(name) or is_staff(name):
        return False
    if phrase("generic").fullmatch(name) or not NAME.fullmatch(name.replace("'", "’")):
        return False
    cased = [part for part in parts if part[0].lower() != part[0].upper()]
    return all(part[0].isupper() for part in (cased[:1] + cased[-1:]))


def _bare_names(
    blocks: Sequence[Block], head: Sequence[int], first: int, last: int, facts: PageFacts
) -> list[str]:
    """A name alone on a line of its own, in bold or italics, right above or right below the text."""
    near = [number for number in head if number <= first + 1] + list(
        range(max(first, last - 1), min(len(blocks), last + 3))
    )
    for number in near:
        block = blocks[number]
        words = _set_off(block)
        if words and is_person(words):
            facts.read_lines.add(block.text)
            return [words]
    return []


def _set_off(block: Block) -> str | None:
    """The words that a short line sets in bold or italics: the whole line, or its beginning before a comma."""
    if len(block.text) > 80:
        return None
    if block.node.tag in _SET_OFF:
        return block.text.rpartition(" - ")[2].strip()
    for child in block.node.iterdescendants(*_SET_OFF):
        words = flat(child)
        if words and block.text == words:
            return words.rpartition(" - ")[2].strip()
        if words and block.text.startswith(f"{words},"):
            return words
    return None


def _sources(
    numbers: Sequence[int], blocks: Sequence[Block], specials: Sequence[Special]
) -> Iterator[MetaCredit]:
    """Links behind words such as "Source:", "Originally published in"."""
    for number in sorted(set(numbers)):
        block = blocks[number]
        if block.special is not None and specials[block.special].kind != "boilerplate":
            continue
        if len(block.text) >= 2 * _LONGEST:
            continue
        agencies = _unnamed_agencies(block)
        if agencies:
            yield agencies
        for start, end, href in block.links:
            kind = _kind_of_link(block, start) or _kind_of_link_before(blocks, number, start)
            if kind and href.startswith(("http://", "https://")):
                name = block.text[start:end]
                shown = block.text if len(block.text) <= 80 else f"{block.text[:77]}…"
                yield MetaCredit(
                    kind, None if "://" in name else name, href, f'the page links its source: "{shown}"'
                )


def _unnamed_agencies(block: Block) -> MetaCredit | None:
    """ "Source: agencies" without a name."""
    found = label("source").match(block.text) if len(block.text) <= _AROUND * 2 else None
    if (
        found
        and found["colon"]
        and any_of("credits", "agencies").fullmatch(evened(found["rest"]).strip(" .()"))
    ):
        return MetaCredit("agency", "agencies", None, f'the page says "{block.text}"')
    return None


def _kind_of_link(block: Block, start: int) -> CreditKind | None:
    before = block.text[max(0, start - 80) : start]
    tail = before.strip(" :«“\"'(—–-")
    for found in re.finditer(r"(?<!\w)\w", tail):
        rest = tail[found.start() :]
        matched = label("originally").match(rest)
        if matched and len(matched["rest"].split()) <= 2:
            return "original"
        matched = label("source").match(rest)
        if matched and not matched["rest"].strip() and (":" in before or len(tail) < 30):
            return "via"
    return None


def _kind_of_link_before(blocks: Sequence[Block], number: int, start: int) -> CreditKind | None:
    """The label may be a block of its own: "KAYNAK" in one element, the link in the next."""
    if start or not number:
        return None
    before = blocks[number - 1]
    matched = label("source").match(before.text) if len(before.text) < _AROUND else None
    return "via" if matched and not matched["rest"].strip() else None
