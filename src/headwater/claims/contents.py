"""Which stretch of a sentence is what a cue verb's speaker says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.claims.drafts import Stretch
from headwater.claims.lexicons import CueVerb, Lexicon
from headwater.claims.quotations import Quotation
from headwater.claims.sources import Phrase
from headwater.claims.trees import Tree

_TRAILING = " \t\n\u00a0\u202f.,;:–—-"
_LEADING = " \t\n\u00a0\u202f.,;:–—-)"
_QUOTE_MARKS = '"«»“”„‹›'
_SPEECH = frozenset(
    {"say", "report", "claim", "warn", "think", "promise", "demand", "accuse", "deny", "threaten"}
)
_REACH = 18  # tokens between a cue and the complementizer that opens its content


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


class Contents:
    """Content boundaries in one article: knows its quotations and where each sentence's prose begins."""

    def __init__(self, text: str, lexicon: Lexicon, quotations: Sequence[Quotation], prose: int) -> None:
        self.text = text
        self.lexicon = lexicon
        self.quotations = quotations  # those that touch the sentence
        self.prose = prose  # where the sentence's prose begins, behind datelines and repeated titles

    def self_declared(self, tree: Tree, i: int) -> Found | None:
        """What follows a reflexive cue: "se déclare prête à"."""
        end = self.cut(tree, i, i + 1, tree.right[i]) if tree.right[i] > i else i
        after = self._stretch(tree, i + 1, end) if end > i else ()
        return Found((), after, i + 1, end, i) if after else None

    def of_verb(
        self, tree: Tree, i: int, cue: tuple[int, int], source: Phrase | None, verb: CueVerb
    ) -> Found | None:
        """The content of cue verb ``i``, or None where it has none."""
        begin = min(cue[0], source.first) if source and source.first < i else cue[0]
        behind = max(cue[1], source.last) if source and source.last > i else cue[1]
        right = self._right(tree, i, behind, verb)
        left = self._left(tree, i, begin, behind, right is not None, verb)
        if left is None and right is None:
            return None
        before = self._stretch(tree, *left) if left else ()
        after = self._stretch(tree, right[0], right[1]) if right else ()
        if not before and not after:
            return None
        tokens = [x for x in (left, right[:2] if right else None) if x]
        return Found(before, after, tokens[0][0], tokens[-1][1], right[2] if right else cue[1])

    # ------------------------------------------------------------- to the right

    def _right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """First and last token of content behind the cue, and the last token of the cue."""
        for reader in (
            self._quote_right,
            self._colon_right,
            self._that_right,
            self._clause_right,
            self._open_right,
            self._phrase_right,
            self._object_right,
        ):
            found = reader(tree, i, behind, verb)
            if found is not None and found[0] <= found[1]:
                return found
        return self._rest_right(tree, i, behind, verb)

    def _end(self, tree: Tree, i: int, start: int) -> int:
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
            if self._quoted(tree.tokens[k].start):
                continue
            if self._goes_on(tree, k):
                return self._before(tree, tree.left[k], start)
            if tree.words[k] == ":" and self._opens_quotation(tree, k + 1):
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

    def _opens_quotation(self, tree: Tree, k: int) -> bool:
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

    def _quote_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """A quotation that opens right behind the cue, or behind a colon that closes the cue's clause."""
        if "quote" not in verb.takes:
            return None
        k = self._opening(tree, behind)
        if k is None:
            return None
        quotation = self._quotation_at(tree.tokens[k].start)
        if (
            quotation is None
            or quotation.start != tree.tokens[k].start
            or quotation.end - quotation.start < 8
        ):
            return None
        last = k
        while last + 1 < len(tree) and tree.tokens[last + 1].start < quotation.end:
            last += 1
        following = last + 1
        goes_on = following < len(tree) and not tree.is_blank(following)
        if goes_on and tree.child(i, self.lexicon.grammar.clause) is not None:
            last = self._end(tree, i, k)  # a sentence that only begins in quotation marks
        return k, last, i

    def _colon_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """A sentence behind a colon right behind the cue or its addressee: "The sources told him: ..."."""
        if "quote" not in verb.takes:
            return None
        for k in range(behind + 1, min(len(tree) - 2, behind + 5)):
            if tree.words[k] == ":":
                rest = any(tree.finite(n) or tree.pos(n) == "VERB" for n in range(k + 1, len(tree)))
                return (k + 1, len(tree) - 1, i) if rest else None
            if tree.pos(k) not in ("PROPN", "NOUN", "DET", "ADP", "SPACE", "PRON"):
                return None
        return None

    def _opening(self, tree: Tree, behind: int) -> int | None:
        """The quotation mark that a cue introduces."""
        between = (":", ",", *self.lexicon.grammar.complementizers)
        k = behind + 1
        while k < len(tree) and (tree.words[k] in between or tree.pos(k) == "SPACE"):
            k += 1
        if k < len(tree) and tree.is_quote(k):
            return k
        for k in range(behind + 1, min(len(tree) - 1, behind + _REACH)):
            if tree.words[k] == ":":
                k += 1
                while k < len(tree) - 1 and tree.pos(k) == "SPACE":
                    k += 1
                return k if tree.is_quote(k) else None
            if tree.finite(k) or tree.is_quote(k) or tree.words[k] in self.lexicon.grammar.complementizers:
                return None
        return None

    def _that_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """What follows "that" or "que", with nothing but adverbials between it and the cue."""
        if "clause" not in verb.takes:
            return None
        grammar = self.lexicon.grammar
        for k in range(behind + 1, min(len(tree) - 1, behind + _REACH)):
            if tree.words[k] in grammar.complementizers and tree.pos(k) in ("SCONJ", "ADP", "PRON"):
                if tree.pos(k) == "PRON" and (self.lexicon.lang == "en" or tree.dep(k) not in grammar.mark):
                    return None
                return k + 1, self._end(tree, i, k + 1), i
            if tree.pos(k) in ("VERB", "AUX") and "VerbForm=Inf" in tree.tokens[k].morph:
                return None
            named = self.text[tree.tokens[k].start].isupper()  # a name that the parser took for a verb
            if (tree.finite(k) and not named) or (
                tree.pos(k) == "PUNCT" and tree.words[k] not in (",", "-", "(", ")")
            ):
                return None
        return None

    def _clause_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """A clause that the parse hangs on the cue."""
        if "clause" not in verb.takes:
            return None
        for c in tree.all(i, self.lexicon.grammar.clause):
            if c > behind:
                start = max(tree.left[c], behind + 1)
                if (
                    verb.kind == "show"
                    and not tree.finite(c)
                    and tree.child(c, self.lexicon.grammar.subject) is None
                ):
                    continue
                start = self._skip_marks(tree, start, c)
                return start, self._end(tree, i, start), i
        return None

    def _skip_marks(self, tree: Tree, start: int, head: int) -> int:
        """``start`` behind commas and complementizers."""
        while start < head and (
            tree.words[start] in self.lexicon.grammar.complementizers
            or (tree.is_blank(start) and not tree.is_quote(start))
        ):
            start += 1
        return start

    def _open_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """An infinitive or participle that the cue governs: "denied using", "promised to"."""
        if "open" not in verb.takes:
            return None
        for c in tree.all(i, self.lexicon.grammar.open_clause):
            start = max(tree.left[c], behind + 1)
            if c > behind and any(_infinite(tree, k) for k in range(start, c + 1)):
                while start < c and tree.words[start] in ("de", "d’", "d'", "à"):
                    start += 1
                return start, self._end(tree, i, start), i
        return None

    def _phrase_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """What follows a preposition that the verb takes: "called for", "warned of"."""
        for c in tree.children[i]:
            if c > i and tree.words[c] in verb.takes and tree.right[c] > c:
                return c + 1, self.cut(tree, i, c + 1, max(tree.right[i], tree.right[c])), c
        return None

    def _object_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """A noun phrase that the verb takes, with what completes it."""
        if "object" not in verb.takes:
            return None
        for c in tree.all(i, self.lexicon.grammar.object):
            if c > behind and tree.pos(c) in ("NOUN", "PROPN", "NUM", "ADJ"):
                start = max(tree.left[c], behind + 1)
                return start, self.cut(tree, i, start, max(tree.right[i], tree.right[c])), i
        return None

    def _rest_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """The rest of the sentence, where it holds a finite verb that the parse left loose."""
        if verb.kind not in _SPEECH or "clause" not in verb.takes:
            return None
        if behind + 2 < len(tree) and tree.words[behind + 1] == "," and self._aside(tree, i, behind):
            return behind + 2, len(tree) - 1, i
        if not tree.is_root(i):
            return None
        loose = [k for k in range(behind + 1, len(tree)) if tree.is_root(k) and tree.finite(k)]
        if not loose or tree.child(i, self.lexicon.grammar.clause) is not None:
            return None
        start = tree.left[loose[0]]
        return (start, len(tree) - 1, i) if start == behind + 1 else None

    def _aside(self, tree: Tree, i: int, behind: int) -> bool:
        """Whether cue and speaker stand between commas near the head of the sentence: "Friday, the daily reports, ..."."""
        verb_before = any(tree.finite(k) for k in range(i) if tree.head(k) != i)
        return not verb_before and any(tree.finite(k) for k in range(behind + 2, len(tree)))

    # -------------------------------------------------------------- to the left

    def _left(
        self, tree: Tree, i: int, begin: int, behind: int, has_right: bool, verb: CueVerb
    ) -> tuple[int, int] | None:
        """First and last token of content before the cue and its source."""
        if not {"clause", "quote"} & verb.takes or begin == 0:
            return None
        last = begin - 1
        while last >= 0 and (tree.words[last] in (",", "-", "–", "—") or tree.pos(last) == "SPACE"):
            last -= 1
        if last < 0:
            return None
        quotation = self._quotation_at(tree.tokens[last].start) if tree.is_quote(last) else None
        if quotation is not None:
            return self._quoted_left(tree, quotation, last)
        governed = any(c < begin for c in tree.all(i, self.lexicon.grammar.clause))
        if has_right and not governed:
            return None
        if not governed and not self._closes_sentence(tree, i, begin, behind, verb):
            return None
        return self._sentence_start(tree, last), last

    def _sentence_start(self, tree: Tree, last: int) -> int:
        """Where the sentence that ends at token ``last`` begins, if several were taken for one."""
        start = self.prose_token(tree)
        for k in range(last - 2, start, -1):
            stop = tree.words[k] in (".", "!", "?") and tree.pos(k) == "PUNCT"
            if stop and not self._quoted(tree.tokens[k].start):
                return k + 1
        return start

    def _quoted_left(self, tree: Tree, quotation: Quotation, last: int) -> tuple[int, int] | None:
        """A quotation that ends before the cue, or the sentence that ends with one: "It was 'a horror', he said"."""
        if quotation.start < tree.tokens[0].start:
            return 0, last
        first = next(k for k in range(len(tree)) if tree.tokens[k].end > quotation.start)
        start = self._sentence_start(tree, last)
        if any(tree.finite(k) for k in range(start, first)):
            return start, last
        return (first, last) if last - first >= 2 else None

    def _closes_sentence(self, tree: Tree, i: int, begin: int, behind: int, verb: CueVerb) -> bool:
        """Whether what precedes a cue without complement is a clause that the cue comments on."""
        if verb.kind not in ("say", "report", "claim", "warn", "think") or not (
            tree.finite(i) or tree.pos(i) == "NOUN"
        ):
            return False
        if tree.tokens[i].lemma != "tell" and any(
            c > behind for c in tree.all(i, self.lexicon.grammar.object)
        ):
            return False
        if tree.dep(i) in self.lexicon.grammar.relative and self._relativized(tree, i):
            return False
        clause = any(tree.finite(k) and tree.pos(k) in ("VERB", "AUX") for k in range(begin))
        resume = self.lexicon.words["resuming"]["words"]
        end = next(
            (
                k
                for k in range(behind + 1, len(tree))
                if tree.participle(k) and tree.tokens[k].lemma in resume
            ),
            len(tree),
        )
        return clause and not any(tree.finite(k) for k in range(behind + 1, end))

    def _relativized(self, tree: Tree, i: int) -> bool:
        """Whether a relative pronoun opens the clause of ``i``."""
        return any(
            tree.words[k] in self.lexicon.grammar.relative_pronouns or tree.tokens[k].tag in ("WDT", "WP")
            for k in range(tree.left[i], i)
        )

    def prose_token(self, tree: Tree) -> int:
        """The first token of the sentence's prose."""
        return next((k for k, t in enumerate(tree.tokens) if t.start >= self.prose), 0)

    # --------------------------------------------------------------- characters

    def _quotation_at(self, at: int) -> Quotation | None:
        """The quotation that holds the character ``at``."""
        return next((q for q in self.quotations if q.start <= at < q.end), None)

    def _quoted(self, at: int) -> bool:
        return self._quotation_at(at) is not None

    def _stretch(self, tree: Tree, first: int, last: int) -> tuple[Stretch, ...]:
        """The characters of tokens ``first`` to ``last``, trimmed; none if nothing is left."""
        found = trim(self.text, *tree.span(first, last))
        return (found,) if found[1] - found[0] > 1 else ()


def _infinite(tree: Tree, k: int) -> bool:
    """Whether a token is an infinitive or participle."""
    return tree.pos(k) in ("VERB", "AUX") and "VerbForm=Fin" not in tree.tokens[k].morph


def trim(text: str, start: int, end: int) -> Stretch:
    """``[start, end)`` without white space and punctuation at its ends; quotation marks stay.

    A full stop that a quotation mark follows stays with it.
    """
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return start, end
