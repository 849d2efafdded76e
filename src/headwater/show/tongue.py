"""The language of the page's own words: English as written in the code, others from one table each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from headwater.records.errors import ConfigError
from headwater.show.words import say
from headwater.text.languages import name_of

LANGUAGES = ("en", "fr")
_COUNTED = frozenset(("input", "private person", "time", "passage"))
"""Nouns that templates hand to ``count``, which says them in the language with their number."""


class Tongue:
    """Says a phrase in one language. Phrases are looked up by their English wording."""

    def __init__(self, lang: str = "en") -> None:
        """Raises ConfigError for a language that the page does not speak."""
        if lang not in LANGUAGES:
            raise ConfigError(f"the page speaks {', '.join(LANGUAGES)}, not {lang[:20]!r}")
        self.lang = lang
        self._words = table_of(lang)
        self._said = frozenset(self._words.values())

    def __call__(self, text: str, **values: object) -> str:
        """A phrase, its {places} filled. Raises KeyError for one that the language's table lacks."""
        said = self.raw(text)
        return said.format(**values) if values else said

    def raw(self, text: str) -> str:
        """A phrase with its {places} unfilled; what is in the language already stays as it is."""
        if not self._words or text in self._said:
            return text
        return self._words[text]

    def known(self, text: str) -> str:
        """A phrase where the language's table has it, and else the same."""
        return text if text in _COUNTED else self._words.get(text, text)

    def source(self, name: str) -> str:
        """The name of a source; that of none in the language."""
        return self(name) if name == "a source not named" else name

    def count(self, number: int, one: str, many: str | None = None) -> str:
        """ "1 text", "5 texts", in French "1 texte", "5 textes"; nought is one only in French."""
        single = number == 1 or (number == 0 and self.lang == "fr")
        return f"{number} {self(one if single else many or one + 's')}"

    def say(self, table: dict[str, str], value: str | None) -> str:
        """A value of the contract in a reader's words."""
        said = say(table, value)
        return self(said) if said and value in table else said

    def range(self, count: dict[str, int]) -> str:
        """A range of separate origins: "1", "1 to 3 (best reading 2)"."""
        low, best, high = count["min"], count["best"], count["max"]
        if low == high:
            return str(best)
        return self("{low} to {high} (best reading {best})", low=low, high=high, best=best)

    def listed(self, words: Iterable[str], most: int = 4) -> str:
        """ "a, b and c"; the rest is counted."""
        given = list(words)
        shown, rest = given[:most], len(given) - most
        if rest > 0:
            return f"{', '.join(shown)} {self('and {number} more', number=rest)}"
        return (
            f" {self('and')} ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
        )

    def language(self, code: str | None) -> str:
        """The name of a language."""
        name = name_of(code)
        return self._words.get(name, name)


@cache
def table_of(lang: str) -> dict[str, str]:
    """The phrases of a language by their English wording; of English none."""
    if lang == "en":
        return {}
    tables = sorted(files("headwater.show").joinpath("tongues").iterdir(), key=lambda file: file.name)
    texts = [
        file.read_text(encoding="utf-8")
        for file in tables
        if file.name.partition(".")[0].split("-")[0] == lang
    ]
    sections = [section for text in texts for section in tomllib.loads(text).values()]
    return {phrase: said for section in sections for phrase, said in section.items()}


ENGLISH = Tongue()
