"""Of what kind a source is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import get_args

from fitting import Floats, score
from labelled import LANGUAGES, Label, Labelled, same, stretch
from tasks import BY_RULES, Answers, Item, features, in_language

from headwater.claims.cued import is_cued
from headwater.claims.cued.phrases import plain
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.reading import Reading
from headwater.claims.speaker import Speaker
from headwater.claims.speakers import Speakers
from headwater.claims.trees import Tree
from headwater.records.claims import SourceKind

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
_MOST_WORDS = 12
_NOBODY: Label = {"source_kind": "anonymous"}


@cache
def found_sources(article: Labelled) -> tuple[Item, ...]:
    """The sources that the rules find rightly."""
    labels = {n: article.labels[k] for n, k in article.pairs.items()}
    right = {n: x for n, x in labels.items() if same(article.drafts[n].source, stretch(x["source"]))}
    return tuple(_items(article.reading, article.drafts, article.speakers, right))


@cache
def labelled_sources(article: Labelled) -> tuple[Item, ...]:
    """Every source that the labels name, whether the rules find it or not."""
    reading = article.reading
    made = [(draft, x) for x in article.labels if (draft := _as_draft(reading, x)) is not None]
    drafts = [draft for draft, _ in made]
    speakers = Speakers(reading.trees, reading.lexicons, reading.kinds).resolve(drafts)
    return tuple(_items(reading, drafts, speakers, {n: x for n, (_, x) in enumerate(made)}))


def _items(
    reading: Reading, drafts: Sequence[Draft], speakers: Sequence[Speaker | None], labels: dict[int, Label]
) -> Iterator[Item]:
    for n, label in sorted(labels.items()):
        by_rules = speakers[n].kind if speakers[n] else "anonymous"  # type: ignore[union-attr]
        names = tuple(_names(reading, drafts[n], speakers[n]))
        yield Item(names, KINDS.index(label["source_kind"]), KINDS.index(by_rules))


def disputed(article: Labelled, weights: Floats) -> Iterator[str]:
    """Each source to which a model gives another kind than the rules, in words."""
    drafts, speakers, text = article.drafts, article.speakers, article.reading.article.text
    for n, item in enumerate(
        _items(article.reading, drafts, speakers, dict.fromkeys(range(len(drafts)), _NOBODY))
    ):
        answer = int(score(weights, features(item.names, False)).argmax())
        if answer != item.by_rules:
            draft, speaker = drafts[n], speakers[n]
            words = text[slice(*draft.source)] if draft.source else f"({speaker.name if speaker else None})"
            yield f"{article.lang}: {words}: {KINDS[item.by_rules]} by the rules, {KINDS[answer]} by the model"


def _as_draft(reading: Reading, label: Label) -> Draft | None:
    source, content = stretch(label["source"]), stretch(label["content"])
    if source is None or content is None:
        return None
    for number, tree in reading.trees.items():
        if tree.sentence.start <= source[0] < tree.sentence.end:
            return Draft(number, source, stretch(label["cue"]), (content,), "verb", "say", "")
    return None


def _names(reading: Reading, draft: Draft, speaker: Speaker | None) -> Iterator[str]:
    """What the rules say, the shape of the source's words, and the words themselves."""
    tree = reading.trees[draft.sentence]
    lexicon = reading.lexicons[tree.sentence.lang]
    words = _words(tree, draft.source, lexicon) if draft.source else []
    general = list(_of_the_rules(reading, tree, lexicon, draft, speaker))
    if draft.source and words:
        general.extend(_of_the_shape(tree, draft.source, words))
        general.extend(_of_the_nouns(reading, tree, words, lexicon))
    yield from in_language(lexicon.lang, general)
    yield from (f"{lexicon.lang} {name}" for name in _of_the_words([w for _, w in words]))
    for word in (speaker.name or "").lower().split()[:8] if speaker else ():
        yield f"{BY_RULES}{lexicon.lang} called={word[:6]}"


def _words(tree: Tree, source: Stretch, lexicon: Lexicon) -> list[tuple[int, str]]:
    tokens = [k for k in tree.between(*source) if not tree.is_blank(k)][:_MOST_WORDS]
    if is_cued(lexicon):
        return [(k, plain(tree.tokens[k].lemma, lexicon)) for k in tokens]
    return [(k, tree.words[k]) for k in tokens]


def _of_the_rules(
    reading: Reading, tree: Tree, lexicon: Lexicon, draft: Draft, speaker: Speaker | None
) -> Iterator[str]:
    told = reading.kinds.kind(tree, draft.source, lexicon) if draft.source else None
    kind = speaker.kind if speaker else None
    yield f"{BY_RULES}kind={kind}"
    yield f"{BY_RULES}told={told}"
    yield f"{BY_RULES}both={kind} {told}"
    yield f"{BY_RULES}how={draft.how} {draft.kind}"
    yield f"{BY_RULES}kind how={kind} {draft.how}"
    yield f"no source={draft.source is None}"
    if draft.source and speaker:
        yield f"{BY_RULES}resolved={speaker.name != tree.text[slice(*draft.source)]} {kind}"
        yield f"{BY_RULES}plural={speaker.plural} proper={speaker.proper}"


def _of_the_shape(tree: Tree, source: Stretch, words: Sequence[tuple[int, str]]) -> Iterator[str]:
    tokens = [k for k, _ in words]
    yield f"length={min(len(words), 6)}"
    yield f"comma={',' in tree.text[slice(*source)]}"
    yield "pos=" + " ".join(tree.pos(k) for k in tokens[:6])
    yield f"first pos={tree.pos(tokens[0])}"
    yield f"last pos={tree.pos(tokens[-1])}"
    yield "capitals=" + "".join("Aa"[not tree.text[tree.tokens[k].start].isupper()] for k in tokens[:6])
    yield f"first entity={tree.tokens[tokens[0]].ent}"
    yield f"last entity={tree.tokens[tokens[-1]].ent}"
    yield from (f"entity={tree.tokens[k].ent}" for k in tokens if tree.tokens[k].ent)


def _of_the_nouns(
    reading: Reading, tree: Tree, words: Sequence[tuple[int, str]], lexicon: Lexicon
) -> Iterator[str]:
    spans = [(tree.tokens[k].start, tree.tokens[k].end) for k, _ in words]
    told = [reading.kinds.kind(tree, span, lexicon) for span in spans]
    for n, kind in enumerate(told):
        if kind:
            yield f"{BY_RULES}noun={kind}"
            yield f"{BY_RULES}noun at={kind} {'first' if n == 0 else 'last' if n == len(told) - 1 else 'middle'}"
    yield f"{BY_RULES}nouns=" + " ".join(kind or "-" for kind in told[:5])
    whole = (spans[0][0], spans[-1][1])
    for m in reading.kinds.within(whole):
        yield f"{BY_RULES}name={m.type} {m.label is None}"
        yield f"{BY_RULES}name at={m.type} {m.start == whole[0]} {m.end == whole[1]}"


def _of_the_words(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"word={word}"
        yield f"ends={word[-3:]}"
        yield from (f"begins={word[:n]}" for n in (3, 4, 5))
    if words:
        yield f"first={words[0]}"
        yield f"last={words[-1]}"
    if len(words) > 1:
        yield f"first pair={words[0]} {words[1]}"
        yield f"last pair={words[-2]} {words[-1]}"


SOURCE_KINDS = Answers("kinds", LANGUAGES, len(KINDS), 40.0, found_sources, labelled_sources)
