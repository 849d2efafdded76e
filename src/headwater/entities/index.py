"""Names to entries: longest match over folded words, with the rules that keep short names apart.

A name is looked up by the keys of its words (``headwater.text.names``), so that one pass over a text
costs a few dictionary look-ups a word, whatever the size of the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from headwater.entities.entries import RegistryName
from headwater.text.names import HYPHEN_ARTICLES, Word, fold, name_key, words_of
from headwater.text.russian import may_be_case_of

LONGEST_NAME = 14
"""Words in a name, articles included."""


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name and the id that it leads to."""

    id: str
    name: RegistryName
    start_upper: bool
    abbreviation: bool


class NameIndex:
    """Names by the keys of their words.

    Inside, keys are joined by spaces; a key that only begins a name leads to nothing. What a name leads
    to is packed in a string and unpacked when it is met, so that a compiled index loads in milliseconds.
    """

    def __init__(self, packed: dict[str, str]) -> None:
        self._packed = packed
        self._refs: dict[str, tuple[NameRef, ...]] = {}

    @classmethod
    def of(cls, names: Iterable[tuple[str, RegistryName]]) -> NameIndex:
        """An index of (id, name) pairs."""
        return cls(packed(names))

    def find(self, words: Sequence[Word], first: int) -> list[tuple[int, list[NameRef]]]:
        """Ends and names of all matches that begin at word ``first``, the longest first."""
        packed_ = self._packed
        if first >= len(words):
            return []
        for form in words[first].forms:
            if form in packed_:
                break
        else:
            return []  # most words begin no name
        open_: list[str] = [""]
        found: list[tuple[int, list[NameRef]]] = []
        for at in range(first, min(len(words), first + LONGEST_NAME)):
            word = words[at]
            if at > first and word.article:
                continue
            grown = [keys + form for keys in open_ for form in word.forms]
            open_ = [keys for keys in grown if keys in packed_]
            refs = [ref for keys in open_ for ref in self._at(keys)]
            if refs:
                found.append((at + 1, refs))
            if not open_ or word.broken:
                break
            open_ = [keys + " " for keys in open_]
        return found[::-1]

    def exactly(self, text: str, lang: str = "") -> list[str]:
        """Ids of the entries that bear exactly this name, in registry order."""
        return list(dict.fromkeys(ref.id for ref in self._at(" ".join(name_key(text, lang)))))

    def _at(self, key: str) -> tuple[NameRef, ...]:
        refs = self._refs.get(key)
        if refs is None:
            line = self._packed.get(key, "")
            refs = self._refs[key] = tuple(_unpacked(ref) for ref in line.split(_BETWEEN) if ref)
        return refs


_BETWEEN, _FIELD = "\x1e", "\x1f"


def packed(names: Iterable[tuple[str, RegistryName]]) -> dict[str, str]:
    """Joined keys to packed names, and every beginning of a key to nothing."""
    found: dict[str, list[str]] = {}
    for id_, name in names:
        keys = () if name.uncertain else name_key(name.text, name.lang)
        flags = "~" * name.short + "^" * (name.article or _needs_article(name.text, keys)) + "=" * name.exact
        for length in range(1, len(keys)):
            found.setdefault(" ".join(keys[:length]), [])
        if keys:
            found.setdefault(" ".join(keys), []).append(_FIELD.join((id_, name.lang, flags, name.text)))
    return {key: _BETWEEN.join(dict.fromkeys(refs)) for key, refs in found.items()}


def joined(keys: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """Two packed indexes as one; where both have a key, what it leads to in the first comes first."""
    found = dict(keys)
    for key, refs in more.items():
        before = found.get(key, "")
        found[key] = _BETWEEN.join(part for part in (before, refs) if part)
    return found


def _needs_article(text: str, keys: tuple[str, ...]) -> bool:
    """Whether the name is one Latin word after an article ("Al-Monitor"), which bare is another word."""
    words = text.replace("-", " ").split()
    return len(keys) == 1 and len(words) == 2 and text[0] < "\u0370" and fold(words[0]) in HYPHEN_ARTICLES


def _unpacked(line: str) -> NameRef:
    id_, lang, flags, text = line.split(_FIELD)
    name = RegistryName(text, lang, "~" in flags, "^" in flags, "=" in flags)
    letters = "".join(c for c in text if c.isalpha())
    short = letters.isupper() and len(letters) <= 5 and " " not in text
    first = next((c for c in text if c.isalpha()), "")
    return NameRef(id_, name, first.isupper(), short)


def fits(words: Sequence[Word], first: int, last: int, ref: NameRef, lang: str, shouting: bool) -> bool:
    """Whether words ``[first, last)`` may be this name, by case, article and language.

    Short names in capitals ("IS", "EI") count only in capitals, not in a line that is all in capitals
    where they could be a common word, and, up to two letters, only in a language that uses them.
    """
    begin = words[first]
    if not cased(begin.text):
        return not (_common_in_arabic(words, first, last, ref))
    if _other_word(words, first, last, ref, lang):
        return False
    if ref.name.article and not (first > 0 and words[first - 1].article):
        return False
    if ref.name.exact and not _same(words, first, last, ref.name.text):
        return False
    if ref.abbreviation:
        return _abbreviation_fits(begin.text, ref, lang, shouting)
    return not ref.start_upper or begin.text[0].isupper() or begin.text[0].isdigit()


def _abbreviation_fits(text: str, ref: NameRef, lang: str, shouting: bool) -> bool:
    bare = text.replace(".", "")
    plural = len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper()
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
    """Whether a single Arabic word may be a common one: without the article of the name, or short and cut from glued letters."""
    if last - first > 1 or ref.name.lang != "ar" or " " in ref.name.text:
        return False
    key, word = fold(ref.name.text), words[first].forms[0]
    bare = key.removeprefix("ال")
    has_article = word.startswith("لل") or "ال" in word[:4]
    if (key != bare) != has_article and not key.startswith(word[:4]):
        return True  # "حدث" is not "الحدث", and "الكابل" (the cable) is not "كابل"
    short = len(bare) <= 3
    return short and word not in (key, "و" + key, "ب" + key, "ل" + key, "لل" + bare)


def _other_word(words: Sequence[Word], first: int, last: int, ref: NameRef, lang: str) -> bool:
    """Whether words share only the beginning of the name: "Дана" is no case of "Дания", nor "Sanada" of "Sana"."""
    if ref.name.lang == "ru":
        said = [w.forms[0] for w in words[first:last] if not w.article]
        named = _name_words(ref.name.text)
        return len(said) == len(named) and not all(map(may_be_case_of, said, named))
    bare = last - first == 1 and lang == "tr"
    return bare and words[first].forms[0] not in name_key(ref.name.text, ref.name.lang)


@lru_cache(maxsize=20_000)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(word.forms[0] for word in words_of(name, "ru") if not word.article)


def cased(text: str) -> bool:
    """Whether a word is in a script with capitals: Latin, Greek or Cyrillic."""
    return bool(text) and text[0] < "\u0530"
