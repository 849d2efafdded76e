"""The words of a language that say when, as tables: ``times/<lang>.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, cast

from headwater.matches.lexicon import raw
from headwater.matches.phrases import Phrases, listed
from headwater.text.numerals import lexicon, word_value

Stretch = Literal["whole", "early", "middle", "late"]
"""A part of a month or year."""
Said = tuple[date | None, date | None, int, int | None]
"""First and last day, precision on UCDP's date_prec, weekday."""
Read = tuple[int, int, Said]
"""Tokens ``first`` up to ``last`` (not included), and what they say."""
_OPENERS = ("night_until", "night", "ago_before")
"""Word lists of which a time may begin with a word."""
_KEPT = 50_000
"""Words of which it is remembered whether a time may begin with them."""
_STRETCHES: tuple[Stretch, ...] = ("early", "middle", "late")


@dataclass(frozen=True)
class TimeWords:
    """The tables of one language."""

    lang: str
    months: Phrases[int]
    weekdays: Phrases[int]
    days: Phrases[int]
    spans: Phrases[tuple[int, int, int]]
    calendar: Phrases[tuple[str, int]]  # "last month": unit, how many back
    seasons: Phrases[tuple[int, int]]  # first and last month
    parts_before: Phrases[Stretch]
    parts_after: Phrases[Stretch]
    bare_before: Phrases[bool]  # "in", before a month that stands alone
    bare_after: frozenset[str]
    units: Mapping[str, int]
    dual: Mapping[str, int]  # Arabic "two weeks", in days
    lists: Mapping[str, Phrases[bool]]
    known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def said(self, name: str) -> Phrases[bool]:
        """A word list by its name; empty where the language has none."""
        return self.lists.get(name) or _nothing(self.lang)

    def may_begin(self, form: str) -> bool:
        """Whether a time may begin with a word that is no figure: most words begin none, and words come again."""
        begins = self.known.get(form)
        if begins is None:
            if len(self.known) >= _KEPT:
                self.known.clear()
            begins = self.known[form] = self._may_begin(form)
        return begins

    def _may_begin(self, form: str) -> bool:
        openers = (self.said(name) for name in _OPENERS)
        tables: tuple[Phrases[Any], ...] = (
            self.months,
            self.weekdays,
            self.days,
            self.spans,
            self.calendar,
            self.parts_before,
        )
        return (
            any(table.begins(form) for table in tables)
            or any(table.begins(form) for table in openers)
            or word_value(form, lexicon(self.lang))[0] is not None
        )


@cache
def _nothing(lang: str) -> Phrases[bool]:
    return listed((), lang)


@cache
def time_words(lang: str) -> TimeWords:
    """The tables of a language; all empty where there is no file."""
    data: dict[str, Any] = raw(lang, "times")
    words, parts, bare = (data.get(key, {}) for key in ("words", "parts", "bare"))
    return TimeWords(
        lang,
        Phrases(data.get("months", {}), lang),
        Phrases(data.get("weekdays", {}), lang),
        Phrases(data.get("days", {}), lang),
        Phrases({k: (v[0], v[1], v[2]) for k, v in data.get("spans", {}).items()}, lang),
        Phrases({k: (v[0], v[1]) for k, v in data.get("calendar", {}).items()}, lang),
        Phrases({k: (v[0], v[1]) for k, v in data.get("seasons", {}).items()}, lang),
        Phrases(_parts(parts, ""), lang),
        Phrases(_parts(parts, "_after"), lang),
        listed(bare.get("before", []), lang),
        frozenset(bare.get("after", [])),
        words.get("units", {}),
        words.get("ago_dual", {}),
        {key: listed(value, lang) for key, value in words.items() if isinstance(value, list)},
    )


def _parts(data: Mapping[str, list[str]], ending: str) -> dict[str, Stretch]:
    return {p: stretch for stretch in _STRETCHES for p in data.get(cast(str, stretch) + ending, [])}
