"""Language codes: one spelling for each, and which scripts a language is written in."""

from __future__ import annotations

UNDETERMINED = "und"

_THREE_LETTERS = {
    "ara": "ar", "arb": "ar", "apc": "ar", "eng": "en", "fra": "fr", "fre": "fr", "tur": "tr", "rus": "ru",
    "deu": "de", "ger": "de", "spa": "es", "ita": "it", "por": "pt", "fas": "fa", "per": "fa", "pes": "fa",
    "heb": "he", "ukr": "uk", "kur": "ku", "kmr": "ku", "ckb": "ckb", "zho": "zh", "chi": "zh", "nld": "nl",
    "pol": "pl", "arz": "ar", "azb": "az",
}  # fmt: skip
_OLD = {"iw": "he", "in": "id", "ji": "yi"}

NAMES = {
    "ar": "Arabic", "ckb": "Central Kurdish", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "it": "Italian", "ku": "Kurdish", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
    "und": "an undetermined language",
}  # fmt: skip
"""English names of the languages met most."""

_SCRIPTS = {
    "Arab": ("ar", "fa", "ur", "ckb", "ps", "ug", "sd", "az"),
    "Cyrl": ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "tg", "mn", "tt", "ba", "ce", "os"),
    "Grek": ("el",),
    "Hebr": ("he", "yi"),
    "Armn": ("hy",),
    "Geor": ("ka",),
    "Hang": ("ko",),
    "Hani": ("zh", "ja"),
    "Jpan": ("ja",),
    "Thai": ("th",),
    "Ethi": ("am", "ti"),
    "Syrc": ("syr",),
    "Deva": ("hi", "mr", "ne"),
    "Beng": ("bn", "as"),
}
_NOT_LATIN = frozenset(lang for script, langs in _SCRIPTS.items() for lang in langs if script != "Latn")
_ALSO_LATIN = frozenset(("az", "sr", "kk"))


def code_of(tag: str | None) -> str | None:
    """The short code of a language tag ("en-GB", "fr_FR", "ara" give "en", "fr", "ar"); None for no language."""
    if not tag or not isinstance(tag, str):
        return None
    first = tag.strip().lower().replace("_", "-").split("-")[0]
    first = _THREE_LETTERS.get(first, _OLD.get(first, first))
    if not first.isascii() or not first.isalpha() or not 2 <= len(first) <= 3 or first == UNDETERMINED:
        return None
    return first


def name_of(code: str | None) -> str:
    """The English name of a language, or its code where none is known here."""
    return NAMES.get(code or UNDETERMINED, code or NAMES[UNDETERMINED])


def fits_script(code: str, script: str) -> bool:
    """Whether texts in a language may be written in a script (ISO 15924)."""
    if script == "Zyyy":
        return True
    if script == "Latn":
        return code not in _NOT_LATIN or code in _ALSO_LATIN
    return code in _SCRIPTS.get(script, ())


def languages_of(script: str) -> tuple[str, ...]:
    """Languages written in a script, commonest first; empty for Latin and scripts unknown here."""
    return _SCRIPTS.get(script, ())
