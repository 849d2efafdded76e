"""The sentences of simulated news, read from ``wording/<lang>.toml``, with where each slot comes to stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "fr", "ar", "tr", "ru")
"""Languages that news can be simulated in."""

_SLOT = re.compile(r"\{(\w+)\}")

Spans = dict[str, tuple[int, int]]


@cache
def wording(lang: str) -> dict[str, Any]:
    """All wordings of one language."""
    path = files("headwater.simulation") / "wording" / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _pieces(template: str) -> tuple[str, ...]:
    """A template cut at its slots: words, slot, words, slot, ..., words."""
    return tuple(_SLOT.split(template))


def fill(template: str, values: Mapping[str, str]) -> tuple[str, Spans]:
    """The words of a template with its slots filled, and where each slot's words stand.

    Raises KeyError where a slot has no value. A slot stands once in a template.
    """
    pieces = _pieces(template)
    words: list[str] = []
    spans: Spans = {}
    at = 0
    for number, piece in enumerate(pieces):
        text = values[piece] if number % 2 else piece
        if number % 2:
            spans[piece] = (at, at + len(text))
        words.append(text)
        at += len(text)
    return "".join(words), spans


def begin(text: str, lang: str) -> str:
    """A sentence with a capital at its beginning; the length stays."""
    first = text[:1]
    capital = "İ" if lang == "tr" and first == "i" else first.upper()
    return capital + text[1:] if len(capital) == 1 else text
