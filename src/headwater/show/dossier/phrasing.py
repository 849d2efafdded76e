"""Templates in another language: their own words are replaced while they are read, none may be left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

if TYPE_CHECKING:
    from jinja2 import Environment

    from headwater.show.tongue import Tongue

_TAG = re.compile(r"<[^>]*>?|[^<]+")
_LABEL = re.compile(r'(aria-label=")([^"]+)(?=")')
_WORDS = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


class Phrasing(Extension):
    """Says the words between tags, labels and strings of expressions in the language of the environment."""

    tongue: ClassVar[Tongue]

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, its words in the environment's language. Raises KeyError where one is lacking."""
        inside, compared = False, False
        for token in stream:
            if token.type == "data":
                said, inside = phrased(self.tongue, token.value, inside=inside)
                yield Token(token.lineno, "data", said)
            elif token.type == "string" and not compared:
                yield Token(token.lineno, "string", self.tongue.known(token.value))
            else:
                yield token
            compared = token.type in ("eq", "ne")


def phrased(t: Tongue, source: str, *, inside: bool) -> tuple[str, bool]:
    """A piece of a template in another language, and whether it ends inside a tag."""
    out = []
    if inside:
        tag, closed, source = source.partition(">")
        out.append(_labelled(t, tag) + closed)
        if not closed:
            return "".join(out), True
        inside = False
    for piece in _TAG.findall(source):
        if piece.startswith("<"):
            out.append(_labelled(t, piece))
            inside = not piece.endswith(">")
        else:
            inside = False
            out.append(_said(t, piece))
    return "".join(out), inside


def _labelled(t: Tongue, tag: str) -> str:
    return _LABEL.sub(lambda match: match[1] + t.raw(match[2]), tag)


def _said(t: Tongue, text: str) -> str:
    match = _WORDS.fullmatch(text)
    if match is None or not _LETTER.search(text):
        return text
    return f"{match[1]}{t.raw(' '.join(match[2].split()))}{match[3]}"
