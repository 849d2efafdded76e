"""What a word of an organisation's name means, whatever the language, and how much it tells organisations apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from headwater.records.errors import ConfigError
from headwater.text.names import fold, russian_stem
from headwater.text.transliteration import sound

WEIGHTS = {"form": 0.25, "trade": 0.5, "wide": 0.6, "land": 0.7, "name": 1.0}
"""How much a word of each class tells apart; any other word counts 1."""
_FILE = "organisation_words.csv"
_EXACT_UNDER = 4
"""Latin words shorter than this are looked up by letters: too many sound alike."""
_GLUED = ("ul", "us", "ud", "ur", "ush", "is", "il", "id", "in", "u")
_PROCLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف")


@dataclass(frozen=True, slots=True)
class WordClass:
    """A meaning that words of several languages share, and its class (a key of ``WEIGHTS``)."""

    concept: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, WordClass]
    phrases: dict[tuple[str, ...], str]  # folded words to the first word of the concept


@cache
def _table() -> _Table:
    """The words of the data file by their keys; raises ConfigError where a line is broken."""
    text = resources.files("headwater.entities").joinpath("wording", _FILE).read_text(encoding="utf-8")
    words: dict[str, WordClass] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split(";")
        if len(cells) != 3 or cells[0] not in WEIGHTS:
            raise ConfigError(f"wording/{_FILE}, line {number}: not class;concept;words with a known class")
        found = WordClass(cells[1], cells[0])
        spellings = [tuple(fold(w) for w in spelling.split()) for spelling in cells[2].split("|")]
        for spelling in spellings:
            if len(spelling) == 1:
                known = words.setdefault(_key(spelling[0]), found)
                if known.concept != found.concept:
                    raise ConfigError(
                        f"wording/{_FILE}, line {number}: {spelling[0]} sounds like a word of “{known.concept}”"
                    )
            elif spelling:
                phrases[spelling] = spellings[0][0]
    return _Table(words, phrases)


def _key(folded: str) -> str:
    """What a folded word is looked up by: its sound in Latin letters, its stem in Cyrillic, else itself."""
    if "\u0400" <= folded[:1] <= "\u04ff":
        return russian_stem(folded)
    if folded[:1] > "\u024f":
        return folded.removeprefix("ال") if len(folded) > 4 else folded
    return sound(folded) if len(folded) >= _EXACT_UNDER else f"={folded}"


@lru_cache(maxsize=50_000)
def class_of(folded: str) -> WordClass | None:
    """The meaning of a folded word, in any of its scripts, or null where it is nobody's common word."""
    words = _table().words
    found = words.get(_key(folded))
    if found or len(folded) < 5:
        return found
    if "\u0600" <= folded[0] <= "\u06ff":
        bare = (folded[len(p) :] for p in _PROCLITICS if folded.startswith(p) and len(folded) - len(p) > 2)
        return next((c for word in bare if (c := words.get(word))), None)
    bare = (folded[: -len(g)] for g in ("s", *_GLUED) if folded.endswith(g) and len(folded) - len(g) > 3)
    return next((c for word in bare if (c := words.get(_key(word)))), None)


def bare_word(folded: str) -> str:
    """An Arabic word without glued "and", "in", "for" and article where a common word remains; else as it is."""
    if "\u0600" <= folded[:1] <= "\u06ff":
        words = _table().words
        for proclitic in _PROCLITICS:
            if folded.startswith(proclitic) and folded[len(proclitic) :] in words:
                return folded[len(proclitic) :]
    return folded


def phrases_joined(folded: list[str]) -> list[str]:
    """The words, those of a phrase that is one meaning ("holy war") put together as one common word for it."""
    phrases = _table().phrases
    found: list[str] = []
    at = 0
    while at < len(folded):
        pair = tuple(folded[at : at + 2])
        found.append(phrases.get(pair, folded[at]))
        at += 2 if pair in phrases else 1
    return found
