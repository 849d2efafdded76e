"""How rare a word is: what two reports share says more the fewer others have it.

A background of document counts for each language (``rarity/<lang>.tsv``) stands in for the reports
that a small case lacks; the case's own counts are added to it, so that the country that every report
of a case names weighs little.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from headwater.text.numerals import words_of

BACKGROUND = 100.0
"""How many reports of a case the background weighs as much as."""

SETTLED = 60.0
"""Reports from which on half of a case's own counts are believed.

In a small case most reports tell of one or two incidents, so that what many of them name is their
subject and not a common word; in a large one it is what everybody always names.
"""

_LONGEST = 40
_KEPT = 1 << 16
"""Words of a language whose keys are remembered."""
_STEM = {"fr": 7, "ru": 6, "tr": 6, "ar": 5}
_ARABIC_ARTICLES = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف")


@lru_cache(maxsize=50_000)
def word_key(form: str, lang: str) -> str | None:
    """The form under which a word is counted: folded, without its commonest endings; None for marks and figures."""
    if not form[:1].isalpha() or len(form) > _LONGEST:
        return None
    if lang == "ar":
        prefix = next((p for p in _ARABIC_ARTICLES if form.startswith(p) and len(form) - len(p) >= 3), "")
        form = form[len(prefix) :]
    if len(form) < 3:
        return None
    if lang in _STEM:
        return form[: _STEM[lang]].rstrip("s") if lang == "fr" else form[: _STEM[lang]]
    for ending in ("ing", "ed", "es", "s"):
        if form.endswith(ending) and len(form) - len(ending) >= 4:
            return form[: -len(ending)]
    return form


def keys_of_text(text: str, lang: str) -> list[str]:
    """The keys of a text's words, in order."""
    known = _keys_of(lang)
    return [key for word in words_of(text, lang) if not word.digits and (key := known[word.form])]


class _Keys(dict[str, str | None]):
    """The key of each word of a language that was met."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, form: str) -> str | None:
        if len(self) >= _KEPT:
            self.clear()
        key = word_key(form, self._lang)
        if len(form) <= _LONGEST:
            self[form] = key
        return key


@cache
def _keys_of(lang: str) -> _Keys:
    return _Keys(lang)


@dataclass(frozen=True)
class Background:
    """In what share of a language's reports each word stands; words not listed are rare."""

    shares: Mapping[str, float]


@cache
def background(lang: str) -> Background:
    """The shipped counts of one language; empty where there are none."""
    path = files("headwater.matches") / "rarity" / f"{lang}.tsv"
    if not path.is_file():
        return Background({})
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    total = float(lines[0].split("\t")[1])
    return Background({key: int(count) / total for key, count in (line.split("\t") for line in lines[1:])})


@dataclass(frozen=True)
class Rarity:
    """How rare keys are, as far as somebody asked."""

    known: Mapping[str, float]

    def of(self, key: str) -> float:
        """0 for what every report has; about 6 for what one in four hundred has."""
        return self.known.get(key, 0.0)


def rarity_of(
    counts: npt.NDArray[np.float64], shares: npt.NDArray[np.float32], reports: int
) -> npt.NDArray[np.float32]:
    """The rarity of keys that ``counts`` of so many reports hold: natural logarithm of one over their share."""
    own = counts * (reports / (reports + SETTLED))
    share = BACKGROUND * shares.astype(np.float64) + own + 0.5
    rare = np.maximum(0.0, -np.log(share / (BACKGROUND + reports + 1)))
    return np.round(rare, 4).astype(np.float32)
