"""Sentences by which a text says that a report, its own or another outlet's, is taken back or put right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from headwater.origins.counting.lexicon import keys_of
from headwater.records.spans import Span
from headwater.text.names import words_of

Verdict = Literal["retracted", "corrected"]

_SENTENCE = re.compile(r"[^.!?؟\n]+[.!?؟]?")
BEFORE = 5
"""Words before the verb in which a refusal or a demand stands."""
LONGEST = 600
"""Characters of a sentence that is read; a longer one is no notice."""


@dataclass(frozen=True)
class NoticeWords:
    """Folded words and starts of words, by what they tell of a notice."""

    signs: frozenset[str]
    withdrawn: frozenset[str]
    corrected: frozenset[str]
    reports: frozenset[str]
    own: frozenset[str]
    heads: frozenset[str]
    not_done: frozenset[str]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence that takes a report back or puts it right. ``own``: the text speaks of its own outlet's."""

    kind: Verdict
    span: Span
    own: bool


@cache
def notice_words() -> NoticeWords:
    """The contents of ``retractions.toml``."""
    data = tomllib.loads(resources.files(__package__).joinpath("retractions.toml").read_text("utf-8"))
    return NoticeWords(**{name: frozenset(words) for name, words in data.items()})


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(sign) for sign in sorted(notice_words().signs)), re.IGNORECASE)


def notices_in(text: str) -> Iterator[Notice]:
    """The notices of a text, in order."""
    if not _may_hold(text):
        return
    for found in _SENTENCE.finditer(text):
        if found.end() - found.start() > LONGEST or not _signs().search(found.group()):
            continue
        notice = _read(found.group(), found.start())
        if notice is not None:
            yield notice


_OTHER_CASE = str.maketrans("İıſK", "iisk")
"""Letters that a pattern without case takes for others, beside those of their own small form."""


def _may_hold(text: str) -> bool:
    """Whether a sign may stand in a text: looked for as it is, which takes a twentieth of the time of a pattern."""
    low = text.translate(_OTHER_CASE).lower()
    return any(sign in low for sign in _small_signs())


@cache
def _small_signs() -> tuple[str, ...]:
    return tuple(sorted({sign.translate(_OTHER_CASE).lower() for sign in notice_words().signs}))


def _read(sentence: str, start: int) -> Notice | None:
    known, keys = notice_words(), _keys(sentence)
    withdrawn, corrected = _has(keys, known.withdrawn), _has(keys, known.corrected)
    if not (withdrawn or corrected):
        return None
    opening = words_of(sentence)[:1]
    headed = bool(opening) and opening[0].forms[0] in known.heads and opening[0].text[0].lower() != "و"
    headed = headed and sentence[opening[0].end :].lstrip()[:1] in (":", "-", "–", "—", "")
    if not headed and (not _has(keys, known.reports) or _is_not_done(sentence)):
        return None
    lead = len(sentence) - len(sentence.lstrip())
    words = sentence.strip()
    span = Span(words, start + lead, start + lead + len(words))
    return Notice("retracted" if withdrawn else "corrected", span, headed or _has(keys, known.own))


def _is_not_done(sentence: str) -> bool:
    """Whether the verb stands beside a refusal, a demand or a condition ("refused to retract")."""
    known = notice_words()
    found = words_of(sentence)[:100]
    for at, word in enumerate(found):
        rest = sentence[word.start : found[min(at + 2, len(found) - 1)].end]
        if _has(_keys(rest), known.withdrawn | known.corrected):
            before = sentence[found[max(0, at - BEFORE)].start : found[min(at + 2, len(found) - 1)].end]
            return _has(_keys(before), known.not_done)
    return False


def _keys(sentence: str) -> list[str]:
    """Folded words in all their forms, and runs of them."""
    return [*keys_of(sentence, 100), *(form for word in words_of(sentence)[:100] for form in word.forms[1:])]


def _has(keys: list[str], known: frozenset[str]) -> bool:
    starts = tuple(word[:-1] for word in known if word.endswith("*"))
    return any(key in known or (bool(starts) and key.startswith(starts)) for key in keys)
