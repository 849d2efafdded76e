"""Loaded labels: words that say what a speaker thinks of an actor and name nobody."""

from __future__ import annotations

from functools import cache

from headwater.entities.entries import LANGUAGES, RegistryName, lines_of, names_in
from headwater.entities.index import NameIndex


@cache
def label_index() -> NameIndex:
    """Words of labels, leading to the label's dictionary form."""
    names: list[tuple[str, RegistryName]] = []
    for _, (form, *cells) in lines_of("labels.csv", 6):
        for lang, cell in zip(LANGUAGES, cells, strict=True):
            names.extend((form, name) for name in names_in(cell, lang))
    return NameIndex.of(names)


@cache
def label_words() -> frozenset[str]:
    """Every single folded word that is a label by itself; no name may consist of such words alone."""
    from headwater.text.names import name_key

    return frozenset(
        keys[0]
        for _, (_, *cells) in lines_of("labels.csv", 6)
        for lang, cell in zip(LANGUAGES, cells, strict=True)
        for name in names_in(cell, lang)
        if len(keys := name_key(name.text, lang)) == 1
    )
