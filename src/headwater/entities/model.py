"""Names that the language model sees, cleaned of what it takes for names by mistake."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from headwater.entities.bodies import demonym_index
from headwater.entities.entries import lines_of, word_list
from headwater.entities.found import Candidate
from headwater.entities.gazetteer import side_of
from headwater.entities.known import Line, made_or_based
from headwater.entities.labels import label_words
from headwater.entities.roles import is_role, role_after, role_before
from headwater.records.claims import Parse, Token
from headwater.records.entities import EntityType
from headwater.text.names import Word, fold

_TYPES: dict[str, EntityType] = {
    "PERSON": "person", "PER": "person", "ORG": "group", "GPE": "place", "LOC": "place", "FAC": "place",
    "EVENT": "event",
}  # fmt: skip


_NO_NAMES = ("given names", "common words")
_NO_ENDS = ("articles", "days", "months", "sentence")


@cache
def never_names() -> frozenset[str]:
    """Folded words that are no name by themselves."""
    return frozenset(
        fold(w)
        for _, (kind, words) in lines_of("never.csv", 2)
        if kind not in _NO_NAMES
        for w in words.split("|")
    )


@cache
def _never_last() -> frozenset[str]:
    """Folded words with which no name ends."""
    return frozenset(
        fold(w) for _, (kind, words) in lines_of("never.csv", 2) if kind in _NO_ENDS for w in words.split("|")
    )


def model_names(line: Line, parse: Parse | None, text: str, longest: int) -> list[Candidate]:
    """Names in one sentence as the model marks them, with their roles where they are persons."""
    if parse is None:
        return []
    found = []
    for start, end, tag in _marked(parse.tokens):
        type_ = _TYPES.get(tag)
        first, last = _words_between(line.words, start, end)
        if type_ is None or first >= last:
            continue
        candidate = _cleaned(line, first, last, type_, text, longest)
        if candidate:
            found.append(candidate)
    return found


def _marked(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """(start, end, tag) of each entity in BIO tags."""
    start, end, tag = -1, -1, ""
    for token in tokens:
        begins, _, kind = token.ent.partition("-")
        if begins == "I" and kind == tag:
            end = token.end
            continue
        if tag:
            yield start, end, tag
        start, end, tag = token.start, token.end, kind
    if tag:
        yield start, end, tag


def _words_between(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    first = bisect_right(words, start, key=lambda w: w.end)
    last = bisect_left(words, end, key=lambda w: w.start)
    return (first, last) if first < last else (0, 0)


def _cleaned(
    line: Line, first: int, last: int, type_: EntityType, text: str, longest: int
) -> Candidate | None:
    words, lang = line.words, line.sentence.lang
    first, last = _trimmed(words, first, last, lang, type_)
    last = _before_slash(words, first, last, text)
    if first < last and made_or_based(words, last):
        return None
    if first >= last or last - first > longest or not _is_name(words[first:last], line, first):
        return None
    start, end = words[first].start, words[last - 1].end
    if "\n" in text[start:end] or _clause(words[first:last], lang) or _common_noun(line, first, last, type_):
        return None
    role = None
    if type_ == "person":
        before = role_before(words, first, lang)
        role = before[1] if before else role_after(words, last, lang, text[end : end + 1] == ",")
    read = f"The language model reads the words as the name of a {type_}"
    if type_ == "person" and role is None and side_of(line, first, last):
        type_, read = "place", f"{read}, but the words beside it are those beside a place"
    because = read + (f", beside the role “{role}”." if role else ".")
    return Candidate(start, end, type_, "model", because, role_title=role)


def _trimmed(words: Sequence[Word], first: int, last: int, lang: str, type_: EntityType) -> tuple[int, int]:
    """The span without titles, demonyms, articles and lower-case words at its ends."""
    while first < last and _before_name(words, first, last, lang, type_):
        first += 1
    while first < last and not (words[last - 1].text[0].isupper() or words[last - 1].text[0].isdigit()):
        last -= 1
    while first < last and words[last - 1].forms[0] in _never_last():
        last -= 1
    return first, last


def _before_slash(words: Sequence[Word], first: int, last: int, text: str) -> int:
    """The end of the first of two names with a stroke between them ("Ada Lind/Bo Reed"); a single word may hold one."""
    for at in range(first + 2, last):
        if "/" in text[words[at - 1].end : words[at].start]:
            return at
    return last


def _before_name(words: Sequence[Word], first: int, last: int, lang: str, type_: EntityType) -> bool:
    word = words[first]
    if word.forms[0] in never_names():
        return True
    if word.article and first + 1 < last and words[first + 1].text[0].isupper():
        return False
    if not (word.text[0].isupper() or word.text[0].isdigit()):
        return True
    if type_ != "person" or last - first < 2:
        return False
    return is_role(word, lang) or bool(demonym_index().find([word], 0))


def _is_name(words: Sequence[Word], line: Line, first: int) -> bool:
    """Whether the words may be a name: capitals, no label, demonym, day or month alone, not one chance capital."""
    if all(_empty(word) or word.article for word in words):
        return False
    if sum(len(w.text) for w in words) < 2 or all(w.text.isdigit() for w in words) or words[0].text.isdigit():
        return False
    if line.shouting or not any(len(w.text) > 1 and w.text[0].isupper() for w in words):
        return False
    return not (len(words) == 1 and first == 0)


def _clause(name: Sequence[Word], lang: str) -> bool:
    """Whether an English "name" holds a word in small letters that links no names ("Vestria arms Otter")."""
    links = word_list("between noun and owner") | word_list("links in an English name")
    return lang == "en" and any(w.text[0].islower() and w.forms[0] not in links for w in name)


def _common_noun(line: Line, first: int, last: int, type_: EntityType) -> bool:
    """Whether one word that the model takes for a person is a common noun, or letters and signs ("VX")."""
    if type_ != "person" or last - first > 1:
        return False
    word = line.words[first]
    if word.text.isupper() and len(word.text) <= 4:
        return True
    return bool(line.proper) and word.start not in line.proper


def _empty(word: Word) -> bool:
    return any(
        form in never_names() or form in label_words() or bool(demonym_index().find([word], 0))
        for form in word.forms
    )
