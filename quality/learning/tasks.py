"""What a learned reader could take over from the rules, and how each is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from fitting import Features, Floats, fit_answers, hashed, score
from labelled import Labelled, same

from headwater.claims.drafts import Stretch

BY_RULES = "rules: "
"""How the name of a feature opens that rests on the rules' own answers, lexicons or registry of names."""


def features(names: Sequence[str], bare: bool) -> Features:
    """The features of some names; ``bare`` leaves out those that rest on the rules."""
    return hashed(name for name in names if not (bare and name.startswith(BY_RULES)))


def in_language(lang: str, names: Sequence[str]) -> tuple[str, ...]:
    """Names of features, each for all languages and for its own."""
    marked = [(BY_RULES, n.removeprefix(BY_RULES)) if n.startswith(BY_RULES) else ("", n) for n in names]
    return tuple(f"{mark}{where}{name}" for mark, name in marked for where in ("", f"{lang} "))


class Task(Protocol):
    """One question that is put to the rules, to a model without them, and to one with their answer."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """Where it is measured."""
        ...

    def learn(self, articles: Sequence[Labelled], bare: bool) -> Floats:
        """The weights that some articles give."""
        ...

    def measure(self, article: Labelled, weights: Floats | None, bare: bool) -> tuple[float, float]:
        """What is right in one article, and out of how much; the rules' own answers where there are no weights."""
        ...


@dataclass(frozen=True, slots=True)
class Item:
    """One case: its features by name, the right answer and the rules' own, and the stretch it speaks of."""

    names: tuple[str, ...]
    answer: int
    by_rules: int
    extent: Stretch = (0, 0)


@dataclass(frozen=True)
class Answers:
    """Each item has one answer of several; measured by the share of right ones."""

    name: str
    languages: tuple[str, ...]
    answers: int
    penalty: float
    items: Callable[[Labelled], tuple[Item, ...]]
    further: Callable[[Labelled], tuple[Item, ...]]  # only to learn from

    def learn(self, articles: Sequence[Labelled], bare: bool) -> Floats:
        """Weights of each answer."""
        items = [item for a in articles for item in (*self.items(a), *self.further(a))]
        return fit_answers([(features(i.names, bare), i.answer) for i in items], self.answers, self.penalty)

    def measure(self, article: Labelled, weights: Floats | None, bare: bool) -> tuple[float, float]:
        """Right answers, and all."""
        items = self.items(article)
        if weights is None:
            return sum(i.by_rules == i.answer for i in items), len(items)
        said = [int(score(weights, features(i.names, bare)).argmax()) for i in items]
        return sum(i.answer == one for i, one in zip(items, said, strict=True)), len(items)


@dataclass(frozen=True)
class Selections:
    """Each item is chosen or left; measured by F1 over the labels that ask for one."""

    name: str
    languages: tuple[str, ...]
    penalty: float
    least: float  # score at which an item is chosen: the log odds
    items: Callable[[Labelled], tuple[Item, ...]]
    wanted: Callable[[Labelled], int]

    def learn(self, articles: Sequence[Labelled], bare: bool) -> Floats:
        """Weights of leaving and choosing."""
        items = [item for a in articles for item in self.items(a)]
        return fit_answers([(features(i.names, bare), i.answer) for i in items], 2, self.penalty)

    def measure(self, article: Labelled, weights: Floats | None, bare: bool) -> tuple[float, float]:
        """Chosen rightly, and the mean of what is chosen and what is wanted."""
        chosen = list(self._chosen(self.items(article), weights, bare))
        return sum(i.answer for i in chosen), (len(chosen) + self.wanted(article)) / 2

    def _chosen(self, items: Sequence[Item], weights: Floats | None, bare: bool) -> Iterator[Item]:
        if weights is None:
            yield from (i for i in items if i.by_rules)
            return
        scored = [(score(weights, features(i.names, bare)), n) for n, i in enumerate(items)]
        likely = sorted(((s[0] - s[1], n) for s, n in scored if s[1] - s[0] >= self.least))
        kept: list[Item] = []
        for _, n in likely:
            if not any(same(items[n].extent, k.extent) for k in kept if items[n].extent != (0, 0)):
                kept.append(items[n])
        yield from kept
