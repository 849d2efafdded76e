"""Noun phrases: where the name of a speaker begins and ends, with or without the parse's help."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.claims.kinds import noun_kinds
from headwater.claims.lexicons import Grammar, Lexicon
from headwater.claims.trees import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "X", "PRON", "SYM"})
NAMES = frozenset({"PROPN", "NOUN", "NUM", "ADJ", "X"})
_LINKS = frozenset({"of", "for", "in", "at", "on", "from", "to", "and", "&", "-", "–", "'s", "’s", "de", "du", "des", "d’", "d'", "à"})  # fmt: skip

_SHORT_FORM = 5  # tokens of a short form in brackets


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` with their head."""

    first: int
    last: int
    head: int


def bracketed(tree: Tree, last: int) -> int:
    """The last token of a name behind which its short form stands in brackets: "the watch (HW)"."""
    if tree.words[last] != ")":
        return last
    low = max(0, last - _SHORT_FORM)
    return next((n - 1 for n in range(last - 1, low, -1) if tree.words[n] == "("), last)


class Nominals:
    """Finds noun phrases in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.grammar: Grammar = lexicon.grammar
        self.kinds = noun_kinds(lexicon)
        self.nominatives = (
            frozenset((*self.grammar.pronouns_singular, *self.grammar.pronouns_plural, "i"))
            if lexicon.lang == "en"
            else frozenset()
        )
        self.dates = frozenset(lexicon.words["datelines"]["days"])

    def phrase(self, tree: Tree, head: int, low: int = 0, high: int | None = None) -> Phrase | None:
        """The phrase that ``head`` heads, cut to tokens ``low`` to ``high``, without a trailing "who ..."."""
        high = len(tree) - 1 if high is None else high
        first, last = max(tree.left[head], low), min(tree.right[head], high)
        for k in range(head + 1, last + 1):
            described = tree.words[k] in self.lexicon.words["phrase_ends"]["words"]
            pronoun = described and tree.pos(k) in ("PRON", "DET", "ADV")
            if self._again(tree, k):
                last = k - 1  # "the monitor | adding that"
                break
            if tree.participle(k) and tree.words[k - 1] == "en" and k - 1 > head:
                last = k - 2  # "Ada Marr, en souriant"
                break
            if pronoun or (tree.words[k - 1] == "," and tree.participle(k)):
                last = k - 1
                break
        if not first <= head <= last:
            return None
        first = self._start_at_determiner(tree, head, first)
        while first < head and self._loose(tree, first, head):
            first += 1
        last = self._before_date(tree, head, self._bracket(tree, last, high))
        while (
            last > head
            and not self._closes_bracket(tree, first, last)
            and (
                tree.is_blank(last) or tree.words[last] == "(" or tree.pos(last) in ("CCONJ", "ADP", "SCONJ")
            )
            and not tree.is_quote(last)
        ):
            last -= 1
        return Phrase(first, self.with_office(tree, last, high), head)

    def _before_date(self, tree: Tree, head: int, last: int) -> int:
        """The end of a phrase without a date behind it: "the ministry | on Tuesday"."""
        k = last
        while k > head and tree.tokens[k].ent.endswith(("DATE", "TIME")):
            k -= 1
        return k - 1 if last > k > head and tree.pos(k) == "ADP" else last

    def _again(self, tree: Tree, k: int) -> bool:
        """Whether a participle takes up the thread behind a name: it is the reporter's, not the speaker's."""
        resume = self.lexicon.words["resuming"]["words"]
        return tree.participle(k) and tree.tokens[k].lemma.lower() in resume

    def _bracket(self, tree: Tree, last: int, high: int) -> int:
        """The end of a phrase with the bracket that closes behind it."""
        return last + 1 if last < high and tree.words[last + 1] == ")" else last

    def _closes_bracket(self, tree: Tree, first: int, last: int) -> bool:
        """Whether a phrase ends with a bracket that opens in it: "the Hill Observatory (HO)"."""
        return tree.words[last] == ")" and any(tree.words[k] == "(" for k in range(first, last))

    def with_office(self, tree: Tree, last: int, high: int) -> int:
        """The end of a phrase with the office behind its comma: "Ada Brook, head of the guard"."""
        k = last + 1
        if k + 1 > high or tree.words[k] != ",":
            return last
        k += 1
        while k < high and tree.pos(k) in ("DET", "ADJ"):
            k += 1
        offices = self.lexicon.words["sources"]["person_titles"]
        if tree.pos(k) not in ("NOUN", "PROPN") or not (
            tree.words[k] in offices or tree.words[k] in self.kinds
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
        if (tree.pos(k) == "NUM" and tree.pos(head) == "PROPN") or self._dated(tree, k):
            return True
        if tree.pos(k) == "ADV" and tree.head(k) in (head, tree.head(head)):
            return True
        return self._adverbial(tree, k)

    def _dated(self, tree: Tree, k: int) -> bool:
        """Whether a token belongs to a date: "last week | Moscow"."""
        return tree.words[k] in self.dates or (
            tree.tokens[k].ent.endswith(("DATE", "TIME")) and tree.words[k] != "the"
        )

    def _opening(self, tree: Tree, k: int) -> bool:
        """Whether a token belongs to what opens the sentence before a name: a date, or "in return"."""
        dated = self.lexicon.lang == "en" and self._dated(tree, k)  # French sets a date off or behind
        return dated or self._adverbial(tree, k)

    def _adverbial(self, tree: Tree, k: int) -> bool:
        """Whether a noun belongs to an opening that lost its comma: "in return | Moscow", "for her part | the mayor"."""
        opens = 0 < k <= 3 and (tree.pos(k - 1) == "ADP" or tree.tokens[k - 1].tag == "PRP$")
        follows = k + 1 < len(tree) and tree.pos(k + 1) in ("PROPN", "DET", "ADJ")
        plain = tree.pos(k) == "NOUN" and tree.words[k] not in self.kinds
        return opens and follows and plain and self.lexicon.lang == "en"

    def _start_at_determiner(self, tree: Tree, head: int, first: int) -> int:
        """A later start where a determiner stands inside a run of nouns: "Aleppo | the Observatory"."""
        for d in tree.all(head, self.grammar.determiner):
            if first < d < head and tree.pos(d) == "DET" and tree.pos(d - 1) in (*NAMES, "ADV", "VERB"):
                return first if self._apposition(tree, first, d, head) else d
        return first

    def _apposition(self, tree: Tree, first: int, determiner: int, head: int) -> bool:
        """Whether a person's name stands before the determiner: "Ada Brook a local activist"."""
        role = tree.words[head] in self.lexicon.words["sources"]["person_titles"]
        role = role or self.kinds.get(tree.words[head]) in ("anonymous", "official_unnamed")
        name = all(tree.pos(k) == "PROPN" for k in range(first, determiner))
        person = any(
            tree.tokens[k].ent.endswith(self.lexicon.words["sources"]["people"])
            for k in range(first, determiner)
        )
        return role and name and (person or determiner - first >= 2)

    def through_name(self, tree: Tree, last: int, limit: int) -> int:
        """The last token of the name that token ``last`` lies in, before token ``limit``."""
        while last + 1 < limit and tree.tokens[last + 1].ent.startswith("I-"):
            last += 1
        return last

    def whole_name(self, tree: Tree, found: Phrase, cue_first: int) -> Phrase:
        """A phrase with the rest of a proper name whose parts the parse hung elsewhere: "Air | Mirnia"."""
        first = found.first
        while first > 0 and self._one_name(tree, first - 1):
            first -= 1
        limit = cue_first if found.last < cue_first else len(tree)
        return Phrase(first, self.through_name(tree, found.last, limit), found.head)

    def _one_name(self, tree: Tree, k: int) -> bool:
        """Whether a token and the next are parts of one name."""
        names = ("PROPN", "X")
        inside = tree.tokens[k + 1].ent.startswith("I-") and not tree.is_blank(k)
        apart = tree.tokens[k + 1].ent.startswith("B-") and bool(tree.tokens[k].ent)
        joined = tree.pos(k) in names and tree.pos(k + 1) in names and self.lexicon.lang != "en"
        return inside or (joined and not apart)

    def with_name(self, tree: Tree, found: Phrase) -> Phrase:
        """A description with the name that a comma sets before it: "Ada Brook, one of the guards"."""
        k = found.first - 1
        if k < 1 or tree.words[k] != ",":
            return found
        name = k
        while name > 0 and tree.pos(name - 1) in ("PROPN", "X"):
            name -= 1
        if any(tree.words[n] in self.dates for n in range(name, k)):
            return found
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
        while last >= 0 and self._between(tree, last):
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

    def _between(self, tree: Tree, k: int) -> bool:
        """Whether a token can stand between a speaker and the cue: an adverb, an auxiliary, a day."""
        if tree.is_quote(k):
            return False
        return tree.pos(k) in ("ADV", "AUX", "PART") or tree.is_blank(k) or tree.words[k] in self.dates

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
            tied = any(tree.words[k] in titles or tree.words[k] in self.kinds for k in range(first, name))
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
        if tree.words[last] in self.kinds:
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
