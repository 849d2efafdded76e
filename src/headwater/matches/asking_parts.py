"""Who gave what to whom, and who stands beside whom: the parts of arms and allegiance claims, for questions.

``roles`` reads the parts that a claim's named actors play for any deed. Here the deeds that questions are about
are looked at more closely: a delivery as a noun, "we received" (the speaker), a participle whose subject stands
in the main clause, several recipients in one phrase. Parses exist in English and French only; in other languages
no part is read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from headwater.matches.asking_trees import Tree
from headwater.matches.frames import frame_words
from headwater.records.claims import Claim, Parse
from headwater.records.entities import Mention
from headwater.records.matches import ActorRole

_WHO = frozenset({"person", "group", "state", "body", "place"})


@dataclass(frozen=True, slots=True)
class Played:
    """A part and who plays it: a mention, or (``mention`` null) the claim's speaker."""

    role: ActorRole
    mention: Mention | None
    start: int
    end: int


@dataclass(frozen=True)
class _Words:
    supply_nouns: frozenset[str]
    receive_nouns: frozenset[str]
    first: frozenset[str]
    third: frozenset[str]
    to: frozenset[str]
    by: frozenset[str]
    beside: frozenset[str]
    beside_verbs: frozenset[str]
    supplied: frozenset[str]
    within: frozenset[str]
    who: frozenset[str]
    arms: frozenset[str]


@cache
def _words(lang: str) -> _Words | None:
    path = files("headwater.matches") / "asking" / f"{lang}.toml"
    if not path.is_file():
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Words(**{key: frozenset(value) for key, value in data.items()})


def read_parts(text: str, claim: Claim, parse: Parse | None, mentions: Sequence[Mention]) -> list[Played]:
    """The parts played in a claim's deeds of giving, receiving and standing beside; in the text's order."""
    words = _words(claim.lang)
    if parse is None or words is None:
        return []
    tree = Tree(parse.tokens, text, words.within, words.who)
    reader = _Reader(tree, words, [m for m in mentions if m.type in _WHO], claim.start)
    verbs = frame_words(claim.lang).verbs
    found: dict[tuple[str, int, int], Played] = {}
    for at, token in enumerate(parse.tokens):
        if claim.start <= token.start and token.end <= claim.end:
            for part in reader.parts(at, verbs):
                found.setdefault((part.role, part.start, part.end), part)
    return sorted(found.values(), key=lambda part: (part.start, part.end, part.role))


def speaks_of_arms(claim: Claim, parse: Parse | None) -> bool:
    """Whether a claim has a word for arms, or for arming somebody."""
    words = _words(claim.lang)
    tokens = parse.tokens if parse else []
    inside = (t.lemma.lower() for t in tokens if claim.start <= t.start and t.end <= claim.end)
    return words is not None and any(lemma in words.arms for lemma in inside)


def lemmas_for_arms() -> frozenset[str]:
    """The words for arms of every language in which parts are read: what ``speaks_of_arms`` looks for."""
    folder = files("headwater.matches") / "asking"
    languages = [
        entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")
    ]
    found = [words.arms for lang in languages if (words := _words(lang)) is not None]
    return frozenset().union(*found)


class _Reader:
    def __init__(self, tree: Tree, words: _Words, mentions: Sequence[Mention], start: int) -> None:
        self._tree, self._words, self._mentions, self._start = tree, words, mentions, start

    def parts(self, at: int, verbs: Mapping[str, frozenset[str]]) -> Iterator[Played]:
        """The parts around one token, if it is a deed."""
        token, tree, words = self._tree.tokens[at], self._tree, self._words
        lemma = token.lemma.lower()
        if tree.words[at] in words.supplied and token.dep in ("amod", "acl"):
            if at == 0 or tree.words[at - 1] != "-":
                return  # "armed groups" are so by name
            yield from self._who("recipient", token.head)
        elif token.pos in ("NOUN", "PROPN"):
            if lemma in words.supply_nouns or lemma in words.receive_nouns:
                yield from self._noun(at)
        elif token.pos in ("VERB", "AUX"):
            if lemma in verbs.get("receive", ()):
                yield from self._receive(at)
            elif lemma in verbs.get("supply", ()):
                yield from self._supply(at)
            if lemma in words.beside_verbs or lemma in verbs.get("support", ()):
                yield from self._beside(at, lemma in verbs.get("support", ()))

    def _receive(self, at: int) -> Iterator[Played]:
        subject, passive = self._tree.subject(at)
        if subject is not None and not passive:
            yield from self._who("recipient", subject)
        for mark, noun in self._tree.behind(at):
            if mark in self._words.by:
                yield from self._who("supplier", noun)

    def _supply(self, at: int) -> Iterator[Played]:
        subject, passive = self._tree.subject(at)
        if subject is not None:
            yield from self._who("recipient" if passive else "supplier", subject)
        for noun in (*self._tree.given(at), *self._tree.objects(at)):
            yield from self._who("recipient", noun)
        yield from self._around(at)

    def _noun(self, at: int) -> Iterator[Played]:
        yield from self._around(at)

    def _around(self, at: int) -> Iterator[Played]:
        for mark, noun in self._tree.behind(at):
            if mark in self._words.to:
                yield from self._who("recipient", noun)
            elif mark in self._words.by and self._tree.tokens[at].pos == "VERB":
                yield from self._who("supplier", noun)

    def _beside(self, at: int, supports: bool) -> Iterator[Played]:
        others = [noun for mark, noun in self._tree.behind(at) if mark in self._words.beside]
        others += self._tree.objects(at) if supports else []
        subject, _ = self._tree.subject(at)
        if others and subject is not None:
            for noun in (subject, *others):
                yield from self._who("ally", noun)

    def _who(self, role: ActorRole, head: int) -> Iterator[Played]:
        """Everybody whom a noun phrase names. "We" is the claim's speaker, and so is "they" where the claim has
        named nobody before it."""
        tokens, tree = self._tree.tokens, self._tree
        if tree.words[head] in self._words.first | self._words.third:
            named = any(self._start <= m.start < tokens[head].start for m in self._mentions)
            if tree.words[head] in self._words.first or not named:
                yield Played(role, None, tokens[head].start, tokens[head].end)
            return
        phrase = [tokens[k] for k in tree.phrase(head)]
        first = tokens[head]
        # a place within a longer phrase only says where ("groups in Orve"); alone it is its government
        for mention in self._mentions:
            heads = mention.start < first.end and first.start < mention.end
            if mention.type in ("place", "state") and not heads:
                continue
            if any(mention.start < token.end and token.start < mention.end for token in phrase):
                yield Played(role, mention, mention.start, mention.end)
