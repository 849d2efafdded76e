"""Which uses of a cue verb report speech, and which do not: "put an end to", "claimed the lives of"."""

from __future__ import annotations

from headwater.claims.lexicons import CueVerb, Lexicon
from headwater.claims.trees import Tree

_TELLS = ("say", "report", "show", "claim")
_NEAR = 40  # tokens between a cue and the "as saying" that belongs to it


class Uses:
    """Tells reports from other uses of the same verbs, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.grammar = lexicon.grammar

    def report(self, tree: Tree, i: int, verb: CueVerb) -> bool:
        """Whether this use of a cue verb reports speech at all."""
        negated = any(tree.words[c] in self.grammar.negations for c in tree.children[i])
        if (
            (negated and verb.kind != "deny")
            or self._passed_on(tree, i)
            or not self._completed(tree, i, verb)
        ):
            return False
        if verb.kind == "think" and not self._thought(tree, i):
            return False
        if verb.kind in _TELLS and self._suffered(tree, i):
            return False
        if self._purpose(tree, i, verb) or (i and tree.words[i - 1] in ("-", "soi")):
            return False
        if verb.kind == "figure" and any(tree.dep(c) in self.grammar.particle for c in tree.children[i]):
            return False
        denies = tree.tokens[i].lemma.lower() in self.lexicon.words["nouns"].get("denies", ())
        if not denies and any(self._announces(tree, c) for c in tree.all(i, self.grammar.object)):
            return False  # "repeated the claim that": the noun is the cue
        if self._barred(tree, i):
            return False
        pairs = self.lexicon.words.get("pairs", {}).get(tree.tokens[i].lemma.lower())
        alone = pairs is None or verb.kind in self.lexicon.words["completed"]
        return alone or any(k < len(tree) and tree.words[k] in pairs for k in (i + 1, i + 2))

    def _completed(self, tree: Tree, i: int, verb: CueVerb) -> bool:
        """Whether a verb that reports only beside some words stands beside one: "gave a toll of"."""
        needed = self.lexicon.words["completed"].get(verb.kind, {}).get(tree.tokens[i].lemma.lower())
        if needed is None:
            return True
        return any(
            c > i and (tree.words[c] in needed or tree.tokens[c].lemma.lower() in needed)
            for c in tree.children[i]
        )

    def _suffered(self, tree: Tree, i: int) -> bool:
        """Whether a passive says what was done to its subject, and nobody by whom: "être jugés pour"."""
        grammar = self.grammar
        passive = any(tree.dep(c) == "aux:pass" for c in tree.children[i])
        governs = (*grammar.agent, *grammar.clause)
        impersonal = any(tree.dep(c) == "expl:subj" for c in tree.children[i])
        return passive and not impersonal and tree.child(i, governs) is None

    def _thought(self, tree: Tree, i: int) -> bool:
        """Whether a verb of thought has somebody else who thinks: not "I think", "was considered"."""
        subject = tree.child(i, self.grammar.subject)
        mine = subject is not None and tree.words[subject] in self.grammar.first_person
        passive = tree.child(i, self.grammar.passive_subject) is not None
        helped = any(tree.dep(c) in ("auxpass", "aux:pass") for c in tree.children[i])
        return not mine and not passive and not helped

    def _barred(self, tree: Tree, i: int) -> bool:
        """Whether an object beside the cue gives it another sense: "put pressure on"."""
        barred = self.lexicon.words["not_said"].get(tree.tokens[i].lemma.lower(), ())
        objects = tree.all(i, self.grammar.object)
        beside = [*objects, *range(i + 1, min(i + 3, len(tree)))]
        return any(tree.tokens[c].lemma.lower() in barred or tree.words[c] in barred for c in beside)

    def _passed_on(self, tree: Tree, i: int) -> bool:
        """Whether another reader reads the verb: in "quoted X as saying", "reported X as saying"."""
        phrases = self.lexicon.words["phrases"]
        passes, lemma = (*phrases["citing"], *phrases.get("passing_on", ())), tree.tokens[i].lemma.lower()
        if lemma in passes:
            return any(
                tree.words[k] in phrases["as_saying"] and tree.tokens[k + 1].lemma in phrases["saying"]
                for k in range(i + 1, min(i + _NEAR, len(tree) - 1))
            )
        if not i or tree.words[i - 1] not in phrases["as_saying"] or lemma not in phrases["saying"]:
            return False
        return any(tree.tokens[k].lemma.lower() in passes for k in range(max(0, i - _NEAR), i - 1))

    def _announces(self, tree: Tree, c: int) -> bool:
        """Whether a noun of speech is followed by the clause it announces."""
        if tree.tokens[c].lemma.lower() not in self.lexicon.words["nouns"]["words"]:
            return False
        introduces = (*self.grammar.complementizers, *self.lexicon.words["phrases"]["noun_introducers"])
        return any(w in introduces for w in tree.words[c + 1 : c + 3])

    def _purpose(self, tree: Tree, i: int, verb: CueVerb) -> bool:
        """Whether an infinitive tells an aim and no speech: "to show", "pour confirmer"."""
        if any(tree.tokens[c].tag == "TO" for c in tree.children[i]):
            return verb.kind in ("show", "figure", "think", "claim", "report", "demand")
        return "VerbForm=Inf" in tree.tokens[i].morph and verb.kind != "say"
