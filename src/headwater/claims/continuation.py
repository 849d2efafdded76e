"""Speech that goes on without a cue: further sentences of a quotation, and of a speaker who says "I" or "we"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.claims.contents import trim
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon, load_lexicon
from headwater.claims.quotations import Quotation
from headwater.claims.trees import Tree

_LEAST_WORDS = 3
_SHARE = 0.5
_BLANKS = " \u00a0\u202f"


def read_continuations(
    trees: Mapping[int, Tree],
    quotations: Sequence[Quotation],
    drafts: Sequence[Draft],
    people: frozenset[str] = frozenset(),
) -> list[Draft]:
    """Drafts without source and cue, each pointing at the draft whose speaker goes on.

    ``trees`` are in text order; ``drafts`` must be all of the article's so far. Words of
    ``people``, who are named in full, are no pronouns though they look like one.
    """
    by_sentence: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(n)
    found: list[Draft] = []
    speaker: int | None = None
    gap = 0
    first = 0
    for index, tree in trees.items():
        start, end = tree.sentence.start, tree.sentence.end
        while first < len(quotations) and quotations[first].end <= start:
            first += 1
        own = by_sentence.get(index, [])
        inside = _quoted_stretch(tree, quotations, first, start, end)
        if inside is not None and not _covered(inside, [drafts[n] for n in own], tree.text):
            whose = _speaker_of(inside, quotations, first, drafts, by_sentence, index, speaker)
            introduced = tree.text[start : inside[0]].rstrip(_BLANKS)[-1:] == ":"
            if introduced and any(drafts[n].cue and drafts[n].extent[1] <= inside[0] for n in own):
                whose = _outermost(drafts, [n for n in own if drafts[n].extent[1] <= inside[0]])
            found.append(_continued(tree, inside, whose))
            speaker, gap = whose, 0
        elif (
            all(_by_oneself(drafts[n], tree) for n in own)
            and speaker is not None
            and gap == 0
            and not tree.sentence.title
            and _first_person(tree, load_lexicon(tree.sentence.lang), people)
        ):
            stretch = trim(tree.text, start, end)
            if drafts[speaker].how in ("verb", "continued") and _direct(drafts[speaker], tree.text, trees):
                found.append(_continued(tree, stretch, speaker))
        elif own:
            speaker, gap = _outermost(drafts, own), 0
        else:
            gap += 1
    return found


def _quoted_stretch(
    tree: Tree, quotations: Sequence[Quotation], first: int, start: int, end: int
) -> Stretch | None:
    """The part of a sentence that lies in a quotation, where it is an utterance and most of the sentence."""
    n = first
    while n < len(quotations) and quotations[n].start < end:
        q = quotations[n]
        low, high = trim(tree.text, max(start, q.start), min(end, q.end))
        words = len(tree.text[low:high].split())
        introduced = tree.text[max(start, low - 3) : low].rstrip(_BLANKS)[-1:] == ":"
        most = high - low >= _SHARE * (end - start) and not _asserts_outside(tree, low, high)
        if words >= _LEAST_WORDS and (most or introduced):
            return low, high
        n += 1
    return None


def _asserts_outside(tree: Tree, low: int, high: int) -> bool:
    """Whether a finite verb before a quoted stretch makes it a part of the article's own sentence."""
    return any(tree.finite(k) for k, t in enumerate(tree.tokens) if t.end <= low)


def _covered(stretch: Stretch, drafts: Sequence[Draft], text: str) -> bool:
    """Whether a draft's content holds most of a stretch."""
    size = stretch[1] - stretch[0]
    for draft in drafts:
        if (
            draft.cue is not None
            and stretch[0] <= draft.cue[0] < stretch[1]
            and not _set_off(draft.cue, text)
        ):
            continue  # someone whom the speaker quotes
        shared = sum(max(0, min(stretch[1], b) - max(stretch[0], a)) for a, b in draft.parts)
        if shared >= _SHARE * size:
            return True
    return False


def _set_off(cue: Stretch, text: str) -> bool:
    """Whether a dash stands before a cue: the reporter's words between marks that hold both halves."""
    return text[max(0, cue[0] - 3) : cue[0]].rstrip(_BLANKS)[-1:] in ("—", "–")


def _speaker_of(
    stretch: Stretch,
    quotations: Sequence[Quotation],
    first: int,
    drafts: Sequence[Draft],
    by_sentence: Mapping[int, list[int]],
    index: int,
    speaker: int | None,
) -> int | None:
    """The draft whose speaker says a quoted stretch: one of the same quotation, else the last who spoke."""
    q = _holding(quotations, first, stretch[0])
    if q is not None:
        for nearby in (*range(index + 1, index + 7), *range(index - 1, index - 7, -1)):
            for n in by_sentence.get(nearby, ()):
                if any(a < q.end and b > q.start for a, b in drafts[n].parts) and not _within(drafts[n], q):
                    return n
    return speaker


def _holding(quotations: Sequence[Quotation], first: int, at: int) -> Quotation | None:
    """The quotation from number ``first`` on that holds the character ``at``."""
    n = first
    while n < len(quotations) and quotations[n].start <= at:
        if at < quotations[n].end:
            return quotations[n]
        n += 1
    return None


def _within(draft: Draft, q: Quotation) -> bool:
    """Whether source and cue stand inside the quotation: someone quoted in it."""
    return draft.cue is not None and q.start < draft.cue[0] and draft.cue[1] < q.end


def _outermost(drafts: Sequence[Draft], own: Sequence[int]) -> int | None:
    """Of a sentence's drafts the last whose cue stands in no other's content."""
    outer = [
        n
        for n in own
        if drafts[n].kind != "deny"
        and not any(m != n and a <= (drafts[n].cue or (a, a))[0] < b for m in own for a, b in drafts[m].parts)
    ]
    return outer[-1] if outer else None


def _first_person(tree: Tree, lexicon: Lexicon | None, people: frozenset[str]) -> bool:
    """Whether the sentence has a first-person pronoun."""
    if lexicon is None:
        return False
    return any(
        w in lexicon.grammar.first_person and w not in people and not _acronym(tree, k)
        for k, w in enumerate(tree.words)
    )


def _by_oneself(draft: Draft, tree: Tree) -> bool:
    """Whether the speaker cites himself, or what he was told: "We said that", "We were told that"."""
    lexicon = load_lexicon(tree.sentence.lang)
    if lexicon is None or draft.cue is None:
        return False
    if draft.source is not None:
        return tree.text[slice(*draft.source)].lower() in lexicon.grammar.first_person
    return draft.lemma in lexicon.words["listeners"]["subjects"]


def _acronym(tree: Tree, k: int) -> bool:
    """Whether a token is written in capitals: "US" is no pronoun."""
    token = tree.tokens[k]
    return token.end - token.start > 1 and tree.text[token.start : token.end].isupper()


def _direct(draft: Draft, text: str, trees: Mapping[int, Tree]) -> bool:
    """Whether a draft's content is in the speaker's own words, as marks or a first person show."""
    low, high = draft.content
    if any(mark in text[max(0, low - 1) : high + 1] for mark in '"«“”»'):
        return True
    tree = trees.get(draft.sentence)
    lexicon = load_lexicon(tree.sentence.lang) if tree else None
    if tree is None or lexicon is None:
        return False
    return any(
        low <= t.start < high and tree.words[k] in lexicon.grammar.first_person and not _acronym(tree, k)
        for k, t in enumerate(tree.tokens)
    )


def _continued(tree: Tree, stretch: Stretch, speaker: int | None) -> Draft:
    return Draft(
        sentence=tree.sentence.index,
        source=None,
        cue=None,
        parts=(stretch,),
        how="continued",
        kind="say",
        lemma="",
        speaker=speaker,
    )
