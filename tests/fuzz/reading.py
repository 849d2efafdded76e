"""Reads arbitrary bytes as a document of one kind; anything but drafts and rejections is a fault.

A reader's outer edge makes a rejection of whatever was raised, and so would hide this project's own errors:
here a rejection that is made while an error of our own code is handled counts as a fault too.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, cast
from unittest.mock import patch

import headwater
from headwater.articles.anatomy import dissect, identify_all
from headwater.articles.config import ArticlesConfig
from headwater.articles.drafts import Draft
from headwater.articles.files import read_item
from headwater.articles.items import Budget, Item
from headwater.records.articles import Article, Part, Rejected, Sentence
from headwater.records.ports import Models

CONFIG = ArticlesConfig(largest_text=2_000_000)
_OURS = str(Path(headwater.__file__).parent)
_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    TypeError,
)  # that no reader catches by name where damaged bytes raise them


def read_as(kind: str, data: bytes, suffix: str = "") -> list[Draft | Rejected]:
    """Everything in ``data`` read as ``kind``; asserts what every reader promises."""
    item = Item(f"fuzzed{suffix}", kind, len(data), lambda: io.BytesIO(data), Budget(1_000, 50_000_000))
    hidden: list[BaseException] = []
    with patch.object(Item, "rejected", _noting(hidden)):
        found = [one for _, one in read_item(item, CONFIG)]
    if hidden:
        raise hidden[0]
    for one in found:
        if isinstance(one, Rejected):
            assert one.reason and one.path, "a rejection without a reason"
            one.reason.encode("utf-8")
        else:
            _require_sound(one)
    return found


def take_apart(found: Sequence[Draft | Rejected]) -> None:
    """The drafts as the room's rows: spans lie in their texts, parts tile them."""
    drafts = list({one.id: one for one in found if isinstance(one, Draft)}.values())
    for draft, frame in zip(drafts, identify_all(drafts, CONFIG, _MODELS), strict=True):
        rows = dissect(draft, frame, CONFIG)
        (article,) = rows.of(Article)
        spans = [(one.start, one.end) for one in rows.of(Sentence)]
        spans += [(one.start, one.end) for one in rows.of(Part)]
        assert all(0 <= start <= end <= len(article.text) for start, end in spans), "a span leaves the text"
        for sentence in rows.of(Sentence):
            assert article.text[sentence.start : sentence.end].strip(), "a sentence without words"


class _English:
    """Says that every text is English."""

    def identify(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """The same for each."""
        return [("en", 0.9) for _ in texts]


_MODELS = Models(parser=cast(Any, None), embedder=cast(Any, None), languages=_English())


def _noting(hidden: list[BaseException]) -> object:
    """``Item.rejected``, which also notes the error that is being handled where it is one of our own."""
    rejected = Item.rejected

    def noting(item: Item, reason: str) -> Rejected:
        error = sys.exc_info()[1]
        if error is not None and (reason.endswith("in its reader") or _is_our_own(error)):
            hidden.append(error)
        return rejected(item, reason)

    return noting


def _is_our_own(error: BaseException) -> bool:
    """Whether a bug's error was raised by a line of headwater, not within a library."""
    last: TracebackType | None = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return (
        isinstance(error, _ERRORS) and last is not None and last.tb_frame.f_code.co_filename.startswith(_OURS)
    )


def _require_sound(draft: Draft) -> None:
    for words in _strings(draft):
        words.encode("utf-8")
    assert draft.text.startswith(f"{draft.title}\n"), "the text does not begin with its title"
    for link in draft.links:
        assert draft.text[link.start : link.end] == link.text, "a link's offsets are not its words"
    for mark in draft.marks:
        assert 0 <= mark.start <= mark.end <= len(draft.text), "a mark leaves the text"


def _strings(value: object) -> Iterator[str]:
    """Every text in a row and in the rows that it holds."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _strings(getattr(value, one.name))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
