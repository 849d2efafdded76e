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
    table = lexicon.words["hedges"]
    found: dict[int, Hedge] = {}
    for start, end in spans:
        for m in _pattern(lexicon.lang).finditer(text, start, end):
            word = m.group().lower()
            if word in table["modals"] and not _qualifies(text, m.start(), (start, end), tree, lexicon):
                continue
            doubts = word in table["strong"]
            found[m.start()] = Hedge(m.group(), m.start(), m.end(), "strong" if doubts else "weak")
        for hedge in _hearsay_mood(text, start, end, lexicon, tree):
            found.setdefault(hedge.start, hedge)
    return [found[k] for k in sorted(found)]


def _qualifies(text: str, at: int, span: Stretch, tree: Tree | None, lexicon: Lexicon) -> bool:
    """Whether a modal verb qualifies the main statement: not the month, not an ability denied or perceived."""
    if tree is None:
        return True
    k = tree.at(at)
    if k is None or tree.pos(k) not in ("AUX", "VERB"):
        return False
    verb = tree.head(k) if tree.pos(k) == "AUX" and tree.head(k) != k else k
    if tree.tokens[verb].lemma.lower() in lexicon.words["hedges"]["perception"]:
        return False
    negated = any(tree.words[c] in lexicon.grammar.negations for c in tree.children[verb])
    aim = any(tree.words[c] in ("so", "that", "which", "who", "qui", "afin") for c in tree.children[verb])
    subordinate = tree.dep(verb) in (*lexicon.grammar.relative, *lexicon.grammar.adverbial_clause)
    return not negated and not (subordinate and (aim or span[0] < tree.tokens[tree.left[verb]].start))


def _hearsay_mood(text: str, start: int, end: int, lexicon: Lexicon, tree: Tree | None) -> list[Hedge]:
    """The French conditional of hearsay: "aurait reçu", "auraient été tués"."""
    if lexicon.lang != "fr" or tree is None:
        return []
    found = []
    for k in tree.between(start, end):
        token = tree.tokens[k]
        if "Mood=Cnd" not in token.morph or token.pos != "AUX" or token.lemma not in ("avoir", "être"):
            continue
        verb = tree.head(k)
        told = "VerbForm=Part" in tree.tokens[verb].morph and tree.dep(k) != "cop"
        if told and tree.dep(verb) not in lexicon.grammar.relative and not _in_condition(tree):
            found.append(Hedge(text[token.start : token.end], token.start, token.end, "strong"))
    return found


def _in_condition(tree: Tree) -> bool:
    """Whether the sentence has an "if" clause, which makes the mood a plain conditional."""
    return any(w in ("si", "s’", "s'") and tree.pos(n) == "SCONJ" for n, w in enumerate(tree.words))
