"""Content that follows its cue: quotations, clauses, infinitives, phrases and objects."""

from __future__ import annotations

from headwater.claims.bounds import Bounds
from headwater.claims.lexicons import CueVerb
from headwater.claims.trees import Tree

_SPEECH = frozenset(
    {"say", "report", "claim", "warn", "think", "promise", "demand", "accuse", "deny", "threaten"}
)
_REACH = 18  # tokens between a cue and the complementizer that opens its content


class Complements(Bounds):
    """Reads content to the right of a cue: its first and last token, and the last token of the cue."""

    def right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """The content behind the cue, and the last token of the cue."""
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

    def _quote_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """A quotation that opens right behind the cue, or behind a colon that closes the cue's clause."""
        if "quote" not in verb.takes:
            return None
        k = self._opening(tree, behind)
        if k is None:
            return None
        quotation = self.quotation_at(tree.tokens[k].start)
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
            last = self.end_of(tree, i, k)  # a sentence that only begins in quotation marks
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
            if tree.participle(k) and tree.tokens[k].lemma.lower() in self.lexicon.words["resuming"]["words"]:
                return None  # "said the monitor adding that": the clause is the next cue's
            if tree.words[k] in grammar.complementizers and tree.dep(k) == "fixed":
                return None  # "alors que": the clause says when, not what
            if tree.words[k - 1] in self.lexicon.words["other_conjunctions"]["before_that"]:
                return None  # "après que", "quel que"
            if tree.words[k] in grammar.complementizers and tree.pos(k) in ("SCONJ", "ADP", "PRON"):
                if tree.pos(k) == "PRON" and (self.lexicon.lang == "en" or not self._opens_clause(tree, k)):
                    return None
                return k + 1, self.end_of(tree, i, k + 1), i
            if tree.pos(k) in ("VERB", "AUX") and "VerbForm=Inf" in tree.tokens[k].morph:
                return None
            named = self.text[tree.tokens[k].start].isupper()  # a name that the parser took for a verb
            if (tree.finite(k) and not named) or (
                tree.pos(k) == "PUNCT" and tree.words[k] not in (",", "-", "(", ")")
            ):
                return None
        return None

    def _opens_clause(self, tree: Tree, k: int) -> bool:
        """Whether a "que" taken for a pronoun opens a clause: its verb has another object."""
        grammar, verb = self.lexicon.grammar, tree.head(k)
        whole = any(c > k for c in tree.all(verb, grammar.object)) and tree.finite(verb)
        return tree.dep(k) in grammar.mark or (verb > k and whole)

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
                    and tree.child(c, (*self.lexicon.grammar.subject, *self.lexicon.grammar.passive_subject))
                    is None
                ):
                    continue
                start = self._skip_marks(tree, start, c)
                return start, self.end_of(tree, i, start), i
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
        grammar = self.lexicon.grammar
        aims = [c for c in tree.all(i, grammar.adverbial_clause) if tree.left[c] == behind + 1]
        aims = [c for c in aims if tree.tokens[behind + 1].tag == "TO"]  # "purporting to show"
        for c in (*tree.all(i, grammar.open_clause), *aims):
            start = max(tree.left[c], behind + 1)
            if c > behind and any(_infinite(tree, k) for k in range(start, c + 1)):
                while start < c and tree.words[start] in ("de", "d’", "d'", "à"):
                    start += 1
                return start, self.end_of(tree, i, start), i
        return None

    def _phrase_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """What follows a preposition that the verb takes: "called for", "warned of"."""
        if "object" in verb.takes and verb.kind == "accuse" and tree.child(i, self.lexicon.grammar.object):
            return None
        for c in tree.children[i]:
            if c > i and tree.words[c] in verb.takes and tree.right[c] > c:
                return c + 1, self.cut(tree, i, c + 1, max(tree.right[i], tree.right[c])), c
        return None

    def _object_right(self, tree: Tree, i: int, behind: int, verb: CueVerb) -> tuple[int, int, int] | None:
        """A noun phrase that the verb takes, with what completes it."""
        if "object" not in verb.takes:
            return None
        for c in tree.all(i, self.lexicon.grammar.object):
            blamed = (
                tree.pos(c) == "PRON" and verb.kind in ("accuse", "name") and tree.right[i] > c + 1
            )  # "it on rebels"
            if c > behind and (blamed or tree.pos(c) in ("NOUN", "PROPN", "NUM", "ADJ")):
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


def _infinite(tree: Tree, k: int) -> bool:
    """Whether a token is an infinitive or participle."""
    return tree.pos(k) in ("VERB", "AUX") and "VerbForm=Fin" not in tree.tokens[k].morph
