"""Files to articles: what comes in is files and folders, what goes out is texts taken apart.

In: ``.txt``, ``.md``, ``.html`` and ``.jsonl`` files. Out: ``Article`` (title, text, publisher, dates,
links), ``Part`` (stretches with their own provenance, tiling the text), ``Sentence`` (with its
language), ``Credit`` (lines that say where a text comes from), ``Rejected`` and ``ArticleFinding``.

What can go wrong: nothing raises. A file or row that cannot be read is a ``Rejected`` row with its
reason; a date that cannot be is not believed, and the case says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headwater.articles.inputs import Discovery, InputFile, discover

if TYPE_CHECKING:
    from headwater.articles.config import ArticlesConfig
    from headwater.articles.stage import read, read_found

__all__ = ["ArticlesConfig", "Discovery", "InputFile", "discover", "read", "read_found"]


def __getattr__(name: str) -> Any:
    """Reading and its settings, imported when first asked for: to list files needs neither."""
    if name == "ArticlesConfig":
        from headwater.articles.config import ArticlesConfig

        return ArticlesConfig
    if name in ("read", "read_found"):
        from headwater.articles import stage

        return getattr(stage, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
