"""Attributions by phrase: "according to X", "selon X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from headwater.claims.citing import Citing, has_verb, trimmed
from headwater.claims.contents import Contents
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.sources import Phrase, Sources
from headwater.claims.trees import Tree

_WORD_KINDS = frozenset({"NOUN", "PROPN", "PRON", "X", "NUM", "ADJ"})

_ASIDE = 15  # words of whom a source cites, between commas


@cache
def _introducing(lexicon: Lexicon) -> dict[str, list[tuple[str, ...]]]:
    """Phrases before a source, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in lexicon.words["phrases"]["before_source"]:
        found.setdefault(words[0], []).append(words)
    return found


class Phrases:
    """Reads phrases that name a source, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.sources = Sources(lexicon)
        self.table = lexicon.words["phrases"]
        self.introducing: dict[
            str, list[tuple[str, ...]]
        ] = {}  # phrases before a source, by their first word
        for words in self.table["before_source"]:
            self.introducing.setdefault(words[0], []).append(words)
        self.citing = Citing(lexicon)

    def read(self, tree: Tree, contents: Contents, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Every attribution by phrase; ``drafts`` are those that the sentence's verbs made."""
        k = 0
        found = list(drafts)
        while k < len(tree):
            length = self._matches(tree, k)
            if length:
                draft = self._according(tree, contents, k, k + length - 1)
                if draft is not None:
                    found.append(draft)
                    yield draft
                k += length
                continue
            if tree.pos(k) in ("VERB", "AUX") and self.citing.may_pass_on(tree, k):
                yield from self.citing.read(tree, contents, k, found)
            k += 1

    def _matches(self, tree: Tree, k: int) -> int:
        """How many tokens from ``k`` are a phrase that introduces a source; 0 for none."""
        for words in self.introducing.get(tree.words[k], ()):
            if tuple(tree.words[k : k + len(words)]) == words:
                after = k + len(words)
                blocked = after >= len(tree) or tree.words[after] in self.table["noun_introducers"]
                return 0 if blocked else len(words)
        return 0

    def _according(self, tree: Tree, contents: Contents, first: int, last: int) -> Draft | None:
        source = self._named(tree, first, last)
        if source is None:
            return None
        if not self._can_speak(tree, source):
            return None
        parts = self._scope(tree, contents, first, source.last)
        if not parts:
            return None
        return Draft(
            sentence=tree.sentence.index,
            source=tree.span(source.first, source.last),
            cue=tree.span(first, last),
            parts=parts,
            how="phrase",
            kind="according",
            lemma=tree.words[first],
            source_head=source.head,
        )

    def _can_speak(self, tree: Tree, source: Phrase) -> bool:
        """Whether a phrase names someone who speaks: "according to this logic" does not."""
        inside = range(source.first, source.last + 1)
        mine = any(tree.words[k] in self.lexicon.grammar.first_person for k in inside)
        noun = next((k for k in inside if tree.pos(k) in ("NOUN", "PROPN")), source.head)
        abstract = {tree.words[k] for k in (noun, source.head)} | {tree.tokens[noun].lemma.lower()}
        owned = tree.words[source.first] in self.table["owners"] and not self.sources.kinds.get(
            tree.words[source.head]
        )
        return not mine and not owned and abstract.isdisjoint(self.table["not_sources"])

    def _named(self, tree: Tree, first: int, last: int) -> Phrase | None:
        """The noun phrase behind the phrase."""
        grammar = self.lexicon.grammar
        head = tree.child(last, grammar.preposition_object)
        if head is None or head < last:
            above = tree.head(first)
            head = above if above > last and tree.pos(above) in _WORD_KINDS else None
        if head is None:
            head = next(
                (
                    k
                    for k in range(last + 1, min(len(tree), last + 8))
                    if tree.pos(k) in ("NOUN", "PROPN", "PRON", "X")
                ),
                None,
            )
        if head is None:
            return None
        high = self._before_subject(tree, last, head)
        phrase = self.sources.phrase(tree, head, last + 1, high)
        if phrase is None:
            return None
        start = last + 1
        while start < head and tree.is_blank(start):
            start += 1
        last_word = self._through_comma(tree, head, phrase.last)
        while last_word < high and tree.pos(last_word + 1) in ("PROPN", "X") and self.lexicon.lang != "en":
            last_word += 1  # "selon l'agence de presse VENA": the name that the parser hung elsewhere
        end = self._through_office(tree, last_word)
        return Phrase(start, end, head)

    def _through_office(self, tree: Tree, last: int) -> int:
        """The end of a source with the office that commas set off: "according to Ada Brook, head of the guard, ..."."""
        if not tree.tokens[last].ent.endswith(self.lexicon.words["sources"]["people"]):
            return last
        end = self.sources.with_office(tree, last, len(tree) - 1)
        return end if tree.words[end + 1 : end + 2] == [","] else last

    def _before_subject(self, tree: Tree, last: int, head: int) -> int:
        """The last token that the source may have: before the next clause's subject or a quotation."""
        grammar = self.lexicon.grammar
        limit = len(tree) - 1
        for k in range(head + 1, len(tree)):
            subject = (
                tree.dep(k) in (*grammar.subject, *grammar.passive_subject)
                and tree.words[k] not in grammar.relative_pronouns
            )
            if tree.is_quote(k) or (subject and tree.left[k] > head):
                limit = (k if tree.is_quote(k) else tree.left[k]) - 1
                break
            bare = tree.pos(k) == "DET" and tree.pos(k - 1) in ("NOUN", "PROPN") and self.lexicon.lang == "en"
            if bare and first_of_sentence(tree, last):
                limit = k - 1
                break
        return max(limit, head)

    def _through_comma(self, tree: Tree, head: int, last: int) -> int:
        """The end of the source; commas end it unless an apposition follows."""
        grammar = self.lexicon.grammar
        for k in range(head + 1, last + 1):
            if tree.words[k] == "," and self._someone_else(tree, head, k + 1):
                return k - 1
            if tree.words[k] == "," and not any(
                tree.left[c] <= k + 1 <= tree.right[c]
                for c in tree.all(head, (*grammar.apposition, *grammar.coordinated, *grammar.modifier_clause))
            ):
                return k - 1
        while last > head and tree.is_blank(last) and tree.words[last] != ")":
            last -= 1
        return last

    def _someone_else(self, tree: Tree, head: int, k: int) -> bool:
        """Whether a person is named at ``k`` behind a body or an outlet: "selon le Courrier, M. Dorr ..."."""
        people = self.lexicon.words["sources"]["people"]
        body = tree.tokens[head].ent.endswith(self.lexicon.words["sources"]["bodies"])
        person = k < len(tree) and tree.tokens[k].ent.startswith("B-") and tree.tokens[k].ent.endswith(people)
        titled = k < len(tree) and tree.words[k] in self.table.get("honorifics", ())
        return body and (person or titled)

    def _scope(self, tree: Tree, contents: Contents, first: int, last: int) -> tuple[Stretch, ...]:
        """What the named source is cited for: the rest of the clause, before, behind or both."""
        last = self._behind_citing(tree, last)
        start, end = contents.prose_token(tree), self._clause_end(tree, contents, last)
        before = trimmed(tree, start, first - 1) if self._has_words(tree, start, first - 1) else None
        after = trimmed(tree, last + 1, end) if self._has_words(tree, last + 1, end) else None
        if before and after and self._only_describes(tree, last + 1):
            return (before,)
        if before and after:
            return self._sides(tree, before, after, (start, first - 1), (last + 1, end))
        found = before or after
        return (found,) if found else ()

    def _only_describes(self, tree: Tree, k: int) -> bool:
        """Whether what follows a source only tells who he is: "according to residents | who blame the guard"."""
        return k < len(tree) and tree.words[k] in self.lexicon.words["phrase_ends"]["words"]

    def _behind_citing(self, tree: Tree, last: int) -> int:
        """The end of a phrase with whom its source cites between commas: "according to X, citing Y, ..."."""
        k = last + 2
        if k >= len(tree) or tree.words[last + 1] != "," or tree.tokens[k].lemma not in self.table["citing"]:
            return last
        return next((n for n in range(k + 1, min(k + _ASIDE, len(tree))) if tree.words[n] == ","), last)

    def _sides(
        self, tree: Tree, before: Stretch, after: Stretch, left: tuple[int, int], right: tuple[int, int]
    ) -> tuple[Stretch, ...]:
        """Which of two stretches around a phrase it is hung on, or both as one split content."""
        verb_before, verb_after = has_verb(tree, *left), has_verb(tree, *right)
        if verb_after and self._cut_short(tree, left):
            return (after,)
        if verb_before != verb_after:
            if verb_before:
                return (before,)
            own = left[1] - left[0] < 3 or self._has_subject(tree, *right)
            return (after,) if own else (before, after)
        return (before,) if before[1] - before[0] >= after[1] - after[0] else (after,)

    def _cut_short(self, tree: Tree, left: tuple[int, int]) -> bool:
        """Whether a stretch breaks off at a relative pronoun or an auxiliary: "which, according to ..."."""
        k = left[1]
        while k > left[0] and tree.is_blank(k):
            k -= 1
        relative = tree.words[k] in self.lexicon.words["phrase_ends"]["words"]
        return relative or (tree.pos(k) == "AUX" and tree.head(k) > left[1])

    def _clause_end(self, tree: Tree, contents: Contents, last: int) -> int:
        return contents.cut(tree, last, last + 1, len(tree) - 1) if last + 1 < len(tree) else last

    def _has_words(self, tree: Tree, first: int, last: int) -> bool:
        """Whether a stretch holds more than marks, conjunctions and one adverb."""
        heavy = [
            k
            for k in range(first, last + 1)
            if tree.pos(k) not in ("PUNCT", "SPACE", "CCONJ", "SCONJ", "ADV", "ADP", "DET")
        ]
        return len(heavy) >= 2

    def _has_subject(self, tree: Tree, first: int, last: int) -> bool:
        labels = (*self.lexicon.grammar.subject, *self.lexicon.grammar.passive_subject)
        return any(
            tree.dep(k) in labels and tree.words[k] not in self.lexicon.grammar.relative_pronouns
            for k in range(first, last + 1)
        )


def first_of_sentence(tree: Tree, k: int) -> bool:
    """Whether fewer than four words precede token ``k``'s phrase."""
    return k < 5
