"""A cue and its speaker behind a closing quotation mark: "« ... », m’a-t-elle confié", "« ... », a dit Ada Marr".

The parser often takes an object pronoun for the subject there, or the verb for an adjective. The order of
the words is fixed, so it is read from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headwater.claims.contents import Contents
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import CueVerb, Lexicon
from headwater.claims.nominals import Nominals, Phrase
from headwater.claims.trees import Tree


@dataclass(frozen=True, slots=True)
class BackCue:
    """A cue behind a quotation: its first and last token, its verb, and the pronoun it holds, if any."""

    first: int
    last: int
    verb: int
    pronoun: int | None


class AfterQuotes:
    """Reads cues behind quotations in languages that put the speaker behind the verb there."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.nominals = Nominals(lexicon)
        table = lexicon.words["closing"]
        self.cues = frozenset(table.get("cues", ()))
        self.objects = frozenset(table.get("objects", ()))
        self.pronouns = frozenset(table.get("pronouns", ()))
        self.fillers = frozenset(table.get("fillers", ()))

    def read(self, tree: Tree, contents: Contents) -> Iterator[Draft]:
        """The attribution of each cue that stands right behind a closing quotation mark."""
        if not self.pronouns:
            return
        for k in range(2, len(tree) - 1):
            closed = self._closed(tree, k)
            if closed is None or contents.quotation_ending(tree.tokens[closed].end) is None:
                continue
            cue = self.cue(tree, k)
            draft = None if cue is None else self._draft(tree, contents, cue, closed)
            if draft is not None:
                yield draft

    def _closed(self, tree: Tree, k: int) -> int | None:
        """The closing mark that stands before token ``k``, with at most a comma between."""
        mark = k - 2 if tree.words[k - 1] == "," else k - 1
        return mark if mark > 0 and tree.is_quote(mark) else None

    def cue(self, tree: Tree, k: int) -> BackCue | None:
        """The cue that begins at token ``k``: pronoun, auxiliary, inverted pronoun, verb, inverted pronoun."""
        first = j = k
        while j < len(tree) - 1 and tree.words[j] in self.objects:
            j += 1
            first = j if tree.words[j - 1] not in ("s’", "s'", "se") else first
        helped = tree.pos(j) == "AUX"
        j += helped
        pronoun, j = self._inverted(tree, j) if helped else (None, j)
        if j >= len(tree) or not self._reports(tree, j):
            return None
        verb = j
        if pronoun is None:
            pronoun, j = self._inverted(tree, j + 1)
            return BackCue(first, verb if pronoun is None else pronoun, verb, pronoun)
        return BackCue(first, verb, verb, pronoun)

    def _inverted(self, tree: Tree, j: int) -> tuple[int | None, int]:
        """An inverted pronoun at token ``j``, and the token behind it."""
        if j < len(tree) and tree.words[j] in self.fillers:
            j += 1
        if j < len(tree) and tree.words[j] in self.pronouns:
            return j, j + 1
        return None, j

    def _reports(self, tree: Tree, j: int) -> bool:
        return tree.words[j] in self.cues or bool(self._verbs(tree, j))

    def _verbs(self, tree: Tree, j: int) -> tuple[CueVerb, ...]:
        if tree.pos(j) not in ("VERB", "AUX", "ADJ"):
            return ()
        lemma = tree.tokens[j].lemma.lower()
        return self.lexicon.verbs.get(lemma) or self.lexicon.verbs.get(lemma + "r") or ()

    def _draft(self, tree: Tree, contents: Contents, cue: BackCue, closed: int) -> Draft | None:
        source = (
            Phrase(cue.pronoun, cue.pronoun, cue.pronoun)
            if cue.pronoun is not None
            else self.name(tree, cue.last + 1)
        )
        span = contents.quoted_before(tree, closed)
        if source is None or span is None:
            return None
        return self.draft(tree, cue, source, (span,))

    def draft(self, tree: Tree, cue: BackCue, source: Phrase, spans: tuple[Stretch, ...]) -> Draft:
        """The attribution of a cue to the speaker behind it."""
        start, end = tree.span(source.first, source.last)
        while tree.text[start] == "-":
            start += 1
        verbs = self._verbs(tree, cue.verb)
        return Draft(
            sentence=tree.sentence.index,
            source=(start, end),
            cue=tree.span(cue.first, cue.last),
            parts=spans,
            how="verb",
            kind=verbs[0].kind if verbs else self.lexicon.words["closing"]["kind"],
            lemma=tree.tokens[cue.verb].lemma.lower(),
            source_head=source.head,
        )

    def name(self, tree: Tree, k: int) -> Phrase | None:
        """The name or description that begins at token ``k``."""
        if k >= len(tree):
            return None
        if tree.tokens[k].ent.startswith("B-"):
            last = k
            while last + 1 < len(tree) and tree.tokens[last + 1].ent.startswith("I-"):
                last += 1
            if last + 1 >= len(tree) or tree.words[last + 1] != ",":
                return Phrase(k, last, k)
            whole = self.nominals.phrase(tree, k, k)
            if whole is not None and whole.last > last:
                return whole
            return Phrase(k, self.nominals.with_office(tree, last, len(tree) - 1), k)
        head = next(
            (n for n in range(k, min(k + 5, len(tree))) if tree.pos(n) in ("NOUN", "PROPN", "PRON", "X")),
            None,
        )
        if head is None or any(tree.pos(n) not in ("DET", "ADJ", "NUM") for n in range(k, head)):
            return None
        found = self.nominals.phrase(tree, head, k)
        if found is None:
            return None
        last = found.last
        while (
            last + 1 < len(tree)
            and tree.pos(last + 1) in ("PROPN", "X")
            and tree.pos(last) in ("PROPN", "X", "ADJ")
        ):
            last += 1
        return Phrase(k, self.nominals.through_name(tree, last, len(tree)), head)
