"""A speaker and a cue that close a sentence which lost its comma: "... over the hill the agency reported"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.claims.contents import Contents
from headwater.claims.drafts import Draft
from headwater.claims.lexicons import Lexicon
from headwater.claims.nominals import NAMES, Nominals, Phrase, bracketed
from headwater.claims.trees import Tree

_OF = frozenset({"of", "for", "in", "to", "de", "du", "des", "d’", "d'", "à", "au"})
_LONGEST = 14  # tokens of a speaker
_FEWEST = 4  # tokens of what is said
_BARE = 3  # tokens before a speaking noun that has no article


class Closing:
    """Reads speakers at the end of sentences from the words beside the cue; the parse joins them to what is said."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.nominals = Nominals(lexicon)
        self.table = lexicon.words["closing"]
        self.titles = lexicon.words["sources"]["person_titles"]
        self.media = lexicon.words["sources"]["media_words"]

    def read(self, tree: Tree, contents: Contents, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """The drafts of cues that close the sentence and that no other reader could read."""
        cues = self.table.get("cues", ())
        taken = {d.cue[0] for d in drafts if d.cue is not None and not self._broken(tree, d)}
        for k in range(_FEWEST, len(tree)):
            if tree.words[k] in cues and tree.tokens[k].start not in taken:
                draft = self._of_cue(tree, contents, k)
                if draft is not None:
                    yield draft

    def _of_cue(self, tree: Tree, contents: Contents, k: int) -> Draft | None:
        """The attribution of one cue; in some languages only a comma before it shows that it closes a sentence."""
        if self.table["set_off"]:
            return self._behind(tree, contents, k) if tree.words[k - 1] == "," else None
        if tree.is_blank(k - 1) and bracketed(tree, k - 1) == k - 1:
            return None
        return self._behind(tree, contents, k) or self._before(tree, contents, k)

    def _broken(self, tree: Tree, draft: Draft) -> bool:
        """Whether a draft took a verb of what is said into the speaker's name."""
        if draft.source is None or draft.how != "verb":
            return False
        inside = [k for k in tree.between(*draft.source) if tree.pos(k) in ("VERB", "AUX")]
        described = ("-", *self.table.get("modifiers", ()))
        return any(k and tree.words[k - 1] != "-" and tree.words[k] not in described for k in inside)

    def _ends(self, tree: Tree, k: int) -> bool:
        """Whether nothing but a date, an occasion or a further cue follows."""
        follows = k + 1
        if follows >= len(tree) or tree.is_blank(follows) or tree.participle(follows):
            return True
        return tree.words[follows] in self.table["after"] and not any(
            tree.finite(n) for n in range(follows, len(tree))
        )

    def _before(self, tree: Tree, contents: Contents, k: int) -> Draft | None:
        """The attribution to whoever is named right before the cue."""
        last = bracketed(tree, k - 1)
        source = self._speaker(tree, last) if self._ends(tree, k) else None
        if source is None:
            return None
        return self._draft(tree, contents, k, Phrase(source.first, k - 1, source.head), source.first - 1)

    def _behind(self, tree: Tree, contents: Contents, k: int) -> Draft | None:
        """The attribution to whoever is named right behind the cue: "... were hurt said the source"."""
        last = k
        while last + 1 < len(tree) and self._may_name(tree, last + 1):
            last += 1
        over = last + 1 >= len(tree) or tree.is_blank(last + 1) or tree.participle(last + 1)
        named = any(self._speaks(tree, n) or tree.pos(n) == "PROPN" for n in range(k + 1, last + 1))
        if not named or last - k > _LONGEST or not over or tree.pos(last) not in NAMES:
            return None
        return self._draft(tree, contents, k, Phrase(k + 1, last, last), k - 1)

    def _may_name(self, tree: Tree, k: int) -> bool:
        return (
            tree.pos(k) in (*NAMES, "DET")
            and not tree.participle(k)
            and tree.words[k] not in self.nominals.dates
        ) or tree.words[k] in _OF

    def _draft(self, tree: Tree, contents: Contents, k: int, source: Phrase, last: int) -> Draft | None:
        first = contents.prose_token(tree)
        said = [n for n in range(first, last + 1) if tree.pos(n) in ("VERB", "AUX")]
        parts = contents.stretch(tree, first, last) if last - first >= _FEWEST - 1 and said else ()
        if not parts:
            return None
        return Draft(
            sentence=tree.sentence.index,
            source=tree.span(source.first, source.last),
            cue=tree.span(k, k),
            parts=parts,
            how="verb",
            kind=self.table["kind"],
            lemma=tree.tokens[k].lemma.lower(),
            source_head=source.head,
        )

    def _speaker(self, tree: Tree, last: int) -> Phrase | None:
        """The name or description of a speaker that ends at token ``last``."""
        if last < 0 or not (tree.pos(last) in NAMES or self._speaks(tree, last)):
            return None
        first = last
        while first > 0 and last - first < _LONGEST and self._joins(tree, first - 1):
            first -= 1
            if tree.pos(first) == "DET" and not self._after_of(tree, first):
                break
        described = any(self._speaks(tree, k) for k in range(first, last + 1))
        if tree.pos(first) == "DET":
            first = self._apposed(tree, first)
            return Phrase(first, last, last) if described and first < last else None
        if tree.pos(last) == "PROPN":
            return self._name(tree, first, last)
        return self._description(tree, first, last) if self._speaks(tree, last) else None

    def _apposed(self, tree: Tree, first: int) -> int:
        """An earlier start where a description stands before a name: "the group | the North Watch"."""
        k = first - 1
        if k < 1 or not self._speaks(tree, k):
            return first
        while k > 0 and tree.pos(k) in NAMES and tree.words[k] not in self.nominals.dates:
            k -= 1
        return k if tree.pos(k) == "DET" and (k == 0 or tree.pos(k - 1) != "ADP") else first

    def _joins(self, tree: Tree, k: int) -> bool:
        """Whether a token can belong to the name that begins behind it."""
        if tree.words[k] in self.nominals.dates:
            return False
        if tree.words[k] in _OF:
            return k > 0 and (self._speaks(tree, k - 1) or tree.words[k - 1] in self.titles)
        return tree.pos(k) in (*NAMES, "DET", "PART") or tree.words[k] == "-"

    def _after_of(self, tree: Tree, k: int) -> bool:
        return k > 1 and tree.words[k - 1] in _OF and self._speaks(tree, k - 2)

    def _speaks(self, tree: Tree, k: int) -> bool:
        """Whether a token is a noun that can speak."""
        return tree.words[k] in self.nominals.kinds and tree.pos(k) in ("NOUN", "PROPN", "ADJ")

    def _name(self, tree: Tree, low: int, last: int) -> Phrase | None:
        """A proper name at the end of a run, with the office or kind of outlet before it."""
        first = last
        while first > low and tree.pos(first - 1) == "PROPN" and not self._governed(tree, first - 1):
            first -= 1
        office = first
        while office > low and (
            self._speaks(tree, office - 1)
            or tree.words[office - 1] in self.titles
            or tree.words[office - 1] in (*self.media, "state", "official")
        ):
            office -= 1
        capital = tree.text[tree.tokens[last].start].isupper()
        return Phrase(office, last, last) if capital else None

    def _description(self, tree: Tree, low: int, last: int) -> Phrase:
        """A speaking noun without article, with at most a few words before it."""
        first = last
        while first > low and last - first < _BARE and not self._governed(tree, first - 1):
            first -= 1
        return Phrase(first, last, last)

    def _governed(self, tree: Tree, k: int) -> bool:
        """Whether a preposition stands right before a token, which then belongs to it."""
        return k > 0 and tree.pos(k - 1) in ("ADP", "DET", "NUM")
