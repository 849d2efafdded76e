"""Words by which a speaker, or the article, holds back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from headwater.claims.drafts import Stretch
from headwater.claims.lexicons import Lexicon, load_lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import Hedge


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    lexicon = load_lexicon(lang)
    words = [] if lexicon is None else [*lexicon.words["hedges"]["strong"], *lexicon.words["hedges"]["weak"]]
    either = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def find_hedges(
    text: str, spans: Sequence[Stretch], lexicon: Lexicon, tree: Tree | None = None
) -> list[Hedge]:
    """The hedges in some stretches of a text, in order."""
    strong = frozenset(lexicon.words["hedges"]["strong"])
    found: dict[int, Hedge] = {}
    for start, end in spans:
        for m in _pattern(lexicon.lang).finditer(text, start, end):
            strength = "strong" if m.group().lower() in strong else "weak"
            found[m.start()] = Hedge(m.group(), m.start(), m.end(), strength)
        for hedge in _hearsay_mood(text, start, end, lexicon, tree):
            found.setdefault(hedge.start, hedge)
    return [found[k] for k in sorted(found)]


def _hearsay_mood(text: str, start: int, end: int, lexicon: Lexicon, tree: Tree | None) -> list[Hedge]:
    """The French conditional of hearsay: "aurait reçu", "serait mort"."""
    if lexicon.lang != "fr" or tree is None:
        return []
    found = []
    for k, token in enumerate(tree.tokens):
        if start <= token.start < end and "Mood=Cnd" in token.morph and token.lemma in ("avoir", "être"):
            head = tree.head(k)
            if token.pos == "AUX" and tree.words[head] not in ("été",) and not _in_condition(tree, k):
                found.append(Hedge(text[token.start : token.end], token.start, token.end, "strong"))
    return found


def _in_condition(tree: Tree, k: int) -> bool:
    """Whether the sentence has an "if" clause, which makes the mood a plain conditional."""
    return any(w in ("si", "s’", "s'") and tree.pos(n) == "SCONJ" for n, w in enumerate(tree.words))
