"""Labelled articles, read by the stages up to the registered names, and what they are compared by."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.stage import read
from headwater.claims.assembly import without_duplicates
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.nesting import clip_to_outer, find_parents
from headwater.claims.reading import Reading
from headwater.claims.speaker import Speaker
from headwater.claims.speakers import Speakers
from headwater.claims.stage import STAGES as CLAIMS
from headwater.entities.stage import STAGES as ENTITIES
from headwater.providers import load_models
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Parse
from headwater.records.entities import Mention

LANGUAGES = ("en", "fr", "ar", "tr", "ru")
_LEAST = 0.5  # overlap, in characters, at which two spans are taken for one
_RUN, _SHARED = 12, 8  # words in a run, and runs that two reports share where they tell one text

Label = Mapping[str, Any]
"""One labelled attribution: spans ``source``, ``cue``, ``content``, and ``source_kind``, ``hedge``, ``nested_in``."""


@dataclass(frozen=True, eq=False)
class Labelled:
    """One article: its reading, the rules' drafts, speakers and parents, and the labels.

    ``pairs`` says which label each draft meets by its content. ``family`` is the same for articles that must
    lie in one part of a cross-validation: translations of one document, reports that share their wording.
    """

    lang: str
    family: str
    reading: Reading
    labels: Sequence[Label]
    drafts: list[Draft]
    speakers: list[Speaker | None]
    parents: list[int | None]
    pairs: dict[int, int]


def load(data: Path, half: str) -> list[Labelled]:
    """Every labelled article of one half ("train", "dev")."""
    found = []
    for lang in LANGUAGES:
        name = f"attributions_{lang}_{half}.jsonl"
        lines = (data / "gold" / name).read_text(encoding="utf-8").splitlines()
        labels = {row["id"]: row["relations"] for row in map(json.loads, lines)}
        readings = [r for r in _readings(data / "corpora" / name) if r.article.id in labels]
        families = _families([r.article for r in readings]) if lang == "en" else {}
        for reading in readings:
            key = reading.article.id
            found.append(_labelled(lang, families.get(key, key.rpartition(".")[0]), reading, labels[key]))
    return found


def load_unlabelled(corpus: Path) -> list[Labelled]:
    """Every article of a corpus, without labels."""
    return [_labelled(r.article.languages[0], r.article.id, r, ()) for r in _readings(corpus)]


def _labelled(lang: str, family: str, reading: Reading, labels: Sequence[Label]) -> Labelled:
    drafts = without_duplicates(clip_to_outer(reading.drafts(), reading.article.text))
    speakers = Speakers(reading.trees, reading.lexicons, reading.kinds).resolve(drafts)
    pairs = pair([(d.content, d.source) for d in drafts], labels)
    return Labelled(lang, family, reading, labels, drafts, speakers, find_parents(drafts), pairs)


def _readings(corpus: Path) -> Iterator[Reading]:
    models = load_models()
    tables = read([corpus], ArticlesConfig(), models)
    for stage in (CLAIMS[0], ENTITIES[0]):  # claims.parse, entities.find
        tables = tables.merged(stage.run(tables, stage.config, models))
    sentences, parses = tables.by_article(Sentence), tables.by_article(Parse)
    mentions, parts = tables.by_article(Mention), tables.by_article(Part)
    for a in tables.of(Article):
        rows = (sentences.get(a.id, []), parses.get(a.id, []), mentions.get(a.id, []), parts.get(a.id, []))
        yield Reading(a, *rows)


def _families(articles: Sequence[Article]) -> dict[str, str]:
    """The first article of those that share much of their wording, directly or by others, by id."""
    holders = defaultdict(list)
    for article in articles:
        words = re.findall(r"\w+", article.text.lower())
        for run in sorted({tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}):
            holders[run].append(article.id)
    shared = Counter(two for ids in holders.values() for two in pairwise(ids))
    first = {article.id: article.id for article in articles}
    for (a, b), count in sorted(shared.items()):
        if count >= _SHARED and first[a] != first[b]:
            old, new = max(first[a], first[b]), min(first[a], first[b])
            first = {key: new if value == old else value for key, value in first.items()}
    return first


def stretch(span: Mapping[str, int] | None) -> Stretch | None:
    """A labelled span as a stretch."""
    return None if span is None else (span["start"], span["end"])


def overlap(a: Stretch | None, b: Stretch | None) -> float:
    """Shared characters of two stretches over all that they cover; 1.0 where neither is there."""
    if a is None or b is None:
        return 1.0 if a is b else 0.0
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (max(a[1], b[1]) - min(a[0], b[0]))


def same(a: Stretch | None, b: Stretch | None) -> bool:
    """Whether two stretches are taken for one."""
    return overlap(a, b) >= _LEAST


def pair(found: Sequence[tuple[Stretch, Stretch | None]], labels: Sequence[Label]) -> dict[int, int]:
    """The label of each content and source, best contents first, then best sources, each once."""
    ranked = sorted(
        (
            (overlap(content, stretch(x["content"])), overlap(source, stretch(x["source"])), n, k)
            for n, (content, source) in enumerate(found)
            for k, x in enumerate(labels)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for content, _, n, k in ranked:
        if content >= _LEAST and n not in pairs and k not in taken:
            pairs[n] = k
            taken.add(k)
    return pairs
