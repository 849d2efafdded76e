"""A sentence that only says who told the one before it: "Об этом сообщил X", "Bunu X duyurdu", "C’est ce qu’a dit X"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from headwater.claims.bounds import trim
from headwater.claims.drafts import Draft
from headwater.claims.lexicons import Lexicon, load_lexicon
from headwater.claims.trees import Tree

_LONGEST = 300  # characters of a sentence that tells only who said the one before


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    lexicon = load_lexicon(lang)
    words = lexicon.words["pointing"]["patterns"] if lexicon else ()
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in words)


def read_pointing(
    trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon], drafts: Sequence[Draft]
) -> list[Draft]:
    """Drafts whose source and cue stand in the sentence behind what is said.

    Only where neither sentence has a speaker of its own; ``trees`` are in text order.
    """
    told = {d.sentence for d in drafts}
    found: list[Draft] = []
    before: Tree | None = None
    for index, tree in trees.items():
        if index not in told and before is not None and before.sentence.index not in told:
            draft = _read(tree, before)
            if draft is not None:
                found.append(draft)
        before = None if tree.sentence.title else tree
    return found


def _read(tree: Tree, before: Tree) -> Draft | None:
    start, end = trim(tree.text, tree.sentence.start, tree.sentence.end)
    if end - start > _LONGEST:
        return None
    for pattern in _patterns(tree.sentence.lang):
        m = pattern.match(tree.text, start, end)
        if m is None:
            continue
        content = trim(tree.text, before.sentence.start, before.sentence.end)
        source = trim(tree.text, *m.span("source"))
        if source[1] > source[0] and content[1] > content[0]:
            return Draft(
                sentence=tree.sentence.index,
                source=source,
                cue=m.span("cue"),
                parts=(content,),
                how="phrase",
                kind="say",
                lemma="",
            )
    return None
