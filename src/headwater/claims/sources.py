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
_OBJECTS = frozenset({"m’", "m'", "me", "t’", "lui", "leur", "vous", "us", "him", "them"})
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
        found = self._own_subject(tree, cue, cue)
        if found is None or (found.last < cue and self._closes(tree, cue)):
            found = self._inverted(tree, cue) or found
        found = found or (self._agent(tree, cue) if self._passive(tree, cue) else self._climb(tree, cue))
        if found is not None and found.last < cue and self._adjacent(tree, found.last, cue_first):
            other = self.walk_back(tree, cue_first)
            if other is not None and other.last == found.last and self._better(tree, other, found):
                found = other
            found = self._with_name(tree, found)
        if found is None and tree.finite(cue) and not self._passive(tree, cue):
            return self._before(tree, cue, cue_first)
        return found

    def _better(self, tree: Tree, other: Phrase, found: Phrase) -> bool:
        """Whether the noun phrase read backwards from the cue is the speaker rather than the parse's subject."""
        if other.first < found.first:
            return self._may_widen(tree, found.first)
        starts = tree.pos(other.first) == "DET" and other.first > found.first
        return starts and tree.pos(other.first - 1) in (*_NAMES, "ADV", "VERB")

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
        if wider is None or not self._adjacent(tree, wider.last, cue_first) or not tree.children[cue]:
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
        speaks = tree.pos(head) in ("PROPN", "X") or tree.words[head] in self._kinds
        found = self.phrase(tree, head, cue + 1) if speaks else None
        if found is None:
            return None
        names = ("PROPN", "X")
        while (
            found.last + 1 < len(tree) and tree.pos(found.last) in names and tree.pos(found.last + 1) in names
        ):
            found = Phrase(found.first, found.last + 1, found.head)
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
            if c > cue and tree.left[c] <= cue + 1 and tree.pos(c) in _NAMES:
                return c
        follows = cue + 1 < len(tree) and tree.pos(cue + 1) == "PROPN"
        return cue + 1 if follows and self.lexicon.lang == "fr" else None

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
        for k in range(head + 1, last + 1):
            described = tree.words[k] in self.lexicon.words["phrase_ends"]["words"]
            pronoun = described and tree.pos(k) in ("PRON", "DET", "ADV")
            if pronoun or (tree.words[k - 1] == "," and tree.participle(k)):
                last = k - 1
                break
        if not first <= head <= last:
            return None
        first = self._start_at_determiner(tree, head, first)
        while first < head and self._loose(tree, first, head):
            first += 1
        while (
            last > head
            and (tree.is_blank(last) or tree.pos(last) in ("CCONJ", "ADP", "SCONJ"))
            and not tree.is_quote(last)
        ):
            last -= 1
        return Phrase(first, self._with_office(tree, last, high), head)

    def _with_office(self, tree: Tree, last: int, high: int) -> int:
        """The end of a phrase with the office behind its comma: "Ada Brook, head of the guard"."""
        k = last + 1
        if k + 1 > high or tree.words[k] != ",":
            return last
        k += 1
        while k < high and tree.pos(k) in ("DET", "ADJ"):
            k += 1
        offices = self.lexicon.words["sources"]["person_titles"]
        if tree.pos(k) not in ("NOUN", "PROPN") or not (
            tree.words[k] in offices or tree.words[k] in self._kinds
        ):
            return last
        while k < high and self._runs_on(tree, k + 1):
            k += 1
        return k

    def _loose(self, tree: Tree, k: int, head: int) -> bool:
        """Whether a phrase's first token is no part of it: punctuation, a conjunction, a sentence adverb, a date."""
        if tree.is_blank(k) or tree.pos(k) in ("CCONJ", "SCONJ") or tree.is_quote(k):
            return True
        if self.lexicon.lang == "fr" and tree.pos(k) == "ADP":
            return True
        if tree.pos(k) == "NUM" and tree.pos(head) == "PROPN":
            return True
        return tree.pos(k) == "ADV" and tree.head(k) in (head, tree.head(head))

    def _start_at_determiner(self, tree: Tree, head: int, first: int) -> int:
        """A later start where a determiner stands inside a run of nouns: "Aleppo | the Observatory"."""
        for d in tree.all(head, self.grammar.determiner):
            if first < d < head and tree.pos(d) == "DET" and tree.pos(d - 1) in (*_NAMES, "ADV", "VERB"):
                return first if self._apposition(tree, first, d, head) else d
        return first

    def _apposition(self, tree: Tree, first: int, determiner: int, head: int) -> bool:
        """Whether a person's name stands before the determiner: "Ada Brook a local activist"."""
        role = tree.words[head] in self.lexicon.words["sources"]["person_titles"]
        role = role or self._kinds.get(tree.words[head]) in ("anonymous", "official_unnamed")
        name = all(tree.pos(k) == "PROPN" for k in range(first, determiner))
        person = any(
            tree.tokens[k].ent.endswith(self.lexicon.words["sources"]["people"])
            for k in range(first, determiner)
        )
        return role and name and (person or determiner - first >= 2)

    def _with_name(self, tree: Tree, found: Phrase) -> Phrase:
        """A description with the name that a comma sets before it: "Ada Brook, one of the guards"."""
        k = found.first - 1
        if k < 1 or tree.words[k] != ",":
            return found
        name = k
        while name > 0 and tree.pos(name - 1) in ("PROPN", "X"):
            name -= 1
        opens = name == 0 or tree.is_blank(name - 1) or tree.pos(name - 1) in ("SCONJ", "CCONJ")
        return Phrase(name, found.last, found.head) if name < k and opens else found

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
        while k >= 0 and self._runs_on(tree, k):
            if tree.pos(k) == "DET" and not (k and tree.words[k - 1] in _LINKS):
                return self._from_determiner(tree, k, last)
            k -= 1
        return self._bare(tree, k + 1, last)

    def _runs_on(self, tree: Tree, k: int) -> bool:
        """Whether a token can stand inside a run of nouns: "the Britain-based group"."""
        compound = k > 0 and tree.dep(k) == "amod" and tree.words[k - 1] in _LINKS
        return tree.pos(k) in _NOMINAL or tree.words[k] in _LINKS or compound

    def _from_determiner(self, tree: Tree, first: int, last: int) -> Phrase:
        """The run from a determiner, or only the name at its end where nothing ties the two together."""
        name = last
        while name > first + 1 and tree.pos(name - 1) == "PROPN":
            name -= 1
        titles = self.lexicon.words["sources"]["person_titles"]
        person = (
            tree.tokens[last].ent.endswith(self.lexicon.words["sources"]["people"])
            or tree.pos(last) == "PROPN"
        )
        if person and name > first + 1 and tree.pos(name) == "PROPN" and tree.pos(name - 1) == "NOUN":
            tied = any(tree.words[k] in titles or tree.words[k] in self._kinds for k in range(first, name))
            if not tied:
                return Phrase(name, last, last)
        return Phrase(first, last, self._outer_head(tree, first, last))

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
