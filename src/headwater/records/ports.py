"""Ports: what flow rooms ask of language models, without knowing any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class ParsedToken(NamedTuple):
    """One token of a parsed text; offsets count in that text. See ``records.claims.Token``."""

    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: str
    ent: str


class Parser(Protocol):
    """Tokens, parts of speech, lemmas, dependencies and named entities of sentences."""

    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes that can be parsed."""
        ...

    def parse(self, sentences: Sequence[str], lang: str) -> list[list[ParsedToken]]:
        """One list of tokens a sentence, in order. The result for a given list of sentences never varies."""
        ...


class Embedder(Protocol):
    """Multilingual sentence embeddings."""

    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """Unit vectors, shape (sentences, dimensions), float32."""
        ...


class LanguageIdentifier(Protocol):
    """Which language a short text is in."""

    def identify(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """(ISO 639-1 code or "und", probability) for each text."""
        ...


@dataclass(frozen=True, slots=True)
class Proposed:
    """An attribution that another reader proposes, in words that it says to have read in the text.

    ``occurrence`` counts from 1: which time the words of the content stand in the text; null where it
    does not say.
    """

    source: str | None
    cue: str | None
    content: str
    occurrence: int | None = None


class NoAnswerError(Exception):
    """A reader gave no answer that could be used; the message says why, as the end of a sentence."""


class SecondReader(Protocol):
    """Another reader of who says what, whose proposals are laid beside the first reader's."""

    def name(self) -> str:
        """What it is and where: same name, same reader."""
        ...

    def propose(self, text: str, lang: str) -> list[Proposed]:
        """The attributions that it finds in a text; raises NoAnswerError where it gives no answer."""
        ...


@dataclass(frozen=True)
class Models:
    """The models that a stage may use; each loads at its first use."""

    parser: Parser
    embedder: Embedder
    languages: LanguageIdentifier
    second_reader: SecondReader | None = None
