"""Makes ``likeness.toml``: how alike translations are to the encoder, from aligned human translations.

Give it the tables of a case of translated documents and which article holds which document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.meaning import share_meaning
from headwater.origins.reuse.texts import Text, read_texts
from headwater.records.tables import Tables


def mean_similarities(
    tables: Tables, document: Mapping[str, str], config: ReuseConfig
) -> dict[tuple[str, str], float]:
    """Mean similarity of aligned sentences for each pair of languages; each document weighs the same."""
    of_document: dict[str, list[Text]] = {}
    for text in read_texts(tables):
        if text.languages and text.article.id in document:
            of_document.setdefault(document[text.article.id], []).append(text)
    found: dict[tuple[str, str], list[float]] = {}
    for versions in of_document.values():
        for index, one in enumerate(versions):
            for other in versions[index + 1 :]:
                stretches = share_meaning(one, other, config)
                languages = sorted((one.article.languages[0], other.article.languages[0]))
                if stretches and languages[0] != languages[1]:
                    scores = [stretch.score for stretch in stretches]
                    letters = [stretch.a_end - stretch.a for stretch in stretches]
                    mean = float(np.average(scores, weights=letters))
                    found.setdefault((languages[0], languages[1]), []).append(mean)
    return {pair: round(float(np.mean(scores)), 4) for pair, scores in sorted(found.items())}


def shares_of(similarities: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Each language's share of the similarities of its pairs, by least squares."""
    languages = sorted({lang for pair in similarities for lang in pair})
    pairs = sorted(similarities)
    system = np.array([[float(lang in pair) for lang in languages] for pair in pairs])
    solved = np.linalg.lstsq(system, np.array([similarities[pair] for pair in pairs]), rcond=None)[0]
    return {lang: round(float(share), 3) for lang, share in zip(languages, solved.tolist(), strict=True)}


def as_toml(shares: Mapping[str, float], other: float) -> str:
    """The data file; ``other`` is the share of languages that were not measured."""
    lines: Sequence[str] = [f"{lang} = {share:.3f}" for lang, share in sorted(shares.items())]
    head = "# Share of each language in the mean similarity of translated sentences (see likeness.py)."
    return "\n".join((head, "[share]", *lines, f"other = {other:.3f}", ""))
