"""A draft taken apart: sentences with languages, parts, credits, dates, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.segmentation import split
from headwater.articles.tongues import settle, shares
from headwater.records.articles import Article, Part, Published, Sentence
from headwater.records.ids import row_id
from headwater.records.ports import Models
from headwater.records.tables import Tables


@dataclass(frozen=True, slots=True)
class Frame:
    """The sentences of one draft and their languages."""

    spans: list[tuple[int, int]]
    codes: list[str]


def identify_all(drafts: Sequence[Draft], config: ArticlesConfig, models: Models) -> list[Frame]:
    """The frame of each draft; the language model is asked once for all."""
    spans = [_spans(draft, config) for draft in drafts]
    texts = [draft.text[start:end] for draft, own in zip(drafts, spans, strict=True) for start, end in own]
    guesses = models.languages.identify(texts)
    frames, at = [], 0
    for draft, own in zip(drafts, spans, strict=True):
        until = at + len(own)
        frames.append(Frame(own, settle(texts[at:until], guesses[at:until], draft.lang)))
        at = until
    return frames


def _spans(draft: Draft, config: ArticlesConfig) -> list[tuple[int, int]]:
    title = [(0, len(draft.title))] if draft.title.strip() else []
    return title + list(split(draft.text, draft.body_start, len(draft.text), config.longest_sentence))


def dissect(draft: Draft, frame: Frame, config: ArticlesConfig) -> Tables:
    """All rows of one article."""
    part = Part(
        row_id("p", draft.id, 0, len(draft.text)),
        draft.id, 0, len(draft.text), "body", None, None, "the whole text is the article's own",
    )  # fmt: skip
    sentences = [
        Sentence(draft.id, index, start, end, code, part.id, start < draft.body_start and bool(draft.title))
        for index, ((start, end), code) in enumerate(zip(frame.spans, frame.codes, strict=True))
    ]
    claim = draft.dates[0] if draft.dates else None
    published = Published(claim.value[:10], "day", claim.how) if claim else Published()
    article = Article(
        draft.id, draft.path, draft.url, draft.sha256, draft.title, draft.text, draft.publisher, draft.byline,
        published, shares(frame.codes, [end - start for start, end in frame.spans]), draft.links, draft.authors,
        draft.media_type,
    )  # fmt: skip
    return Tables.of_rows([article], [part], sentences)
