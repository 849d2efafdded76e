"""Spans: stretches of an article's text, counted in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one article's text: ``text == article.text[start:end]``."""

    text: str
    start: int
    end: int


def span_of(text: str, start: int, end: int) -> Span:
    """The span ``[start, end)`` of ``text``; raises ValueError where it does not lie inside."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}:{end} does not lie inside a text of {len(text)} characters")
    return Span(text[start:end], start, end)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span ``[start, end)`` of ``text`` without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return span_of(text, start, end)
