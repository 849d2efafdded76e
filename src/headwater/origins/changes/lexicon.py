"""What words may mean, by facet and class, from one table a language; and where a text has them.

An entry is one or more words; a star ends a stem ("militant*"), begins an ending ("*siz") or stands for
one word of any kind. An entry in capitals ("US") matches capitals only. Of entries of one facet that
begin at one word the longest counts. Linear in the length of the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from headwater.text import numerals
from headwater.text.names import fold, words_of

LANGUAGES = ("en", "fr", "ar", "tr", "ru")
_LONGEST_STEM = 14
_MOST_MET = 50_000
ACCENTED = ("fr", "tr")
"""Languages whose words are told apart by accents alone ("a" and "à", "oldu" and "öldü")."""


class Mark(NamedTuple):
    """A stretch of a text that has a class of a facet: "négation" / "not", "weekday" / "3"."""

    facet: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a table: its words after the first, and what it means."""

    facet: str
    key: str
    rest: tuple[str, ...]
    capitals: bool
    place: int = 0  # among those that fit one word


@dataclass(frozen=True, slots=True)
class Fitting:
    """The entries that may begin at a word: those of it alone, those by the next word, those of which that may be any.

    Of those of it alone there is one a facet, the one that counts.
    """

    alone: tuple[Entry, ...]
    by_next: Mapping[str, tuple[Entry, ...]]
    loose: tuple[Entry, ...]

    def longer(self, words: Sequence[Token], at: int) -> list[Entry]:
        """Those of several words that stand at ``at``."""
        following = words[at + 1]
        found = [
            entry
            for form in following.forms
            if form in self.by_next
            for entry in self.by_next[form]
            if len(entry.rest) == 1 or _rest_fits(entry, words, at)
        ]
        return found + [entry for entry in self.loose if _rest_fits(entry, words, at)]


class Token(NamedTuple):
    """One word of a text, the forms by which tables are looked up, and what may begin at it.

    ``turns``: by its form alone it may deny or hold back, whatever tables say of it; ``capital``: it begins with one.
    """

    start: int
    end: int
    text: str
    forms: tuple[str, ...]
    fitting: Fitting | None = None
    turns: bool = False
    capital: bool = False


@dataclass(slots=True)
class Table:
    """The entries of one language, by their first word: whole, as a stem, as an ending."""

    whole: dict[str, list[Entry]] = field(default_factory=dict)
    stems: dict[str, list[Entry]] = field(default_factory=dict)
    endings: dict[str, list[Entry]] = field(default_factory=dict)
    _met: dict[tuple[tuple[str, ...], bool], Fitting | None] = field(default_factory=dict)

    def fitting(self, forms: tuple[str, ...], capitals: bool) -> Fitting | None:
        """Entries whose first word a word fits, None for none; found once for each. ``capitals``: it has no small letter."""
        key = forms, capitals
        if key in self._met:
            return self._met[key]
        if len(self._met) >= _MOST_MET:
            self._met.clear()
        entries = [entry for entry in self._fitting(forms) if capitals or not entry.capitals]
        made = self._met[key] = _sorted_out(entries)
        return made

    def _fitting(self, forms: tuple[str, ...]) -> Iterator[Entry]:
        for form in forms:
            yield from self.whole.get(form, ())
            for size in range(2, min(len(form), _LONGEST_STEM) + 1):
                yield from self.stems.get(form[:size], ())
        key = forms[0]
        for size in range(2, min(len(key), 6)):
            yield from self.endings.get(key[-size:], ())


def _sorted_out(entries: Sequence[Entry]) -> Fitting | None:
    """Entries by what the next word must be. Of one facet and length the first counts, so each is given its place."""
    if not entries:
        return None
    alone: dict[str, Entry] = {}
    by_next: dict[str, list[Entry]] = {}
    loose: list[Entry] = []
    for place, entry in enumerate(entries):
        placed = replace(entry, place=place)
        if not entry.rest:
            alone.setdefault(entry.facet, placed)
        elif entry.rest[0].endswith("*"):
            loose.append(placed)
        else:
            by_next.setdefault(entry.rest[0], []).append(placed)
    return Fitting(
        tuple(alone.values()), {piece: tuple(some) for piece, some in by_next.items()}, tuple(loose)
    )


@cache
def table_of(lang: str) -> Table:
    """The table of a language; empty where there is none."""
    table = Table()
    path = files("headwater.origins.changes") / "lexicon" / f"{lang}.toml"
    if not path.is_file():
        return table
    data: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for facet, classes in data.items():
        for key, entries in classes.items():
            for entry in entries.split(","):
                _enter(table, facet, key, entry.strip(), lang)
    return table


def _enter(table: Table, facet: str, key: str, entry: str, lang: str) -> None:
    pieces = [_piece(piece, lang) for raw in entry.split() for piece in _split(raw, lang)]
    if not pieces:
        return
    first, rest = pieces[0], tuple(pieces[1:])
    made = Entry(facet, key, rest, entry.isupper() and entry.isascii() and len(entry) <= 4)
    where = table.whole
    if first.endswith("*"):
        where, first = table.stems, first[:-1]
    elif first.startswith("*"):
        where, first = table.endings, first[1:]
    where.setdefault(first, []).append(made)


def _split(raw: str, lang: str) -> list[str]:
    """A raw word of an entry as ``words_of`` would split it; stars kept."""
    if raw == "*":
        return ["*"]
    lead, tail = raw.startswith("*"), raw.endswith("*")
    found = [raw[w.start : w.end] for w in words_of(raw.lower() if raw.islower() else raw, lang)]
    if lead and found:
        found[0] = "*" + found[0]
    if tail and found:
        found[-1] += "*"
    return found


def _piece(piece: str, lang: str) -> str:
    if piece == "*":
        return "*"
    key = key_of(piece.strip("*"), lang)
    return f"{'*' if piece.startswith('*') else ''}{key}{'*' if piece.endswith('*') else ''}"


def key_of(word: str, lang: str) -> str:
    """A word as tables hold it: accents are kept where they tell words apart."""
    return numerals.fold(word, lang) if lang in ACCENTED else fold(word)


def _fits(piece: str, word: Token) -> bool:
    if piece == "*":
        return True
    if piece.endswith("*"):
        return any(form.startswith(piece[:-1]) for form in word.forms)
    return piece in word.forms


def marks_of(words: Sequence[Token]) -> dict[str, list[Mark]]:
    """The marks of a text's words by facet, each in order; of one facet none lies inside another."""
    covered: dict[str, int] = {}
    found: dict[str, list[Mark]] = {}
    last = len(words) - 1
    for at, (start, end, _, _, fitting, _, _) in enumerate(words):
        if fitting is None:
            continue
        best: Iterable[Entry] = fitting.alone
        if at < last and (fitting.by_next or fitting.loose) and (longer := fitting.longer(words, at)):
            best = _longest([*best, *longer])
        for entry in best:
            facet = entry.facet
            if covered.get(facet, -1) < at:
                if entry.rest:
                    stop = at + len(entry.rest)
                    mark = Mark(facet, entry.key, start, words[stop].end)
                else:
                    stop = at
                    mark = Mark(facet, entry.key, start, end)
                covered[facet] = stop
                if facet in found:
                    found[facet].append(mark)
                else:
                    found[facet] = [mark]
    return found


def _longest(entries: Sequence[Entry]) -> Iterable[Entry]:
    """One a facet: the longest counts, of one length the first."""
    best: dict[str, Entry] = {}
    for entry in entries:
        known = best.get(entry.facet)
        if known is None or (len(known.rest), entry.place) < (len(entry.rest), known.place):
            best[entry.facet] = entry
    return best.values()


def _rest_fits(entry: Entry, words: Sequence[Token], at: int) -> bool:
    """Whether the words of an entry after its first stand there."""
    return at + len(entry.rest) < len(words) and all(
        _fits(piece, words[at + 1 + k]) for k, piece in enumerate(entry.rest)
    )
