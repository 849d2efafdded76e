"""Which stretch of a sentence is what a cue verb's speaker says."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.claims.bounds import trim
from headwater.claims.complements import Complements
from headwater.claims.drafts import Stretch
from headwater.claims.lexicons import CueVerb
from headwater.claims.quotations import Quotation
from headwater.claims.sources import Phrase
from headwater.claims.trees import Tree

__all__ = ["Contents", "Found", "trim"]


@dataclass(frozen=True, slots=True)
class Found:
    """Content of one cue: character stretches, their token range, and on which sides of the cue they lie."""

    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]
    first: int
    last: int
    cue_last: int  # a preposition that belongs to the cue ("called for") may lie behind the verb

    @property
    def parts(self) -> tuple[Stretch, ...]:
        """All stretches in text order."""
        return (*self.before, *self.after)


class Contents(Complements):
    """Content boundaries of the cue verbs of one sentence."""

    def self_declared(self, tree: Tree, i: int) -> Found | None:
        """What follows a reflexive cue: "se déclare prête à"."""
        end = self.cut(tree, i, i + 1, tree.right[i]) if tree.right[i] > i else i
        after = self.stretch(tree, i + 1, end) if end > i else ()
        return Found((), after, i + 1, end, i) if after else None

    def of_verb(
        self, tree: Tree, i: int, cue: tuple[int, int], source: Phrase | None, verb: CueVerb
    ) -> Found | None:
        """The content of cue verb ``i``, or None where it has none."""
        begin = min(cue[0], source.first) if source and source.first < i else cue[0]
        behind = max(cue[1], source.last) if source and source.last > i else cue[1]
        right = self.right(tree, i, behind, verb)
        left = self._left(tree, i, begin, behind, right is not None, verb)
        if left is None and right is None:
            return None
        before = self.stretch(tree, *left) if left else ()
        after = self.stretch(tree, right[0], right[1]) if right else ()
        if not before and not after:
            return None
        tokens = [x for x in (left, right[:2] if right else None) if x]
        return Found(before, after, tokens[0][0], tokens[-1][1], right[2] if right else cue[1])

    def quoted_before(self, tree: Tree, mark: int) -> Stretch | None:
        """What the quotation that closes at token ``mark`` says in this sentence."""
        quotation = self.quotation_ending(tree.tokens[mark].end)
        found = None if quotation is None else self._quoted_left(tree, quotation, mark)
        spans = self.stretch(tree, *found) if found is not None else ()
        return spans[0] if spans else None

    def before_ending(
        self, tree: Tree, i: int, cue: tuple[int, int], source: Phrase, verb: CueVerb
    ) -> Found | None:
        """The clause before a speaker and a cue that end the sentence, or None where more is said behind them."""
        behind = cue[1]
        opens = behind + 1 < len(tree) and (
            tree.is_quote(behind + 1)
            or tree.words[behind + 1] in (":", *self.lexicon.grammar.complementizers)
        )
        governed = any(c > behind for c in tree.all(i, self.lexicon.grammar.clause))
        if opens or governed or not self._closes_sentence(tree, i, source.first, behind, verb, True):
            return None
        first = self.sentence_start(tree, source.first - 1)
        before = self.stretch(tree, first, source.first - 1)
        return Found(before, (), first, source.first - 1, behind) if before else None

    def before_inverted(self, tree: Tree, i: int, source: Phrase, verb: CueVerb) -> Found | None:
        """The clause before a cue whose speaker stands behind it and ends the sentence."""
        if i == 0 or not self._closes_sentence(tree, i, i, source.last, verb):
            return None
        first = self.sentence_start(tree, i - 1)
        before = self.stretch(tree, first, i - 1)
        return Found(before, (), first, i - 1, i) if before else None

    def _left(
        self, tree: Tree, i: int, begin: int, behind: int, has_right: bool, verb: CueVerb
    ) -> tuple[int, int] | None:
        """First and last token of content before the cue and its source."""
        if not {"clause", "quote"} & verb.takes or begin == 0:
            return None
        last = begin - 1
        while last >= 0 and (tree.words[last] in (",", "-", "–", "—") or tree.pos(last) == "SPACE"):
            last -= 1
        if last < 0 or (has_right and tree.participle(i)):
            return None  # "..., he said, adding that": what stands before is the other cue's
        quotation = self.quotation_at(tree.tokens[last].start) if tree.is_quote(last) else None
        if quotation is not None:
            return self._quoted_left(tree, quotation, last)
        governed = any(c < begin for c in tree.all(i, self.lexicon.grammar.clause))
        if has_right and not governed:
            return None
        if not governed and not self._closes_sentence(tree, i, begin, behind, verb):
            return None
        return self.sentence_start(tree, last), last

    def _quoted_left(self, tree: Tree, quotation: Quotation, last: int) -> tuple[int, int] | None:
        """A quotation that ends before the cue, or the sentence that ends with one: "It was 'a horror', he said"."""
        if quotation.start < tree.tokens[0].start:
            return 0, last
        first = next(k for k in range(len(tree)) if tree.tokens[k].end > quotation.start)
        start = self.sentence_start(tree, last)
        if any(tree.finite(k) for k in range(start, first)):
            return start, last
        return (first, last) if last - first >= 2 else None

    def _closes_sentence(
        self, tree: Tree, i: int, begin: int, behind: int, verb: CueVerb, named: bool = False
    ) -> bool:
        """Whether what precedes a cue without complement is a clause that the cue comments on.

        With a speaker ``named`` right before it the cue may be taken for a participle by the parser.
        """
        if verb.kind not in ("say", "report", "claim", "warn", "think", "show") or not (
            tree.finite(i) or tree.pos(i) == "NOUN" or (named and tree.tokens[i].tag == "VBN")
        ):
            return False
        if tree.tokens[i].lemma != "tell" and any(
            c > behind for c in tree.all(i, self.lexicon.grammar.object)
        ):
            return False
        if tree.dep(i) in self.lexicon.grammar.relative and self._relativized(tree, i):
            return False
        reasons = self.lexicon.words["embedded"]["reasons"]
        if any(tree.words[c] in reasons for c in tree.all(i, self.lexicon.grammar.mark)):
            return False
        clause = any(
            tree.pos(k) in ("VERB", "AUX") and (tree.finite(k) or (named and self._is_said(tree, k, i)))
            for k in range(begin)
        )
        resume = self.lexicon.words["resuming"]["words"]
        end = next(
            (
                k
                for k in range(behind + 1, len(tree))
                if tree.participle(k) and tree.tokens[k].lemma in resume
            ),
            len(tree),
        )
        first = self._behind_relatives(tree, i, behind)
        return clause and not any(tree.finite(k) for k in range(first, end))

    def _is_said(self, tree: Tree, k: int, cue: int) -> bool:
        """Whether a verb that the parser takes for a participle is what is said: a past form, or the cue's own clause."""
        own = tree.dep(k) in self.lexicon.grammar.clause and tree.head(k) == cue
        return own or tree.tokens[k].tag == "VBD"

    def _behind_relatives(self, tree: Tree, i: int, behind: int) -> int:
        """The first token behind the speaker and what describes him: "said the agency, which ..."."""
        last = behind
        for k in range(i, behind + 1):
            for c in tree.all(k, self.lexicon.grammar.relative):
                if c > behind and tree.left[c] <= last + 2:
                    last = max(last, tree.right[c])
        return last + 1

    def _relativized(self, tree: Tree, i: int) -> bool:
        """Whether a relative pronoun opens the clause of ``i``."""
        return any(
            tree.words[k] in self.lexicon.grammar.relative_pronouns or tree.tokens[k].tag in ("WDT", "WP")
            for k in range(tree.left[i], i)
        )
