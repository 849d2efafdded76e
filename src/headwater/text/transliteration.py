"""Names in Latin letters, and consonant skeletons: what two spellings of one sound have in common.

Arabic and Hebrew letters carry few vowels, so that names in them are compared by skeleton. The sound
classes follow the usual romanisations of Arabic (ALA-LC, French, Turkish) and of Russian.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from headwater.text.names import fold

_ARABIC = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v",
    "ک": "k", "ی": "i", "ى": "a", "ة": "a", "ء": "", "أ": "a", "إ": "i", "آ": "a", "ؤ": "u", "ئ": "i",
}  # fmt: skip
_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "u", "ז": "z", "ח": "h", "ט": "t", "י": "i", "כ": "k",
    "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "", "פ": "p", "ף": "p", "צ": "ts",
    "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_TABLE = {**_ARABIC, **_HEBREW, **_CYRILLIC}
_SYLLABIC = re.compile(r"[\u0900-\u1cff\u2e80-\ud7ff]")
_ABJAD = re.compile(r"[\u0590-\u06ff\u0750-\u077f]")

_SOUNDS = (
    (re.compile(r"tch|ch|sch|sh|zh|ç|ş"), "S"),
    (re.compile(r"dj|dzh|j"), "J"),
    (re.compile(r"kh|gh|ck|qu|[kgqx]"), "K"),
    (re.compile(r"ph|[fv]|w(?=[aeiou])"), "F"),
    (re.compile(r"th|dh|[td]"), "T"),
    (re.compile(r"ts|tz|[csz]"), "s"),
    (re.compile(r"[aeiouyw]+"), ""),
    (re.compile(r"h"), ""),
)
_ROMAN = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("ey", "i"), ("ei", "i"),
    ("ai", "i"), ("ay", "i"), ("aw", "u"), ("au", "u"), ("tch", "ch"), ("dj", "j"), ("sch", "sh"), ("ck", "k"),
    ("ph", "f"), ("q", "k"), ("y", "i"), ("w", "v"), ("kh", "h"), ("gh", "g"), ("x", "ks"), ("zh", "j"), ("dh", "d"),
    ("th", "t"), ("ah", "a"), ("eh", "a"), ("o", "u"), ("e", "i"), ("iu", "u"), ("ia", "a"), ("c", "k"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def latin(word: str) -> str:
    """A folded word in ASCII letters; "" where nothing of it can be written so."""
    if word.isascii():
        return word
    if any(c in _TABLE for c in word):
        word = "".join(_TABLE.get(c, c) for c in word)
    return fold(anyascii(word)).replace(" ", "") if not word.isascii() else word


def is_abjad(word: str) -> bool:
    """Whether a word is in Arabic or Hebrew letters, which leave vowels out."""
    return not word.isascii() and bool(_ABJAD.search(word))


def is_syllabic(word: str) -> bool:
    """Whether a word is in a script that this module has no table for (Brahmic, Ethiopic, Khmer, Han, Hangul ...)."""
    return not word.isascii() and bool(_SYLLABIC.search(word))


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of a word in sound classes: equal for "Qaddafi", "Gadhafi", "القذافي" but for the article."""
    text = latin(word)
    first_vowel = "a" if text[:1] in "aeiouy" and text else ""
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return first_vowel + _DOUBLE.sub(r"\1", text)


@lru_cache(maxsize=50_000)
def roman(word: str) -> str:
    """A Latin word with the commonest romanisation choices made the same ("Cheikh", "Sheikh" apart from s and c)."""
    text = latin(word)
    for said, kept in _ROMAN:
        text = text.replace(said, kept)
    return _DOUBLE.sub(r"\1", text)


_SPELT = {
    **dict.fromkeys(("tsch", "tch", "sch", "sh", "ch"), "S"), **dict.fromkeys(("dzh", "dz", "dj", "zh", "j"), "J"),
    **dict.fromkeys(("ck", "kh", "q", "c"), "k"), "gh": "g", "ph": "f", "dh": "d", "th": "T",
    **dict.fromkeys(("ou", "oo", "au", "aw", "o", "w"), "u"),
    **dict.fromkeys(("ai", "ay", "ei", "ey", "ie", "ee", "iy", "y", "e"), "i"),
}  # fmt: skip
_HEARD = re.compile("|".join(sorted(_SPELT, key=lambda letters: (-len(letters), letters))))
_SOFT_C = re.compile(r"c(?=[eiy])")
_SUN_ARTICLE = re.compile(r"^[aeiu](?=([dnrstz])\1)")
_FEMININE = re.compile(r"(?<=[^aiu])i?ia[ht]$|(?<=..)a[ht]$|(?<=...)h$")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A Latin word as it is heard, so that romanisations agree: "charia", "shariah"; "jamaat", "djamaah".

    Arabic articles before sun letters written as one word ("ennahda") and feminine endings go.
    """
    text = _SUN_ARTICLE.sub("", latin(word))
    text = _HEARD.sub(lambda found: _SPELT[found.group()], _SOFT_C.sub("s", text))
    text = _DOUBLE.sub(r"\1", text)
    return _FEMININE.sub(_feminine, text)


def _feminine(found: re.Match[str]) -> str:
    ending = found.group()
    return "ia" if len(ending) > 2 else "a" if ending[0] == "a" else ""
