"""Negation: words and verb forms that turn a statement round, and those that only hold back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from headwater.origins.changes.lexicon import Mark, Token

_TURKISH_VERB = re.compile(
    r"(?:[^aeıioöuü]|y)m[ae](?:d[ıi](?:ğ[ıi]\w*|kl\w+|m|n|k|lar|ler|r)?|m[ıi]ş\w*|y[ae]n\w*|z|zlar|zler|zd[ıi]|yac[ae]\w*|yec[ae]\w*|s[ıi])$"
    r"|[ae]m[ae](?:d[ıi]\w*|m[ıi]ş\w*|y[ae]n\w*|z|zlar|zler|yac\w*|yec\w*)$"
    r"|m[ıiuü]yor\w*$|m[ae]mış\w*$|m[ae]miş\w*$|[ıiuü]lm[ae]d[ıi]\w*$|[ıiuü]nm[ae]d[ıi]\w*$"
)
_TURKISH_NOUN_LIKE = re.compile(r"(?:açıkla|konuş|saldır|gönder)m[ae](?:s[ıi]|y[ae])?$|ması$|mesi$")


_NEGATIVE = {
    "en": re.compile(
        r"un\w{3,}(?:ed|en|able|ing|ful|al|ly|ous|own)$|(?:in|im|ir|il)\w{3,}(?:able|ible|tical|gible|gal|lar|dent|less)$|\w{3,}less$"
    ),
    "fr": re.compile(r"(?:in|im|ir|il|dés|mé)\w{3,}(?:ables?|ibles?|égal\w*|sés?|nus?)$"),
}
_NOBODY = 50
"""Characters after "personne" in which its "ne" is sought."""
_NE = re.compile(r"[^.,;:!?]*?\bn(?:e\b|['’])")
_NO_MORE = re.compile(r"\bn(?:e\s+|['’])\w+\s+(?:\w+\s+)?$", re.IGNORECASE)
""""N'est plus", "ne pouvait déjà plus": what stands before a "plus" that denies."""
_ARTICLES = frozenset(("la", "une", "cette", "chaque", "sa", "autre", "seule"))
_FAR = ("personne", "plus")
"""French words that deny where a "ne" stands near."""
_WHETHER = ("ıp", "ip", "up", "üp")
"""Ending of the first verb of "gelip gelmediği": whether he came."""


def mark_negation(
    marks: Sequence[Mark], words: Sequence[Token], text: str, offset: int, lang: str
) -> list[Mark]:
    """The negation marks of a passage without set phrases ("not only"), with Turkish negated verbs."""
    turning = [w for w in words if w.turns]
    if not marks and not turning:
        return []  # as of most
    skipped = [m for m in marks if m.key == "skip"]
    kept = [m for m in marks if m.key != "skip" and not any(s.start <= m.start < s.end for s in skipped)]
    if lang == "fr":
        kept = _far_denials(kept, words, text, offset)
    taken_up = {m.start for m in kept}
    kept += [
        Mark("negation", "soft", w.start, w.end)
        for w in turning
        if w.start not in taken_up and negative_adjective(w.forms[0], lang)
    ]
    if lang == "tr":
        taken = {m.start for m in kept if m.key == "not"} | {
            w.start for s in skipped for w in turning if s.start <= w.start < s.end
        }
        whether = {b.start for a, b in pairwise(words) if a.forms[0].endswith(_WHETHER)}
        kept = [m for m in kept if m.key == "not" or not turkish_negated(_form(m, words))]
        kept += [
            Mark("negation", "not", w.start, w.end)
            for w in turning
            if w.start not in taken and turkish_negated(w.forms[0]) and w.start not in whether
        ]
    return sorted(kept, key=lambda m: m.start)


def _far_denials(marks: list[Mark], words: Sequence[Token], text: str, offset: int) -> list[Mark]:
    """The marks with "personne" and "plus" as negations where their "ne" is near: "personne au port n'a vu"."""
    turning = [w for w in words if w.turns and w.forms[0] in _FAR]
    if not turning:
        return marks
    nobody = {
        w.start
        for w in turning
        if w.forms[0] == "personne" and _NE.match(text[w.end - offset : w.end - offset + _NOBODY])
    }
    nobody -= {b.start for a, b in pairwise(words) if a.forms[0] in _ARTICLES}
    rest = [m for m in marks if m.start not in nobody]
    nobody |= {
        w.start for w in turning if w.forms[0] == "plus" and _NO_MORE.search(text[: w.start - offset][-40:])
    }
    rest = [m for m in rest if m.start not in nobody]
    return rest + [Mark("negation", "not", w.start, w.end) for w in turning if w.start in nobody]


@lru_cache(maxsize=1 << 15)
def negative_adjective(form: str, lang: str) -> bool:
    """Whether an English or French word looks like an adjective that denies: "unbeaten", "impénétrable"."""
    pattern = _NEGATIVE.get(lang)
    return bool(pattern and pattern.match(form))


def may_deny(form: str, lang: str) -> bool:
    """Whether a word may deny by its form alone: all others need not be looked at one by one."""
    if lang == "tr":
        return turkish_negated(form)
    return (lang == "fr" and form in _FAR) or negative_adjective(form, lang)


def _form(mark: Mark, words: Sequence[Token]) -> str:
    return next((w.forms[0] for w in words if w.start == mark.start), "")


@lru_cache(maxsize=1 << 15)
def turkish_negated(form: str) -> bool:
    """Whether a Turkish word ends like a negated verb: "gelmedi", "bilinmiyor", "vurmadığını"."""
    return len(form) > 4 and bool(_TURKISH_VERB.search(form)) and not _TURKISH_NOUN_LIKE.search(form)
