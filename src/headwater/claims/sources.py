"""Who the subject of a cue is: its own, that of the verb it hangs on, or whoever stands beside it."""

from __future__ import annotations

from headwater.claims.nominals import NAMES, Nominals, Phrase
from headwater.claims.trees import Tree

__all__ = ["Phrase", "Sources"]

_CLITICS = frozenset({"-il", "-elle", "-ils", "-elles", "-je", "-on", "-t-il", "-t-elle", "-nous"})
_OBJECTS = frozenset({"m’", "m'", "me", "t’", "lui", "leur", "vous", "us", "him", "them"})
_CLIMBS = 4


class Sources(Nominals):
    """Finds speakers in one language."""

    def of_verb(self, tree: Tree, cue: int, cue_first: int) -> Phrase | None:
        """Who the verb ``cue`` says speaks: its subject, or that of the verb it hangs on."""
        near = range(max(0, cue - 3), min(len(tree), cue + 3))
        clitic = next((c for c in near if tree.words[c] in _CLITICS), None)
        if clitic is not None:
            return Phrase(clitic, clitic, clitic)
        if cue_first and tree.words[cue_first - 1] in self.nominatives and tree.finite(cue):
            return Phrase(cue_first - 1, cue_first - 1, cue_first - 1)
        found = self._own_subject(tree, cue, cue)
        if found is None or (
            found.last < cue and self._closes(tree, cue) and not self._plain(tree, found, cue_first)
        ):
            found = self._inverted(tree, cue) or found
        found = found or (self._agent(tree, cue) if self._passive(tree, cue) else self._climb(tree, cue))
        if found is not None and found.last < cue and self.adjacent(tree, found.last, cue_first):
            other = self.walk_back(tree, cue_first)
            if other is not None and other.last == found.last and self._better(tree, other, found):
                found = other
            found = self.with_name(tree, found)
        if found is None and tree.finite(cue) and not self._passive(tree, cue):
            return self._before(tree, cue, cue_first)
        found = found if found is None else self.whole_name(tree, found, cue_first)
        while found is not None and found.first < found.head and self._opening(tree, found.first):
            found = Phrase(found.first + 1, found.last, found.head)
        return found

    def _plain(self, tree: Tree, found: Phrase, cue_first: int) -> bool:
        """Whether an article and a speaking noun right before the cue leave no doubt who speaks."""
        opens = tree.pos(found.first) == "DET" and found.first < found.head
        return opens and found.last == cue_first - 1 and tree.words[found.head] in self.kinds

    def _better(self, tree: Tree, other: Phrase, found: Phrase) -> bool:
        """Whether the noun phrase read backwards from the cue is the speaker rather than the parse's subject."""
        if other.first < found.first:
            return self._may_widen(tree, found.first)
        if self._apposed(tree, other, found) or self._belongs(tree, other.first - 1, found.first):
            return False
        starts = tree.pos(other.first) == "DET" and other.first > found.first
        return starts and tree.pos(other.first - 1) in (*NAMES, "ADV", "VERB")

    def _apposed(self, tree: Tree, other: Phrase, found: Phrase) -> bool:
        """Whether a description stands beside a person's name: "Ada Brook | a fellow of the institute"."""
        names = range(found.first, other.first)
        people = self.lexicon.words["sources"]["people"]
        hung = tree.dep(other.head) in self.grammar.apposition and tree.head(other.head) in names
        return hung and tree.tokens[tree.head(other.head)].ent.endswith(people)

    def _belongs(self, tree: Tree, k: int, first: int) -> bool:
        """Whether a participle describes a noun of the speaker's name: "a doctor receiving | the wounded"."""
        modifies = tree.dep(k) in self.grammar.modifier_clause and tree.tokens[k].tag == "VBG"
        return modifies and first <= tree.head(k) < k

    def _closes(self, tree: Tree, cue: int) -> bool:
        """Whether a named speaker stands right behind a cue that ends its sentence: "..., said the agency"."""
        if (
            tree.child(cue, self.grammar.clause) is not None
            and (tree.child(cue, self.grammar.clause) or 0) > cue
        ):
            return False
        behind = self._behind(tree, cue)
        return behind is not None and not any(tree.finite(k) for k in range(cue + 1, len(tree)))

    def _passive(self, tree: Tree, cue: int) -> bool:
        """Whether the cue's subject is spoken of: "was reported", "a blast blamed on"."""
        past = tree.tokens[cue].tag == "VBN" or (
            "Tense=Past" in tree.tokens[cue].morph and "VerbForm=Part" in tree.tokens[cue].morph
        )
        helped = any(tree.dep(c) in ("auxpass", "aux:pass") for c in tree.children[cue])
        plain = (
            past
            and not any(tree.pos(c) == "AUX" for c in tree.children[cue])
            and tree.dep(cue) in (*self.grammar.modifier_clause, *self.grammar.relative)
        )
        return helped or plain or tree.child(cue, self.grammar.passive_subject) is not None

    def _before(self, tree: Tree, cue: int, cue_first: int) -> Phrase | None:
        """The noun phrase right before a finite cue that the parse left without subject."""
        wider = self.walk_back(tree, cue_first)
        if wider is None or not self.adjacent(tree, wider.last, cue_first) or not tree.children[cue]:
            return None
        opens = (
            wider.first == 0
            or tree.is_blank(wider.first - 1)
            or tree.pos(wider.first - 1) in ("SCONJ", "CCONJ", "NUM", "NOUN", "PROPN", "PRON")
        )
        return wider if opens and any(c > cue for c in tree.all(cue, self.grammar.clause)) else None

    def _agent(self, tree: Tree, cue: int) -> Phrase | None:
        """Of a passive cue, whom "by" names."""
        by = tree.child(cue, self.grammar.agent)
        if by is None:
            return None
        head = tree.child(by, self.grammar.preposition_object) if self.grammar.preposition_object else by
        return None if head is None else self.phrase(tree, head, cue + 1)

    def _inverted(self, tree: Tree, cue: int) -> Phrase | None:
        """A speaker behind the cue that the parse took for its object: "..., said one of the guards"."""
        verbs = self.lexicon.verbs.get(tree.tokens[cue].lemma.lower(), ())
        objects = bool(verbs) and "object" in verbs[0].takes and not self._set_off(tree, cue)
        if not verbs or objects or tree.child(cue, self.grammar.clause) is not None:
            return None
        head = self._behind(tree, cue) if tree.finite(cue) else None
        if head is None or tree.tokens[cue].lemma == "tell":
            return None
        speaks = tree.pos(head) in ("PROPN", "X") or tree.words[head] in self.kinds
        found = self.phrase(tree, head, cue + 1) if speaks else None
        if found is None:
            return None
        names = ("PROPN", "X")
        while (
            found.last + 1 < len(tree) and tree.pos(found.last) in names and tree.pos(found.last + 1) in names
        ):
            found = Phrase(found.first, found.last + 1, found.head)
        found = Phrase(found.first, self.through_name(tree, found.last, len(tree)), found.head)
        adverb = (k - 1 for k in range(found.head + 1, found.last + 1) if tree.pos(k) in ("ADV", "SCONJ"))
        return Phrase(found.first, next(adverb, found.last), found.head)

    def _set_off(self, tree: Tree, cue: int) -> bool:
        """Whether a comma or a closing quotation mark stands before the cue: "..., a annoncé le réseau"."""
        k = cue - 1
        while k > 0 and tree.head(k) == cue and tree.dep(k) in self.grammar.auxiliary:
            k -= 1
        return k >= 2 and (tree.words[k] == "," or tree.is_quote(k))

    def _behind(self, tree: Tree, cue: int) -> int | None:
        """The head of the noun phrase that begins right behind the cue."""
        for c in tree.children[cue]:
            if (
                c > cue
                and tree.left[c] <= cue + 1
                and tree.pos(c) in NAMES
                and tree.words[c] not in self.dates
            ):
                return c
        follows = cue + 1 < len(tree) and tree.pos(cue + 1) == "PROPN"
        return cue + 1 if follows and self.lexicon.lang == "fr" else None

    def adjacent(self, tree: Tree, last: int, cue_first: int) -> bool:
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
                mute = found is not None and (
                    self._mute(tree, found.head, cue) or self._addressed(tree, found, cue)
                )
                if found is None or not mute:
                    return found
                verb = self._verb_above(tree, found.head)
                continue
            if tree.is_root(verb) or tree.child(verb, grammar.passive_subject) is not None:
                return None
            if dep in grammar.coordinated and not self._joined(tree, verb):
                return None
            chained = dep in (*grammar.coordinated, *grammar.adverbial_clause, *grammar.open_clause)
            if not chained and (tree.finite(verb) or dep not in (*grammar.clause, "pcomp", "dep", "ROOT")):
                return None
            verb = tree.head(verb)
        return None

    def _joined(self, tree: Tree, verb: int) -> bool:
        """Whether a conjunction or a comma joins a verb to the one it is coordinated with."""
        between = range(min(tree.head(verb), verb) + 1, verb)
        return any(tree.pos(k) == "CCONJ" or tree.words[k] in (",", ";", "-", "–") for k in between)

    def _mute(self, tree: Tree, noun: int, cue: int) -> bool:
        """Whether a participle's noun cannot speak, so that the sentence's subject does."""
        return tree.participle(cue) and tree.pos(noun) == "NOUN" and tree.words[noun] not in self.kinds

    def _addressed(self, tree: Tree, found: Phrase, cue: int) -> bool:
        """Whether a participle behind a comma follows whoever was told: "a dit Ada à VENA, précisant que"."""
        told = found.first > 0 and tree.words[found.first - 1] in ("à", "au", "aux", "to")
        return told and tree.participle(cue) and tree.words[cue - 1] == ","

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
        subjects = tree.all(verb, grammar.subject)
        behind = [s for s in subjects if s > verb]
        subject = next(iter(behind if len(subjects) > 1 and behind else subjects), None)
        if subject is None and verb != cue:
            subject = tree.child(verb, grammar.passive_subject)
        if subject is None or tree.words[subject] in _OBJECTS or tree.words[subject] == "-t":
            return None
        if tree.words[subject] in grammar.relative_pronouns:
            return self._modified(tree, verb)
        low, high = (0, cue - 1) if subject < cue else (cue + 1, len(tree) - 1)
        return self.phrase(tree, subject, low, high)

    def _who(self, tree: Tree, noun: int, verb: int) -> int:
        """The person whom a thing behind a preposition only describes: "two men in orange jackets who say"."""
        pronoun = next((c for c in tree.children[verb] if tree.words[c] == "who"), None)
        by = tree.head(noun)
        if pronoun is None or tree.words[noun] in self.kinds or tree.pos(noun) != "NOUN":
            return noun
        above = tree.head(by)
        governed = tree.dep(noun) in self.grammar.preposition_object and tree.pos(by) == "ADP"
        return above if governed and above < by and tree.words[above] in self.kinds else noun

    def _modified(self, tree: Tree, verb: int) -> Phrase | None:
        """The noun that the clause of ``verb`` modifies."""
        noun = self._who(tree, tree.head(verb), verb)
        if noun >= tree.left[verb] or tree.pos(noun) not in ("NOUN", "PROPN", "PRON", "NUM", "X"):
            return None
        head = tree.head(noun)
        if (
            tree.dep(noun) in self.grammar.coordinated
            and tree.pos(head) == "NOUN"
            and tree.words[head] in self.kinds
        ):
            noun = head
        return self.phrase(tree, noun, 0, tree.left[verb] - 1)
