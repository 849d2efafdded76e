"""Names to entries: longest match over folded words, with the rules that keep short names apart.

A name is looked up by the keys of its words (``headwater.text.names``), so that one pass over a text
costs a few dictionary look-ups a word, whatever the size of the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from headwater.entities.entries import RegistryName, entries
from headwater.text.names import Word, fold, name_key

Keys = tuple[str, ...]
LONGEST_NAME = 14
"""Words in a name, articles included."""


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name and the id that it leads to."""

    id: str
    name: RegistryName
    start_upper: bool
    abbreviation: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``[first, last)`` that are the name of ``ref``."""

    first: int
    last: int
    ref: NameRef


class NameIndex:
    """Names by the keys of their words."""

    def __init__(self, names: Iterable[tuple[str, RegistryName]]) -> None:
        self._names: dict[Keys, list[NameRef]] = {}
        self._beginnings: set[Keys] = set()
        for id_, name in names:
            keys = name_key(name.text, name.lang)
            if not keys:
                continue
            at = self._names.setdefault(keys, [])
            at.append(_ref(id_, name))
            for length in range(1, len(keys)):
                self._beginnings.add(keys[:length])

    def find(self, words: Sequence[Word], first: int) -> list[tuple[int, list[NameRef]]]:
        """Ends and names of all matches that begin at word ``first``, the longest first."""
        open_: list[Keys] = [()]
        found: list[tuple[int, list[NameRef]]] = []
        for at in range(first, min(len(words), first + LONGEST_NAME)):
            word = words[at]
            if at > first and word.article:
                continue
            grown = [keys + (form,) for keys in open_ for form in word.forms]
            refs = [ref for keys in grown for ref in self._names.get(keys, ())]
            if refs:
                found.append((at + 1, refs))
            open_ = [keys for keys in grown if keys in self._beginnings]
            if not open_:
                break
        return found[::-1]

    def exactly(self, text: str, lang: str = "") -> list[str]:
        """Ids of the entries that bear exactly this name, in registry order."""
        return list(dict.fromkeys(ref.id for ref in self._names.get(name_key(text, lang), ())))


def _ref(id_: str, name: RegistryName) -> NameRef:
    letters = "".join(c for c in name.text if c.isalpha())
    short = letters.isupper() and len(letters) <= 5 and " " not in name.text
    first = next((c for c in name.text if c.isalpha()), "")
    return NameRef(id_, name, first.isupper(), short)


def fits(words: Sequence[Word], first: int, last: int, ref: NameRef, lang: str, shouting: bool) -> bool:
    """Whether words ``[first, last)`` may be this name, by case, article and language.

    Short names in capitals ("IS", "EI") count only in capitals, not in a line that is all in capitals
    where they could be a common word, and, up to two letters, only in a language that uses them.
    """
    begin = words[first]
    if not _latin(begin.text):
        return not (_common_in_arabic(words, first, last, ref))
    if ref.name.article and not (first > 0 and words[first - 1].article):
        return False
    if ref.name.exact and not _same(words, first, last, ref.name.text):
        return False
    if ref.abbreviation:
        return _abbreviation_fits(begin.text, ref, lang, shouting)
    return not ref.start_upper or begin.text[0].isupper() or begin.text[0].isdigit()


def _abbreviation_fits(text: str, ref: NameRef, lang: str, shouting: bool) -> bool:
    bare = text.replace(".", "")
    plural = bare.endswith("s") and bare[:-1].isupper()
    if not (bare.isupper() or plural):
        return len(bare) >= 4 and bare[0].isupper() and not shouting and ref.name.text.istitle()
    if len(ref.name.text) > 2:
        return True
    return not shouting and (ref.name.lang == lang or (lang in ("und", "") and ref.name.lang == "en"))


def _same(words: Sequence[Word], first: int, last: int, text: str) -> bool:
    begin = first
    while begin > 0 and words[begin - 1].hyphen and words[begin - 1].article:
        begin -= 1
    said = " ".join(w.text for w in words[begin:last])
    before = f"{words[first - 1].text} {said}" if first > 0 else said
    wanted = " ".join(text.replace("-", " ").replace("'", " ").split())
    return wanted in (said, before)


def _common_in_arabic(words: Sequence[Word], first: int, last: int, ref: NameRef) -> bool:
    """Whether a single Arabic word fits only after more than one glued letter was cut from it."""
    if last - first > 1 or ref.name.lang != "ar":
        return False
    key = fold(ref.name.text)
    bare = key.removeprefix("ال")
    word = words[first].forms[0]
    if len(bare) <= 3:
        return word not in (key, "و" + key, "ب" + key, "ل" + key, "لل" + bare, "في" + key)
    return False


def _latin(text: str) -> bool:
    return bool(text) and text[0] < "\u0370"


@cache
def registry_index() -> NameIndex:
    """Names of all registry entries but places."""
    return NameIndex((entry.id, name) for entry in entries().values() for name in entry.names)
