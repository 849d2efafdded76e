"""The deeds of a language that is not parsed, and the words that say who plays which part: ``order/<lang>.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from headwater.matches.lexicon import raw
from headwater.matches.phrases import Phrases, listed
from headwater.records.matches import ActorRole
from headwater.text.numerals import Word, fold

Voice = Literal["active", "passive", "of_doer", "of_target", "of_thing"]
"""A verb, a verb of suffering, a noun of the doer's, of the sufferer's, of what is handed over."""
VOICES: tuple[Voice, ...] = get_args(Voice)

SUBJECTS: Mapping[str, ActorRole] = {
    "attack": "perpetrator", "clash": "perpetrator", "capture": "perpetrator", "arrest": "perpetrator",
    "supply": "supplier", "receive": "recipient", "support": "ally", "say": "speaker",
}  # fmt: skip
OBJECTS: Mapping[str, ActorRole] = {
    "attack": "victim", "clash": "target", "capture": "target", "arrest": "victim",
    "supply": "recipient", "receive": "other", "support": "ally", "say": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """A word for a deed at tokens ``first`` up to ``last`` (not included)."""

    first: int
    last: int
    kind: str
    voice: Voice


@dataclass(frozen=True)
class OrderWords:
    """The tables of one language."""

    deeds: Phrases[tuple[str, Voice]]
    marks: Mapping[str, Phrases[bool]]
    endings: Mapping[str, tuple[str, ...]]

    def said(self, name: str, words: Sequence[Word], at: int) -> int | None:
        """The token after a mark that begins at a token; None where there is none."""
        hit = self.marks[name].at(words, at) if name in self.marks and 0 <= at < len(words) else None
        return hit.last if hit else None

    def before(self, name: str, words: Sequence[Word], at: int, near: int = 3) -> bool:
        """Whether a mark ends right before a token."""
        return any(self.said(name, words, k) == at for k in range(max(0, at - near), at))


@cache
def order_words(lang: str) -> OrderWords | None:
    """The tables of a language; None for one whose parts are read from its parse, or not at all."""
    data = raw(lang, "order")
    if not data:
        return None
    deeds: dict[str, tuple[str, Voice]] = {}
    for voice in VOICES:
        for kind, phrases in data.get(voice, {}).items():
            for phrase in phrases:
                deeds.setdefault(phrase, (kind, voice))
    return OrderWords(
        Phrases(deeds, lang),
        {name: listed(phrases, lang) for name, phrases in data.get("marks", {}).items()},
        {name: tuple(fold(end, lang) for end in ends) for name, ends in data.get("endings", {}).items()},
    )


def find_deeds(words: Sequence[Word], table: OrderWords) -> list[Deed]:
    """The deeds of a text in their order."""
    return [Deed(hit.first, hit.last, *hit.tag) for hit in table.deeds.all(words)]
