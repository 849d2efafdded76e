"""Words as PostgreSQL searches them: folded here, so that no extension and no language of the server has a part in it.

A text is given as a tsvector that is written out; a search as a tsquery of quoted words. Neither is parsed by the
server, and nothing in a search is a command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from headwater.store.readmodel.folding import ONLY_MARKS, WORD, folded_key, words_of

_PARTS = re.compile(r"[^\W_]+")
_LONGEST = 400  # characters of one word; the engine takes 2046 octets
_MOST_OCTETS = 900_000  # of different words in one text; the engine takes a million
_LAST_PLACE = 16383
_MOST_PLACES = 255
_AROUND = 24
"""Words of what is shown of a found text."""


@lru_cache(maxsize=200_000)
def forms(word: str) -> tuple[str, ...]:
    """The folded forms under which a word is found: its parts, and the whole of several."""
    bare = ONLY_MARKS.sub("", word)
    parts = [_form(part) for part in _PARTS.findall(bare)]
    whole = _form(bare)
    return tuple(dict.fromkeys(one for one in (*parts, whole) if one))


def _form(word: str) -> str:
    return (folded_key(word) or "".join(_PARTS.findall(word.casefold())))[:_LONGEST]


def vector_of(*texts: str) -> str:
    """The words of texts with their places, as a tsvector is written."""
    places: dict[str, list[int]] = {}
    at = octets = 0
    for text in texts:
        for match in WORD.finditer(text):
            at += 1
            for form in forms(match.group()):
                if form in places:
                    places[form].append(at)
                elif octets < _MOST_OCTETS:
                    octets += len(form.encode("utf-8")) + 8
                    places[form] = [at]
    return " ".join(f"{_quoted(form)}:{_written(found)}" for form, found in places.items())


def _written(places: Sequence[int]) -> str:
    kept = sorted({min(place, _LAST_PLACE) for place in places[:_MOST_PLACES]})
    return ",".join(map(str, kept))


def _quoted(form: str) -> str:
    return "'" + form.replace("\\", "\\\\").replace("'", "''") + "'"


def query_of(asked: str) -> str | None:
    """A search that holds every word, in any spelling, as a tsquery is written; None without words."""
    told = []
    for word in words_of(asked):
        bare = ONLY_MARKS.sub("", word)
        whole = _form(bare)
        parts = [_form(part) for part in _PARTS.findall(bare)]
        ways = [f"({' & '.join(map(_quoted, parts))})"] if all(parts) and parts else []
        ways += [_quoted(whole)] if whole else []
        if ways:
            told.append("(" + " | ".join(dict.fromkeys(ways)) + ")")
    return " & ".join(told) or None


def shown(text: str, asked: str) -> str:
    """What is found of a text, about two dozen words, with the words asked for in [brackets]."""
    wanted = {form for word in words_of(asked) for form in forms(word)}
    matches = list(WORD.finditer(text))
    hits = [n for n, match in enumerate(matches) if not wanted.isdisjoint(forms(match.group()))]
    if not hits:
        return text[:200]
    first = max(0, min(hits[0] - _AROUND // 4, len(matches) - _AROUND))
    last = min(len(matches), first + _AROUND)
    start = 0 if first == 0 else matches[first].start()
    end = len(text) if last == len(matches) else matches[last - 1].end()
    told, at = [], start
    for n in hits:
        if first <= n < last:
            told += [text[at : matches[n].start()], "[", matches[n].group(), "]"]
            at = matches[n].end()
    told.append(text[at:end])
    return ("… " if start else "") + "".join(told) + (" …" if end < len(text) else "")
