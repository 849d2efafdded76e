"""The noun phrase that a cue's speaker is, as tokens of the cue's sentence."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.claims.kinds import noun_kinds
from headwater.claims.lexicons import Grammar, Lexicon
from headwater.claims.trees import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "X", "PRON", "SYM"})
_NAMES = frozenset({"PROPN", "NOUN", "NUM", "ADJ", "X"})
_LINKS = frozenset({"of", "for", "in", "at", "on", "from", "to", "and", "&", "-", "–", "'s", "’s", "de", "du", "des", "d’", "d'", "à"})  # fmt: skip
_CLITICS = frozenset({"-il", "-elle", "-ils", "-elles", "-je", "-on", "-t-il", "-t-elle", "-nous"})
_CLIMBS = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` with their head."""

    first: int
    last: int
    head: int


class Sources:
    """Finds speakers in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.grammar: Grammar = lexicon.grammar
        self._kinds = noun_kinds(lexicon)

    def of_verb(self, tree: Tree, cue: int, cue_first: int) -> Phrase | None:
        """Who the verb ``cue`` says speaks: its subject, or that of the verb it hangs on."""
        clitic = next((c for c in tree.children[cue] if tree.words[c] in _CLITICS), None)
        if clitic is not None:
            return Phrase(clitic, clitic, clitic)
        found = self._climb(tree, cue)
        if found is not None and found.last < cue and self._adjacent(tree, found.last, cue_first):
            wider = self.walk_back(tree, cue_first)
            if (
                wider is not None
                and wider.first < found.first
                and wider.last == found.last
                and self._may_widen(tree, found.first)
            ):
                return wider
        return found

    def _adjacent(self, tree: Tree, last: int, cue_first: int) -> bool:
        """Whether only adverbs and marks stand between a phrase and the cue."""
        return all(
            tree.pos(k) in ("ADV", "PUNCT", "SPACE", "AUX", "PART") for k in range(last + 1, cue_first)
        )

    def _may_widen(self, tree: Tree, first: int) -> bool:
        """Whether a phrase that begins at ``first`` may have lost its beginning to another attachment."""
        return first > 0 and not tree.is_blank(first - 1) and tree.pos(first) != "DET"

    def _climb(self, tree: Tree, cue: int) -> Phrase | None:
        grammar, verb = self.grammar, cue
        for _ in range(_CLIMBS):
            phrase = self._own_subject(tree, verb, cue)
            if phrase is not None:
                return phrase
            dep = tree.dep(verb)
            if dep in grammar.modifier_clause or dep in grammar.relative:
                found = self._modified(tree, verb)
                if found is None or not self._mute(tree, found.head, cue):
                    return found
                verb = self._verb_above(tree, found.head)
                continue
            if tree.is_root(verb) or tree.child(verb, grammar.passive_subject) is not None:
                return None
            chained = dep in (*grammar.coordinated, *grammar.adverbial_clause, *grammar.open_clause)
            if not chained and (tree.finite(verb) or dep not in (*grammar.clause, "pcomp", "dep", "ROOT")):
                return None
            verb = tree.head(verb)
        return None

    def _mute(self, tree: Tree, noun: int, cue: int) -> bool:
        """Whether a participle's noun cannot speak, so that the sentence's subject does."""
        return tree.participle(cue) and tree.pos(noun) == "NOUN" and tree.words[noun] not in self._kinds

    def _verb_above(self, tree: Tree, k: int) -> int:
        """The nearest verb above a token, or the last token above it."""
        top = k
        for top in tree.above(k):
            if tree.pos(top) in ("VERB", "AUX"):
                return top
        return top

    def _own_subject(self, tree: Tree, verb: int, cue: int) -> Phrase | None:
        """The subject of ``verb``; of a relative pronoun, what it stands for."""
        grammar = self.grammar
        subject = tree.child(verb, grammar.subject)
        if subject is None and verb != cue:
            subject = tree.child(verb, grammar.passive_subject)
        if subject is None:
            return None
        if tree.words[subject] in grammar.relative_pronouns:
            return self._modified(tree, verb)
        low, high = (0, cue - 1) if subject < cue else (cue + 1, len(tree) - 1)
        return self.phrase(tree, subject, low, high)

    def _modified(self, tree: Tree, verb: int) -> Phrase | None:
        """The noun that the clause of ``verb`` modifies."""
        noun = tree.head(verb)
        if noun >= tree.left[verb] or tree.pos(noun) not in ("NOUN", "PROPN", "PRON", "NUM", "X"):
            return None
        head = tree.head(noun)
        if (
            tree.dep(noun) in self.grammar.coordinated
            and tree.pos(head) == "NOUN"
            and tree.words[head] in self._kinds
        ):
            noun = head
        return self.phrase(tree, noun, 0, tree.left[verb] - 1)

    def phrase(self, tree: Tree, head: int, low: int = 0, high: int | None = None) -> Phrase | None:
        """The phrase that ``head`` heads, cut to tokens ``low`` to ``high``, without a trailing "who ..."."""
        high = len(tree) - 1 if high is None else high
        first, last = max(tree.left[head], low), min(tree.right[head], high)
        for c in tree.all(head, self.grammar.relative):
            if (
                c > head
                and tree.left[c] > head
                and any(tree.words[k] in self.grammar.relative_pronouns for k in range(tree.left[c], c))
            ):
                last = min(last, tree.left[c] - 1)
        if not first <= head <= last:
            return None
        first = self._start_at_determiner(tree, head, first)
        while first < head and self._loose(tree, first, head):
            first += 1
        while last > head and (tree.is_blank(last) or tree.dep(last) in self.grammar.coordinator):
            last -= 1
        return Phrase(first, last, head)

    def _loose(self, tree: Tree, k: int, head: int) -> bool:
        """Whether a phrase's first token is no part of it: punctuation, a conjunction, a sentence adverb, a date."""
        if tree.is_blank(k) or tree.pos(k) in ("CCONJ", "SCONJ") or tree.is_quote(k):
            return True
        if self.lexicon.lang == "fr" and tree.pos(k) == "ADP":
            return True
        return tree.pos(k) == "ADV" and tree.head(k) in (head, tree.head(head))

    def _start_at_determiner(self, tree: Tree, head: int, first: int) -> int:
        """A later start where a determiner stands inside a run of nouns: "Aleppo | the Observatory"."""
        for d in tree.all(head, self.grammar.determiner):
            if (
                first < d < head
                and tree.pos(d) == "DET"
                and all(tree.pos(k) in _NAMES for k in range(first, d))
            ):
                return d
        return first

    def walk_back(self, tree: Tree, before: int) -> Phrase | None:
        """The noun phrase that ends just before token ``before``, read without the parse's attachments.

        Reported speech that lost its comma makes the parser join the speaker to the last noun of the
        content ("... against the group the monitor said"). A determiner that follows no preposition
        begins the phrase; failing that, a named entity, a speaking noun with the names before it, or
        the last run of names.
        """
        last = before - 1
        while (
            last >= 0
            and (tree.pos(last) in ("ADV", "AUX", "PART") or tree.is_blank(last))
            and not tree.is_quote(last)
        ):
            last -= 1
        if last < 0 or tree.pos(last) not in ("NOUN", "PROPN", "PRON", "X", "ADJ"):
            return None
        if tree.pos(last) == "PRON":
            return Phrase(last, last, last)
        k = last
        while (
            k >= 0
            and (tree.pos(k) in _NOMINAL or tree.words[k] in _LINKS)
            and not (tree.is_blank(k) and tree.words[k] not in _LINKS)
        ):
            if tree.pos(k) == "DET" and not (k and tree.words[k - 1] in _LINKS):
                return Phrase(k, last, self._outer_head(tree, k, last))
            k -= 1
        return self._bare(tree, k + 1, last)

    def _bare(self, tree: Tree, low: int, last: int) -> Phrase | None:
        """The speaker at the end of a run of nouns that has no determiner."""
        ent = tree.tokens[last].ent
        if ent.endswith((*self.lexicon.words["sources"]["people"], "ORG")):
            k = last
            while k > low and not tree.tokens[k].ent.startswith("B-") and tree.tokens[k - 1].ent:
                k -= 1
            return Phrase(self._titles(tree, low, k), last, last)
        k = last
        if tree.words[last] in self._kinds:
            while k > low and tree.pos(k - 1) in ("ADJ", "PROPN", "NOUN") and last - k < 3:
                k -= 1
            return Phrase(k, last, last)
        while k > low and tree.pos(k - 1) == "PROPN" and last - k < 3:
            k -= 1
        return Phrase(k, last, last) if tree.pos(last) == "PROPN" else None

    def _titles(self, tree: Tree, low: int, k: int) -> int:
        """Where the office before a name begins: "observatory director | Rami ..."."""
        titles = self.lexicon.words["sources"]["person_titles"]
        if k > low and tree.words[k - 1] in titles:
            k -= 1
            while (
                k > low
                and tree.pos(k - 1) in ("NOUN", "PROPN", "ADJ")
                and tree.pos(k) in ("NOUN", "PROPN", "ADJ")
            ):
                k -= 1
        return k

    def _outer_head(self, tree: Tree, first: int, last: int) -> int:
        """The token of a run that heads it: the last noun before its first preposition."""
        for k in range(first + 1, last + 1):
            if tree.words[k] in _LINKS and tree.pos(k) == "ADP":
                return k - 1
        return last
