"""Whether a registered one-word name is only part of a longer name: "Petra Lindvane" is no news agency."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from headwater.entities.bodies import body_nouns, demonym_index
from headwater.entities.compiled import place_index, registry_index
from headwater.entities.entries import Entry, RegistryName, entries, lines_of, word_list
from headwater.entities.labels import label_words
from headwater.entities.roles import role_at
from headwater.text.names import Word, fold

if TYPE_CHECKING:
    from headwater.entities.known import Line

_TRAPPED = ("outlet", "group", "body", "person")
_NOT_GENERIC = ("given names", "common words")


@cache
def _generic() -> frozenset[str]:
    """Folded words that may stand in capitals beside a name and are no part of it."""
    plain = {
        fold(w)
        for _, (kind, words) in lines_of("never.csv", 2)
        if kind not in _NOT_GENERIC
        for w in words.split("|")
    }
    press = {
        fold(w) for _, cells in lines_of("outlet_words.csv", 5) for cell in cells for w in cell.split("|")
    }
    sides = {
        fold(w) for _, cells in lines_of("placewords.csv", 7) for cell in cells[2:] for w in cell.split("|")
    }
    return frozenset(plain | press | sides | word_list("beside a name"))


def is_ambiguous(name: RegistryName) -> bool:
    """Whether a one-word name is also a given name or a common word."""
    return fold(name.text) in word_list("also given names")


def in_longer_name(line: Line, first: int, last: int, entry: Entry, name: RegistryName) -> bool:
    """Whether words ``[first, last)``, a one-word name of ``entry``, stand inside a longer name of somebody else."""
    text = line.words[first].text
    if entry.type not in _TRAPPED or last - first != 1 or text.isupper() or not "A" <= text[0] <= "\u024f":
        return False
    sure = is_ambiguous(name)
    if (line.title_case or line.shouting) and not sure:
        return False
    return _grows_right(line, last, entry) or _grows_left(line, first, entry, sure)


def _grows_right(line: Line, last: int, entry: Entry) -> bool:
    words = line.words
    if last >= len(words) or words[last - 1].broken:
        return False
    return not _is_generic(words, last, line.sentence.lang, entry) and words[last].text[0].isupper()


def _grows_left(line: Line, first: int, entry: Entry, sure: bool) -> bool:
    words = line.words
    at = first - 1
    while at >= 0 and words[at].article:
        at -= 1
    if at < 0 or words[at].broken or not words[at].text[0].isupper() or words[at].text.isupper():
        return False
    if at == 0 and words[at].start not in line.proper:
        return False  # a sentence begins with a capital whatever its first word is
    return (entry.type == "person" or sure) and not _is_generic(words, at, line.sentence.lang, entry)


def _is_generic(words: Sequence[Word], at: int, lang: str, entry: Entry) -> bool:
    """Whether a word beside the name is a title, a demonym, a body's noun, a place or another registered name."""
    word = words[at]
    if (
        len(word.text) < 2
        or word.text.isupper()
        or any(f in _generic() or f in label_words() for f in word.forms)
    ):
        return True
    roles = any(role_at([word], 0, code) for code in (lang, "en"))
    known = any(index.find([word], 0) for index in (demonym_index(), body_nouns(), place_index()))
    return roles or known or _begins_name(words, at, entry) or role_ends(words, at, lang)


def _begins_name(words: Sequence[Word], at: int, entry: Entry) -> bool:
    """Whether another registered name begins there; beside a person's surname a given name is none."""
    refs = [ref for _, found in registry_index().find(words, at) for ref in found]
    if entry.type == "person":
        refs = [ref for ref in refs if entries()[ref.id].type != "person" and not is_ambiguous(ref.name)]
    return bool(refs)


def role_ends(words: Sequence[Word], at: int, lang: str) -> bool:
    """Whether a role of several words ends with word ``at`` ("Prime Minister")."""
    return any(
        (found := role_at(words, begin, lang)) and found[0] == at + 1 for begin in range(max(0, at - 3), at)
    )
