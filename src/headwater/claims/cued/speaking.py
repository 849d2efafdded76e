"""Whom a cue without a source stands for: the speaker before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from headwater.claims.cued.patterns import word_pattern
from headwater.claims.cued.words import is_cued
from headwater.claims.drafts import Draft
from headwater.claims.kinds import Kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree

_NOBODY = frozenset({"told", "text", "hearsay"})  # classes of cue that name nobody by their form
_SPEAKERS = ("named_person", "organisation")
_REACH = 12  # sentences back to whoever spoke


def with_speakers(
    drafts: Sequence[Draft], trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon], kinds: Kinds
) -> list[Draft]:
    """The drafts, those of a dropped subject pointing at the last before them that names its source.

    A person goes on speaking, or a body; a document, a newspaper or an unnamed crowd only where no person spoke.
    """
    order = sorted(range(len(drafts)), key=lambda n: (drafts[n].extent, n))
    found = list(drafts)
    last: int | None = None
    person: int | None = None
    for n in order:
        draft = drafts[n]
        if draft.source is not None:
            if not _held(draft, drafts, last):
                last = n
                person = n if _goes_on(draft, trees, lexicons, kinds) else person
            continue
        lexicon = lexicons[trees[draft.sentence].sentence.lang]
        spoken = draft.cue is not None or draft.how == "continued"  # a mood that reports has no cue
        dropped = spoken and draft.kind not in _NOBODY and is_cued(lexicon)
        if dropped and last is not None and draft.sentence - drafts[last].sentence <= _REACH:
            near = person is not None and draft.sentence - drafts[person].sentence <= _REACH
            near = near and not _of_many(draft, trees[draft.sentence], lexicon)
            found[n] = replace(draft, speaker=person if near else last)
    return found


def _of_many(draft: Draft, tree: Tree, lexicon: Lexicon) -> bool:
    """Whether the cue's form tells of several who speak: "(they) added"."""
    if draft.cue is None or "tellers" not in lexicon.words:
        return False
    plural = word_pattern(lexicon.lang, "tellers", "many")
    return any(plural.match(tree.tokens[k].lemma) for k in tree.between(*draft.cue))


def _goes_on(draft: Draft, trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon], kinds: Kinds) -> bool:
    """Whether a source is one that goes on speaking without being named again."""
    tree = trees[draft.sentence]
    lexicon = lexicons[tree.sentence.lang]
    if draft.source is None or not is_cued(lexicon):
        return True
    return kinds.kind(tree, draft.source, lexicon) in _SPEAKERS


def _held(draft: Draft, drafts: Sequence[Draft], last: int | None) -> bool:
    """Whether a draft's source stands inside what the last speaker says."""
    if last is None or draft.source is None:
        return False
    return any(a <= draft.source[0] and draft.source[1] <= b for a, b in drafts[last].parts)


def with_persons(
    drafts: Sequence[Draft], trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon], kinds: Kinds
) -> list[Draft]:
    """The drafts, a continuation of a crowd, a text or a newspaper given to the last person or body before it."""
    found = list(drafts)
    order = sorted(range(len(drafts)), key=lambda n: (drafts[n].extent, n))
    speaks = [n for n in order if drafts[n].source and _goes_on(drafts[n], trees, lexicons, kinds)]
    named = frozenset(speaks)
    person = speaks[0] if speaks else None  # before anybody was named, the first who is
    for n in order:
        draft = drafts[n]
        if draft.source is not None:
            person = n if n in named else person
            continue
        whose = _named_by(draft, drafts)
        if draft.how != "continued" or whose is None or _goes_on(drafts[whose], trees, lexicons, kinds):
            continue
        if person is not None and abs(draft.sentence - drafts[person].sentence) <= _REACH:
            found[n] = replace(draft, speaker=person)
    return found


def _named_by(draft: Draft, drafts: Sequence[Draft]) -> int | None:
    """The draft that names who goes on speaking, along at most as many hops as there are drafts."""
    whose, hops = draft.speaker, 0
    while whose is not None and drafts[whose].source is None and hops < _REACH:
        whose, hops = drafts[whose].speaker, hops + 1
    return whose if whose is not None and drafts[whose].source is not None else None
