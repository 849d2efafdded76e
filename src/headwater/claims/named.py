"""Persons and bodies that a parser's entities name in an article, at their fullest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.claims.lexicons import Lexicon
from headwater.claims.speaker import Speaker, same_bodies
from headwater.claims.trees import Tree

_LONGEST_NAME = 8  # words of a body's name


class Named:
    """The names of one article, looked up by their last word or by a noun in them; built once."""

    def __init__(self, trees: Mapping[int, Tree]) -> None:
        self.people = _names(trees, ("PERSON", "PER"))
        self._by_last_name: dict[str, str] = {}
        for _, name in self.people:
            words = name.lower().split()
            last = words[-1].removesuffix("'s") if len(words) > 1 else ""
            if last:
                self._by_last_name[last] = max(
                    self._by_last_name.get(last, ""), name, key=lambda n: (len(n), n)
                )
        self._bodies = list(dict.fromkeys(name for _, name in _names(trees, ("ORG",)) if _is_one_name(name)))

    def full_person(self, one: Speaker) -> str | None:
        """The longest person's name of the article that ends in this one's last name."""
        if not one.words or len(one.words) > 3:
            return None
        return self._by_last_name.get(one.words[-1])

    def full_body(self, one: Speaker, lexicon: Lexicon) -> str | None:
        """The name of a body of the article that a description can stand for."""
        if one.head in lexicon.words["same_body"].get("collective", ()):
            return None
        for heads in same_bodies(one, lexicon):
            if one.head in heads:
                fits = [n for n in self._bodies if not {w.lower() for w in n.split()}.isdisjoint(heads)]
                if fits:
                    return fits[0]
        return None


def _names(trees: Mapping[int, Tree], labels: Sequence[str]) -> list[tuple[int, str]]:
    """Names of some kinds that the parser's entities give, in text order, with their offsets."""
    found: list[tuple[int, str]] = []
    for tree in trees.values():
        for k, token in enumerate(tree.tokens):
            if token.ent.startswith("B-") and token.ent[2:] in labels:
                last = k
                while last + 1 < len(tree) and tree.tokens[last + 1].ent.startswith("I-"):
                    last += 1
                found.append((token.start, tree.text[token.start : tree.tokens[last].end]))
    return found


def _is_one_name(name: str) -> bool:
    """Whether what a parser took for a body's name is one: not a row of links or headlines."""
    return 1 < len(name.split()) <= _LONGEST_NAME and "|" not in name
