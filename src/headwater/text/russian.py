"""Whether a Russian word may be a case form of a name: endings by the name's own declension.

Words are folded first (``headwater.text.names.fold``), so that "й" is "и" and "ё" is "е". The endings are
those of school grammars (Zaliznyak's declensions, without shifting vowels).
"""

from __future__ import annotations

_ADJECTIVE = ("ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ая", "яя", "ои", "еи", "ую", "юю", "ое", "ее",
              "ые", "ие", "ых", "их", "ыми", "ими", "ыи", "ии")  # fmt: skip

_BY_ENDING: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    # endings of the name; endings that its other cases have in their place
    (("ия",), ("ия", "ии", "ию", "иеи", "иею", "иям", "иями", "иях")),
    (("ие",), ("ие", "ия", "ию", "ием", "ии", "иям", "иями", "иях", *_ADJECTIVE)),
    (("ии",), ("ии", "ия", "ию", "ием", "иев", "иям", "иями", "иях", *_ADJECTIVE)),
    (("ыи", "ои", "ая", "яя", "ое", "ее", "ые"), (*_ADJECTIVE, "ои", "оя", "ою", "оем", "ое")),
    (("ь",), ("ь", "я", "ю", "ем", "е", "и", "ью", "еи", "ям", "ями", "ях")),
    (("а",), ("а", "ы", "и", "е", "у", "ои", "ою", "еи", "ею", "ам", "ами", "ах")),
    (("я",), ("я", "и", "е", "ю", "еи", "ею", "ям", "ями", "ях")),
    (("о",), ("о", "а", "у", "ом", "е", "ам", "ами", "ах")),
    (("е",), ("е", "я", "ю", "ем", "и", "еи", "ям", "ями", "ях")),
    (("ы",), ("ы", "ов", "ам", "ами", "ах", "")),
    (("аи", "еи", "уи"), ()),  # "й" after a vowel: below
    (("и",), ("и", "ов", "ев", "еи", "ам", "ами", "ах", "ям", "ями", "ях", "")),
    (("у", "ю", "э"), ()),
)
_AFTER_J = ("и", "я", "ю", "ем", "е", "ев", "ям", "ями", "ях")
_AFTER_CONSONANT = (
    "",
    "а",
    "у",
    "ом",
    "ем",
    "е",
    "ы",
    "и",
    "ов",
    "еи",
    "ам",
    "ами",
    "ах",
    "ым",
    "ого",
    "ому",
)


def may_be_case_of(word: str, name: str) -> bool:
    """Whether the folded Cyrillic ``word`` may be the folded ``name`` in some case: "дании" of "дания", "дана" not."""
    if word == name:
        return True
    for endings, others in _BY_ENDING:
        ending = next((e for e in endings if name.endswith(e) and len(name) > len(e) + 1), None)
        if ending is None:
            continue
        if ending in ("аи", "еи", "уи"):
            return _same_stem(word, name[:-1], _AFTER_J)
        return _same_stem(word, name[: -len(ending)], others)
    return _same_stem(word, name, _AFTER_CONSONANT)


def _same_stem(word: str, stem: str, endings: tuple[str, ...]) -> bool:
    return word.startswith(stem) and word[len(stem) :] in endings
