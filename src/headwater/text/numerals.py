"""Number words and digits in five languages, as values: "vingt-cinq", "1,300", "مئة وعشرين", "двести".

The words are data: ``number_words/<lang>.toml``. A language without a table has its digits read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

LARGEST = 10**15
"""Greater numbers are no counts of anything a report tells, and do not fit a column."""

_DIGITS = r"\d+(?:[.,٬٫’]\d+|[\u00a0\u202f]\d{3}(?!\d))*"
_SPACED = r"\d{1,3}(?: \d{3}(?!\d))+(?![.,]\d)"
_LETTERS = r"[^\W\d_]++(?:[\u0300-\u036f\u064b-\u0652\u0670\u0640]++[^\W\d_]*+)*+"
_SPACE_GROUPS = frozenset({"fr", "ru"})
_DOT_GROUPS = frozenset({"fr", "tr", "ru", "es", "de", "it", "pt"})
_ARABIC_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ـ": None})
_ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0670]")
_ARABIC_PREFIX = re.compile(r"^(و?ال|وب|ول|و|ف|ب|ل|لل)(?=..)")
_REMEMBERED = 1000
"""Characters of the longest text whose tokens are remembered."""
_WORDS_KEPT = 1 << 16
"""Words of a language whose forms are remembered."""
_LONGEST_KEPT = 40
_HYPHENS = {"\u2010": "-", "\u2011": "-"}
_TURKISH_FOLD = str.maketrans({"İ": "i", "I": "ı"})


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a text: a number in digits, a run of letters, or a mark."""

    start: int
    end: int
    form: str  # folded for look-up
    digits: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The number words of one language; sequences are folded forms."""

    lang: str
    joiners: frozenset[str]
    articles: frozenset[str]
    values: Mapping[str, int]
    multipliers: Mapping[str, int]
    vague: Mapping[tuple[str, ...], tuple[int, int | None]]
    modifiers: Mapping[str, tuple[tuple[str, ...], ...]]
    fractions: Mapping[str, tuple[tuple[tuple[str, ...], int, int], ...]]  # first word -> phrase, over, under
    endings: tuple[str, ...]  # case endings written on to number words


def fold(word: str, lang: str) -> str:
    """A word in the form in which tables hold it: lower case, without marks that writers leave out."""
    if lang == "ar":
        return _ARABIC_MARKS.sub("", word).translate(_ARABIC_FOLD)
    if lang == "tr":
        return word.translate(_TURKISH_FOLD).lower()
    return word.lower().replace("ё", "е").replace("’", "'")


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    spaced = _SPACED + "|" if lang in _SPACE_GROUPS else ""
    return re.compile(rf"{_LETTERS}|{spaced}{_DIGITS}|[^\w\s'’]")  # the first letter tells them apart


def words_of(text: str, lang: str) -> list[Word]:
    """The tokens of a text, with offsets in it."""
    if len(text) > _REMEMBERED:
        return _tokens(text, lang)
    return list(_known_tokens(text, lang))


@lru_cache(maxsize=4096)
def _known_tokens(text: str, lang: str) -> tuple[Word, ...]:
    """The same for a sentence: several rooms ask for its tokens, one after the other."""
    return tuple(_tokens(text, lang))


class _Token:
    """A word before it is closed: to set a field of a frozen class takes a call, and words are very many."""

    __slots__ = ("start", "end", "form", "digits")  # noqa: RUF023 - as ``Word`` has them

    def __init__(self, span: tuple[int, int], told: tuple[str, bool]) -> None:
        self.start, self.end = span
        self.form, self.digits = told


def _tokens(text: str, lang: str) -> list[Word]:
    forms = _forms_of(lang)
    found: list[Any] = [_Token(m.span(), forms[m.group()]) for m in _pattern(lang).finditer(text)]
    for word in found:
        word.__class__ = Word
    return found


class _Forms(dict[str, tuple[str, bool]]):
    """What each token is as it is written: its form, and whether it is a number in digits. Words come again and again."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, written: str) -> tuple[str, bool]:
        found = self._read(written)
        if len(written) <= _LONGEST_KEPT:
            if len(self) >= _WORDS_KEPT:
                self.clear()
            self[written] = found
        return found

    def _read(self, written: str) -> tuple[str, bool]:
        if written[0].isdecimal():
            return written, True
        if written[0].isalnum():
            return fold(written, self._lang), False
        return _HYPHENS.get(written, written), False


@cache
def _forms_of(lang: str) -> _Forms:
    return _Forms(lang)


@cache
def lexicon(lang: str) -> Lexicon:
    """The number words of a language; empty where there is no table."""
    path = files("headwater.text") / "number_words" / f"{lang}.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def forms(phrase: str) -> tuple[str, ...]:
        return tuple(word.form for word in words_of(phrase, lang))

    return Lexicon(
        lang,
        frozenset(data.get("joiners", ())),
        frozenset(data.get("articles", ())),
        {fold(k, lang): v for k, v in data.get("values", {}).items()},
        {fold(k, lang): v for k, v in data.get("multipliers", {}).items()},
        {forms(k): (low, None if high < 0 else high) for k, (low, high) in data.get("vague", {}).items()},
        {
            k: tuple(sorted((forms(p) for p in v), key=len, reverse=True))
            for k, v in data.get("modifiers", {}).items()
        },
        _by_first_word((forms(k), over, under) for k, (over, under) in data.get("fractions", {}).items()),
        tuple(data.get("endings", ())),
    )


def _by_first_word(
    rows: Iterable[tuple[tuple[str, ...], int, int]],
) -> dict[str, tuple[tuple[tuple[str, ...], int, int], ...]]:
    """Fractions by the first word of their phrase, the longest phrase first."""
    found: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
    for row in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        found.setdefault(row[0][0], []).append(row)
    return {word: tuple(phrases) for word, phrases in found.items()}


def digits_value(form: str, lang: str) -> float | None:
    """The value of a number in digits, or None for a date, a version, or what is too large."""
    if form.isascii() and form.isdigit() and len(form) < 16:
        return float(form)
    plain = re.sub(r"[\u00a0\u202f’ ]", "", form)
    groups = re.split(r"[.,٬٫]", plain)
    marks = set(re.findall(r"[.,٬٫]", plain))
    if len(groups) == 1:
        value = float(groups[0]) if len(plain) < 16 else LARGEST
        return value if value < LARGEST else None
    grouped = len(marks) == 1 and 0 < len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:])
    thousands = {".", "٬"} if lang in _DOT_GROUPS else {",", "٬"}
    if lang == "ar" and groups[0] != "0":  # "150.000" and "150,000" are both written
        thousands.add(".")
    if grouped and (marks <= thousands or len(groups) > 2):
        value = float("".join(groups)) if len(groups) < 6 else LARGEST
        return value if value < LARGEST else None
    return float(f"{groups[0]}.{groups[1]}") if len(groups) == 2 and len(plain) < 16 else None


def word_value(form: str, table: Lexicon) -> tuple[int | None, bool]:
    """The value of a number word, and whether a conjunction is written on to it ("وعشرين")."""
    if form in table.values:
        return table.values[form], False
    if table.lang == "ar" and (prefix := _ARABIC_PREFIX.match(form)):
        value = table.values.get(form[prefix.end() :])
        return value, form.startswith("و")
    return None, False


def multiplier_of(form: str, table: Lexicon) -> int | None:
    """100, 1000 and so on for "hundred", "mille", "الف"."""
    found = table.multipliers.get(form)
    if found is None and table.lang == "ar" and (prefix := _ARABIC_PREFIX.match(form)):
        found = table.multipliers.get(form[prefix.end() :])
    return found


def may_add(group: int, value: int, joined: bool, lang: str) -> bool:
    """Whether a number word may be added to those before it: twenty + five, cent + vingt, خمسة + وعشرين."""
    if group == 0:
        return True
    rest = group % 100
    if lang == "ar" and value == 10 and not joined:  # تسعة عشر: nineteen
        return 1 <= rest < 10
    if rest == 10 and 1 <= value < 10:
        return lang == "tr" or (lang == "fr" and value >= 7)
    if lang == "ar" and joined:
        return rest == 0 or (rest < 10 and 20 <= value < 100 and value % 10 == 0)
    if lang == "fr" and rest in (60, 80) and 1 <= value < 20:
        return True
    if group % 1000 == 0:
        return value < 1000
    return (rest == 0 and value < 100) or (rest >= 20 and rest % 10 == 0 and 1 <= value < 10)


def starts_with(words: Sequence[Word], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether the tokens from ``at`` on are those of ``phrase``."""
    if at < 0 or len(phrase) > len(words) - at:
        return False
    for place, form in enumerate(phrase, at):  # noqa: SIM110 - a loop: nothing else of numbers is asked as often
        if words[place].form != form:
            return False
    return True
