"""Persons whom an article names in full as a source, for what it calls them afterwards.

In a script without capitals a family name looks like a noun: "the teacher" may be a man of that name. Where the
article gives a person's name in full, a source of one word that is the first or last word of it is that person, with
or without the article written before it and whatever vowel signs it carries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.claims.cued.phrases import Phrase, has_article, key_of, plain
from headwater.claims.drafts import Draft
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree

_LEAST = 2  # words of a name in full


def full_names(
    drafts: Sequence[Draft], trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon]
) -> frozenset[str]:
    """The first and last words of the names in full among the sources, in languages that name an article."""
    found: set[str] = set()
    for draft in drafts:
        tree = trees[draft.sentence]
        lexicon = lexicons[tree.sentence.lang]
        if draft.source is not None and has_article(lexicon):
            found.update(_of(tree, draft.source, lexicon))
    return frozenset(found)


def _of(tree: Tree, span: tuple[int, int], lexicon: Lexicon) -> Iterator[str]:
    """The first and last word of the name that opens or closes a source."""
    tokens = [k for k in tree.between(*span) if not tree.is_blank(k)]
    phrase = Phrase(tree, tokens, [plain(tree.tokens[k].lemma, lexicon) for k in tokens], (), lexicon)
    names = phrase.opening_names()
    if names >= _LEAST and (phrase.apposed() or names == len(tokens)):
        yield from (key_of(phrase.words[n], lexicon) for n in (0, names - 1))
    elif (last := _behind_comma(phrase)) is not None:
        yield from (key_of(phrase.words[n], lexicon) for n in (last, -1))
    elif len(tokens) > _LEAST and phrase.titled(0) and phrase.name(len(tokens) - 2):
        yield key_of(phrase.words[-1], lexicon)  # "minister Ada | the Teacher"


def _behind_comma(phrase: Phrase) -> int | None:
    """The first word of a name in full that stands behind the last comma: "the keeper of the port, Ada Brook"."""
    tokens = phrase.tokens
    gaps = [n for n in range(1, len(tokens)) if tokens[n] > tokens[n - 1] + 1]
    if not gaps or len(tokens) - gaps[-1] < _LEAST:
        return None
    return gaps[-1] if all(phrase.name(n) for n in range(gaps[-1], len(tokens))) else None
