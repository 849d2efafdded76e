"""Persons of whom an article's sentences speak, for pronouns whose speaker has not spoken before.

"Ada Brook lost her mill. « I left », she said": the pronoun stands for the subject of the sentence before,
where that has come up since anybody spoke.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree

_PERSON = ("PERSON", "PER")
_FEMALE = frozenset({"mme", "mlle", "mrs", "mrs.", "ms", "ms.", "miss"})
_MALE = frozenset({"m.", "mr", "mr."})
_SHE, _HE = frozenset({"she", "elle"}), frozenset({"he", "il", "lui"})


@dataclass(frozen=True, slots=True)
class _Subject:
    start: int
    name: str
    sentence: int  # place among the article's sentences
    female: bool | None  # None: no title tells


class Subjects:
    """The persons that are subjects of main clauses, in text order; built once for an article."""

    def __init__(self, trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon]) -> None:
        ordered = sorted(trees.values(), key=lambda tree: tree.sentence.start)
        self._begins = [tree.sentence.start for tree in ordered]
        found = [
            one
            for n, tree in enumerate(ordered)
            if not tree.sentence.title
            for one in _of_sentence(tree, lexicons[tree.sentence.lang], n)
        ]
        self._all = sorted(found, key=lambda one: one.start)
        self._starts = [one.start for one in self._all]

    def before(self, at: int, pronoun: str, floor: int) -> str | None:
        """The person whom a pronoun at ``at`` takes up: subject of its sentence or the one before, named behind ``floor``."""
        here = bisect_left(self._begins, at + 1) - 1
        for n in range(bisect_left(self._starts, at) - 1, -1, -1):
            one = self._all[n]
            if one.start <= floor or here - one.sentence > 1:
                return None
            if one.female is None or pronoun not in (_HE if one.female else _SHE):
                return one.name
        return None


def _of_sentence(tree: Tree, lexicon: Lexicon, n: int) -> Iterator[_Subject]:
    """The persons that are subjects of a sentence's main verbs."""
    grammar = lexicon.grammar
    for k in range(len(tree)):
        if tree.dep(k) not in (*grammar.subject, *grammar.passive_subject):
            continue
        verb = tree.head(k)
        main = tree.is_root(verb) or (tree.dep(verb) in grammar.coordinated and tree.is_root(tree.head(verb)))
        if main and tree.tokens[k].ent.endswith(_PERSON):
            yield _person(tree, k, n)


def _person(tree: Tree, k: int, n: int) -> _Subject:
    """The name that token ``k`` lies in, with what a title before it tells."""
    first, last = k, k
    while first > 0 and tree.tokens[first].ent.startswith("I-"):
        first -= 1
    while last + 1 < len(tree) and tree.tokens[last + 1].ent.startswith("I-"):
        last += 1
    title = tree.words[first - 1] if first else ""
    opened = tree.words[first] if first < last else ""
    female = {title, opened} & _FEMALE
    male = {title, opened} & _MALE
    start, end = tree.span(first, last)
    return _Subject(start, tree.text[start:end], n, True if female else False if male else None)
