"""Cues inside another's words: which report nothing, and where the other's words end before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.claims.bounds import trim
from headwater.claims.cued import is_cued
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.quotations import Quotation
from headwater.claims.trees import Tree

_STOPS = frozenset(".!?…")
_OPENING = frozenset('"«“‘')
_EMPTY = frozenset({"DET", "ADP", "PRON", "SCONJ", "CCONJ", "AUX", "PART", "PUNCT", "SPACE"})
_ACCUSES = ("accuse", "finger")
_LEAST = 12  # characters of another's words that are left before a contrast


def settle_embedded(
    drafts: Sequence[Draft],
    trees: Mapping[int, Tree],
    lexicons: Mapping[str, Lexicon],
    quotations: Sequence[Quotation],
) -> list[Draft]:
    """The drafts without cues in another's words that report nothing, each content cut where another report begins.

    Only drafts of one sentence are compared. Speakers are carried along.
    """
    by_sentence: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(n)
    dropped: list[int] = []
    cut: dict[int, Draft] = {}
    for sentence, own in by_sentence.items():
        tree = trees[sentence]
        lexicon = lexicons[tree.sentence.lang]
        for n in own:
            outer = [m for m in own if m != n and _holds(drafts[m], drafts[n])]
            resumed = [m for m in own if _resumes(drafts[n], drafts[m], tree, lexicon)]
            for m in resumed:
                if drafts[m].content[1] > drafts[n].content[1]:
                    cut[m] = _cut(cut.get(m, drafts[m]), drafts[n].content[1], tree.text)
            if (
                resumed
                or (outer and _reports_nothing(drafts[n], tree, lexicon))
                or any(_names_source(drafts[n], drafts[m]) for m in own)
            ):
                dropped.append(n)
                continue
            for m in outer:
                end = _disputed(drafts[m], drafts[n], tree)
                if end is not None:
                    cut[m] = _cut(cut.get(m, drafts[m]), end, tree.text)
                    continue
                end = _ends_before(drafts[m], drafts[n], tree, lexicon, quotations)
                if end is not None:
                    cut[m] = _cut(cut.get(m, drafts[m]), end, tree.text)
    kept = [cut.get(n, draft) for n, draft in enumerate(drafts)]
    return without(_rehosted(kept, drafts, cut), dropped)


def without(drafts: Sequence[Draft], dropped: Sequence[int]) -> list[Draft]:
    """The drafts less some, whose followers follow whom those followed."""
    gone = frozenset(dropped)
    place = {n: k for k, n in enumerate(n for n in range(len(drafts)) if n not in gone)}
    found = []
    for n in place:
        speaker, hops = drafts[n].speaker, 0
        while speaker is not None and speaker in gone and hops < len(drafts):
            speaker, hops = drafts[speaker].speaker, hops + 1
        found.append(drafts[n].moved(None if speaker is None else place.get(speaker)))
    return found


def _rehosted(kept: list[Draft], before: Sequence[Draft], cut: Mapping[int, Draft]) -> list[Draft]:
    """The drafts, those hung on a draft that was cut hung on what is left of it."""
    hosts = {id(before[n]): one for n, one in cut.items()}
    return [replace(d, host=hosts.get(id(d.host), d.host)) if d.host else d for d in kept]


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the cue of one draft stands in the content of another."""
    if inner.cue is None or inner.cue == outer.cue:
        return False
    return any(low <= inner.cue[0] and inner.cue[1] <= high for low, high in outer.parts)


def _names_source(draft: Draft, other: Draft) -> bool:
    """Whether the cue of one draft is the source that a headline names: "Ten hurt - report"."""
    if draft.cue is None or other.source is None or other.how != "headline" or draft.source == other.source:
        return False
    return other.source[0] <= draft.cue[0] and draft.cue[1] <= other.source[1]


def _resumes(draft: Draft, other: Draft, tree: Tree, lexicon: Lexicon) -> bool:
    """Whether a pronoun behind a quotation names again who opened it: "According to X, “...”, she said"."""
    if other.how != "phrase" or draft.how != "verb" or draft.source is None or draft.cue is None:
        return False
    pronoun = tree.text[slice(*draft.source)].lower() in lexicon.words["speakers"]["pronouns"]
    around = other.extent[0] == draft.content[0] and draft.cue[0] >= other.extent[1]
    same = other.content[0] == draft.content[0] and draft.cue[0] >= draft.content[1]
    return pronoun and (around or same)


def _reports_nothing(draft: Draft, tree: Tree, lexicon: Lexicon) -> bool:
    """Whether a cue in another's words is no report: speech to come, an infinitive, who says not, whom one speaks to."""
    if draft.cue is None or draft.how not in ("verb", "phrase"):
        return False
    cue = list(tree.between(*draft.cue))
    if not cue:
        return False
    table = lexicon.words["embedded"]
    if draft.source is not None and tree.text[slice(*draft.source)].lower() in table["nobody"]:
        return True
    if draft.how != "verb":
        return False
    if any(word in table["own_words"] for word in tree.text[slice(*draft.cue)].lower().split()):
        return True
    said = [k for part in draft.parts for k in tree.between(*part)]
    if not is_cued(lexicon) and all(tree.pos(k) in _EMPTY for k in said):
        return True
    first = cue[0]
    if first and tree.words[first - 1] in lexicon.words["embedded"]["negations"]:
        return True
    own = draft.source is None or tree.text[slice(*draft.source)].lower() in lexicon.grammar.first_person
    if own and tree.between(*draft.extent) and _aside(tree, draft, lexicon):
        return True
    quoted = tree.text[draft.content[0]] in _OPENING
    return not quoted and any(_to_come(tree, k) for k in cue if tree.pos(k) == "VERB")


def _aside(tree: Tree, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a conjunction makes a speaker's cue an aside to his own words: "as I said"."""
    at = min(s[0] for s in (draft.source, draft.cue) if s is not None)
    before = tree.at(at - 2) if at >= 2 else None
    return before is not None and tree.words[before] in lexicon.words["embedded"]["asides"]


def _to_come(tree: Tree, k: int) -> bool:
    """Whether a verb form tells of speech that has not been: a future, a conditional, an infinitive."""
    morph = tree.tokens[k].morph
    return any(form in morph for form in ("Tense=Fut", "Mood=Cnd", "VerbForm=Inf"))


def _disputed(outer: Draft, inner: Draft, tree: Tree) -> int | None:
    """Where an accusation ends before a clause in which somebody denies it: "blamed the guard, which denied it"."""
    if outer.kind not in _ACCUSES or inner.kind != "deny" or inner.cue is None or outer.cue is None:
        return None
    verb = next((k for k in tree.between(*inner.cue) if tree.pos(k) == "VERB"), None)
    start = tree.tokens[tree.left[verb]].start if verb is not None else None
    held = any(low < start < high for low, high in outer.parts) if start is not None else False
    return start if held and outer.cue[1] <= outer.parts[0][0] else None


def _ends_before(
    outer: Draft, inner: Draft, tree: Tree, lexicon: Lexicon, quotations: Sequence[Quotation]
) -> int | None:
    """Where what the outer speaker says ends, if the inner report stands beside it and not in it."""
    start = inner.extent[0]
    part = next(((a, b) for a, b in outer.parts if a < start < b), None)
    if part is None or inner.source is None or start - part[0] < _LEAST or outer.cue is None:
        return None
    if outer.cue[0] > start or _quoted(start, part, quotations):
        return None
    before = list(tree.between(part[0], start))
    while before and tree.is_blank(before[-1]):
        if tree.text[tree.tokens[before[-1]].end - 1] in _STOPS:
            return tree.tokens[before[-1]].end
        before.pop()
    if before and tree.words[before[-1]] in lexicon.grammar.relative_pronouns and lexicon.lang == "en":
        clause = any(tree.finite(k) for k in before[:-1])
        return (
            None if clause else tree.tokens[before[-1]].start
        )  # "blames the army for the raid which it says"
    opening = tree.at(start)
    if opening is not None and tree.pos(opening) == "DET" and tree.text[start].isupper():
        return start  # a full stop was lost: "... were hurt The source added that"
    contrasts = lexicon.words["embedded"]["contrasts"]
    for words in contrasts:
        if tuple(tree.words[k] for k in before[-len(words) :]) == words:
            return tree.tokens[before[-len(words)]].start
    return None


def _quoted(at: int, part: Stretch, quotations: Sequence[Quotation]) -> bool:
    """Whether a character lies in a quotation that opens in or before a stretch that it lies in."""
    return any(q.start < at < q.end for q in quotations if q.start < part[1] and q.end > part[0])


def _cut(draft: Draft, end: int, text: str) -> Draft:
    """A draft whose contents stop at ``end``; unchanged where too little would be left."""
    parts = tuple(trim(text, a, min(b, end)) for a, b in draft.parts if a < end)
    kept = tuple((a, b) for a, b in parts if b - a > 1)
    return replace(draft, parts=kept) if kept else draft
