"""A name taken apart for comparing: its words without honorifics and articles, its legal form, its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from headwater.entities.entries import lines_of
from headwater.entities.nametokens import Mode, Token, token_of
from headwater.entities.wordclasses import bare_word, class_of, phrases_joined
from headwater.text.names import fold, is_article
from headwater.text.transliteration import is_abjad, is_syllabic, latin

LONGEST = 300
"""Characters of a name that are looked at."""

_MODES: dict[str | None, Mode] = {
    "Person": "person", "Vessel": "vessel", "Company": "company", "LegalEntity": "company", None: "any",
}  # fmt: skip
MOST_HEADS = 20
"""Words of a name among which the first letters of an abbreviation are looked for."""
_LEFT_OUT = frozenset(
    [
        "e",
        "i",
        "l",
        "d",
        "waal",
        "wal",
        "en",
        "on",
        "by",
        "to",
        "dans",
        "sur",
        "par",
        "au",
        "aux",
        "v",
        "i",
        "dlia",
        "icin",
    ]
)

_WORD = re.compile(r"[^\W_]+(?:[.'’‘`ʼ´][^\W_]+)*\.?")
_DOTTED = re.compile(r"^(?:\w\.)+\w?\.?$")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[a-z])(?=[A-Z]{2,}$)")
_LEET = str.maketrans("0134579", "oieastg")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name's words in Latin keys, what was set aside, and whether it was written without vowels."""

    words: tuple[str, ...]
    tokens: tuple[Token, ...]
    numbers: tuple[str, ...]
    form: str | None
    abjad: bool
    joined: str  # all words without spaces, in order
    heads: tuple[tuple[str, bool], ...]  # every word, and whether an abbreviation may leave it out
    abbreviation: str  # its letters where the name is one word in capitals, else ""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    honorifics: frozenset[str]
    particles: frozenset[str]
    forms: dict[tuple[str, ...], str]
    vessels: frozenset[str]
    nicknames: dict[str, frozenset[str]]
    numbers: dict[str, str]


@cache
def lexicon() -> _Lexicon:
    """The parts of names of ``registry/name_parts.csv``."""
    lists: dict[str, list[str]] = {}
    forms: dict[tuple[str, ...], str] = {}
    nicknames: dict[str, set[str]] = {}
    numbers: dict[str, str] = {}
    for _, (kind, form, cell) in lines_of("name_parts.csv", 3):
        words = [tuple(latin(fold(w)) for w in text.split()) for text in cell.split("|")]
        if kind == "form":
            forms.update((word, form) for word in words)
        for word in (word for word in words if len(word) == 1):
            if kind == "nickname":
                nicknames.setdefault(word[0], set()).add(form)
            elif kind == "number":
                numbers[word[0]] = form
            else:
                lists.setdefault(kind, []).append(word[0])
    return _Lexicon(
        frozenset(lists["honorific"]), frozenset(lists["particle"]), forms, frozenset(lists["vessel"]),
        {word: frozenset(names) for word, names in nicknames.items()}, numbers,
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def parts_of(name: str, kind: str | None) -> NameParts:
    """The name taken apart. ``kind`` is "Person", "Company", "Organization", "LegalEntity", "Vessel" or null."""
    mode = mode_of(kind)
    text = _first_name_first(name[:LONGEST]) if mode == "person" else name[:LONGEST]
    abjad = is_abjad(text)
    raw = [piece for word in _WORD.findall(text) for piece in _pieces(word)]
    folded = {}
    keys = []
    for word, hyphen in _hyphens(raw, text):
        key, own = _key(word, hyphen, mode)
        if key:
            keys.append(key)
            folded[key] = own
    if mode != "person":
        keys = phrases_joined(keys)
    keys, form = _without_form(keys) if mode != "person" else (_without_tail(keys), None)
    keys = _without_honorifics(keys, kind)
    keys = _joined_numbers(keys)
    said = [] if mode == "person" else [_number(key) for key in keys]
    numbers = tuple(sorted(number for number in said if number))
    words = [key for key, number in zip(keys, said, strict=True) if not number] if numbers else keys
    joined = "".join(words)
    small = lexicon().particles
    if mode != "person":
        words = [word for word in words if word not in small] or words
    tokens = tuple(
        token_of(word, folded.get(word, word), mode, word in small, abjad and is_abjad(folded.get(word, "")))
        for word in words
    )
    return NameParts(
        tuple(words),
        tokens,
        numbers,
        form,
        abjad,
        joined,
        () if abjad else _heads(raw),
        _abbreviation(raw, keys),
    )


def mode_of(kind: str | None) -> Mode:
    """What rules a name of this kind is compared by."""
    return _MODES.get(kind, "organisation")


def _heads(raw: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Every word in Latin letters, and whether an abbreviation may leave it out."""
    found = ((latin(fold(word)), word) for word in raw[:MOST_HEADS])
    small, forms = lexicon().particles, lexicon().forms
    return tuple((key, key in small or key in _LEFT_OUT or (key,) in forms) for key, _ in found if key)


def _abbreviation(raw: Sequence[str], keys: Sequence[str]) -> str:
    """The letters of a name that is one word in capitals, with or without a legal form; else ""."""
    own = [key for key in keys if not _is_form(key)] if len(raw) < 3 else keys
    if len(own) != 1 or not 2 < len(own[0]) <= 8:
        return ""
    others = [word for word in raw if latin(fold(word)) != own[0]]
    if len(own) < len(keys) and all(word.isupper() for word in others):
        return ""  # all in capitals: nothing tells letters from a word
    return own[0] if any(word.isupper() and latin(fold(word)) == own[0] for word in raw) else ""


def _is_form(key: str) -> bool:
    """Whether a word only says what kind of body it is ("Group" in "TAN Group")."""
    found = class_of(key)
    return found is not None and found.kind == "form"


def _first_name_first(text: str) -> str:
    """A person's name with what stands before a comma put last ("Lind, Ada")."""
    last, comma, first = text.partition(",")
    return f"{first} {last}" if comma and first.strip() else text


def _joined_numbers(keys: list[str]) -> list[str]:
    """Number words of two parts as one ("forty", "four"), and "united states" as "us"."""
    found: list[str] = []
    for key in keys:
        tens = lexicon().numbers.get(found[-1], "") if found and len(found[-1]) > 2 else ""
        units = lexicon().numbers.get(key, "") if len(key) > 2 else ""
        if len(tens) == 2 and tens.endswith("0") and len(units) == 1:
            found[-1] = str(int(tens) + int(units))
        elif found and (found[-1], key) == ("united", "states"):
            found[-1] = "us"
        else:
            found.append(key)
    return found


def _pieces(word: str) -> list[str]:
    if "." in word and _DOTTED.match(word):
        return [word.replace(".", "")] if len(word) > 2 and not word.endswith("..") else [word.strip(".")]
    word = word.strip(".")
    if word.isupper() or len(word) < 5 or "'" in word:
        return [word]
    return [piece for piece in _CAMEL.split(word) if piece]


def _hyphens(words: list[str], text: str) -> list[tuple[str, bool]]:
    dashed = "-" in text
    return [(word, dashed and f"{word}-" in text) for word in words]


def _key(word: str, hyphen: bool, mode: Mode) -> tuple[str, str]:
    """A word in Latin letters, "" for an article, and its folded form."""
    if mode == "person" and any(c.isdigit() for c in word) and any(c.isalpha() for c in word):
        word = word.translate(_LEET)
    folded = fold(word)
    if "\u0600" <= folded[:1] <= "\u06ff":
        folded = _without_arabic_article(folded if mode == "person" else bare_word(folded), mode)
    key = latin(folded) if not is_syllabic(folded) else folded
    if is_article(key, hyphen) and mode != "vessel":
        return "", ""
    return key, folded


def _without_arabic_article(folded: str, mode: Mode) -> str:
    glued = ("ال",) if mode == "person" else ("وال", "بال", "لل", "ال")
    for article in glued:
        if folded.startswith(article) and len(folded) > len(article) + 2:
            return folded[len(article) :]
    return folded


def _without_form(keys: list[str]) -> tuple[list[str], str | None]:
    """The words without a legal form at either end, and its class."""
    forms = lexicon().forms
    form: str | None = None
    for _ in range(3):
        for length in (5, 4, 3, 2, 1):
            if len(keys) > length and tuple(keys[-length:]) in forms:
                form, keys = _stronger(form, forms[tuple(keys[-length:])]), keys[:-length]
                break
            if (
                len(keys) > length
                and tuple(keys[:length]) in forms
                and length > 1 - (keys[0] not in ("company", "co", "as", "se"))
            ):
                form, keys = _stronger(form, forms[tuple(keys[:length])]), keys[length:]
                break
        else:
            break
    return keys, form


def _stronger(old: str | None, new: str) -> str:
    return new if old in (None, "inc") else old or new


def _without_tail(keys: list[str]) -> list[str]:
    """A person's name without a stray legal form at its end ("Nicolás Maduro SA")."""
    if len(keys) > 2 and keys[-1] in ("sa", "ltd", "inc", "llc", "na"):
        return keys[:-1]
    return keys


def _without_honorifics(keys: list[str], kind: str | None) -> list[str]:
    lex = lexicon()
    if kind in ("Person", None):
        kept = [key for key in keys if key not in lex.honorifics]
        keys = kept if kept else keys
    if kind == "Vessel":
        kept = [key for key in keys if key not in lex.vessels]
        keys = kept if kept else keys
    return [key for key in keys if key not in ("the", "and")] or keys


def _number(key: str) -> str | None:
    """The number that a word says, or null."""
    if key.isdigit():
        return key.lstrip("0") or "0"
    return lexicon().numbers.get(key) if len(key) > 1 else None
