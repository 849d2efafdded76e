"""Names that words beside them give away where no model sees names: Russian, Turkish, Arabic.

Persons: two or three words, in capitals where the script has them, with a role before them, a given name
that is known, or a Russian surname's ending. Places, outlets, groups and bodies: right after or before the
noun that says what they are, in quotation marks where a noun alone would be too little.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import resources

from headwater.entities.entries import entries
from headwater.entities.found import Candidate
from headwater.entities.known import Line
from headwater.entities.labels import label_words
from headwater.entities.roles import role_at, role_before
from headwater.records.entities import EntityType
from headwater.records.errors import ConfigError
from headwater.text.names import Word, fold, name_key, russian_stem

LANGUAGES = ("ru", "tr", "ar")
LONGEST_PERSON = 3
LONGEST_BODY = 6
_FILE = "announcing_words.csv"
_QUOTED = re.compile(r"\s*(?:«([^«»\n]{2,60})»|“([^“”\n]{2,60})”|\"([^\"\n]{2,60})\")")


@cache
def _table() -> dict[tuple[str, str], dict[str, EntityType]]:
    """Words by language and place; raises ConfigError where a line is broken."""
    text = resources.files("headwater.entities").joinpath("wording", _FILE).read_text(encoding="utf-8")
    found: dict[tuple[str, str], dict[str, EntityType]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split(";")
        if len(cells) != 4 or cells[0] not in LANGUAGES:
            raise ConfigError(f"wording/{_FILE}, line {number}: not language;type;where;words")
        lang, type_, where, words = cells
        of = found.setdefault((lang, where), {})
        of.update((fold(word), type_) for word in words.split("|"))  # type: ignore[misc]
    return found


def _words(lang: str, where: str) -> dict[str, EntityType]:
    return _table().get((lang, where), {})


@cache
def _stems(lang: str) -> frozenset[str]:
    """The words that are no part of a name, without their case endings."""
    return frozenset(stem for word in _words(lang, "never") if len(stem := russian_stem(word)) > 3)


@cache
def given_names() -> frozenset[str]:
    """First words of registered persons' full names, in every language, as keys."""
    names = (n for e in entries().values() if e.type == "person" for n in e.names if not n.short)
    keys = (name_key(name.text, name.lang) for name in names)
    return frozenset(key[0] for key in keys if len(key) > 1 and len(key[0]) > 2)


def announced_names(lines: Sequence[Line], text: str) -> Iterator[Candidate]:
    """Names in the lines of languages without a parser, by the words beside them."""
    seen = frozenset(fold(w.text) for line in lines for w in line.words[1:] if w.text[0].isupper())
    for line in lines:
        lang = line.sentence.lang
        if lang in LANGUAGES and not line.shouting:
            yield from _quoted(line, text)
            if lang == "ar" or not line.title_case:
                yield from _by_noun(line, text, seen)
                yield from _persons(line, text)


def _settled(start: int, end: int, type_: EntityType, because: str) -> Candidate:
    sign = f"{type_}!: {because[0].lower()}{because[1:-1]}"
    return Candidate(start, end, type_, "shape", because, signs=(sign,))


def _quoted(line: Line, text: str) -> Iterator[Candidate]:
    """A name in quotation marks right after a noun that says what it is: "движение «X»", "صحيفة «X»"."""
    nouns = _words(line.sentence.lang, "quoted")
    for word in line.words:
        type_ = next((nouns[form] for form in (fold(word.text), *word.forms) if form in nouns), None)
        found = _QUOTED.match(text, word.end, line.sentence.end) if type_ else None
        if type_ and found:
            name = next(at for at in (1, 2, 3) if found.group(at))
            if len(found.group(name).split()) <= LONGEST_BODY and _named(
                found.group(name), line.sentence.lang
            ):
                because = f"The words in quotation marks after “{word.text}” name a {type_}."
                yield _settled(found.start(name), found.end(name), type_, because)


def _named(name: str, lang: str) -> bool:
    """Whether quoted words may be a name: they begin with a capital where there are any, and are no label."""
    keys = name_key(name, lang)
    return bool(keys) and (lang == "ar" or name[0].isupper()) and not set(keys) <= label_words()


def _by_noun(line: Line, text: str, seen: Collection[str]) -> Iterator[Candidate]:
    """Names right after "город", "بلدة", or that end with "Gazetesi", "Köyü"."""
    words, lang = line.words, line.sentence.lang
    before, last = _words(lang, "before"), _words(lang, "last")
    never = _words(lang, "never")
    for at, word in enumerate(words):
        type_ = before.get(fold(word.text))
        after = words[at + 1] if at + 1 < len(words) else None
        if type_ and after and not word.broken and _may_name(after, lang, never):
            end = at + 2
            while lang == "ru" and _joins(words, end, text) and words[end].text[0].isupper():
                end += 1
            yield _settled(
                after.start, words[end - 1].end, type_, f"A name right after “{word.text}” is a {type_}'s."
            )
        closing = last.get(fold(word.text)) if word.text[0].isupper() else None
        first = _run_before(words, at, never, text) if closing else at
        if first == 0 and at > 1 and fold(words[0].text) not in seen:
            first = 1  # a sentence begins with a capital, whatever its first word is
        if closing and first < at:
            because = f"A name that ends with “{word.text}” is that of a {closing}."
            yield _settled(words[first].start, word.end, closing, because)


def _may_name(word: Word, lang: str, never: dict[str, EntityType]) -> bool:
    if fold(word.text) in never or len(word.text) < 3 or word.text[0].isdigit():
        return False
    if lang != "ar":
        return word.text[0].isupper()
    common = ("ات", "ين", "ون", "ها", "هم") if word.text.startswith("ال") else ("ة", "ها", "هم")
    return not word.text.endswith(common)


def _run_before(words: Sequence[Word], at: int, never: dict[str, EntityType], text: str) -> int:
    """Where the run of words in capitals that ends before word ``at`` begins, small words at its start left out."""
    first = at
    while (
        first > 0
        and at - first < LONGEST_BODY - 1
        and _joins(words, first, text)
        and _capital(words[first - 1])
    ):
        first -= 1
    while first < at and fold(words[first].text) in never and first == 0:
        first += 1
    return first


def _joins(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether only a space or a hyphen parts word ``at`` from the one before."""
    return 0 < at < len(words) and text[words[at - 1].end : words[at].start] in (" ", "-", "\u00a0")


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and len(word.text) > 1


def _persons(line: Line, text: str) -> Iterator[Candidate]:
    words, lang = line.words, line.sentence.lang
    at = 0
    while at < len(words):
        last = _person_end(words, at, lang, text)
        evidence = _evidence(words, at, last, lang) if last else None
        if evidence:
            because = f"Two or three words that can be a person's name, with {evidence}."
            role = role_before(words, at, lang)
            yield Candidate(
                words[at].start,
                words[last - 1].end,
                "person",
                "shape",
                because,
                role_title=role[1] if role else None,
            )
            at = last
        else:
            at += 1


def _person_end(words: Sequence[Word], first: int, lang: str, text: str) -> int:
    """The end of a run of two or three words that may be a person's name, or 0."""
    never = _words(lang, "never")
    end = first
    while end < min(len(words), first + LONGEST_PERSON) and _in_person(words, end, first, lang, never):
        end += 1
        if not _joins(words, end, text):
            break
    longer = lang != "ar" and _joins(words, end, text) and _capital(words[end])
    return 0 if longer or end - first < 2 else end


def _in_person(words: Sequence[Word], at: int, first: int, lang: str, never: dict[str, EntityType]) -> bool:
    word = words[at]
    folded = fold(word.text)
    if (
        folded in never
        or (lang == "ru" and russian_stem(folded) in _stems(lang))
        or not word.text.isalpha()
        or len(word.text) < 2
        or role_at(words, at, lang)
    ):
        return False
    if lang == "ru" and word.text[0].lower() < "а":
        return False  # Latin letters in a Russian text are mostly a company
    if lang != "ar":
        return word.text[0].isupper() and not word.text.isupper()
    if at > first and word.text.startswith(("سي", "ست")) and len(word.text) > 4:
        return False  # "will ..."
    # Arabic: a given name, a second word, a third only with the article: what follows is mostly a verb
    return at - first < 2 or word.text.startswith("ال")


def _evidence(words: Sequence[Word], first: int, last: int, lang: str) -> str | None:
    """Why the words are a person's name; nothing where only capitals speak for it."""
    if lang == "ar":
        return _arabic_evidence(words, first, last)
    given = next((form for form in words[first].forms if form in given_names()), None)
    if role_before(words, first, lang):
        return "a role before them"
    named = _naming(words, first, last, lang)
    if named:
        return f"“{named}” beside them"
    before = words[first - 1] if first > 0 else None
    if before and _capital(before) and not before.broken and fold(before.text) not in _words(lang, "never"):
        return None
    if given:
        return f"“{words[first].text}”, a given name"
    ending = next((e for e in _words(lang, "surname") if words[last - 1].text.endswith(e)), None)
    return (
        f"a surname's ending, “-{ending}”" if ending and len(words[last - 1].text) > len(ending) + 2 else None
    )


def _naming(words: Sequence[Word], first: int, last: int, lang: str) -> str | None:
    """The word "named" beside the words: after them in Turkish, before them in Russian and Arabic."""
    at = last if lang == "tr" else first - 1
    if not 0 <= at < len(words) or fold(words[at].text) not in _words(lang, "named"):
        return None
    if words[last - 1 if lang == "tr" else at].broken:
        return None
    return words[at].text if lang != "tr" or _person_noun(words, at + 1) else None


def _person_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a Turkish word is a noun for people: boats and books are "X adlı" too."""
    people = _words("tr", "people")
    return at < len(words) and (
        role_at(words, at, "tr") is not None or any(form in people for form in words[at].forms)
    )


def _arabic_evidence(words: Sequence[Word], first: int, last: int) -> str | None:
    """A given name that is known, or a definite role before two words that a comma or "that" closes.

    Nothing else tells a strange name from other words in a script without capitals: "قال الطبيب X Y إن".
    """
    second = words[first + 1].text
    if fold(words[first].text) in given_names() and not second.startswith(("و", "ب", "ل", "ف", "ي", "ت")):
        return f"“{words[first].text}”, a given name"
    if last - first != 2 or not all(_strange(word) for word in words[first:last]):
        return None
    if _naming(words, first, last, "ar"):
        return f"“{words[first - 1].text}” before them"
    role = role_before(words, first, "ar")
    if role is None or not words[first - 1].text.startswith("ال"):
        return None
    told = role[1] == "honorific" or (role[0] > 0 and fold(words[role[0] - 1].text) in _words("ar", "tells"))
    that = last < len(words) and fold(words[last].text) in _words("ar", "closes")
    closed = that or (told and words[last - 1].broken)
    return "a role before them" if closed else None


def _strange(word: Word) -> bool:
    """Whether an Arabic word may be a foreign name: no article, no feminine or plural ending, no known noun in it."""
    if word.text.startswith(("ال", "لل", "وال", "بال")) or len(word.text) < 3:
        return False
    if word.text.endswith(("ة", "ات", "ها", "هم", "ه", "\u064b")):
        return False
    known = {**_words("ar", "before"), **_words("ar", "quoted"), **_words("ar", "never")}
    return not any(form in known for form in (fold(word.text), *word.forms))
