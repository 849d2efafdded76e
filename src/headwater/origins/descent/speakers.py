"""For whom a source speaks, by the words that name it: an office speaks for a body, knowledge or enmity does not."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from headwater.text.names import Word, words_of

DETERMINERS = frozenset(("the", "la", "l", "le", "les", "a"))
NEAR = 3
"""Words after a name in which an office that belongs to it stands ("Harl governor")."""


@dataclass(frozen=True)
class SpeakerWords:
    """Folded words that tell for whom a source speaks."""

    offices: frozenset[str]
    belonging: frozenset[str]
    expertise: frozenset[str]
    turners: frozenset[str]
    ties: frozenset[str]
    apart: frozenset[str]
    armed: frozenset[str]
    armed_pairs: frozenset[str]


@cache
def speaker_words() -> SpeakerWords:
    """The contents of ``speakers.toml``."""
    data = tomllib.loads(resources.files(__package__).joinpath("speakers.toml").read_text("utf-8"))
    return SpeakerWords(**{name: frozenset(words) for name, words in data.items()})


def holds_office(source: str, start: int, end: int) -> bool:
    """Whether whoever is called ``source`` has an office in the body named at ``start`` to ``end`` of it.

    "Ada Lind, head of the Harbour Board" has, and so has "Ada Lind of the Harbour Board"; "Ada Lind, an expert on Sorvane", "rebels fighting the army"
    and "a commander in an army-backed band" have not.
    """
    if not may_speak(source, start, end):
        return False
    known = speaker_words()
    before, after = words_of(source[:start]), words_of(source[end:])[:NEAR]
    if _any(before, known.expertise) or _any(after, known.expertise):
        return False
    joint = next((w.forms[0] for w in reversed(before) if w.forms[0] not in DETERMINERS), None)
    return _any([*before, *after], known.offices) or joint in known.belonging


def may_speak(source: str, start: int, end: int) -> bool:
    """Whether the one named at ``start`` to ``end`` may be the source, and not whom the source fights or leaves."""
    known = speaker_words()
    after = words_of(source[end : end + 20])[:1]
    if source[end : end + 1] in ("-", "‑") and _any(after, known.ties):
        return False
    if _any(words_of(source[end : end + 30])[:2], known.apart):
        return False
    return not _turned(words_of(source[:start]), source[start:end])


def _turned(before: list[Word], name: str) -> bool:
    """Whether a word of enmity stands before a name; French "combattant" is one unless "de" follows it."""
    known = speaker_words()
    keys = [word.forms[0] for word in (*before, *words_of(name)[:1])]
    return any(
        key in known.turners and not (key == "combattant" and after in ("de", "du", "des", "d", "dans", "au"))
        for key, after in pairwise(keys)
    )


@lru_cache(maxsize=20_000)
def is_armed(source: str) -> bool:
    """Whether a source is called fighters by what it is, and not by whom it fights or watches."""
    known = speaker_words()
    found = words_of(source)
    keys = [word.forms[0] for word in found]
    cut = next((at for at, key in enumerate(keys) if at and key in known.turners), len(keys))
    keys = keys[:cut]
    pairs = {f"{a}-{b}" for a, b in pairwise(keys)}
    return bool(pairs & known.armed_pairs) or any(key in known.armed for key in keys)


def _any(found: list[Word], known: frozenset[str]) -> bool:
    return any(word.forms[0] in known for word in found)
