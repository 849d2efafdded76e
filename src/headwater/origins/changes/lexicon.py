"""What words may mean, by facet and class, from one table a language; and where a text has them.

An entry is one or more words; a star ends a stem ("militant*"), begins an ending ("*siz") or stands for
one word of any kind. An entry in capitals ("US") matches capitals only. Of entries of one facet that
begin at one word the longest counts. Linear in the length of the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files

from headwater.text import numerals
from headwater.text.names import Word, fold, words_of
from headwater.text.tokens import words_in

LANGUAGES = ("en", "fr", "ar", "tr", "ru")
_LONGEST_STEM = 14
_MOST_MET = 50_000
_ACCENTED = ("fr", "tr")
"""Languages whose words are told apart by accents alone ("a" and "à", "oldu" and "öldü")."""


@dataclass(frozen=True, slots=True)
class Mark:
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

    def __len__(self) -> int:
        return 1 + len(self.rest)


@dataclass(frozen=True, slots=True)
class Fitting:
    """The entries that may begin at a word: those of it alone, those by the next word, those of which that may be any."""

    alone: tuple[Entry, ...]
    by_next: Mapping[str, tuple[Entry, ...]]
    loose: tuple[Entry, ...]

    def before(self, following: Word | None) -> Iterator[Entry]:
        """Those that the next word allows; further words are yet to be looked at."""
        yield from self.alone
        if following is not None:
            if self.by_next:
                for form in following.forms:
                    yield from self.by_next.get(form, ())
            yield from self.loose


@dataclass(slots=True)
class Table:
    """The entries of one language, by their first word: whole, as a stem, as an ending."""

    whole: dict[str, list[Entry]] = field(default_factory=dict)
    stems: dict[str, list[Entry]] = field(default_factory=dict)
    endings: dict[str, list[Entry]] = field(default_factory=dict)
    _met: dict[tuple[str, ...], Fitting | None] = field(default_factory=dict)

    def candidates(self, word: Word) -> Fitting | None:
        """Entries whose first word fits ``word``, None for none; found once for each word of a language."""
        forms = word.forms
        if forms in self._met:
            return self._met[forms]
        if len(self._met) >= _MOST_MET:
            self._met.clear()
        made = self._met[forms] = _sorted_out(list(self._fitting(word)))
        return made

    def _fitting(self, word: Word) -> Iterator[Entry]:
        for form in word.forms:
            yield from self.whole.get(form, ())
            for size in range(2, min(len(form), _LONGEST_STEM) + 1):
                yield from self.stems.get(form[:size], ())
        key = word.forms[0]
        for size in range(2, min(len(key), 6)):
            yield from self.endings.get(key[-size:], ())


def _sorted_out(entries: Sequence[Entry]) -> Fitting | None:
    """Entries by what the next word must be. Of one facet and length the first counts, so each is given its place."""
    if not entries:
        return None
    alone: list[Entry] = []
    by_next: dict[str, list[Entry]] = {}
    loose: list[Entry] = []
    for place, entry in enumerate(entries):
        placed = replace(entry, place=place)
        if not entry.rest:
            alone.append(placed)
        elif entry.rest[0].endswith("*"):
            loose.append(placed)
        else:
            by_next.setdefault(entry.rest[0], []).append(placed)
    return Fitting(tuple(alone), {piece: tuple(some) for piece, some in by_next.items()}, tuple(loose))


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
    key = _key(piece.strip("*"), lang)
    return f"{'*' if piece.startswith('*') else ''}{key}{'*' if piece.endswith('*') else ''}"


def _key(word: str, lang: str) -> str:
    return numerals.fold(word, lang) if lang in _ACCENTED else fold(word)


def tokens_of(text: str, lang: str, offset: int = 0) -> list[Word]:
    """The words of a text with the forms by which tables are looked up; accents kept where they tell words apart.

    What parts a word from the next is not told (``Word.broken``): no table asks for it.
    """
    if lang not in _ACCENTED:
        return [
            Word(offset + at + word.start, offset + at + word.end, word.text, word.forms, word.hyphen)
            for at, word in words_in(text, lang)
        ]
    return [
        Word(
            offset + at + word.start,
            offset + at + word.end,
            word.text,
            _accented(word.text, lang),
            word.hyphen,
        )
        for at, word in words_in(text, lang)
    ]


@lru_cache(maxsize=1 << 16)
def _accented(word: str, lang: str) -> tuple[str, ...]:
    return (numerals.fold(word, lang),)


def _fits(piece: str, word: Word) -> bool:
    if piece == "*":
        return True
    if piece.endswith("*"):
        return any(form.startswith(piece[:-1]) for form in word.forms)
    return piece in word.forms


def marks_of(words: Sequence[Word], lang: str, offset: int = 0) -> list[Mark]:
    """All marks of a text's words, in order; of one facet none lies inside another."""
    table = table_of(lang)
    covered: dict[str, int] = {}
    found: list[Mark] = []
    for at, word in enumerate(words):
        fitting = table.candidates(word)
        if fitting is None:
            continue
        best: dict[str, Entry] = {}
        for entry in fitting.before(words[at + 1] if at + 1 < len(words) else None):
            known = best.get(entry.facet)
            if (known is None or _counts_before(entry, known)) and _holds(entry, words, at):
                best[entry.facet] = entry
        for facet, entry in best.items():
            if covered.get(facet, -1) < at:
                covered[facet] = at + len(entry) - 1
                end = words[covered[facet]].end
                found.append(Mark(facet, entry.key, word.start + offset, end + offset))
    return found


def _counts_before(entry: Entry, known: Entry) -> bool:
    """Whether an entry counts where another does: of one facet the longest does, of one length the first."""
    return (len(known.rest), entry.place) < (len(entry.rest), known.place)


def _holds(entry: Entry, words: Sequence[Word], at: int) -> bool:
    """Whether an entry of which the first word fits stands there, whole and written as it must be."""
    if entry.capitals and not words[at].text.isupper():
        return False
    return not entry.rest or _rest_fits(entry, words, at)


def _rest_fits(entry: Entry, words: Sequence[Word], at: int) -> bool:
    return at + len(entry) <= len(words) and all(
        _fits(piece, words[at + 1 + k]) for k, piece in enumerate(entry.rest)
    )
