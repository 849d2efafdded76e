"""Findings on wording: conclusions hung on a source, loaded beside neutral words, languages not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.claims.doubts import finding
from headwater.claims.kinds import Kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Attribution, ClaimFinding

_Uses = dict[tuple[str, int], dict[bool, tuple[str, int, int]]]
"""By name and pair: the first loaded (True) and neutral (False) word, with its offsets."""
_BACK = 2  # sentences back to the words on which a conclusion is hung


def find_stretched(
    article: Article,
    trees: Mapping[int, Tree],
    lexicons: Mapping[str, Lexicon],
    attributions: Sequence[Attribution],
) -> Iterator[ClaimFinding]:
    """Conclusions that an article draws from a source's words: "These comments raise fears that ..."."""
    ordered = sorted((a for a in attributions if a.source is not None), key=lambda a: a.content.start)
    for tree in trees.values():
        table = lexicons[tree.sentence.lang].words["stretched"]
        verb = _concluding(tree, table)
        if verb is None:
            continue
        floor = _start_of(trees, tree.sentence.index - _BACK, tree.sentence.start)
        before = [a for a in ordered if floor <= a.content.start < tree.sentence.start]
        if not before or any(_holds(a, tree.tokens[verb].start) for a in ordered):
            continue
        name = before[-1].resolved_source or (before[-1].source.text if before[-1].source else "")
        words = article.text[tree.sentence.start : tree.tokens[verb].end]
        because = f"“{words} ...” hangs this conclusion on “{name}”, who is not quoted as drawing it."
        yield finding(article, "stretched_source", tree.sentence.start, tree.sentence.end, because)


def _concluding(tree: Tree, table: Mapping[str, Sequence[str]]) -> int | None:
    """The verb by which a sentence draws a conclusion from what stands before it: "That tells us all"."""
    noun = _opening_noun(tree, table["determiners"], table["nouns"])
    if noun is not None:
        verb = next((k for k in tree.above(noun) if tree.pos(k) == "VERB"), None)
        return verb if verb is not None and tree.tokens[verb].lemma.lower() in table["verbs"] else None
    pronouns, tells = table.get("pronouns", ()), table.get("tells", ())
    for k in range(min(2, len(tree) - 1)):
        if tree.words[k] in pronouns and tree.pos(k) in ("PRON", "DET"):
            verb = tree.head(k)
            return verb if verb > k and tree.tokens[verb].lemma.lower() in tells else None
    return None


def _holds(one: Attribution, at: int) -> bool:
    """Whether an attribution's content holds a character: someone else draws the conclusion."""
    return any(p.start <= at < p.end for p in one.content_parts)


def _opening_noun(tree: Tree, determiners: Sequence[str], nouns: Sequence[str]) -> int | None:
    """The noun of speech that a sentence opens with, behind a determiner that points back."""
    for k in range(min(4, len(tree) - 1)):
        if tree.words[k] in determiners:
            return next((n for n in range(k + 1, min(k + 4, len(tree))) if tree.words[n] in nouns), None)
    return None


def _start_of(trees: Mapping[int, Tree], index: int, default: int) -> int:
    """Where the sentence with an index, or the next that was parsed, begins."""
    starts = [t.sentence.start for n, t in trees.items() if index <= n]
    return min([*starts, default])


def find_mixed_vocabulary(
    article: Article,
    trees: Mapping[int, Tree],
    lexicons: Mapping[str, Lexicon],
    attributions: Sequence[Attribution],
    kinds: Kinds,
) -> Iterator[ClaimFinding]:
    """Loaded and neutral words for the same named actor in the article's own words; one finding an actor."""
    quoted = sorted((a.content.start, a.content.end) for a in attributions if a.form == "direct")
    seen: _Uses = {}
    bare: dict[int, tuple[str, int, int]] = {}  # by pair: a neutral word with an article and no name
    for tree in trees.values():
        for number, pair in enumerate(lexicons[tree.sentence.lang].words["vocabulary"]["pairs"]):
            _gather(tree, number, pair, quoted, kinds, seen, bare)
    for number, use in bare.items():
        actors = [key for key, uses in seen.items() if key[1] == number]
        if len(actors) == 1:  # nobody else whom "the fighters" could be
            seen[actors[0]].setdefault(False, use)
    for (name, _), uses in sorted(
        seen.items(), key=lambda item: (max(u[1] for u in item[1].values()), item[0])
    ):
        if len(uses) == 2:
            word, start, end = uses[True]
            because = f"The article's own words call “{name}” both “{word}” and “{uses[False][0]}”, which may show that another text was reworded."
            yield finding(article, "mixed_vocabulary", start, end, because)


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _gather(
    tree: Tree,
    number: int,
    pair: tuple[Sequence[str], Sequence[str]],
    quoted: Sequence[tuple[int, int]],
    kinds: Kinds,
    seen: _Uses,
    bare: dict[int, tuple[str, int, int]],
) -> None:
    """Add a sentence's uses of one pair of words: by the name beside them, or on their own."""
    loaded, neutral = pair
    for k, word in enumerate(tree.words):
        if not (word in loaded or word in neutral) or _inside(tree.tokens[k].start, quoted):
            continue
        use = (word, tree.tokens[k].start, tree.tokens[k].end)
        for name in _names_beside(tree, k, kinds, (*loaded, *neutral)):
            seen.setdefault((name, number), {}).setdefault(word in loaded, use)
        if word in neutral and _points_back(tree, k):
            bare.setdefault(number, use)


def _points_back(tree: Tree, k: int) -> bool:
    """Whether a token is a noun with an article and nothing else: "the fighters"."""
    article = k > 0 and tree.pos(k - 1) == "DET" and tree.words[k - 1] in ("the", "these", "les", "ces")
    return article and tree.pos(k) == "NOUN" and all(c == k - 1 or c > k for c in tree.children[k])


def _names_beside(tree: Tree, k: int, kinds: Kinds, labels: Sequence[str]) -> list[str]:
    """The proper names in the noun phrase around a token, none of them itself a label."""
    head = (
        tree.head(k)
        if tree.dep(k) in ("amod", "compound", "nmod") and tree.pos(tree.head(k)) in ("NOUN", "PROPN")
        else k
    )
    near = [
        c
        for c in (head, *tree.children[head], *(g for c in tree.children[head] for g in tree.children[c]))
        if abs(c - k) <= 6
    ]
    names = sorted(
        c
        for c in near
        if tree.pos(c) == "PROPN" and tree.tokens[c].ent.endswith(("ORG", "NORP", "PERSON", "MISC"))
    )
    spans = [
        (tree.tokens[c].start, tree.tokens[c].end)
        for c in names
        if len(tree.words[c]) > 2 and tree.words[c] not in labels
    ]
    return [tree.text[a:b] for a, b in spans if all(m.type != "place" for m in kinds.within((a, b)))]


def find_unread_languages(
    article: Article, parts: Sequence[Part], sentences: Sequence[Sentence], lexicons: Mapping[str, Lexicon]
) -> Iterator[ClaimFinding]:
    """One finding for each language of the article's text in which attributions are not read."""
    plain = {p.id for p in parts if p.kind != "boilerplate"}
    unread: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.lang not in lexicons and sentence.lang != "und" and (sentence.part in plain or not parts):
            unread.setdefault(sentence.lang, []).append(sentence)
    for lang, rows in unread.items():
        if lang in article.languages or not article.languages:
            because = f"{len(rows)} of {len(sentences)} sentences are in a language ({lang}) in which attributions are not read yet; their claims stand without a source here."
            yield finding(article, "language_not_read", rows[0].start, rows[0].end, because)
    yield from _partly_read(article, sentences, lexicons)


def _partly_read(
    article: Article, sentences: Sequence[Sentence], lexicons: Mapping[str, Lexicon]
) -> Iterator[ClaimFinding]:
    """One finding for each language whose lexicon says that other things than attributions stay unread."""
    for lang in article.languages:
        unread = lexicons[lang].words.get("reading", {}).get("unread", ()) if lang in lexicons else ()
        first = next((s for s in sentences if s.lang == lang), None)
        if unread and first is not None:
            because = f"Who says what is read in this language ({lang}); {', '.join(unread)} are not read yet, so claims are not compared on them."
            yield finding(article, "language_partly_read", first.start, first.end, because)
