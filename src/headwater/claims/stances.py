"""How a claim is put: certainty, polarity, stance, act, and the evidence it points to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from headwater.claims.drafts import Stretch
from headwater.claims.hedges import doubtful_turns
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.articles import Article
from headwater.records.claims import (
    Act,
    Attribution,
    Certainty,
    Evidence,
    EvidenceKind,
    Hedge,
    Polarity,
    Stance,
)

_RANK: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
_OPENING = 40  # characters of a claim in which a turn of phrase governs all of it
_ACTS: frozenset[str] = frozenset({"requested", "planned", "ordered", "threatened", "offered"})


@cache
def _certainty_words(
    lexicon_lang: str, items: tuple[tuple[Certainty, tuple[str, ...]], ...]
) -> dict[str, Certainty]:
    return {word: level for level, words in items for word in words}


def certainty_of(hedges: Sequence[Hedge], text: str, lexicon: Lexicon) -> Certainty:
    """How sure the speaker sounds: the least sure of the hedges in the claim."""
    table = lexicon.words["certainty"]
    levels: dict[str, Certainty] = _certainty_words(
        lexicon.lang, (("possible", table["possible"]), ("probable", table["probable"]))
    )
    found: list[Certainty] = [
        levels.get(h.text.casefold(), "possible" if h.strength == "strong" else "probable") for h in hedges
    ]
    found.extend(level for _, level in doubtful_turns(text, 0, len(text), lexicon))
    if any(words in text.casefold() for words in table["unknown"]):
        found.append("unknown")
    return max(found, key=_RANK.index) if found else "certain"


def polarity_of(tree: Tree | None, span: Stretch, one: Attribution | None, lexicon: Lexicon) -> Polarity:
    """Whether the claim denies: by its cue, or by a negation of its main verb."""
    if one is not None and one.polarity == "deny":
        return "deny"
    if tree is None:
        return "assert"
    if any(
        at - span[0] < _OPENING and level in ("possible", "unknown")
        for (at, _), level in doubtful_turns(tree.text, *span, lexicon)
    ):
        return "assert"  # "it cannot be ruled out that" denies nothing
    head = head_of(tree, span)
    negations = frozenset(lexicon.grammar.negations) | {"no", "none", "aucun", "aucune"}
    if head is None:
        return "assert"
    if tree.pos(head) == "ADJ" or (
        tree.tokens[head].lemma == "be" and tree.child(head, ("acomp",)) is not None
    ):
        return "assert"  # "not surprising" denies no event
    negated = any(tree.words[c] in negations for c in tree.children[head])
    subject = tree.child(head, (*lexicon.grammar.subject, *lexicon.grammar.passive_subject))
    nobody = subject is not None and any(
        tree.words[c] in negations for c in (subject, *tree.children[subject])
    )
    return "deny" if negated or nobody else "assert"


def head_of(tree: Tree, span: Stretch) -> int | None:
    """The token that heads a stretch: the first finite verb whose head lies outside it, else any such verb."""
    inside = [
        k for k in tree.between(*span) if span[0] <= tree.tokens[k].start and tree.tokens[k].end <= span[1]
    ]
    if not inside:
        return None
    low, high = inside[0], inside[-1]
    tops = [
        k for k in inside if (tree.is_root(k) or not low <= tree.head(k) <= high) and not tree.is_blank(k)
    ]
    verbs = [k for k in tops if tree.pos(k) in ("VERB", "AUX") or tree.finite(k)]
    return verbs[0] if verbs else (tops[0] if tops else None)


def stance_of(text: str, one: Attribution | None, lexicon: Lexicon) -> Stance:
    """Whether the speaker affirms, denies, cannot confirm or gives no answer."""
    folded = text.casefold()
    table: Mapping[str, Sequence[str]] = lexicon.words["stances"]
    names: tuple[Stance, ...] = ("cannot_confirm", "declined", "no_answer")
    for name in names:
        if name == "no_answer" and any(words in folded for words in table.get("no_question", ())):
            continue
        if any(words in folded for words in table[name]):
            return name
    return "denies" if one is not None and one.polarity == "deny" else "affirms"


def act_of(tree: Tree | None, span: Stretch, cue_act: str, lexicon: Lexicon) -> Act:
    """Whether what is told happened, or was offered, asked for, planned, ordered or threatened."""
    if cue_act in _ACTS:
        known: dict[str, Act] = {
            "requested": "requested",
            "planned": "planned",
            "ordered": "ordered",
            "threatened": "threatened",
            "offered": "offered",
        }
        return known[cue_act]
    if tree is None:
        return "happened"
    head = head_of(tree, span)
    if head is None:
        return "happened"
    opening = next(
        (tree.words[k] for k, t in enumerate(tree.tokens) if t.start >= span[0] and not tree.is_blank(k)), ""
    )
    if opening in lexicon.words["conditions"]["words"]:
        return "conditional"
    if tree.pos(head) == "NOUN" or any(
        tree.words[c] in lexicon.grammar.negations for c in tree.children[head]
    ):
        return "happened"  # "that offer", "does not threaten"
    lemma = tree.tokens[head].lemma.lower()
    acts: Mapping[str, Sequence[str]] = lexicon.words["acts"]
    names: tuple[Act, ...] = ("offered", "requested", "planned", "ordered", "threatened")
    for name in names:
        if lemma in acts[name]:
            return name
    if (
        any(tree.words[c] in ("will", "’ll", "'ll", "shall") for c in tree.children[head])
        or "Tense=Fut" in tree.tokens[head].morph
    ):
        return "planned"
    return "happened"


def evidence_of(article: Article, tree: Tree | None, bounds: Stretch, lexicon: Lexicon) -> list[Evidence]:
    """Photos, videos, posts, documents and the like that a sentence names, with links that lie on it."""
    if tree is None:
        return []
    kinds: dict[str, EvidenceKind] = {
        word: kind for kind, words in lexicon.words["evidence"].items() for word in words
    }
    first = bisect_left(article.links, bounds[0], key=lambda link: link.end)
    links = []
    while first < len(article.links) and article.links[first].start < bounds[1]:
        links.append(article.links[first])
        first += 1
    found = []
    for k, token in enumerate(tree.tokens):
        kind = kinds.get(tree.words[k])
        if kind is None or tree.pos(k) not in ("NOUN", "PROPN"):
            continue
        if k and tree.words[k - 1] in lexicon.words["not_evidence"].get(kind, ()):
            continue
        first, last = tree.left[k], k
        start, end = tree.tokens[first].start, tree.tokens[last].end
        if end - start > 80:
            start = token.start
        url = next((link.href for link in links if link.start < end and link.end > start), None)
        found.append(Evidence(article.text[start:end], start, end, kind, url))
    used = {e.url for e in found}
    found.extend(
        Evidence(x.text, x.start, x.end, "outlet", x.href) for x in links if x.href not in used and x.text
    )
    return found
