"""Which proposed attributions to keep, which of them are nested, and which are hedged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from labelled import LANGUAGES, Labelled, pair, same, stretch
from tasks import BY_RULES, Item, Selections, in_language

from headwater.claims.assembly import assemble
from headwater.claims.contents import Contents
from headwater.claims.cued import is_cued
from headwater.claims.drafts import Draft
from headwater.claims.lexicons import CueVerb, Lexicon
from headwater.claims.reading import Reading
from headwater.claims.sources import Phrase
from headwater.claims.trees import Tree
from headwater.claims.verbs import Verbs
from headwater.records.claims import Attribution

_LOOSE = (
    frozenset({"clause", "open", "quote"}),
    frozenset({"object"}),
    frozenset({"clause", "open", "quote", "object", "about"}),
)


class _AnyVerb(Verbs):
    """Reads every verb as a cue, listed or not, whatever speaks against it."""

    def _reports(self, tree: Tree, i: int, verb: CueVerb) -> bool:
        return True

    def _plausible(
        self, tree: Tree, verb: CueVerb, source: Phrase | None, span: tuple[int, int] | None
    ) -> bool:
        return True


def loose_drafts(reading: Reading) -> Iterator[Draft]:
    """What any verb, and any noun with a clause, could introduce, where there is a parse."""
    for tree in reading.trees.values():
        lexicon = reading.lexicons[tree.sentence.lang]
        if is_cued(lexicon):
            continue
        low, high = tree.sentence.start, tree.sentence.end
        quotations = [q for q in reading.quotations if q.start < high and q.end > low]
        contents = Contents(reading.article.text, lexicon, quotations, low)
        verbs = _AnyVerb(lexicon, reading.kinds)
        for i in range(len(tree)):
            if not _could_report(tree, i, lexicon):
                continue
            known = verbs.lookup(tree, i)
            kind = known[0].kind if known else "unlisted"
            for takes in _LOOSE:
                verb = CueVerb(kind, takes, frozenset(), "certain", "affirms", "happened")
                draft = verbs._read(tree, i, verb, contents, [])
                if draft is not None:
                    yield draft


def _could_report(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    if tree.pos(i) == "NOUN":
        clauses = (*lexicon.grammar.clause, *lexicon.grammar.modifier_clause)
        return any(tree.dep(c) in clauses for c in tree.children[i])
    return tree.pos(i) == "VERB" or (tree.pos(i) == "AUX" and tree.is_root(i))


# ------------------------------------------------------------------- what is kept


@cache
def proposals(article: Labelled) -> tuple[Item, ...]:
    """The rules' drafts, and behind them the loose ones whose content no rule proposes."""
    further: dict[tuple[object, object], Draft] = {}
    for draft in loose_drafts(article.reading):
        if not any(same(draft.content, d.content) for d in article.drafts):
            further.setdefault((draft.source, draft.content), draft)
    met = set(article.pairs.values())
    left = [stretch(x["content"]) for k, x in enumerate(article.labels) if k not in met]
    found = [_proposal(article, n, d, int(n in article.pairs), 1) for n, d in enumerate(article.drafts)]
    for draft in further.values():
        right = int(any(same(draft.content, one) for one in left))
        found.append(_proposal(article, None, draft, right, 0))
    return tuple(found)


def _proposal(article: Labelled, n: int | None, draft: Draft, right: int, by_rules: int) -> Item:
    tree = article.reading.trees[draft.sentence]
    lexicon = article.reading.lexicons[tree.sentence.lang]
    names = [
        *_of_the_draft(article, draft, by_rules),
        *_of_the_cue(tree, draft, lexicon),
        *_of_its_place(article, n, draft),
    ]
    words = (f"{lexicon.lang} {name}" for name in _of_the_words(tree, draft))
    return Item((*in_language(article.lang, names), *words), right, by_rules, draft.content)


def _of_the_draft(article: Labelled, draft: Draft, by_rules: int) -> Iterator[str]:
    text, reading = article.reading.article.text, article.reading
    tree = reading.trees[draft.sentence]
    size = min(10, len(text[slice(*draft.content)].split()) // 3)
    yield f"{BY_RULES}rule={by_rules} {draft.how} {draft.kind}"
    yield f"{BY_RULES}how={draft.how}"
    yield f"{BY_RULES}kind={draft.kind} {size}"
    yield f"content={size} {len(draft.parts)}"
    quoted = any(
        q.start <= draft.content[0] + 1 and draft.content[1] <= q.end + 1 for q in reading.quotations
    )
    yield f"quoted={quoted} {draft.cue is None}"
    if draft.source is None:
        yield f"source=none {draft.cue is None}"
        return
    told = reading.kinds.kind(tree, draft.source, reading.lexicons[tree.sentence.lang])
    yield f"{BY_RULES}told={told} {draft.kind}"
    yield f"{BY_RULES}told={told}"
    before = draft.source[0] < draft.content[0]
    yield f"source={min(6, len(text[slice(*draft.source)].split()))} {before}"


def _of_the_cue(tree: Tree, draft: Draft, lexicon: Lexicon) -> Iterator[str]:
    tokens = tree.between(*draft.cue) if draft.cue else range(0)
    if not tokens or draft.cue is None:
        yield "no cue"
        return
    k = tokens[-1]
    token = tree.tokens[k]
    yield f"tag={token.pos} {token.tag}"
    yield f"dep={token.dep}"
    yield f"morph={token.morph}"
    yield f"above={tree.pos(token.head)} {tree.dep(token.head)}"
    yield from (f"below={tree.dep(c)}" for c in tree.children[k])
    yield f"negated={any(tree.words[c] in lexicon.grammar.negations for c in tree.children[k])}"
    yield f"side={draft.cue[0] < draft.content[0]}"
    gap = (
        draft.content[0] - draft.cue[1]
        if draft.cue[0] < draft.content[0]
        else draft.cue[0] - draft.content[1]
    )
    yield f"gap={min(10, max(0, gap) // 4)}"


def _of_its_place(article: Labelled, n: int | None, draft: Draft) -> Iterator[str]:
    tree = article.reading.trees[draft.sentence]
    low, high = tree.sentence.start, tree.sentence.end
    yield f"title={tree.sentence.title}"
    yield f"edges={draft.extent[0] <= low + 2} {draft.extent[1] >= high - 3}"
    others = [d for m, d in enumerate(article.drafts) if m != n and d.sentence == draft.sentence]
    yield f"{BY_RULES}others={min(4, len(others))}"
    around = [d for d in others if d.content[0] <= draft.said[0] and draft.said[1] <= d.content[1]]
    yield f"{BY_RULES}within={bool(around)}"
    for other in around:
        yield f"{BY_RULES}within={other.how} {other.kind} {draft.kind}"
    crossed = [d for d in others if d.content[0] < draft.content[1] and draft.content[0] < d.content[1]]
    yield f"{BY_RULES}crossed={min(3, len(crossed))}"
    yield f"{BY_RULES}cue shared={any(d.cue == draft.cue for d in others)}"


def _of_the_words(tree: Tree, draft: Draft) -> Iterator[str]:
    text = tree.text
    for role, span in (("source", draft.source), ("cue", draft.cue), ("content", draft.content)):
        words = text[slice(*span)].lower().split() if span else []
        if words:
            yield f"{role} first={words[0]}"
            yield f"{role} last={words[-1]}"
    tokens = tree.between(*draft.cue) if draft.cue else range(0)
    if tokens:
        lemma = tree.tokens[tokens[-1]].lemma.lower()
        before = tree.words[tokens[0] - 1] if tokens[0] else "^"
        after = tree.words[tokens[-1] + 1] if tokens[-1] + 1 < len(tree) else "$"
        yield from (f"lemma={lemma}", f"before={before}", f"after={after}")
        yield from (f"lemma before={lemma} {before}", f"lemma after={lemma} {after}")


# ------------------------------------------------------------- what is nested


@cache
def nested(article: Labelled) -> tuple[Item, ...]:
    """The links between a draft and the one whose content holds it."""
    draft_of = {k: n for n, k in article.pairs.items()}
    kept = proposals(article)
    found = []
    for n, parent in enumerate(article.parents):
        if parent is not None:
            label = article.labels[article.pairs[n]] if n in article.pairs else None
            outer = label["nested_in"] if label else None
            right = outer is not None and draft_of.get(outer) == parent
            found.append(replace(kept[n], answer=int(right), by_rules=1, extent=(0, 0)))
    return tuple(found)


# ------------------------------------------------------------- what is hedged


@cache
def hedged(article: Labelled) -> tuple[Item, ...]:
    """Every attribution that the rules read, as hedged or not."""
    reading = article.reading
    rows, _ = assemble(
        reading.article, reading.trees, reading.lexicons, article.drafts, reading.quotations, reading.kinds
    )
    spans = [
        ((r.content.start, r.content.end), (r.source.start, r.source.end) if r.source else None) for r in rows
    ]
    pairs = pair(spans, article.labels)
    return tuple(
        Item(
            tuple(_of_the_doubt(row, article.lang)),
            int(n in pairs and bool(article.labels[pairs[n]]["hedge"])),
            int(bool(row.hedges)),
        )
        for n, row in enumerate(rows)
    )


def _of_the_doubt(row: Attribution, lang: str) -> Iterator[str]:
    size = len(row.content.text)
    general = [f"cue={row.cue is None}", f"form={row.form}", f"size={min(6, size // 50)}"]
    general.append(f"{BY_RULES}hedges={min(3, len(row.hedges))}")
    general.append(f"{BY_RULES}kind={row.source_kind} {row.polarity}")
    for hedge in row.hedges:
        general.append(f"{BY_RULES}strength={hedge.strength}")
        general.append(f"{BY_RULES}hedge={hedge.text.lower()}")
        general.append(f"{BY_RULES}place={5 * (hedge.start - row.content.start) // max(1, size)}")
    yield from in_language(lang, general)
    for word in re.findall(r"\w+", row.content.text.lower()):
        yield from (f"{lang} word={word}", f"{lang} begins={word[:5]}", f"{lang} ends={word[-5:]}")
    if row.cue:
        yield from (f"{lang} cue={row.cue.text.lower()}", f"{lang} cue ends={row.cue.text.lower()[-4:]}")


FOUND = Selections("found", LANGUAGES, 10.0, 0.0, proposals, lambda a: len(a.labels))
NESTED = Selections(
    "nested", LANGUAGES, 10.0, 0.0, nested, lambda a: sum(x["nested_in"] is not None for x in a.labels)
)
HEDGED = Selections("hedged", LANGUAGES, 3.0, -1.0, hedged, lambda a: sum(bool(x["hedge"]) for x in a.labels))
