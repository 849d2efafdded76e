"""The room's language data, read once from the TOML files in ``lexicon/``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "fr", "ar", "tr", "ru")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words before a full stop that does not always end a sentence, and words that open sentences."""

    never: frozenset[str]  # "Mr.", "Gen.": a name follows
    sometimes: frozenset[str]  # "etc.", "Inc.": a sentence may end here
    before_number: frozenset[str]  # "No.", "p.": no end where a digit follows
    openers: frozenset[str]  # "the", "in": closed-class words


@cache
def lexicon(name: str) -> dict[str, Any]:
    """One file of ``lexicon/`` as plain data."""
    file = resources.files(__package__).joinpath("lexicon", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def abbreviations() -> Abbreviations:
    """Abbreviations of all languages together; they hardly clash, and a text may mix languages."""
    tables = [lexicon(lang).get("sentences", {}) for lang in LANGUAGES]

    def words(key: str) -> frozenset[str]:
        return frozenset(word for table in tables for word in table.get(key, "").split())

    return Abbreviations(words("never"), words("sometimes"), words("before_number"), words("openers"))
