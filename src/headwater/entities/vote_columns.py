"""What articles say that open names are, of a case too large to be held as rows: votes counted in columns of numbers."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.entities.columns import MOST_KNOWN, Ids, Values, number_of
from headwater.entities.signs import type_by_vote
from headwater.records.entities import EntityType, Mention, MentionType
from headwater.records.ids import row_id

Numbers = npt.NDArray[np.integer[Any]]
Key = tuple[str, ...]
Vote = tuple[EntityType, tuple[str, ...]]
CREDITED: Vote = ("outlet", ("outlet!: an article of the case is published by or credited to it",))
_CREDIT = -1
_AT_ONCE = 1 << 16
FEWEST = 1 << 20
"""Votes that are counted together, at least: about as many as were counted before."""


class VoteColumns:
    """Names are called by numbers that are made of their keys, 64 bits as those of ids; votes by their numbers among all votes.

    Of each mention of an open name two numbers are held, of each vote on a name three.
    """

    def __init__(self) -> None:
        self._articles: list[str] = []
        self._ends = array("Q", [0])
        self._mentions = Ids()
        self._names = array("Q")
        self._number_of: dict[Key, int] = {}
        self._votes: Values[tuple[str | None, ...]] = Values()
        self._new_names, self._new_votes = array("Q"), array("i")
        self._counted: tuple[Numbers, Numbers, Numbers] = (_NAMES, _FEW, _FEW)
        self._verdicts: list[tuple[EntityType, str]] = []
        self._verdict_of: Numbers = _FEW

    def put(self, article: str, named: Iterable[tuple[Key, Mention]], credited: Iterable[Key]) -> None:
        """The mentions of open names of an article, and whom it credits."""
        for key, mention in named:
            name = self._name(key)
            self._mentions.append(mention.id)
            self._names.append(name)
            self._new_names.append(name)
            self._new_votes.append(self._votes.number((mention.type, *mention.signs)))
        for key in credited:
            self._new_names.append(self._name(key))
            self._new_votes.append(_CREDIT)
        self._articles.append(article)
        self._ends.append(len(self._mentions))
        if len(self._new_names) >= max(FEWEST, len(self._counted[0])):
            self._count()

    def _name(self, key: Key) -> int:
        found = self._number_of.get(key)
        if found is None:
            if len(self._number_of) >= MOST_KNOWN:
                self._number_of.clear()
            found = self._number_of[key] = number_of(row_id("", *key)) or 0
        return found

    def _count(self) -> None:
        """Count the new votes with those that were counted before."""
        names, votes, counts = self._counted
        names = np.concatenate([names, np.asarray(self._new_names, dtype=np.uint64)])
        votes = np.concatenate([votes, np.asarray(self._new_votes, dtype=np.int32)])
        counts = np.concatenate([counts, np.ones(len(self._new_names), dtype=np.int32)])
        self._new_names, self._new_votes = array("Q"), array("i")
        order = np.lexsort((votes, names))
        names, votes = names[order], votes[order]
        turns = np.flatnonzero((names[1:] != names[:-1]) | (votes[1:] != votes[:-1])) + 1
        firsts = np.append(0, turns) if len(names) else turns
        sums = np.add.reduceat(counts[order], firsts).astype(np.int32) if len(names) else counts
        self._counted = names[firsts], votes[firsts], sums

    def decide(self) -> None:
        """Decide the type of each name; there will be no more articles."""
        self._count()
        self._number_of.clear()
        self._votes.settle()
        names, votes, counts = self._counted
        firsts = np.flatnonzero(np.diff(names, prepend=names[:1] + np.uint64(1)))
        self._counted = names[firsts], _FEW, _FEW
        numbers: dict[tuple[EntityType, str], int] = {}
        by_vote: dict[int, int] = {}
        found = np.full(len(firsts), -1, dtype=np.int32)
        for at, (first, end) in enumerate(pairwise([*firsts.tolist(), len(names)])):
            vote = int(votes[first])
            verdict = (
                by_vote.get(vote) if end - first == 1 else None
            )  # how often a sole vote was cast changes nothing
            if verdict is None:
                said = self._verdict(votes[first:end].tolist(), counts[first:end].tolist())
                verdict = -1 if said is None else numbers.setdefault(said, len(numbers))
                if end - first == 1:
                    by_vote[vote] = verdict
            found[at] = verdict
        self._verdict_of, self._verdicts = found, list(numbers)

    def _verdict(self, votes: Sequence[int], counts: Sequence[int]) -> tuple[EntityType, str] | None:
        """The type of a name, if it is open in some article."""
        if votes[-1] == _CREDIT:
            return None  # votes ascend: there is no other
        cast: Counter[Vote] = Counter()
        for vote, count in zip(votes, counts, strict=True):
            if vote == _CREDIT:
                cast[CREDITED] += count
            else:
                type_, *signs = self._votes.value(vote)
                cast[type_, tuple(signs)] += count  # type: ignore[index, arg-type]
        return type_by_vote(cast)

    def rows(self) -> Iterator[MentionType]:
        """The type of each mention of an open name, article by article."""
        at = 0
        types = self._types()
        for number, article in enumerate(self._articles):
            for _ in range(self._ends[number + 1] - self._ends[number]):
                yield MentionType(article, self._mentions[at], *self._verdicts[next(types)])
                at += 1

    def _types(self) -> Iterator[int]:
        names = np.frombuffer(self._names, dtype=np.uint64) if self._names else _NAMES
        for start in range(0, len(names), _AT_ONCE):
            yield from self._verdict_of[
                np.searchsorted(self._counted[0], names[start : start + _AT_ONCE])
            ].tolist()


_NAMES: Numbers = np.zeros(0, dtype=np.uint64)
_FEW: Numbers = np.zeros(0, dtype=np.int32)
