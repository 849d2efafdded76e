"""The stage ``origins.reuse``: which articles share wording, in one language and across languages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.evidence import Pair, judge, meaning_evidence
from headwater.origins.reuse.families import Family, find_families
from headwater.origins.reuse.marks import mark_texts
from headwater.origins.reuse.meaning import share_meanings
from headwater.origins.reuse.neighbours import Sentences, join_articles, shares
from headwater.origins.reuse.shingles import share, shingles, weigh_shingles
from headwater.origins.reuse.texts import Text, read_texts
from headwater.origins.reuse.wording import Background, Wording, background_of, share_wording
from headwater.origins.versions import spoken
from headwater.records.articles import Article, Credit, Part, Sentence, Version
from headwater.records.entities import Mention
from headwater.records.ids import row_id
from headwater.records.matches import SentenceVector
from headwater.records.origins import Cluster, Reuse
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables

Couple = tuple[int, int]


def find_reuse(tables: Tables, config: ReuseConfig, models: Models) -> Tables:
    """One row for each pair of articles that share wording, and one for each crowd of copies."""
    tables = spoken(tables)
    texts = read_texts(tables)
    keys = [shingles(text.body.tokens, config.shingle) for text in texts]
    families = find_families(keys, config.cluster_size, config.cluster_likeness)
    hidden = {index for family in families for index in family.members if index != family.representative}
    open_ = [index for index in range(len(texts)) if index not in hidden]
    weighed = weigh_shingles(
        share([keys[index] for index in open_]),
        config.background_related,
        config.most_articles,
        config.common_articles,
        config.candidate_rarity,
    )
    backgrounds = [
        background_of(text, of_text, weighed, config.shingle)
        for of_text, text in zip(keys, texts, strict=True)
    ]
    couples: list[Couple] = [
        (open_[left], open_[right])
        for left, right in zip(weighed.pairs.left.tolist(), weighed.pairs.right.tolist(), strict=True)
    ]
    couples.extend(_to_representatives(families))
    wordings = {
        (a, b): share_wording(texts[a], texts[b], backgrounds[a], backgrounds[b], config)
        for a, b in sorted(couples)
    }
    meeting = _meeting(texts, open_, config)
    marked = mark_texts(texts, {index for couple in meeting for index in couple}, tables.by_article(Mention))
    pairs = _pairs(marked, backgrounds, wordings, meeting, config)
    rows = _judged(pairs, config)
    return Tables.of_rows(rows, [_cluster(family, texts) for family in families])


def _to_representatives(families: Sequence[Family]) -> list[Couple]:
    return [
        (min(member, family.representative), max(member, family.representative))
        for family in families
        for member in family.members
        if member != family.representative
    ]


def _meeting(texts: Sequence[Text], open_: Sequence[int], config: ReuseConfig) -> list[Couple]:
    """Pairs of articles whose sentences are near enough in meaning to be aligned."""
    sizes = np.array([len(text.sentences) - text.first for text in texts], dtype=np.int64)
    owners = np.repeat(np.array(open_, dtype=np.int64), sizes[list(open_)])
    vectors = [texts[index].side.vectors[texts[index].first :] for index in open_ if sizes[index]]
    if not vectors:
        return []
    languages = tuple(lang for index in open_ for lang in texts[index].languages[texts[index].first :])
    every = Sentences(np.concatenate(vectors), owners, languages)
    joined = join_articles(every, config.neighbours, config.neighbour_floor, config.exact_sentences)
    near = shares(joined, sizes, config.candidate_share, config.candidate_share_within)
    return [(pair.left, pair.right) for pair in near]


def _pairs(
    texts: Sequence[Text],
    backgrounds: Sequence[Background],
    wordings: dict[Couple, Wording],
    meeting: Sequence[Couple],
    config: ReuseConfig,
) -> list[Pair]:
    aligned = share_meanings(meeting, texts, config)
    return [
        Pair(
            a=texts[a],
            b=texts[b],
            background_a=backgrounds[a],
            background_b=backgrounds[b],
            wording=wordings.get((a, b)),
            meaning=tuple(aligned.get((a, b), ())),
        )
        for a, b in sorted({*wordings, *aligned})
    ]


def _judged(pairs: Sequence[Pair], config: ReuseConfig) -> list[Reuse]:
    """The rows of all pairs; each text's best match in the other's language is known to its rivals."""
    best: dict[tuple[str, str], float] = {}
    meanings = [meaning_evidence(pair) for pair in pairs]
    for pair, found in zip(pairs, meanings, strict=True):
        strength = found.strength if found is not None and found.across else 0.0
        for key in _rivalry(pair):
            best[key] = max(best.get(key, 0.0), strength)
    rows = []
    for pair, found in zip(pairs, meanings, strict=True):
        row = judge(pair, found, max(best[key] for key in _rivalry(pair)), config)
        if row is not None:
            rows.append(row)
    return rows


def _rivalry(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    """(article, language of the other): rows with a key in common compete to be its translation."""
    a, b = pair.a.article, pair.b.article
    return (a.id, b.languages[0] if b.languages else ""), (b.id, a.languages[0] if a.languages else "")


def _cluster(family: Family, texts: Sequence[Text]) -> Cluster:
    members = [texts[index].article.id for index in family.members]
    return Cluster(
        id=row_id("cl", *members),
        kind="copy",
        members=members,
        representative=texts[family.representative].article.id,
        because=f"{len(members)} articles have nearly the same words; each is compared with the representative alone.",
    )


REUSE = Stage(
    name="origins.reuse",
    run=find_reuse,
    reads=(Version, Article, Part, Sentence, SentenceVector, Credit, Mention),
    writes=(Reuse, Cluster),
    config=ReuseConfig(),
    shape="table",
    says="finding shared wording",
    data=("origins/reuse/*.toml",),
)
