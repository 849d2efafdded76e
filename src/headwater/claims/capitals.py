"""Names in capitals that a parser takes for the small word of the same letters: "IS said", "the WHO said"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headwater.claims.lexicons import Grammar
from headwater.records.claims import Token

_SMALL = frozenset({"PRON", "SCONJ", "AUX"})
_HELPS = ("aux", "auxpass")
_PAST = "Tense=Past|VerbForm=Fin"


def named_in_capitals(text: str, tokens: Sequence[Token], grammar: Grammar) -> list[Token]:
    """The tokens, those that only capitals tell from a small word made names, subjects where they stood as auxiliaries.

    In a run of capitals nothing is told by them; there, and without such a word, the tokens stay as they are.
    """
    found = list(tokens)
    for k, token in enumerate(tokens):
        if not _stands_out(text, tokens, k):
            continue
        if token.pos != "AUX":
            found[k] = replace(token, pos="PROPN", tag="NNP", morph="")
        elif token.dep in _HELPS and token.head > k and not _helped(tokens, k):
            found[k] = replace(token, pos="PROPN", tag="NNP", morph="", dep=grammar.subject[0])
            verb = found[token.head]
            if verb.tag == "VBN":
                found[token.head] = replace(verb, tag="VBD", morph=_PAST)
    return found


def _stands_out(text: str, tokens: Sequence[Token], k: int) -> bool:
    """Whether a small word is written in capitals and its neighbours are not."""
    token = tokens[k]
    if token.pos not in _SMALL or not _capitals(text, token):
        return False
    return not any(0 <= n < len(tokens) and _capitals(text, tokens[n]) for n in (k - 1, k + 1))


def _capitals(text: str, token: Token) -> bool:
    word = text[token.start : token.end]
    return len(word) > 1 and word.isalpha() and word.isupper()


def _helped(tokens: Sequence[Token], k: int) -> bool:
    """Whether the verb that an auxiliary hangs on has another one."""
    head = tokens[k].head
    return any(n != k and t.head == head and t.dep in _HELPS for n, t in enumerate(tokens))
