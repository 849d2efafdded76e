"""Where content may begin and end in one sentence: prose, quotations, and the reporter's next words."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.claims.drafts import Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.quotations import Quotation
from headwater.claims.trees import Tree

_TRAILING = " \t\n\u00a0\u202f.,;:–—-"
_LEADING = " \t\n\u00a0\u202f.,;:–—-)"


class Bounds:
    """Boundaries in one sentence: knows its quotations and where its prose begins."""

    def __init__(self, text: str, lexicon: Lexicon, quotations: Sequence[Quotation], prose: int) -> None:
        self.text = text
        self.lexicon = lexicon
        self.quotations = quotations  # those that touch the sentence
        self.prose = prose  # where the sentence's prose begins, behind datelines and repeated titles

    def prose_token(self, tree: Tree) -> int:
        """The first token of the sentence's prose."""
        return next((k for k, t in enumerate(tree.tokens) if t.start >= self.prose), 0)

    def sentence_start(self, tree: Tree, last: int) -> int:
        """Where the sentence that ends at token ``last`` begins, if several were taken for one."""
        start = self.prose_token(tree)
        for k in range(last - 2, start, -1):
            stop = tree.words[k] in (".", "!", "?") and tree.pos(k) == "PUNCT"
            if stop and not self.quoted(tree.tokens[k].start):
                return k + 1
        return start

    def quotation_at(self, at: int) -> Quotation | None:
        """The quotation that holds the character ``at``."""
        return next((q for q in self.quotations if q.start <= at < q.end), None)

    def quotation_ending(self, at: int) -> Quotation | None:
        """The quotation that ends at the character ``at``."""
        return next((q for q in self.quotations if q.end == at), None)

    def quoted(self, at: int) -> bool:
        return self.quotation_at(at) is not None

    def stretch(self, tree: Tree, first: int, last: int) -> tuple[Stretch, ...]:
        """The characters of tokens ``first`` to ``last``, trimmed; none if nothing is left."""
        found = trim(self.text, *tree.span(first, last))
        return (found,) if found[1] - found[0] > 1 else ()

    def end_of(self, tree: Tree, i: int, start: int) -> int:
        """The last token of content that begins at ``start``: the end of the cue's clause, or a later cue."""
        spine = i
        while (
            not tree.is_root(spine)
            and tree.dep(spine) in self.lexicon.grammar.coordinated
            and tree.head(spine) < spine
        ):
            spine = tree.head(spine)
        end = len(tree) - 1 if tree.is_root(spine) else max(tree.right[i], tree.right[start])
        return self.cut(tree, i, start, end)

    def cut(self, tree: Tree, i: int, start: int, end: int) -> int:
        """``end``, or the token before something that is the reporter's again."""
        grammar = self.lexicon.grammar
        resume = frozenset(self.lexicon.words["resuming"]["words"])
        for k in range(start + 1, end + 1):
            if self.quoted(tree.tokens[k].start):
                continue
            if self._goes_on(tree, k):
                return self._before(tree, tree.left[k], start)
            if tree.words[k] == ":" and self.opens_quotation(tree, k + 1):
                return self._before(tree, k, start)
            again = tree.participle(k) and (
                tree.tokens[k].lemma.lower() in resume or self._hangs_on(tree, k, i)
            )
            joined = tree.dep(k) in grammar.coordinated and tree.head(k) == i and tree.left[k] > start
            if again:
                return self._before(tree, min(tree.left[k], k) if tree.left[k] > start else k, start)
            if joined and tree.pos(k) in ("VERB", "AUX") and self._reporter_again(tree, k):
                return self._before(tree, tree.left[k], start)
        return end

    def _goes_on(self, tree: Tree, k: int) -> bool:
        """Whether the same speaker's next cue is coordinated here: "... and added that"."""
        if tree.dep(k) not in self.lexicon.grammar.coordinated or tree.pos(k) != "VERB" or k + 1 >= len(tree):
            return False
        same = tree.tokens[k].lemma.lower() in self.lexicon.words["resuming"]["same_speaker"]
        clause = tree.words[k + 1] in (*self.lexicon.grammar.complementizers, ":")
        return same and clause and tree.child(k, self.lexicon.grammar.subject) is None

    def opens_quotation(self, tree: Tree, k: int) -> bool:
        """Whether a quotation opens at token ``k`` or behind the space there."""
        while k < len(tree) - 1 and tree.pos(k) == "SPACE":
            k += 1
        return k < len(tree) and tree.is_quote(k)

    def _reporter_again(self, tree: Tree, k: int) -> bool:
        """Whether a verb coordinated with the cue is the reporter's: a cue itself, or without a subject."""
        cue = tree.tokens[k].lemma.lower() in self.lexicon.verbs
        grammar = self.lexicon.grammar
        return cue or tree.child(k, (*grammar.subject, *grammar.passive_subject)) is None

    def _hangs_on(self, tree: Tree, k: int, i: int) -> bool:
        """Whether a participle says what the speaker did, not what is said: "he said, quoting ..."."""
        grammar = self.lexicon.grammar
        return tree.head(k) == i and tree.dep(k) in (*grammar.adverbial_clause, *grammar.open_clause)

    def _before(self, tree: Tree, k: int, start: int) -> int:
        """The last token before ``k`` that is neither a conjunction nor punctuation."""
        k -= 1
        while (
            k > start
            and (tree.is_blank(k) or tree.pos(k) == "CCONJ" or tree.words[k] in ("en", "tout"))
            and not tree.is_quote(k)
        ):
            k -= 1
        return k


def trim(text: str, start: int, end: int) -> Stretch:
    """``[start, end)`` without white space and punctuation at its ends; quotation marks stay.

    A full stop that a quotation mark follows stays with it.
    """
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return start, end
