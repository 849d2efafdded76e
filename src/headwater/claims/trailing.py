"""The speaker whose name ends right before a cue that closes its sentence, read from the words alone.

Reports that lost their commas run the speaker into what is said: "... in the eastern district a monitor
said". The parser then hangs both on one verb, or takes them for one noun phrase. Here the name is read
backwards from the cue, by what may begin the name of someone who speaks.
"""

from __future__ import annotations

from headwater.claims.lexicons import Lexicon
from headwater.claims.nominals import NAMES, Nominals, Phrase, bracketed
from headwater.claims.trees import Tree
from headwater.text.names import ARTICLES

_LONGEST = 16  # tokens of a name
_DEEPEST = 4  # names within names: "an official in the office of the ..."
_NAMED = ("GPE", "LOC", "ORG", "PERSON")  # entities whose words may be taken for common nouns
_OF = ("of",)
_BETWEEN = 5  # tokens of the last name within a longer one


class Trailing(Nominals):
    """Finds the speaker before a closing cue, in languages whose lexicon lists what may stand before a speaker."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        table = lexicon.words["closing"]
        self.modifiers = frozenset(table.get("modifiers", ()))
        self.counts = frozenset(table.get("counts", ()))
        self.ends = frozenset((*lexicon.words["phrase_ends"]["words"], *table.get("after", ())))
        self.bare = frozenset(table.get("bare", ()))
        self.links = frozenset(table.get("links", ()))
        self.particles = frozenset(table.get("particles", ()))
        self.offices = frozenset(
            (*table.get("offices", ()), *lexicon.words["sources"]["person_titles"], *self.modifiers)
        )

    def before(self, tree: Tree, cue_first: int) -> Phrase | None:
        """The speaker whose name ends before token ``cue_first``; None where the words name nobody."""
        last = cue_first - 1
        while last > 0 and self._between(tree, last) and not tree.is_blank(last):
            last -= 1
        end, last = last, bracketed(tree, last)
        if not self.modifiers or last < 1 or tree.pos(last) not in NAMES:
            return None
        head, first = self._core(tree, last, _DEEPEST)
        return None if first is None or last - first > _LONGEST else Phrase(first, end, head)

    def with_joint(self, tree: Tree, one: Phrase) -> Phrase:
        """A speaker with another that a conjunction sets before it: "residents and | the monitor"."""
        return Phrase(self._joint(tree, one.first, 1), one.last, one.head) if self.modifiers else one

    def behind(self, tree: Tree, cue_last: int) -> Phrase | None:
        """The speaker whose name begins right behind a cue that ends what is said: "... were hurt said the monitor"."""
        k = first = cue_last + 1
        if not self.modifiers or k >= len(tree) or tree.words[k] in self.dates:
            return None
        if not (self._opens(tree, k) or self._proper(tree, k)):
            return None
        while k + 1 < len(tree) and k - first < _LONGEST and self._runs(tree, k, k + 1):
            k += 1
        head = next((n for n in range(first, k) if tree.words[n + 1] in self.links), k)
        office = tree.words[head] in self.offices and self._proper(tree, first)
        named = self._speaks(tree, head) or self._proper(tree, head) or office
        if tree.words[k + 1 : k + 2] == ["("]:
            k = next((n for n in range(k + 2, min(k + 2 + _BETWEEN, len(tree))) if tree.words[n] == ")"), k)
        over = k + 1 >= len(tree) or tree.is_blank(k + 1) or tree.participle(k + 1)
        ended = over or self._opens(tree, k + 1) or tree.words[k + 1] in self.ends
        return Phrase(first, k, head) if named and ended and tree.words[head] not in self.bare else None

    def _runs(self, tree: Tree, k: int, following: int) -> bool:
        """Whether a name that holds token ``k`` goes on with the next."""
        if tree.words[following] in self.links:
            return self._speaks(tree, k) or tree.words[k] in self.offices
        if self._opens(tree, following):
            return tree.words[k] in self.links
        return not tree.participle(following) and (
            self._inside(tree, following) or tree.words[k] in self.links or self._speaks(tree, following)
        )

    def sound(self, tree: Tree, one: Phrase) -> bool:
        """Whether a phrase of the parse is a plain description: an article and what may stand before a speaker."""
        if not (self._speaks(tree, one.head) and self._opens(tree, one.first)):
            return False
        short = one.head - one.first <= 2  # an article and one noun before the head: the parse can be trusted
        return short or all(self._inside(tree, k) for k in range(one.first + 1, one.head))

    def _core(self, tree: Tree, last: int, depth: int) -> tuple[int, int | None]:
        """Head and first token of the name that ends at ``last``; no first token where nobody is named."""
        if self._speaks(tree, last):
            first = self._determined(tree, last)
            if first is None and not self._proper(tree, last):
                first = self._described(tree, last)
            elif first is None:
                first = self._offices_before(tree, self._name_start(tree, last))
        elif self._proper(tree, last):
            first = self._offices_before(tree, self._name_start(tree, last))
        elif tree.words[last] in self.offices and tree.pos(last) == "NOUN":
            first = self._determined(tree, last)
            first = self._described(tree, last) if first is None else first
        else:
            first = None
        outer = self._outer(tree, last, first) if depth else None
        if outer is not None:
            head, longer = self._core(tree, outer, depth - 1)
            return (head, longer) if longer is not None else (last, first)
        return last, first if first is None else self._joint(tree, first, depth)

    def _joint(self, tree: Tree, first: int, depth: int) -> int:
        """An earlier start where a second speaker is joined by a conjunction: "a monitor and | activists"."""
        k = first - 2
        if not depth or k < 1 or tree.pos(first - 1) != "CCONJ" or not self._speaks(tree, k):
            return first
        begin = self._determined(tree, k)
        begin = self._described(tree, k) if begin is None else begin
        alone = tree.words[k] not in self.bare and tree.pos(k - 1) not in ("ADP", "DET", "VERB", "CCONJ")
        return begin if begin < k or alone else first

    def _speaks(self, tree: Tree, k: int) -> bool:
        return tree.words[k] in self.kinds and tree.pos(k) in ("NOUN", "PROPN", "ADJ")

    def _proper(self, tree: Tree, k: int) -> bool:
        named = tree.pos(k) in ("PROPN", "X") or tree.tokens[k].ent.endswith(_NAMED)
        return named and tree.text[tree.tokens[k].start].isupper()

    def _opens(self, tree: Tree, k: int) -> bool:
        """Whether a token is an article, a count or a possessive."""
        return tree.pos(k) == "DET" or tree.words[k] in self.counts or tree.tokens[k].tag == "PRP$"

    def _inside(self, tree: Tree, k: int) -> bool:
        """Whether a token may stand between an article and a speaking noun."""
        if tree.words[k] in self.dates or tree.is_quote(k):
            return False
        plain = tree.pos(k) in ("ADJ", "PROPN", "PART", "NUM", "X") or self._modifies(tree, k)
        body = self.kinds.get(tree.words[k]) or self.kinds.get(tree.tokens[k].lemma.lower())
        return plain or tree.words[k] in self.offices or body in ("organisation", "media")

    def _determined(self, tree: Tree, head: int, outer: int | None = None) -> int | None:
        """The article, count or possessive that begins a speaking noun's phrase.

        With ``outer``, the noun before a name, what the parse takes for a part of that noun may stand between.
        """
        k = head - 1
        while k >= 0 and head - k < _BETWEEN * 2:
            if self._opens(tree, k):
                return k
            part = outer is not None and tree.dep(k) == "compound" and k < tree.head(k) <= outer
            if not self._inside(tree, k) and not part:
                return None
            k -= 1
        return None

    def _outer(self, tree: Tree, last: int, first: int | None) -> int | None:
        """The speaking noun or office that governs a name: "head | of the", "a source | at the"."""
        k = last if first is None else first - 1
        if first is None:
            while k > 0 and last - k <= _BETWEEN and tree.pos(k) in (*NAMES, "DET"):
                k -= 1
        elif k > 0 and self._opens(tree, k):
            k -= 1
        if k < 1 or tree.words[k] not in self.links:
            return None
        office = tree.words[k - 1] in self.offices and tree.pos(k - 1) in ("NOUN", "PROPN")
        speaks = self._speaks(tree, k - 1) and tree.words[k - 1] not in self.bare
        return k - 1 if office or speaks else None

    def _name_start(self, tree: Tree, last: int) -> int:
        """Where the proper name that ends at ``last`` begins: entities and prepositions part it from what is said."""
        first = last
        while first > 0 and self._joined(tree, first - 1):
            first -= 1
        person = tree.tokens[last].ent.endswith("PERSON") and last - first < 2
        return self._past_governed(tree, first, last) if not person else first

    def _past_governed(self, tree: Tree, first: int, last: int) -> int:
        """``first``, or what follows the name that a preposition governs there."""
        if first == last or not self._governed(tree, first):
            return first
        first += 1
        while first < last and self._same_name(tree, first):
            first += 1
        return first

    def _same_name(self, tree: Tree, k: int) -> bool:
        """Whether a token goes on with the name before it: by a hyphen, or as one entity.

        Letters alone begin another name behind a word: "Sorvane | VENA news agency".
        """
        one, two = (tree.text[slice(*tree.span(n, n))] for n in (k - 1, k))
        if len(two) > 1 and two.isupper() and one[-1].islower():
            return False
        hyphened = tree.words[k] in ("-", "–") or tree.words[k - 1] in ("-", "–")
        return hyphened or tree.tokens[k].ent.startswith("I-")

    def _joined(self, tree: Tree, k: int) -> bool:
        """Whether a token belongs to the proper name behind it."""
        if tree.words[k] in ("-", "–"):
            return k > 0 and tree.pos(k - 1) in ("PROPN", "ADJ")
        if tree.words[k] in _OF or tree.words[k] in self.particles:
            return k > 0 and self._proper(tree, k - 1) and self._proper(tree, k + 1)
        if not self._proper(tree, k) or tree.words[k] in self.dates:
            return False
        inner = tree.tokens[k + 1].ent.startswith("I-")
        begins = tree.tokens[k + 1].ent.startswith("B-") and bool(tree.tokens[k].ent)
        return inner or not begins

    def _governed(self, tree: Tree, k: int) -> bool:
        """Whether a preposition or a conjunction right before a token ties it to what is said."""
        if self._led(tree, k - 1) and tree.pos(k - 2) == "ADP":
            k -= 1
        tied = k > 0 and tree.pos(k - 1) in ("ADP", "CCONJ")
        return tied and not (k > 1 and self._speaks(tree, k - 2))

    def _led(self, tree: Tree, k: int) -> bool:
        """Whether a token belongs to the place behind it: "in | southern | Sorvane", "of | Al | Tamma"."""
        if k < 1 or tree.words[k] in self.modifiers:
            return False
        small = tree.pos(k) == "ADJ" and tree.words[k] not in self.offices and self._small(tree, k)
        return small or (tree.words[k] in ARTICLES and not self._small(tree, k))

    def _small(self, tree: Tree, k: int) -> bool:
        return tree.text[tree.tokens[k].start].islower()

    def _offices_before(self, tree: Tree, first: int) -> int:
        """An earlier start with what the one named does: "state news agency", "Homs governor", "British minister"."""
        start = self._office(tree, first)
        if start < first or self._people(tree, start - 1):
            run = start
            while run > 0 and (self._joined(tree, run - 1) or self._modifies(tree, run - 1)):
                run -= 1
            start = self._past_governed(tree, run, start)
        if start and self._opens(tree, start - 1):
            return start - 1
        compound = start < first and self._speaks(tree, first - 1)
        opened = self._determined(tree, start, first - 1) if compound else None
        named = opened is not None and self._proper(
            tree, opened + 1
        )  # "the city state agency X": a place before it
        return opened if opened is not None and named else start

    def _office(self, tree: Tree, first: int) -> int:
        """Where the words for an office or an outlet that stand before a name begin: "state | - | run | agency"."""
        start = first
        while start > 0:
            if tree.words[start - 1] in self.offices and tree.pos(start - 1) != "PUNCT":
                start -= 1
            elif start > 2 and "".join(tree.words[start - 3 : start]) in self.modifiers:
                start -= 3
            else:
                break
        return start

    def _described(self, tree: Tree, head: int) -> int:
        """Where a speaking noun with the modifiers that speakers have begins."""
        k = head
        while k > 0 and head - k < _BETWEEN and self._modifies(tree, k - 1):
            k -= 1
        run = k
        while run > 0 and (self._joined(tree, run - 1) or self._owner(tree, run - 1)):
            run -= 1
        return self._past_governed(tree, run, k) if run < k else k

    def _owner(self, tree: Tree, k: int) -> bool:
        """Whether a token names the country of a body behind it: "Sorva's | Foreign Ministry"."""
        return self._proper(tree, k) and tree.tokens[k].ent.endswith("GPE") and not self._governed(tree, k)

    def _modifies(self, tree: Tree, k: int) -> bool:
        """Whether a token may stand before a speaking noun: "military", "Hill-based", "Sorvan"."""
        if k < 0 or tree.words[k] in self.dates:
            return False
        if tree.words[k] in ("-", "–"):
            return k > 0 and tree.pos(k - 1) in NAMES
        hyphened = tree.words[k - 1 : k] in (["-"], ["–"]) or tree.words[k + 1 : k + 2] in (["-"], ["–"])
        return tree.words[k] in self.modifiers or hyphened or self._people(tree, k)

    def _people(self, tree: Tree, k: int) -> bool:
        """Whether a token names a people or country as an adjective: "Sorvan officials"."""
        if k < 0 or not tree.text[tree.tokens[k].start].isupper():
            return False
        return tree.pos(k) == "ADJ" or tree.tokens[k].ent.endswith("NORP")
