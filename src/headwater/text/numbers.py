"""Amounts in a text, exact and approximate: "at least 20", "une vingtaine", "between 10 and 15", "yüzlerce".

An amount says only how many, not of what; what it counts is read in the room ``matches``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from headwater.text.fractions import fraction_at, without_endings
from headwater.text.numerals import (
    LARGEST,
    Lexicon,
    Word,
    digits_value,
    lexicon,
    may_add,
    multiplier_of,
    starts_with,
    word_value,
    words_of,
)

_KEPT = 1 << 16
"""Words of a language that are remembered to begin no amount."""
_CLAUSE = 8  # words of a clause before "from ten to 15" that may tell of a rise
_CLAUSE_ENDS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, as far as the words go.

    ``start`` and ``end`` hold the whole phrase ("at least 20"), ``core`` begins at the number itself.
    ``low`` and ``high`` are null where open: "at least 21" is (21, null), "up to 20" (null, 20).
    ``digits`` says that it is written in figures, ``article`` that the word may be a mere article ("un").
    """

    start: int
    end: int
    core: int
    low: int | None
    high: int | None
    exact: bool
    digits: bool = False
    article: bool = False
    attached: str = ""  # letters or marks written on to it: "-year", "%"


@dataclass(frozen=True, slots=True)
class _Core:
    """A bare number: tokens ``first`` up to ``last`` (not included)."""

    first: int
    last: int
    low: int
    high: int | None
    vague: bool
    digits: bool
    article: bool


def find_amounts(text: str, lang: str) -> list[Amount]:
    """All amounts of a text from left to right; they do not overlap. Linear in the text's length."""
    table = lexicon(lang)
    words = without_endings(words_of(text, lang), table)
    found: list[Amount] = []
    at = 0
    idle = _idle(lang)
    while at < len(words):
        word = words[at]
        begins = word.digits or (word.form not in idle and _begins(word.form, lang, idle))
        core = _core(words, at, table, text) if begins else None
        if core is None:
            at += 1
            continue
        amount, last = _phrase(words, core, table, text)
        if not found or amount.start >= found[-1].end:
            found.append(amount)
        else:
            found.append(replace(amount, start=max(found[-1].end, amount.core)))
        at = max(last, at + 1)
    return found


@cache
def _idle(lang: str) -> set[str]:
    """Words with which no amount begins, as far as they were met."""
    return set()


def _begins(form: str, lang: str, idle: set[str]) -> bool:
    """Whether an amount in words may begin with a word: few do, and nothing more is asked of the others."""
    table = lexicon(lang)
    if (
        form in table.fractions
        or form in table.articles
        or word_value(form, table)[0] is not None
        or multiplier_of(form, table) is not None
        or form in _vague_from(lang)
    ):
        return True
    if len(idle) >= _KEPT:
        idle.clear()
    idle.add(form)
    return False


@cache
def _vague_from(lang: str) -> frozenset[str]:
    """The words with which vague amounts begin."""
    return frozenset(phrase[0] for phrase in lexicon(lang).vague)


def _core(words: Sequence[Word], at: int, table: Lexicon, text: str) -> _Core | None:
    part = fraction_at(words, at, table)
    if part:
        return _Core(at, part[1], part[0], part[0], True, False, False)
    vague = _vague(words, at, table)
    run = _digits(words, at, table, text) if words[at].digits else _spelled(words, at, table)
    if vague and (run is None or vague.last >= run.last):
        return vague
    return run


def _vague(words: Sequence[Word], at: int, table: Lexicon) -> _Core | None:
    if words[at].form not in _vague_from(table.lang):
        return None
    for size in (4, 3, 2, 1):
        forms = tuple(w.form for w in words[at : at + size])
        bounds = table.vague.get(forms) if len(forms) == size else None
        if bounds:
            return _Core(at, at + size, bounds[0], bounds[1], True, False, False)
    return None


def _digits(words: Sequence[Word], at: int, table: Lexicon, text: str) -> _Core | None:
    word = words[at]
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    if table.lang != "ar" and before.isalpha():
        return None
    if before in ("/", ":") or (after in ("/", ":") and text[word.end + 1 : word.end + 2].isdigit()):
        return None
    if before in ("-", "–") and text[word.start - 2 : word.start - 1].isalpha():
        return None
    value, last = digits_value(word.form, table.lang), at + 1
    if _is_decimal(words, at, table):
        value = float(word.form)
    while value is not None and last < len(words) and (size := multiplier_of(words[last].form, table)):
        if len(words[last].form) == 1 and words[last].start != word.end:
            break
        value, last = value * size, last + 1
    if value is None or value >= LARGEST or value != int(value):
        return None
    touching = last == at + 1 and after.isalpha()
    return None if touching else _Core(at, last, int(value), int(value), False, True, False)


def _is_decimal(words: Sequence[Word], at: int, table: Lexicon) -> bool:
    """Whether an Arabic "1.250" stands before "million", where the dot cannot group thousands."""
    form = words[at].form
    return (
        table.lang == "ar" and form.count(".") == 1 and form.isascii() and _multiplies(words, at + 1, table)
    )


def _spelled(words: Sequence[Word], at: int, table: Lexicon) -> _Core | None:
    total = group = 0
    last, read, article = at, 0, False
    while last < len(words) and total < LARGEST:
        step = last + 1 if read and words[last].form in table.joiners else last
        if step >= len(words):
            break
        form = words[step].form
        size = multiplier_of(form, table)
        value, joined = word_value(form, table)
        if read == 0 and form in table.articles:
            article, value = True, 1
            if value and word_value(form, table)[0] is None and not _multiplies(words, step + 1, table):
                return None
        if size and (step == last or size == 1000) and (read or table.lang not in ("en",)):
            total, group = (total, max(1, group) * size) if size == 100 else (total + max(1, group) * size, 0)
        elif value is not None and (
            read == 0 or _adds(total, group, value, joined, words[last].form == "and", table.lang)
        ):
            group = 80 + group // 100 * 100 if _is_eighty(group, value, table.lang) else group + value
        else:
            break
        last, read = step + 1, read + 1
    if not read or total + group >= LARGEST:
        return None
    return _Core(at, last, total + group, total + group, False, False, article and read == 1)


def _multiplies(words: Sequence[Word], at: int, table: Lexicon) -> bool:
    return at < len(words) and multiplier_of(words[at].form, table) is not None


def _is_eighty(group: int, value: int, lang: str) -> bool:
    return lang == "fr" and value == 20 and group % 100 == 4


def _adds(total: int, group: int, value: int, joined: bool, conjunction: bool, lang: str) -> bool:
    if _is_eighty(group, value, lang):
        return True
    if lang == "en" and conjunction and (group % 100 or not (group or total)):
        return False
    if group == 0 and total:
        return value < 1000
    return group > 0 and value > 0 and may_add(group, value, joined, lang)


def _phrase(words: Sequence[Word], core: _Core, table: Lexicon, text: str) -> tuple[Amount, int]:
    """The amount around a bare number, and the first token after it."""
    first, last = core.first, core.last
    low: int | None = core.low
    high = core.high
    exact = core.low == core.high and (not core.vague or core.low <= 2)
    span = _range(words, core, table, text)
    if span:
        other, first = span
        low, high, exact, last = core.low, other.high, False, other.last
    name, before = (
        ("", 0) if _joined_on(words[first], table) else _modifier(words, first, table, _BEFORE, back=True)
    )
    if not name:
        name, after = _after(words, last, table)
        last += after
    first -= before
    if name:
        kind = name.removesuffix("_after")
        low, high = _bounds(kind, low, high)
        exact = False
    end = words[last - 1].end
    amount = Amount(
        words[first].start,
        end,
        words[core.first].start,
        low,
        high,
        exact,
        core.digits,
        core.article and not name,
        _tail(text, end),
    )
    return amount, last


def _joined_on(word: Word, table: Lexicon) -> bool:
    """Whether the word carries an Arabic "and", so that what stands before it belongs to something else."""
    return table.lang == "ar" and word.form.startswith("و") and word.form not in table.values


def _after(words: Sequence[Word], last: int, table: Lexicon) -> tuple[str, int]:
    """The modifier after a number; in Arabic the counted noun may stand between."""
    name, size = _modifier(words, last, table, _AFTER, back=False)
    if name or table.lang != "ar" or last >= len(words) or _joined_on(words[last], table):
        return name, size
    name, size = _modifier(words, last + 1, table, ("least_after", "most_after"), back=False)
    return (name, size + 1) if name else ("", 0)


_BEFORE = ("least", "above", "about", "below", "most", "nearly")
_AFTER = ("least_after", "above_after", "about_after", "below_after", "most_after")


def _bounds(kind: str, low: int | None, high: int | None) -> tuple[int | None, int | None]:
    if kind in ("least", "above"):
        return low, None
    if kind in ("below", "most"):
        return None, high if high is not None else low
    return low, high


def _range(words: Sequence[Word], core: _Core, table: Lexicon, text: str) -> tuple[_Core, int] | None:
    """The upper end of "10 to 15" or "between 10 and 15", and the first token of the whole.

    The upper end of "from 300 to well over 700" is open.
    """
    joiner = core.last
    if joiner + 1 >= len(words) or core.vague:
        return None
    opened, back = _modifier(words, core.first, table, ("between", "range_openers"), back=True)
    joiners = table.modifiers.get("range_joiners", ())
    if opened:
        joiners = table.modifiers.get("between_joiners", ()) + joiners
    attached = (
        opened and table.lang == "ar" and words[joiner].form.startswith("و") and len(words[joiner].form) > 1
    )
    size = next((len(p) for p in joiners if starts_with(words, joiner, p)), 0)
    if not size and not attached:
        return None
    upper = joiner + size
    _, marked = _modifier(words, upper, table, ("above",), back=False)
    if not opened:
        changes, back = _modifier(words, core.first, table, ("change_openers",), back=True)
        if changes and not _estimates(words, core.first - back, table):
            return None
    other = _core(words, upper + marked, table, text) if upper + marked < len(words) else None
    if other is None or other.vague or other.low <= core.low or (not opened and other.low > 5 * core.low):
        return None
    return (replace(other, high=None) if marked else other), core.first - back


def _estimates(words: Sequence[Word], at: int, table: Lexicon) -> bool:
    """Whether "from ten to 15" that begins at ``at`` is an estimate: its clause tells of no rise before it."""
    for k in range(at, max(0, at - _CLAUSE), -1):
        if words[k - 1].form in _CLAUSE_ENDS:
            return True
        if _modifier(words, k, table, ("change_verbs",), back=True)[0]:
            return False
    return True


def _modifier(
    words: Sequence[Word], at: int, table: Lexicon, names: Sequence[str], *, back: bool
) -> tuple[str, int]:
    """The modifier that ends before token ``at`` (or begins there), and its length in tokens."""
    beside = at - 1 if back else at
    if not 0 <= beside < len(words):
        return "", 0
    best = ("", 0)
    for name, phrase in _modifiers(table.lang, tuple(names), back).get(words[beside].form, ()):
        if len(phrase) > best[1] and starts_with(words, at - len(phrase) if back else at, phrase):
            best = (name, len(phrase))
    return best


@cache
def _modifiers(lang: str, names: tuple[str, ...], back: bool) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The modifiers of some kinds by the word of theirs that stands beside the number, in their order."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name in names:
        for phrase in lexicon(lang).modifiers.get(name, ()):
            if phrase:
                found.setdefault(phrase[-1 if back else 0], []).append((name, phrase))
    return found


def _tail(text: str, end: int) -> str:
    tail = text[end : end + 12]
    if tail[:1] == "%" or tail[:2] == " %":
        return "%"
    if tail[:1] in ("-", "–") and tail[1:2].isalpha():
        return "-" + re.split(r"[\W_]", tail[1:])[0]
    return ""
