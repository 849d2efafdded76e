"""Attributions by cue verb: who speaks, and which stretch is what they say."""

from __future__ import annotations

from collections.abc import Iterator

from headwater.claims.contents import Contents, Found
from headwater.claims.drafts import Draft
from headwater.claims.kinds import Kinds
from headwater.claims.lexicons import CueVerb, Lexicon
from headwater.claims.sources import Phrase, Sources
from headwater.claims.trailing import Trailing
from headwater.claims.trees import Tree
from headwater.claims.uses import Uses

_VERBAL = frozenset({"VERB", "AUX"})
_TOLD = ("say", "report", "think", "claim")
_MODIFIERS = frozenset({"amod", "compound", "nmod"})


class Verbs:
    """Reads the cue verbs of sentences in one language."""

    def __init__(self, lexicon: Lexicon, kinds: Kinds) -> None:
        self.lexicon = lexicon
        self.grammar = lexicon.grammar
        self.sources = Sources(lexicon)
        self.trailing = Trailing(lexicon)
        self.uses = Uses(lexicon)
        self.kinds = kinds

    def lookup(self, tree: Tree, i: int) -> tuple[CueVerb, ...]:
        """The classes of a token as a cue verb; none where it is no verb."""
        token = tree.tokens[i]
        if token.pos not in _VERBAL and (token.pos != "NOUN" or not self._closing_noun(tree, i)):
            return ()
        if token.dep in _MODIFIERS:
            return ()
        lemma = token.lemma.lower()
        return self.lexicon.verbs.get(lemma) or self.lexicon.verbs.get(lemma + "r") or ()

    def _closing_noun(self, tree: Tree, i: int) -> bool:
        """Whether a cue taken for a noun closes its sentence behind a name: "..., the agency reports"."""
        if i < 4 or tree.words[i] not in self.lexicon.words["closing"]["words"]:
            return False
        follows = i + 1 >= len(tree) or tree.is_blank(i + 1) or tree.participle(i + 1)
        return (
            follows
            and tree.pos(i - 1) in ("PROPN", "NOUN")
            and tree.words[i - 1] not in ("local", "media", "news")
        )

    def read(self, tree: Tree, contents: Contents) -> Iterator[Draft]:
        """Every attribution that a cue verb of the sentence makes."""
        before: list[Draft] = []
        for i in range(len(tree)):
            for verb in self.lookup(tree, i):
                draft = self._read(tree, i, verb, contents, before)
                if draft is not None:
                    before.append(draft)
                    yield draft
                    break

    def _read(
        self, tree: Tree, i: int, verb: CueVerb, contents: Contents, before: list[Draft]
    ) -> Draft | None:
        if not self.uses.report(tree, i, verb):
            return None
        first, last = self.edges(tree, i)
        if self._spoken_of(tree, i, verb):
            return self._hearsay(tree, i, verb, contents)
        source = self.sources.of_verb(tree, i, first) if not self._was_told(tree, i) else None
        reflexive = self._reflexive(tree, i)
        if reflexive and tree.tokens[i].lemma.lower() not in self.lexicon.words["reflexive"]["declares"]:
            return None
        found = (
            contents.self_declared(tree, i)
            if reflexive
            else contents.of_verb(tree, i, (first, last), source, verb)
        )
        if found is not None and source is None and found.before and not found.after:
            source = self.sources.walk_back(tree, first)
            found = contents.of_verb(tree, i, (first, last), source, verb)
        ending = None if reflexive else self._ending(tree, i, verb, (first, last), source, contents)
        source, found = ending if ending is not None else (source, found)
        if found is None or (
            source is not None and found.first <= source.first and source.last <= found.last
        ):
            return None
        span = tree.span(source.first, source.last) if source else None
        resumed = self._resumed(tree, i, before) if ending is None else None
        if resumed is not None:
            span = resumed.source
        if not self._plausible(tree, verb, source, span):
            return None
        return self._draft(tree, i, verb, (first, max(last, found.cue_last)), source, span, found)

    def _spoken_of(self, tree: Tree, i: int, verb: CueVerb) -> bool:
        """Whether the cue says what is told of its subject: "is said to be", "was reported injured"."""
        subject = tree.child(i, self.grammar.passive_subject)
        if verb.kind not in _TOLD or subject is None or self.lexicon.lang != "en":
            return False
        told = tree.child(i, (*self.grammar.clause, *self.grammar.agent)) is None
        return told and subject < i and tree.words[subject] not in self.grammar.pronouns_thing

    def _was_told(self, tree: Tree, i: int) -> bool:
        """Whether the subject heard what is said: "We were told that"."""
        lemma = tree.tokens[i].lemma.lower()
        hears = lemma in self.lexicon.words["listeners"]["subjects"]
        passive = tree.child(i, self.grammar.passive_subject) is not None
        return hears and passive and tree.child(i, self.grammar.agent) is None

    def _hearsay(self, tree: Tree, i: int, verb: CueVerb, contents: Contents) -> Draft | None:
        """What is told of someone on nobody's word: "is said | to be the home of the president"."""
        open_ = next((c for c in tree.all(i, self.grammar.open_clause) if c > i), None)
        infinitive = i + 1 < len(tree) and tree.tokens[i + 1].tag == "TO"
        if verb.kind == "think" or open_ is None or tree.left[open_] != i + 1 or not infinitive:
            return None
        after = contents.stretch(tree, i + 1, contents.cut(tree, i, i + 1, tree.right[open_]))
        found = Found((), after, i + 1, tree.right[open_], i)
        first, last = self.edges(tree, i)
        return self._draft(tree, i, verb, (first, last), None, None, found) if after else None

    def _ending(
        self,
        tree: Tree,
        i: int,
        verb: CueVerb,
        cue: tuple[int, int],
        source: Phrase | None,
        contents: Contents,
    ) -> tuple[Phrase, Found] | None:
        """Speaker and content of a cue that ends its sentence, where no comma stands before the speaker's name."""
        beside = source is not None and source.last < i and self.sources.adjacent(tree, source.last, cue[0])
        if (
            source is not None
            and beside
            and (
                source.first <= contents.prose_token(tree)
                or (tree.is_blank(source.first - 1) and tree.words[source.first - 1] != "(")
                or self.trailing.sound(tree, source)
            )
        ):
            return None
        named = self.trailing.before(tree, cue[0])
        plain = named is not None and self.trailing.sound(tree, named)
        if source is not None and source.first > i and not plain:
            return None
        inverted = None if plain else self._inverted(tree, i, verb, cue, contents)
        if inverted is not None:
            return inverted
        if named is None or named == source or named.first == 0 or self._set_off(tree, named, source):
            return None
        found = contents.before_ending(tree, i, cue, named, verb)
        return None if found is None else (named, found)

    def _set_off(self, tree: Tree, named: Phrase, source: Phrase | None) -> bool:
        """Whether a mark stands before a speaker's name; a quotation's end parts no longer name from what is said."""
        wider = source is not None and source.last == named.last and named.first < source.first
        return tree.is_blank(named.first - 1) and not (wider and tree.is_quote(named.first - 1))

    def _inverted(
        self, tree: Tree, i: int, verb: CueVerb, cue: tuple[int, int], contents: Contents
    ) -> tuple[Phrase, Found] | None:
        """Speaker and content of a cue whose speaker follows it: "... were hurt said the monitor"."""
        named = self.trailing.behind(tree, cue[1])
        if named is None or tree.tokens[i].lemma == "tell" or cue[0] != cue[1]:
            return None
        if tree.words[cue[0] - 1] in self.sources.nominatives:
            return None
        found = contents.before_inverted(tree, i, named, verb)
        return None if found is None else (named, found)

    def _draft(
        self,
        tree: Tree,
        i: int,
        verb: CueVerb,
        cue: tuple[int, int],
        source: Phrase | None,
        span: tuple[int, int] | None,
        found: Found,
    ) -> Draft:
        if span is not None and tree.text[span[0]] == "-":
            span = (span[0] + 1, span[1])
        return Draft(
            sentence=tree.sentence.index,
            source=span,
            cue=tree.span(*cue),
            parts=found.parts,
            how="verb",
            kind=verb.kind,
            lemma=tree.tokens[i].lemma.lower(),
            source_head=source.head if source else None,
            told_to=self._told_to(tree, i)
            if verb.kind in ("say", "report", "claim", "warn", "deny")
            else None,
        )

    def _reflexive(self, tree: Tree, i: int) -> bool:
        """Whether a reflexive pronoun gives the verb another sense: "se poursuivre", "se révéler"."""
        table = self.lexicon.words["reflexive"]
        if tree.tokens[i].lemma.lower() in table["speaks"]:
            return False
        return any(tree.words[c] in table["pronouns"] and c < i for c in tree.children[i])

    def _resumed(self, tree: Tree, i: int, before: list[Draft]) -> Draft | None:
        """The attribution whose speaker goes on: "..., he said, adding that", "... and added that"."""
        lemma = tree.tokens[i].lemma.lower()
        if not before:
            return None
        cue = before[-1].cue
        right_behind = (
            cue is not None and tree.participle(i) and len(tree.between(cue[1], tree.tokens[i].start)) <= 1
        )
        if not right_behind and lemma not in self.lexicon.words["resuming"]["same_speaker"]:
            return None
        own = tree.child(i, self.grammar.subject)
        if not tree.participle(i) and (tree.dep(i) not in self.grammar.coordinated or own is not None):
            return None
        outer = [d for d in before if d.kind in ("say", "report", "warn") and d.source]
        return outer[-1] if outer else None

    def _plausible(
        self, tree: Tree, verb: CueVerb, source: Phrase | None, span: tuple[int, int] | None
    ) -> bool:
        """Whether the source is of a kind that this class of verb needs."""
        if verb.sources:
            return span is not None and self.kinds.kind(tree, span, self.lexicon) in verb.sources
        if source is None or span is None:
            return True
        nobody = any(
            tree.words[k] in self.lexicon.words["nobody"]["words"]
            for k in range(source.first, source.head + 1)
        )
        return not nobody

    def edges(self, tree: Tree, i: int) -> tuple[int, int]:
        """First and last token of the cue: the verb with its auxiliaries and particle."""
        grammar, first, last = self.grammar, i, i
        helpers = [c for c in tree.children[i] if c < i and tree.dep(c) in grammar.auxiliary]
        if helpers and all(not tree.is_blank(k) for k in range(min(helpers), i)):
            first = min(helpers)
            subject = tree.child(i, grammar.subject)
            if subject is not None and first <= subject < i and self.lexicon.lang == "en":
                first = i
        pairs = self.lexicon.words.get("pairs", {}).get(tree.tokens[i].lemma.lower(), ())
        for k in (i + 1, i + 2):
            if k < len(tree) and (
                tree.words[k] in pairs or (tree.head(k) == i and tree.dep(k) in grammar.particle)
            ):
                last = k
        return first, last

    def _told_to(self, tree: Tree, i: int) -> tuple[int, int] | None:
        """Whom the speaker told, or where he wrote it: "told the agency", "a écrit dans le journal"."""
        lemma = tree.tokens[i].lemma.lower()
        into = (
            ("in", "dans") if lemma in ("write", "écrire", "publish", "publier") else ("to", "à", "au", "aux")
        )
        for c in tree.children[i]:
            if c <= i:
                continue
            if lemma == "tell" and tree.dep(c) in (*self.grammar.object, *self.grammar.addressee):
                return self._name(tree, tree.left[c], c)
            inner = tree.child(c, self.grammar.preposition_object) if tree.words[c] in into else None
            if inner is not None and tree.pos(inner) in ("PROPN", "NOUN"):
                return self._name(tree, tree.left[inner], inner)
            opens = tree.words[tree.left[c]] in into and tree.dep(c).startswith(("obl", "iobj"))
            if opens and tree.pos(c) in ("PROPN", "NOUN") and tree.left[c] < c:
                return self._name(tree, tree.left[c] + 1, c)
        return None

    def _name(self, tree: Tree, first: int, head: int) -> tuple[int, int]:
        """The characters of an addressee: to its head, and through a hyphen or further parts of a name."""
        last = head
        while last + 1 < len(tree) and (tree.words[last + 1] == "-" or self._capital(tree, last + 1)):
            last += 1
        return tree.span(first, last)

    def _capital(self, tree: Tree, k: int) -> bool:
        """Whether a token is written with a capital."""
        return tree.text[tree.tokens[k].start].isupper()
