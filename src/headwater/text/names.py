"""Names as keys: folding, tokens with offsets, articles, suffixes. Pure functions, any script.

A *folded* word is lower case, without marks, apostrophes or look-alike letters of another script, so
that "Da'esh", "Daesh" and "DAESH" are one key. Folding never changes which script a word is in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

APOSTROPHES = "'’‘ʼʻʾʿ`´ʹ′"
_DROPPED = frozenset(APOSTROPHES + ".")
LONGEST_WORD = 60
"""Longer "words" are noise (encoded data, combining-mark floods); they match no name."""
_REMEMBERED = 120
"""Characters of the longest text whose words are remembered: names and phrases, not sentences."""

ARTICLES = frozenset(["al", "el", "ul"])
"""Arabic articles that stand alone or with a hyphen."""
HYPHEN_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "as",
        "ash",
        "ad",
        "adh",
        "an",
        "ar",
        "at",
        "ath",
        "az",
        "es",
        "esh",
        "ed",
        "er",
        "et",
        "ez",
        "ech",
        "en",
    ]
)
"""Articles, assimilated ones too, that count only before a hyphen ("as-Suwayda")."""

_EXTRA = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
        "ـ": None, "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
        "ک": "ك", "ء": None, "\u200c": None, "\u200d": None,
    }
)  # fmt: skip
_LOOKALIKE = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιικνρυхАВЕКМНОРСТУХІЅЈаеорсухіѕј",
    "ABEZHIKMNOPTYXaoiiknpuxABEKMHOPCTYXISJaeopcyxisj",
)
_WORD = re.compile(rf"(?:[A-Za-z]\.){{2,}}|[^\W_]+(?:[{APOSTROPHES}\u0300-\u036f\u0610-\u065f]+[^\W_]+)*")
_GAP = re.compile(r"[^\w]{1,8}")
_PARTING = frozenset("&.,;:!?()[]{}\n\r\t|•…،؛؟/")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER_ALPHABET = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ]{2})")
_HYPHENS = ("-", "‐", "‑", "–")
_ELISION = re.compile(rf"(?i)(?:[ldnsjmtc]|qu|jusqu|lorsqu|puisqu)[{APOSTROPHES}]")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]?$")
_TURKISH_SUFFIX = re.compile(rf"[{APOSTROPHES}][a-zçğıöşü]{{1,8}}$")
_RUSSIAN_ENDING = re.compile(  # of folded words, in which "й" is "и"
    r"(?:ыми|ими|ого|его|ому|ему|иями|ами|ями|иеи|иею|иях|иям|ях|ах|ои|еи|ии|ыи|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям|ов|ев|их|ых|ым|им|ию|ия|ью|[ыиаяоеуюь])$"
)
_TURKISH_ENDINGS = (
    "ndeki", "ndaki", "deki", "daki", "teki", "taki", "nden", "ndan", "den", "dan", "ten", "tan", "nin", "nun", "nde",
    "nda", "nce", "nca", "yle", "yla", "de", "da", "te", "ta", "in", "un", "ni", "nu", "ne", "na", "ye", "ya", "yi",
    "yu", "le", "la", "i", "u", "e", "a",
)  # fmt: skip
_SHORTEST_TURKISH_STEM = 4


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The word's key: lower case, no marks, no apostrophes, look-alike letters made one script."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "").replace(".", "")
    if _LATIN.search(word) and _OTHER_ALPHABET.search(word):
        word = word.translate(_LOOKALIKE)
    low = word.replace("İ", "I").casefold().translate(_EXTRA)
    decomposed = unicodedata.normalize("NFKD", low[: LONGEST_WORD * 4])
    for letter in set(decomposed):  # few, however long the text: in which order they go does not matter
        if unicodedata.combining(letter) or letter in _DROPPED:
            decomposed = decomposed.replace(letter, "")
    return unicodedata.normalize("NFC", decomposed).translate(_EXTRA)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. ``forms`` are its possible keys, the plainest first."""

    start: int
    end: int
    text: str
    forms: tuple[str, ...]
    hyphen: bool  # joined to the next word by a hyphen
    broken: bool = False  # parted from the next word by a bracket, comma, full stop or line end

    @property
    def article(self) -> bool:
        """Whether it is an Arabic article in Latin letters ("al", "ash-")."""
        return is_article(self.forms[0], self.hyphen)


def is_article(key: str, hyphen: bool) -> bool:
    """Whether a folded word is an Arabic article, given whether a hyphen follows it."""
    return key in ARTICLES or (hyphen and key in HYPHEN_ARTICLES)


def words_of(text: str, lang: str = "", offset: int = 0) -> list[Word]:
    """The words of ``text`` with offsets, split at elisions ("l'ISIS"), camel case and suffixes.

    Those of names and short phrases are remembered: the same ones are asked for again with every report.
    """
    if offset or len(text) > _REMEMBERED:
        return _words(text, lang, offset)
    return list(_known_words(text, lang))


@lru_cache(maxsize=1 << 14)
def _known_words(text: str, lang: str) -> tuple[Word, ...]:
    return tuple(_words(text, lang, 0))


def _words(text: str, lang: str, offset: int) -> list[Word]:
    found: list[Word] = []
    for match in _WORD.finditer(text):
        begin, end = match.span()
        if end - begin > LONGEST_WORD:
            continue
        for left, right, piece, forms in _pieces_of(match.group(), lang):
            start, stop = begin + left, begin + right
            hyphen = text[stop : stop + 1] in _HYPHENS and text[stop + 1 : stop + 2].isalnum()
            broken = _broken(text, stop, piece)
            found.append(Word(start + offset, stop + offset, piece, forms, hyphen, broken))
    return found


@lru_cache(maxsize=1 << 14)
def _pieces_of(word: str, lang: str) -> tuple[tuple[int, int, str, tuple[str, ...]], ...]:
    """What of a word is a word by itself: where, how it is written, and its forms."""
    found = []
    for left, right in _camel_pieces(word, *_trimmed(word, 0, lang)):
        piece = word[left:right]
        key = fold(piece)
        if key:
            found.append((left, right, piece, _forms(piece, key, lang)))
    return tuple(found)


def _broken(text: str, end: int, piece: str) -> bool:
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum():
        return False  # as most are
    gap = _GAP.match(text, end)
    marks = gap.group() if gap else ""
    initial = len(piece) == 1 or piece in ("St", "Dr", "Gen", "Col", "Lt", "Maj", "Sgt")
    return any(c in _PARTING for c in marks) and not (initial and marks.strip() == ".")


def _trimmed(word: str, start: int, lang: str) -> tuple[int, int]:
    """The word without an elided article before it or a possessive or case suffix after it."""
    end = start + len(word)
    elided = _ELISION.match(word)
    if (
        elided
        and lang not in ("ru", "ar")
        and end - start > elided.end()
        and _elides(word, elided.end(), lang)
    ):
        start += elided.end()
        word = word[elided.end() :]
    tail = _POSSESSIVE.search(word) or (_TURKISH_SUFFIX.search(word) if lang == "tr" else None)
    if tail and tail.start() >= 2:
        end -= len(word) - tail.start()
    return start, end


def _elides(word: str, at: int, lang: str) -> bool:
    return lang == "fr" or (word[at].isupper() and word[0].lower() in "ld")


def _camel_pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    word = text[start:end]
    if word.islower() or word.isupper() or len(word) < 5:
        return [(start, end)]
    cuts = [0, *(m.start() for m in _CAMEL.finditer(word)), len(word)]
    return [(start + a, start + b) for a, b in pairwise(cuts) if b > a]


def _forms(piece: str, key: str, lang: str) -> tuple[str, ...]:
    first = key[0]
    if "\u0600" <= first <= "\u06ff":
        return arabic_forms(key)
    if "\u0400" <= first <= "\u04ff":
        stem = russian_stem(key)
        return (key, stem) if stem != key else (key,)
    if lang == "tr":
        return turkish_forms(key)
    if (
        key.endswith("s")
        and len(key) > 2
        and not piece[0].islower()
        and (len(key) > 3 or piece[:-1].isupper())
    ):
        return key, key[:-1]  # lost apostrophe: "Syrias", "ISs"
    if len(key) > 5 and key[:2] in ("al", "el") and not piece[0].islower():
        return key, key[2:]  # lost hyphen: "Alwaer"
    return (key,)


def arabic_forms(key: str) -> tuple[str, ...]:
    """A folded Arabic word without the conjunctions, prepositions and article that may be glued to it."""
    forms = [key]
    for prefixes in ("وف", "بلك"):
        if len(forms[-1]) > 3 and forms[-1][0] in prefixes:
            forms.append(forms[-1][1:])
    if len(key) > 4 and key[0] in "وفبلك" and forms[-1] == key:
        forms.append(key[1:])
    bare = [form[2:] for form in forms if len(form) > 4 and form[:2] in ("ال", "لل")]
    return tuple(dict.fromkeys(forms + bare))


def turkish_forms(key: str) -> tuple[str, ...]:
    """A folded Turkish word, and what it may be without a case ending that no apostrophe sets off ("Bakanlığının")."""
    stems = (key[: -len(ending)] for ending in _TURKISH_ENDINGS if key.endswith(ending))
    return (key, *dict.fromkeys(stem for stem in stems if len(stem) >= _SHORTEST_TURKISH_STEM))


def russian_stem(key: str) -> str:
    """A folded Cyrillic word without its case ending; at least three letters stay."""
    cut = _RUSSIAN_ENDING.search(key)
    if cut and cut.start() >= 3:
        return key[: cut.start()]
    return key


@lru_cache(maxsize=50_000)
def name_key(name: str, lang: str = "") -> tuple[str, ...]:
    """The keys of a name's words, Arabic articles left out; what a registry is looked up by."""
    keys = []
    for word in words_of(name, lang):
        if word.article:
            continue
        key = word.forms[0]
        if "\u0600" <= key[0] <= "\u06ff":
            key = key[2:] if key.startswith("ال") and len(key) > 4 else key
        elif "\u0400" <= key[0] <= "\u04ff":
            key = russian_stem(key)
        keys.append(key)
    return tuple(keys)
