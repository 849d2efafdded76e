"""Words by which a speaker, or the article, holds back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from headwater.claims.drafts import Stretch
from headwater.claims.lexicons import Lexicon, load_lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import Certainty, Hedge

_COUNTED = 6  # tokens behind a verb among which its figure stands


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
        for (low, high), level in doubtful_turns(text, start, end, lexicon):
            if level != "unknown" and not any(h.start < high and h.end > low for h in found.values()):
                found[low] = Hedge(text[low:high], low, high, "weak")
        for hedge in hearsay_mood(text, start, end, lexicon, tree):
            found.setdefault(hedge.start, hedge)
    return [found[k] for k in sorted(found)]


@cache
def _turns(lang: str) -> tuple[tuple[Certainty, re.Pattern[str]], ...]:
    lexicon = load_lexicon(lang)
    table = lexicon.words.get("doubtful", {}) if lexicon else {}
    levels: tuple[Certainty, ...] = ("possible", "probable", "unknown")
    return tuple((level, re.compile("|".join(table[level]))) for level in levels if table.get(level))


def doubtful_turns(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[Stretch, Certainty]]:
    """Turns of phrase that hold back ("it is possible that"), each with how sure it leaves the statement."""
    folded = text[start:end].lower()
    if len(folded) != end - start:
        return []  # a letter whose lower case is two: offsets would not hold
    return sorted(
        ((start + m.start(), start + m.end()), level)
        for level, pattern in _turns(lexicon.lang)
        for m in pattern.finditer(folded)
    )


def _qualifies(text: str, at: int, span: Stretch, tree: Tree | None, lexicon: Lexicon) -> bool:
    """Whether a modal verb qualifies the main statement: not the month, not an ability denied or perceived."""
    if tree is None:
        return True
    k = tree.at(at)
    if k is None or tree.pos(k) not in ("AUX", "VERB"):
        return False
    verb = tree.head(k) if tree.pos(k) == "AUX" and tree.head(k) != k else k
    counted = any(tree.pos(c) == "NUM" for c in tree.between(tree.tokens[verb].end, span[1])[:_COUNTED])
    if tree.tokens[verb].lemma.lower() in lexicon.words["hedges"]["perception"] and not counted:
        return False  # "they could reach the road", but "the toll could reach 200"
    negated = any(tree.words[c] in lexicon.grammar.negations for c in tree.children[verb])
    aim = any(tree.words[c] in ("so", "that", "which", "who", "afin") for c in tree.children[verb])
    subordinate = tree.dep(verb) in (*lexicon.grammar.relative, *lexicon.grammar.adverbial_clause)
    within = span[0] < tree.tokens[tree.left[verb]].start
    aside = (aim or within) if lexicon.lang == "en" else (aim and within)
    return not negated and not (subordinate and aside)


def hearsay_mood(text: str, start: int, end: int, lexicon: Lexicon, tree: Tree | None) -> list[Hedge]:
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
        told = told or _held_at_distance(tree, k)
        if not told or tree.dep(verb) in lexicon.grammar.relative or _in_condition(tree):
            continue
        if _in_marks(text, tree.sentence.start, token.start):
            continue  # somebody's own words: "des gens auraient été tués" is what would have been
        if tree.dep(k) != "aux:pass" or not _announced(tree, verb, lexicon):
            found.append(Hedge(text[token.start : token.end], token.start, token.end, "strong"))
    return found


def _held_at_distance(tree: Tree, k: int) -> bool:
    """Whether a copula reports what is going on, or another's word: "seraient en train de", "serait « ouvert »"."""
    going_on = tree.words[k + 1 : k + 3] == ["en", "train"]
    return going_on or (tree.dep(k) == "cop" and tree.words[k + 1 : k + 2] == ["«"])


def _in_marks(text: str, low: int, at: int) -> bool:
    """Whether a guillemet that opens behind ``low`` is still open at a character."""
    return text.rfind("«", low, at) > text.rfind("»", low, at)


def _announced(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb of speech in a past tense governs the clause, whose conditional is then a future."""
    while tree.dep(verb) in lexicon.grammar.coordinated and tree.head(verb) < verb:
        verb = tree.head(verb)
    if tree.dep(verb) not in lexicon.grammar.clause:
        return False
    above = tree.head(verb)
    past = "Tense=Past" in tree.tokens[above].morph or "Tense=Imp" in tree.tokens[above].morph
    return past and tree.tokens[above].lemma.lower() in lexicon.verbs


def _in_condition(tree: Tree) -> bool:
    """Whether the sentence has an "if" clause, which makes the mood a plain conditional."""
    return any(w in ("si", "s’", "s'") and tree.pos(n) == "SCONJ" for n, w in enumerate(tree.words))
