"""French asides that name who speaks, without quotation marks: "..., a déclaré la société, ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.claims.after_quotes import AfterQuotes, BackCue
from headwater.claims.contents import Contents
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.nominals import Phrase
from headwater.claims.trees import Tree

_LONGEST_OCCASION = 12  # tokens from a speaker to the comma that closes the aside: "dans son numéro de mardi"


class Asides:
    """Reads cues that a comma sets off, with the speaker behind them, in languages that put him there."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.grammar = lexicon.grammar
        self.behind = AfterQuotes(lexicon)
        self.titles = frozenset(lexicon.words["sources"]["person_titles"])

    def read(self, tree: Tree, contents: Contents, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """The attribution of each aside whose cue no other reader has given a speaker."""
        if not self.behind.pronouns:
            return
        read = [(*d.cue, d.source[0]) for d in drafts if d.cue is not None and d.source is not None]
        for k in range(1, len(tree) - 1):
            if tree.words[k - 1] != "," or (k > 1 and tree.is_quote(k - 2)):
                continue
            cue = self.behind.cue(tree, k)
            if cue is None or self._read(tree, cue, read):
                continue
            draft = self._of_cue(tree, contents, k, cue)
            if draft is not None:
                yield draft

    def _read(self, tree: Tree, cue: BackCue, read: Sequence[tuple[int, int, int]]) -> bool:
        """Whether another reader has given the cue a speaker; one before an inverted verb is the parser's error."""
        at = tree.tokens[cue.verb].start
        inverted = self._inverted(tree, cue)
        return any(a <= at < b and not (inverted and source < at) for a, b, source in read)

    def _inverted(self, tree: Tree, cue: BackCue) -> bool:
        """Whether a bare cue stands between a comma and a noun with its article, or a name: ", écrit le journal"."""
        behind = cue.verb + 1
        while behind < len(tree) and tree.words[behind] in self.behind.nominals.dates:
            behind += 1
        if cue.pronoun is not None or cue.first != cue.verb or behind >= len(tree):
            return False
        return tree.words[cue.verb] in self.behind.cues and tree.pos(behind) in ("DET", "PROPN")

    def _of_cue(self, tree: Tree, contents: Contents, k: int, cue: BackCue) -> Draft | None:
        """The attribution of one aside, if it has a speaker behind it and none before."""
        inverted = self._inverted(tree, cue)
        if not inverted and (
            tree.participle(cue.verb) or (cue.first == cue.verb and not tree.finite(cue.verb))
        ):
            return None
        before = tree.child(cue.verb, (*self.grammar.subject, *self.grammar.passive_subject))
        source = self._speaker(tree, cue)
        if source is None or (before is not None and before < cue.first and not inverted):
            return None
        spans = self._said(tree, contents, k, source.last)
        return self.behind.draft(tree, cue, source, spans) if spans else None

    def _speaker(self, tree: Tree, cue: BackCue) -> Phrase | None:
        """Who is named behind the cue, behind a day if there is one, where the aside ends with him."""
        if cue.pronoun is not None:
            return Phrase(cue.pronoun, cue.pronoun, cue.pronoun)
        k = cue.last + 1
        while k < len(tree) and tree.words[k] in self.behind.nominals.dates:
            k += 1
        source = self.behind.name(tree, k)
        if source is None:
            return None
        speaks = self.behind.nominals.kinds.get(tree.words[source.head]) is not None
        named = tree.tokens[source.head].ent or tree.pos(source.head) in ("PROPN", "X")
        if not named and not speaks and tree.words[source.head] not in self.titles:
            return None
        if self._ends(tree, source.last + 1):
            return source
        comma = next((n for n in range(source.head, source.last) if tree.words[n] == ","), None)
        return None if comma is None else Phrase(source.first, comma - 1, source.head)

    def _ends(self, tree: Tree, k: int) -> bool:
        """Whether a speaker's name is over at token ``k``: a mark, an occasion or a day follows."""
        over = k >= len(tree) or tree.is_blank(k) or tree.pos(k) == "ADP" or tree.words[k] == "en"
        return over or tree.words[k] in self.behind.nominals.dates

    def _said(self, tree: Tree, contents: Contents, k: int, last: int) -> tuple[Stretch, ...]:
        """The clause before the aside; where it has no verb yet, with the words behind the aside that bring it."""
        first = contents.sentence_start(tree, k - 2) if k > 2 else 0
        spans = contents.stretch(tree, first, k - 2) if k > 1 else ()
        if spans and any(tree.finite(n) for n in range(first, k - 1)):
            return spans[:1]
        rest = self._resumed(tree, last)
        if rest is None:
            return ()
        behind = contents.stretch(tree, rest, len(tree) - 1)
        if not behind or not any(tree.finite(n) for n in range(rest, len(tree))):
            return ()
        return (*(spans[:1] if self._subject(tree, first, k - 1) else ()), behind[0])

    def _resumed(self, tree: Tree, last: int) -> int | None:
        """The word behind the comma that closes an aside, where no verb stands between it and the speaker."""
        for k in range(last + 1, min(len(tree) - 1, last + _LONGEST_OCCASION)):
            if tree.words[k] == ",":
                return k + 1
            if tree.finite(k):
                return None
        return None

    def _subject(self, tree: Tree, first: int, end: int) -> bool:
        """Whether the words before an aside are a subject that waits for its verb, not an adverbial."""
        opens = tree.pos(first) in ("DET", "PROPN", "NUM", "ADJ", "NOUN")
        return end - first > 1 and opens and tree.words[first] not in self.behind.nominals.dates
