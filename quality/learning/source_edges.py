"""Where the name of a source begins and ends, in English, where many reports have lost their commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fitting import Floats, fit_choices, score
from labelled import Labelled, same, stretch
from tasks import BY_RULES, features

from headwater.claims.drafts import Draft
from headwater.claims.kinds import noun_kinds
from headwater.claims.trees import Tree

_REACH = 14  # tokens that a name may be long

Edges = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """The edges that a source could have: features by name, and which are right; the rules' own come first."""

    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


@cache
def choices(article: Labelled) -> tuple[Choice, ...]:
    """A choice for every draft whose content is right."""
    return tuple(_choice(article, n) for n in sorted(article.pairs))


def _choice(article: Labelled, n: int) -> Choice:
    draft, label = article.drafts[n], article.labels[article.pairs[n]]
    tree, wanted = article.reading.trees[draft.sentence], stretch(label["source"])
    own = same(draft.source, wanted)
    tokens = tree.between(*draft.cue) if draft.cue else range(0)
    inside = tree.between(*draft.source) if draft.source else range(0)
    rule = (inside[0], inside[-1]) if inside else None
    if not tokens or draft.how in ("continued", "embed", "headline") or _safe(rule, tokens[0]):
        return Choice(((),), (own,))
    edges = list(dict.fromkeys([rule, None, *_candidates(tree, rule, tokens)]))
    described = _Described(article, draft, tree, rule, tokens)
    spans = [draft.source if e == rule else tree.span(*e) if e else None for e in edges]
    return Choice(tuple(tuple(described.names(e)) for e in edges), tuple(same(s, wanted) for s in spans))


def _safe(rule: Edges | None, cue: int) -> bool:
    """Whether a short name opens the sentence and stands before its cue: nothing to choose there."""
    return rule is not None and rule[0] == 0 and rule[1] <= 4 and 0 < cue - rule[1] <= 2


def _candidates(tree: Tree, rule: Edges | None, cue: range) -> Iterator[Edges]:
    """Names that end before the cue or begin behind it, or share an edge with the rules' own."""
    before = next((k for k in range(cue[0] - 1, -1, -1) if not tree.is_blank(k)), None)
    behind = next((k for k in range(cue[-1] + 1, len(tree)) if not tree.is_blank(k)), None)
    found: list[Edges] = []
    for end in dict.fromkeys(k for k in (before, rule and rule[1]) if k is not None):
        found.extend((first, end) for first in range(end, max(-1, end - _REACH), -1))
    for start in dict.fromkeys(k for k in (behind, rule and rule[0]) if k is not None):
        found.extend((start, last) for last in range(start, min(len(tree), start + _REACH)))
    for first, last in found:
        clear = last < cue[0] or first > cue[-1]
        if clear and not tree.is_blank(first) and not tree.is_blank(last):
            yield first, last


@dataclass(frozen=True)
class _Described:
    """Names the features of one draft's edges."""

    article: Labelled
    draft: Draft
    tree: Tree
    rule: Edges | None
    cue: range

    def names(self, edges: Edges | None) -> Iterator[str]:
        """What speaks for or against a name of these edges."""
        if edges is None:
            yield from (f"none {self.draft.lemma}", f"{BY_RULES}none {self.rule is None}")
            return
        yield from self._first(edges[0])
        yield from self._last(edges[1])
        yield from self._both(*edges)
        yield from self._against_the_rules(*edges)

    def _first(self, k: int) -> Iterator[str]:
        tree, words, tokens = self.tree, self.tree.words, self.tree.tokens
        before, pos = (words[k - 1], tree.pos(k - 1)) if k else ("^", "^")
        yield from (f"first={words[k]}", f"before={before}", f"first pos={pos} {tree.pos(k)}")
        yield from (f"before pos={before} {tree.pos(k)}", f"first before={words[k]} {pos}")
        yield f"first dep={tree.dep(k)} {tree.dep(k - 1) if k else '^'}"
        yield f"first entity={tokens[k].ent} {tokens[k - 1].ent if k else ''}"
        yield f"first joined={bool(k) and k <= tokens[k - 1].head < self.cue[0]} {tokens[k].head > k}"
        yield f"first capital={self._capital(k)} {bool(k) and self._capital(k - 1)}"

    def _last(self, k: int) -> Iterator[str]:
        tree, words = self.tree, self.tree.words
        behind, pos = (words[k + 1], tree.pos(k + 1)) if k + 1 < len(tree) else ("$", "$")
        yield from (f"last={words[k]}", f"behind={behind}", f"last pos={tree.pos(k)} {pos}")
        yield from (f"behind pos={behind} {tree.pos(k)}", f"last dep={tree.dep(k)}")
        yield f"last entity={tree.tokens[k].ent} {tree.tokens[k + 1].ent[:1] if k + 1 < len(tree) else ''}"

    def _both(self, first: int, last: int) -> Iterator[str]:
        tree, text = self.tree, self.tree.text
        side = last < self.cue[0]
        subjects = [k for k in tree.children[self.cue[-1]] if tree.dep(k) in self._lexicon_subjects()]
        roots = [k for k in range(first, last + 1) if tree.is_root(k) or not first <= tree.head(k) <= last]
        yield f"length={min(10, last - first)} {side}"
        yield f"gap={min(5, self.cue[0] - last if side else first - self.cue[-1])} {side}"
        yield f"subject={any(first <= k <= last for k in subjects)} {bool(subjects)}"
        yield f"roots={min(4, len(roots))} {tree.dep(roots[-1])} {side}"
        yield f"comma={',' in tree.words[first : last + 1]} {side}"
        span = tree.span(first, last)
        again = text.count(text[slice(*span)]) > 1
        yield f"again={again} {min(4, last - first)}"
        if first and not tree.is_blank(first - 1):
            yield f"longer again={text.count(text[tree.tokens[first - 1].start : span[1]]) > 1} {again}"

    def _against_the_rules(self, first: int, last: int) -> Iterator[str]:
        rule, nouns = self.rule, noun_kinds(self.article.reading.lexicons[self.tree.sentence.lang])
        yield f"{BY_RULES}rule={(first, last) == rule} {self.draft.how} {self.draft.kind}"
        if rule is not None:
            yield f"{BY_RULES}moved={_clipped(first - rule[0])} {_clipped(last - rule[1])}"
        told = [nouns.get(word) for word in self.tree.words[first : last + 1]]
        yield f"{BY_RULES}nouns={min(3, sum(one is not None for one in told))}"
        yield f"{BY_RULES}noun last={told[-1]} first={told[0]}"
        for start, end, kind in self._names_around():
            a, b = self.tree.span(first, last)
            yield f"{BY_RULES}name={kind} {_place(a, start, end)} {_place(b, start, end)}"

    def _names_around(self) -> Iterator[tuple[int, int, str]]:
        sentence = self.tree.sentence
        for m in self.article.reading.kinds.within((sentence.start, sentence.end)):
            yield m.start, m.end, m.type

    def _lexicon_subjects(self) -> tuple[str, ...]:
        return self.article.reading.lexicons[self.tree.sentence.lang].grammar.subject

    def _capital(self, k: int) -> bool:
        return self.tree.text[self.tree.tokens[k].start].isupper()


def _clipped(by: int) -> int:
    return max(-6, min(6, by))


def _place(at: int, start: int, end: int) -> str:
    return "start" if at == start else "end" if at == end else "cut" if start < at < end else "off"


class SourceEdges:
    """The edges of each source; measured by the share of sources found rightly."""

    name = "edges"
    languages: tuple[str, ...] = ("en",)

    def learn(self, articles: Sequence[Labelled], bare: bool) -> Floats:
        """Weights that choose the right edges."""
        every = [c for a in articles for c in choices(a) if len(c.options) > 1 and any(c.right)]
        return fit_choices([([features(o, bare) for o in c.options], c.right) for c in every], 3.0)

    def measure(self, article: Labelled, weights: Floats | None, bare: bool) -> tuple[float, float]:
        """Sources with the right edges, and all."""
        every = choices(article)
        right = 0
        for choice in every:
            at = 0
            if weights is not None and len(choice.options) > 1:
                scores = [float(score(weights, features(o, bare))[0]) for o in choice.options]
                at = scores.index(max(scores))
            right += choice.right[at]
        return right, len(every)
