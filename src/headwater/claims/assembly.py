"""Attribution rows from drafts: duplicates, nesting, kinds, hedges, forms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from headwater.claims.cued import is_cued
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.embedded import settle_embedded
from headwater.claims.hedges import find_hedges, hearsay_mood
from headwater.claims.kinds import Kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.nesting import clip_to_outer, doubtful_quotations, find_parents
from headwater.claims.quotations import Quotation
from headwater.claims.reasons import why
from headwater.claims.speaker import Speaker
from headwater.claims.speakers import Speakers
from headwater.claims.stances import head_of
from headwater.claims.trees import Tree
from headwater.records.articles import Article
from headwater.records.claims import Attribution, Form, Hedge, SourceKind
from headwater.records.ids import row_id

_SCORES = {
    "verb": 0.9,
    "phrase": 0.9,
    "headline": 0.7,
    "continued": 0.7,
    "noun": 0.7,
    "hearsay": 0.7,
    "embed": 0.9,
}


def without_duplicates(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in text order, each source and content once; indices they hold are carried along."""
    kept: dict[tuple[Stretch | None, Stretch], int] = {}
    first_of: list[int] = []
    order: list[int] = []
    for n, draft in enumerate(drafts):
        key = (draft.source, draft.content)
        if key not in kept:
            kept[key] = n
            order.append(n)
        first_of.append(kept[key])
    order.sort(key=lambda n: (drafts[n].content, drafts[n].source or (-1, -1)))
    place = {n: k for k, n in enumerate(order)}
    return [drafts[n].moved(_place(drafts[n].speaker, place, first_of)) for n in order]


def _place(speaker: int | None, place: Mapping[int, int], first_of: Sequence[int]) -> int | None:
    return None if speaker is None else place[first_of[speaker]]


def assemble(
    article: Article,
    trees: Mapping[int, Tree],
    lexicons: Mapping[str, Lexicon],
    drafts: Sequence[Draft],
    quotations: Sequence[Quotation],
    kinds: Kinds,
) -> tuple[list[Attribution], dict[str, str]]:
    """The attributions of one article in text order, and what each one's cue says of the act."""
    drafts = settle_embedded(drafts, trees, lexicons, quotations)
    drafts = without_duplicates(clip_to_outer(drafts, article.text))
    speakers = Speakers(trees, lexicons, kinds).resolve(drafts)
    parents = find_parents(drafts, doubtful_quotations(drafts, article.text, trees, lexicons))
    ids = [row_id("at", article.id, d.source, d.cue, *d.parts) for d in drafts]
    acts = {verb.kind: verb.act for x in lexicons.values() for verbs in x.verbs.values() for verb in verbs}
    rows = []
    for n, (draft, speaker) in enumerate(zip(drafts, speakers, strict=True)):
        tree = trees[draft.sentence]
        lexicon = lexicons[tree.sentence.lang]
        kind = _kind(draft, speaker)
        unnamed = kind in ("anonymous", "official_unnamed") and draft.source is not None
        above = parents[n]
        form = form_of(draft, quotations, article.text)
        rows.append(
            Attribution(
                id=ids[n],
                article=article.id,
                part=tree.sentence.part,
                source=article.span(*draft.source) if draft.source else None,
                cue=article.span(*draft.cue) if draft.cue else None,
                content=article.span(*draft.content),
                content_parts=[article.span(*part) for part in draft.parts],
                source_kind=kind,
                form=form,
                hedges=_hedged(article, draft, lexicon, tree),
                polarity="deny" if draft.kind == "deny" else "assert",
                parent=None if above is None else ids[above],
                resolved_source=speaker.name if speaker else None,
                score=_SCORES[draft.how],
                because=why(article, draft, speaker),
                anonymous_type=kinds.anonymous_type(tree, draft.source, lexicon)
                if unnamed and draft.source
                else None,
                told_to=article.text[slice(*draft.told_to)] if draft.told_to else None,
            )
        )
    return rows, {i: acts.get(d.kind, "happened") for i, d in zip(ids, drafts, strict=True)}


def _kind(draft: Draft, speaker: Speaker | None) -> SourceKind:
    return "anonymous" if speaker is None else speaker.kind


def _doubtful(draft: Draft, lexicon: Lexicon) -> tuple[Stretch, ...]:
    """Where hedges of an attribution stand: its content, and the cue of a doubting verb."""
    cue = (draft.cue,) if draft.cue and (draft.how == "hearsay" or is_cued(lexicon)) else ()
    return (*cue, *draft.parts)


def _hedged(article: Article, draft: Draft, lexicon: Lexicon, tree: Tree) -> list[Hedge]:
    """The hedges of an attribution; a cue that doubts a whole clause ("claims that") is one."""
    found = find_hedges(article.text, _doubtful(draft, lexicon), lexicon, tree)
    if draft.cue is not None and draft.how == "verb":
        found.extend(hearsay_mood(article.text, *draft.cue, lexicon, tree))  # "aurait-il déclaré"
    head = head_of(tree, draft.content) if draft.kind == "claim" and draft.cue else None
    if head is not None and draft.cue and tree.pos(head) in ("VERB", "AUX"):
        found.insert(0, Hedge(article.text[slice(*draft.cue)], *draft.cue, "strong"))
    return sorted({h.start: h for h in found}.values(), key=lambda h: h.start)


def form_of(draft: Draft, quotations: Sequence[Quotation], text: str) -> Form:
    """Direct where quotation marks hold the whole content, mixed where they hold some of it."""
    start, end = draft.content
    for n in range(bisect_left(quotations, start, key=lambda q: q.end), len(quotations)):
        q = quotations[n]
        if q.start > end:
            break
        if q.start <= start + 1 and end <= q.end + 1:
            return "direct"
        if q.start < end and q.end > start and len(text[q.start : q.end].split()) > 1:
            return "mixed"
    return "direct" if draft.how in ("continued", "embed") else "indirect"
