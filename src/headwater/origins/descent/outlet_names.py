"""When two names of outlets are one: keys without articles, generic words and script."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import product

from anyascii import anyascii

from headwater.text.names import fold, words_of

_JOINTS = re.compile(r"(?i)\s*(?:,|/|;|\+|&|\band\b|\bet\b|\bve\b|\bи\b|\bwith\b|\bavec\b)\s*")
_VOWELS = re.compile(r"[aeiouyhw'’`-]+")
_ARTICLE = re.compile(r"^(?:al|el)(?=[a-z]{4,})")
_SOUNDS = str.maketrans("pvgj", "bfkk")
_MARKS = "\"'«»“”„"
_DOUBLED = re.compile(r"(.)\1+")
_CH = re.compile(r"(?i)ch")
_IN_MARKS = re.compile('["«“„](?P<name>[^"«»“”„]{3,60})["»”“]')
_CYRILLIC_H = re.compile(r"(?i)\bг(?=[аеёиоуэюя])")
STATE_STEM = 4
"""Letters that a state's name shares with its adjective."""
LONGEST_SOUNDED = 6
"""Words of a name that are sounded out."""
SHORTEST_SKELETON = 3
"""Consonants that a name must have before it is compared with one in another script."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: whose text others print. ``state`` is set where it is a state's own."""

    id: str
    name: str
    state: str | None


@dataclass(frozen=True)
class OutletWords:
    """What ``outlets.toml`` knows, with folded keys."""

    generic: frozenset[str]
    collective: frozenset[str]
    correspondents: frozenset[str]
    small: frozenset[str]
    pronouns: frozenset[str]
    titles: frozenset[str]
    heard: frozenset[str]
    sounded_articles: frozenset[str]
    platforms: frozenset[str]
    broadcast: frozenset[str]
    state: frozenset[str]
    media: frozenset[str]
    press_offices: frozenset[str]
    at_least: frozenset[str]
    agencies: dict[str, Agency]


@cache
def outlet_words() -> OutletWords:
    """The contents of ``outlets.toml``."""
    data = tomllib.loads(resources.files(__package__).joinpath("outlets.toml").read_text("utf-8"))
    generic = frozenset(fold(word) for word in data["generic"])
    agencies: dict[str, Agency] = {}
    for entry in data["agency"]:
        agency = Agency(entry["id"], entry["name"], entry.get("state"))
        for name in entry["names"]:
            agencies[_squash(name, generic)] = agency
    return OutletWords(
        generic=generic,
        collective=frozenset(_folded(words) for words in data["collective"]),
        correspondents=frozenset(fold(word) for word in data["correspondents"]),
        small=frozenset(data["small"]),
        pronouns=frozenset(data["pronouns"]),
        titles=frozenset(fold(word) for word in data["titles"]),
        heard=frozenset(data["heard"]),
        sounded_articles=frozenset(data["sounded_articles"]),
        platforms=frozenset(data["platforms"]),
        broadcast=frozenset(fold(word) for word in data["broadcast"]),
        state=frozenset(fold(word) for word in data["state"]),
        media=frozenset(data["media"]),
        press_offices=frozenset(_folded(words) for words in data["press_offices"]),
        at_least=frozenset(data["at_least"]),
        agencies=agencies,
    )


def _folded(name: str) -> str:
    return " ".join(word.forms[0] for word in words_of(name))


def _squash(name: str, generic: frozenset[str]) -> str:
    words = [word.forms[0] for word in words_of(name)]
    kept = [word for word in words if word not in generic] or words
    return _ARTICLE.sub("", "".join(kept))


@lru_cache(maxsize=50_000)
def outlet_key(name: str) -> str:
    """The key of an outlet's name: folded, without generic words, spaces and a leading article.

    "Al-Manar TV" and "manar" share a key, "The Lakeside Monitor" and "Lakeside Monitor Online" do too.
    Empty where the name holds no word.
    """
    return _squash(name, outlet_words().generic)


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The consonants of an outlet's key in Latin letters, to compare names across scripts."""
    latin = re.sub(r"[^a-z]+", "", anyascii(outlet_key(name)).lower())
    bare = _VOWELS.sub("", _ARTICLE.sub("", latin))
    return _DOUBLED.sub(r"\1", bare.replace("q", "k").replace("c", "k"))


def sound_alike(left: str, right: str) -> bool:
    """Whether two names in two scripts are one by their consonants.

    Arabic writes p as b and v as f, and g as one of three letters: such pairs are one sound here. In one
    script a letter is a letter.
    """
    if script_of(left) == script_of(right):
        return False
    both = sounds_of(left) & sounds_of(right)
    return any(len(sound) >= SHORTEST_SKELETON for sound in both)


def sound_of(name: str) -> str:
    """The consonants of a name, those that another script cannot tell apart as one; two of one sound are one."""
    return _DOUBLED.sub(r"\1", skeleton(name).translate(_SOUNDS))


@lru_cache(maxsize=20_000)
def sounds_of(name: str) -> frozenset[str]:
    """The sounds that a name may have, as a whole and by what of it stands in quotation marks.

    A Latin "ch" may be heard as "sh", as in French; a Cyrillic G that opens a word may stand for an H ("Herald",
    "Honduras"); an article or a "de" may be written out in another script ("لو فيغارو", «Ле Монд») or left away.
    """
    quoted = _IN_MARKS.search(name)
    names = [name, quoted["name"]] if quoted else [name]
    return frozenset(sound for one in names for sound in _sounds(one))


def _sounds(name: str) -> Iterator[str]:
    yield sound_of(name)
    script = script_of(name)
    if script == "latin":
        yield sound_of(_CH.sub("sh", name))
        return
    small = outlet_words().sounded_articles
    words = [word for word in name.split() if word.strip(_MARKS).lower() not in small] or [name]
    yield sound_of(" ".join(words))
    if script == "cyrillic":
        for choice in product(*((word, _CYRILLIC_H.sub("", word)) for word in words[:LONGEST_SOUNDED])):
            yield sound_of(" ".join(choice))


def script_of(name: str) -> str:
    """The alphabet of a name's first letter: three blocks tell Latin, Cyrillic and Arabic apart."""
    letter = next((c for c in name if c.isalpha()), "a")
    return (
        "arabic"
        if "\u0600" <= letter <= "\u06ff"
        else "cyrillic"
        if "\u0400" <= letter <= "\u052f"
        else "latin"
    )


@lru_cache(maxsize=50_000)
def agency_of(name: str) -> Agency | None:
    """The news agency that ``name`` names, or null."""
    known = outlet_words().agencies
    if any(word.forms[0] in outlet_words().broadcast for word in words_of(name)):
        return None
    return known.get(outlet_key(name)) or known.get(outlet_key(name.split("'")[0].split("’")[0]))


@lru_cache(maxsize=20_000)
def is_state_voice(words: str) -> bool:
    """Whether the words call a state's outlet by what it is ("the official television channel")."""
    keys = {form for word in words_of(words) for form in word.forms}
    return bool(keys & outlet_words().state) and bool(keys & outlet_words().media)


@lru_cache(maxsize=20_000)
def is_press_office(words: str) -> bool:
    """Whether the words name a body's own press people ("the guard's media unit")."""
    folded = f" {_folded(words)} "
    return any(f" {office} " in folded for office in outlet_words().press_offices)


def state_of(name: str) -> str | None:
    """The state whose outlet a name says it is ("Syrian television"), among states with an agency; null else."""
    words = [form for word in words_of(name) for form in word.forms]
    states = sorted({agency.state for agency in outlet_words().agencies.values() if agency.state})
    return next((s for s in states if any(w.startswith(s[:STATE_STEM]) for w in words)), None)


@lru_cache(maxsize=20_000)
def calls_media(name: str) -> bool:
    """Whether a name stands for outlets at large ("media", "state media")."""
    return any(word.forms[0] in ("media", "medias") for word in words_of(name))


def is_collective(name: str) -> bool:
    """Whether the words credit agencies without naming one ("agencies", "avec agences")."""
    return _folded(name) in outlet_words().collective


@lru_cache(maxsize=20_000)
def is_titled(name: str) -> bool:
    """Whether a name is an outlet's by one of its words: a proper name of two to five words, one a kind of outlet."""
    words = [word for word in words_of(name) if word.forms[0] not in outlet_words().small]
    proper = sum(word.text[0].isupper() for word in words)
    return 2 <= len(words) <= 5 and proper >= 2 and any(w.forms[0] in outlet_words().titles for w in words)


@lru_cache(maxsize=20_000)
def names_correspondent(words: str) -> bool:
    """Whether the words name an outlet's own people in the field ("an AFP correspondent")."""
    return any(form in outlet_words().correspondents for word in words_of(words) for form in word.forms)


def credited_names(words: str) -> list[str]:
    """The names in a credit: "With AFP and Reuters" gives both, without the words that join them."""
    pieces = _JOINTS.split(words.strip(" .()[]-–—"))
    return [piece.strip(" .()[]-–—") for piece in pieces if piece.strip(" .()[]-–—")]
