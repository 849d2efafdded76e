"""Headlines that name their source by position: "X: Y", "Y: monitor", "Y - reports", "Y NGO"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.claims.bounds import trim
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.kinds import Kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.articles import Article, Sentence

_MARK = re.compile(r"\s*:\s+|\s+[-–—_|]+\s+|\s+:\s*")
_DATE_WORD = re.compile(r"[\s,.:|/-]*(?:\d[\d:./-]*|[A-Za-zÀ-ÿ]+)")
HEADLINE_REPEATS = 4  # sentences at the head of the body that may print the headline again
_LONGEST = 6  # words of a source in a headline


def headline_end(article: Article) -> int:
    """Where the headline proper ends in the title: before the names of section and publisher."""
    cut = len(article.title)
    while True:
        marks = [m for m in _MARK.finditer(article.title, 0, cut) if ":" not in m.group()]
        if not marks:
            return cut
        last = marks[-1]
        tail = article.title[last.end() : cut].strip().casefold()
        publisher = _letters(article.publisher or "")
        printed = bool(publisher) and (publisher in _letters(tail) or _letters(tail) in publisher)
        if not printed and (cut == len(article.title) or len(tail.split()) > 2):
            return cut
        if last.start() == 0:
            return cut
        cut = last.start()


def _letters(text: str) -> str:
    """The letters and digits of a text, lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def repeated_headline(article: Article, sentence: Sentence) -> Stretch | None:
    """Where a body sentence begins by printing the headline again, the stretch of that repetition."""
    headline = article.title[: headline_end(article)].strip()
    if sentence.title or len(headline) < 12:
        return None
    window = article.text[sentence.start : sentence.start + 60 + len(headline)]
    at = (
        window.casefold().find(headline.casefold())
        if len(window.casefold()) == len(window)
        else window.find(headline)
    )
    return (sentence.start + at, sentence.start + at + len(headline)) if 0 <= at <= 60 else None


def prose_start(article: Article, sentence: Sentence, lexicon: Lexicon) -> int:
    """Where a sentence's own prose begins, behind a repeated headline and the date and agency after it."""
    repeated = repeated_headline(article, sentence)
    if repeated is None or repeated[1] >= sentence.end - 12:
        return sentence.start
    skipped = frozenset(lexicon.words["datelines"]["words"])
    at = repeated[1]
    for _ in range(16):
        m = _DATE_WORD.match(article.text, at, sentence.end)
        if m is None:
            break
        word = m.group().strip(" ,.:|/-\n\t").casefold()
        if not (word in skipped or word[:1].isdigit()):
            break
        at = m.end()
    at = at if at < sentence.end - 12 else repeated[1]
    while at < sentence.end and article.text[at] in " .,:;|-–—_\t\n":
        at += 1
    return at


def read_headline(article: Article, tree: Tree, lexicon: Lexicon, kinds: Kinds) -> Iterator[Draft]:
    """The attribution that the headline makes by position, if any."""
    end = headline_end(article)
    found = _marked(article, tree, lexicon, kinds, end) or _unmarked(article.title, end, lexicon)
    if found is not None:
        source, content = found
        yield Draft(tree.sentence.index, source, None, (content,), "headline", "headline", "", None)


def read_cue_noun(tree: Tree, lexicon: Lexicon) -> Iterator[Draft]:
    """The attribution of a line such as "Hill Party claims using drones", whose cue the parser takes for a noun.

    Only lines without a full stop are read so, and only where nothing but a name stands before the cue.
    """
    cues = lexicon.words["headlines"].get("cues", ())
    for k in range(1, min(len(tree) - 2, _LONGEST + 1)):
        if tree.pos(k - 1) not in ("PROPN", "ADJ", "NOUN"):
            return
        named = tree.pos(k - 1) in ("PROPN", "NOUN") and tree.text[tree.tokens[k - 1].start].isupper()
        if tree.words[k] in cues and tree.pos(k) == "NOUN" and named:
            rest = tree.pos(k + 1) in ("VERB", "AUX", "PRON", "DET") or tree.finite(k + 1)
            last = tree.tokens[-1]
            if rest and tree.text[last.end - 1] not in ".!?:":
                content = trim(tree.text, tree.tokens[k + 1].start, last.end)
                yield Draft(
                    tree.sentence.index,
                    tree.span(0, k - 1),
                    tree.span(k, k),
                    (content,),
                    "verb",
                    "claim",
                    tree.words[k],
                    k - 1,
                )
            return


def shifted(draft: Draft, sentence: Sentence, to: Stretch) -> Draft:
    """A headline's draft, moved to where the body prints the headline again."""
    move = to[0]
    source = (draft.source[0] + move, draft.source[1] + move) if draft.source else None
    parts = tuple((a + move, b + move) for a, b in draft.parts)
    return Draft(sentence.index, source, None, parts, "headline", "headline", "", None)


def _marked(
    article: Article, tree: Tree, lexicon: Lexicon, kinds: Kinds, end: int
) -> tuple[Stretch, Stretch] | None:
    marks = list(_MARK.finditer(article.title, 0, len(article.title)))
    for m in marks:
        if m.start() == 0 or m.end() >= len(article.title):
            continue
        left, right = (
            (0, m.start()),
            (m.end(), next((n.start() for n in marks if n.start() > m.start()), len(article.title))),
        )
        if right[0] >= right[1]:
            continue
        quoted = any(mark in article.title[m.end() :] for mark in '«“"')
        topical = lexicon.words["headlines"]["topic_before_colon"] and not quoted
        if ":" in m.group() and _names(tree, left, lexicon, kinds, article, loose=not topical):
            return left, (m.end(), max(end, m.end() + 1))
        if _names(tree, right, lexicon, kinds, article, loose=":" in m.group()):
            return right, left
    return None


def _names(tree: Tree, span: Stretch, lexicon: Lexicon, kinds: Kinds, article: Article, loose: bool) -> bool:
    """Whether a segment of a headline names a source and nothing else."""
    text = article.title[span[0] : span[1]]
    words = text.split()
    if not 1 <= len(words) <= _LONGEST or text.strip().casefold() == (article.publisher or "").casefold():
        return False
    if (
        words[-1].casefold() in lexicon.words["headlines"]["sources"]
        or text.casefold() in lexicon.words["headlines"]["unmarked"]
    ):
        return True
    if any(tree.finite(k) and span[0] <= t.start < span[1] for k, t in enumerate(tree.tokens)):
        return False
    return loose and _speaks(tree, span, lexicon, kinds)


def _speaks(tree: Tree, span: Stretch, lexicon: Lexicon, kinds: Kinds) -> bool:
    """Whether a segment names someone who can speak; a place or a topic before a colon does not."""
    if any(m.type in ("person", "group", "body", "outlet") for m in kinds.within(span)):
        return True
    inside = [k for k, t in enumerate(tree.tokens) if span[0] <= t.start < span[1]]
    speakers = (*lexicon.words["sources"]["people"], *lexicon.words["headlines"]["entities"])
    return kinds.kind(tree, span, lexicon) is not None and any(
        tree.tokens[k].ent.endswith(speakers) for k in inside
    )


def _unmarked(title: str, end: int, lexicon: Lexicon) -> tuple[Stretch, Stretch] | None:
    """A speaking noun at the end of a headline that lost its mark."""
    head = title[:end].rstrip()
    for words in lexicon.words["headlines"]["unmarked"]:
        if head.casefold().endswith(" " + words) and len(head.casefold()) == len(head):
            start = len(head) - len(words)
            before = head[:start].split()
            function = lexicon.words["headlines"]["not_before"]
            if len(before) >= 3 and before[-1].casefold() not in function and not before[-1][0].isdigit():
                return (start, len(head)), (0, len(head[:start].rstrip()))
    return None
