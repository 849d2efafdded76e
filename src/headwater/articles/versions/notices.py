"""Sentences by which a text says itself that it was changed after it was published."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from headwater.articles.names import evened

_LONGEST = 600


@cache
def _notices() -> re.Pattern[str]:
    data = tomllib.loads(resources.files(__package__).joinpath("wording.toml").read_text("utf-8"))
    sources = "|".join(f"(?:{evened(source)})" for source in data["notices"])
    return re.compile(rf"[\s\W_]{{0,6}}(?:{sources})", re.IGNORECASE)


def is_notice(sentence: str) -> bool:
    """Whether a sentence tells of a change to its own text."""
    return len(sentence) <= _LONGEST and _notices().match(evened(sentence)) is not None
