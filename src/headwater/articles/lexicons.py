"""The room's language data, read once from the TOML files in ``lexicon/``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from headwater.articles.names import compile_pattern, evened
from headwater.records.kept_patterns import compiled

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


@cache
def patterns(section: str, key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns under one key in all languages, each anchored nowhere."""
    return tuple(compile_pattern(source) for source in _sources(section, key))


@cache
def any_of(section: str, key: str) -> re.Pattern[str]:
    """One expression for all patterns without names under one key, bounded by non-letters."""
    joined = "|".join(f"(?:{source})" for source in _sources(section, key))
    return compiled(rf"(?<!\w)(?:{joined})(?!(?<=\w)\w)", re.IGNORECASE)


@cache
def line_starts(section: str, key: str) -> re.Pattern[str]:
    """One expression for lines that begin with a pattern under one key, list marks before it allowed."""
    joined = "|".join(f"(?:{source})" for source in _sources(section, key))
    return compiled(rf"[\s\W_]{{0,6}}(?:{joined})(?!(?<=\w)\w{{3}})", re.IGNORECASE)


def _sources(section: str, key: str) -> list[str]:
    return [evened(source) for lang in LANGUAGES for source in lexicon(lang).get(section, {}).get(key, [])]


@cache
def agency_names() -> dict[str, str]:
    """The best known name of an agency by each printed spelling."""
    given = {
        evened(spelling): name for name, spellings in lexicon("agencies").items() for spelling in spellings
    }
    return {spelling.upper(): name for spelling, name in given.items()} | given


@cache
def agency_pattern() -> str:
    """A regular expression of all agency spellings, longest first, matched with their case."""
    names = sorted(agency_names(), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(re.escape(name) for name in names) + ")"


def agency_of(name: str) -> str | None:
    """The best known name of the agency that ``name`` is, or None."""
    return agency_names().get(evened(name).strip(" .,()"))
