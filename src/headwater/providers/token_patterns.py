"""The French tokenizer's pattern, compiled in a twentieth of the time, and matching the same words.

spaCy joins some three hundred alternatives, nearly all of which end in the same classes of letters, of a thousand
signs each, and Python compiles each of these anew: more than two seconds in every process. Alternatives with one end are
put together here, "ab[x]+|cd[x]+" as "(?:ab|cd)[x]+". Only whether a word matches is ever asked, and that stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from headwater.records.kept_patterns import compiled

_LARGE = 200_000
_BEGIN, _BETWEEN, _END = "(?iu)(?:", ")|(?:", ")"
_CLASS = 500  # signs of a class that is worth sharing


@contextmanager
def quick_patterns() -> Iterator[None]:
    """While the block runs, patterns are compiled once an installation, and large ones of this form quickly."""
    anew = re.compile

    def compile_quickly(pattern: Any, flags: Any = 0) -> Any:
        if isinstance(pattern, str) and len(pattern) > _LARGE and not flags:
            return compiled(pattern, rewritten=gathered)
        if isinstance(pattern, str):
            return compiled(pattern, flags)
        return anew(pattern, flags)

    re.compile = compile_quickly
    try:
        yield
    finally:
        re.compile = anew


def gathered(pattern: str) -> str:
    """A pattern whose alternatives have their ends in common; itself where it is of another form."""
    alternatives = pattern.removeprefix(_BEGIN).removesuffix(_END).split(_BETWEEN)
    of_form = pattern.startswith(_BEGIN) and all(
        one.startswith("^") and one.endswith("$") and not _has_open_bar(one) for one in alternatives
    )
    if not of_form:
        return pattern
    by_end: dict[str, list[str]] = {}
    for one in alternatives:
        at = _large_class(one)
        by_end.setdefault(one[at:], []).append(one[1:at])
    joined = [f"^(?:{'|'.join(begins)}){end}" for end, begins in by_end.items()]
    return _BEGIN + _BETWEEN.join(joined) + _END


def _large_class(alternative: str) -> int:
    """Where the first large class of signs begins, so that nothing is open before it; else the end of the whole."""
    at = alternative.find("[")
    while at >= 0:
        end = alternative.find("]", at)
        if end - at > _CLASS and alternative.count("(", 0, at) == alternative.count(")", 0, at):
            return at
        at = alternative.find("[", end)
    return len(alternative) - 1


_INSIDE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\([^()]*\)", re.DOTALL)


def _has_open_bar(alternative: str) -> bool:
    """Whether it is itself more than one: has a bar that stands in no group and no class."""
    while (shorter := _INSIDE.sub("", alternative)) != alternative:
        alternative = shorter
    return "|" in alternative
