"""The language of the workbench's own words: the dossier's tables, and one table more for each language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from headwater.show.tongue import LANGUAGES, Tongue

_NOT_SAID = frozenset(
    ("cited source", "claim", "detail", "disagreement", "edge", "from", "group", "judgement", "outlet", "refused",
     "report", "shared subject", "source", "text")
)  # fmt: skip
"""Strings of templates that are keys, or nouns handed to ``count``, and are no phrases where they stand."""


class WorkTongue(Tongue):
    """Says a phrase of the workbench in one language; phrases are looked up by their English wording."""

    def __init__(self, lang: str = "en") -> None:
        """Raises ConfigError for a language that the pages do not speak."""
        super().__init__(lang)
        self._words = dict(self._words) | own_words(lang)
        self._said = frozenset(self._words.values())

    def known(self, text: str) -> str:
        """A phrase where the language's table has it, and else the same."""
        return text if text in _NOT_SAID else super().known(text)


@cache
def tongue_of(lang: str) -> WorkTongue:
    """The tongue of a language, made once."""
    return WorkTongue(lang if lang in LANGUAGES else "en")


@cache
def own_words(lang: str) -> dict[str, str]:
    """The phrases that only the workbench has, by their English wording."""
    if lang == "en":
        return {}
    text = files("headwater.show.workbench").joinpath("tongues", f"{lang}.toml").read_text(encoding="utf-8")
    return {phrase: said for section in tomllib.loads(text).values() for phrase, said in section.items()}
