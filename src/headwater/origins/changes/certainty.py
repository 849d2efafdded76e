"""Hedges: words, and the French and Turkish verb forms, by which a speaker holds back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from headwater.origins.changes.lexicon import Mark, Token

_CONDITIONAL = re.compile(r"(?:er|ir|dr|aur|ser|pourr|devr|voudr|viendr|tiendr|verr|faudr)(?:ait|aient)$")
_IMPERFECT = re.compile(
    r"^(?:re|dé|as|at|sou)?(?:tir|mir|admir|respir|dés|désir|inspir|expir|attir|étir|chavir|soupir|err|ser|enser)(?:ait|aient)$"
)
"""Imperfects of verbs in -irer, -errer, -serer, which end as conditionals do."""
_BINDS = frozenset(("que", "qu", "si", "afin", "quand"))
"""After these a French conditional may only tell what was to come ("il a dit qu'il viendrait")."""
_WILL = ("pourr", "devr", "voudr", "faudr")
_TURKISH_REPORTIVE = re.compile(r"(?:m[ıiuü]ş)(?:l[ae]r)?$")
_TURKISH_STATE = re.compile(r"(?:[ae]n|[ıiuü][ln])(?:m[ae])?m[ıiuü]ş(?:l[ae]r)?$")
"""Passives in -mIş tell a state ("made of"), not what was heard."""
_CLAUSE_END = re.compile(r"\s*(?:[.,;:!?\"”»]|$)")


_BESIDE = 24
"""Characters between a negation and the word of possibility that it turns round ("n'a pas été possible")."""


def mark_hedges(
    marks: Sequence[Mark],
    words: Sequence[Token],
    text: str,
    offset: int,
    lang: str,
    denials: Sequence[Mark] = (),
) -> list[Mark]:
    """The hedge marks of a passage, verb forms included; what is not possible holds nothing back."""
    turning = [w for w in words if w.turns]
    if not marks and not turning:
        return []  # as of most
    kept = [
        m._replace(key="soft") if m.key == "possible" and _denied(m, denials, lang) else m
        for m in marks
        if not _other_sense(text[m.start - offset : m.end - offset], text[m.end - offset :][:12], lang)
    ]
    taken = {m.start for m in kept}
    if lang == "fr" and turning:
        bound = min((w.start for w in words if w.forms[0] in _BINDS), default=offset + len(text))
        kept += [
            Mark("hedge", "reported" if w.start < bound else "conditional", w.start, w.end)
            for w in turning
            if w.start not in taken and french_conditional(w.forms[0])
        ]
    elif lang == "tr":
        kept += [
            Mark("hedge", "reported", w.start, w.end)
            for w in turning
            if w.start not in taken
            and _TURKISH_REPORTIVE.search(w.forms[0])
            and not _TURKISH_STATE.search(w.forms[0])
            and len(w.forms[0]) >= 5
            and _CLAUSE_END.match(text, w.end - offset)
        ]
    return sorted(kept, key=lambda m: m.start)


def may_hold_back(form: str, lang: str) -> bool:
    """Whether a word may hold back by its form alone: all others need not be looked at one by one."""
    if lang == "tr":
        return _TURKISH_REPORTIVE.search(form) is not None
    return lang == "fr" and french_conditional(form)


def _denied(mark: Mark, denials: Sequence[Mark], lang: str) -> bool:
    """Whether a negation stands right before a word of possibility; in Turkish right after it."""
    if lang == "tr":
        return any(d.key == "not" and 0 <= d.start - mark.end <= _BESIDE // 2 for d in denials)
    return any(d.key == "not" and 0 <= mark.start - d.end <= _BESIDE for d in denials)


def _other_sense(word: str, after: str, lang: str) -> bool:
    """Whether a word is no hedge here: the month of May; the Arabic particle before a past tense."""
    if lang == "en":
        return word == "May"
    if lang == "ar" and word.lstrip("وفل") == "قد":
        return not after.strip().startswith(("ي", "تكون", "تؤدي", "تصل"))
    return False


@lru_cache(maxsize=1 << 15)
def french_conditional(form: str) -> bool:
    """Whether a French word is a verb in the conditional ("figureraient"), not an imperfect ("tirait")."""
    if not _CONDITIONAL.search(form) or _IMPERFECT.search(form):
        return False
    return not form.startswith(_WILL)
