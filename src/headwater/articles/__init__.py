"""Files to articles: what comes in is files and folders, what goes out is texts taken apart.

In: files of every kind that ``kinds`` names: texts, pages, documents, tables, feeds, archives, mail. Out:
``Article`` (title, text, publisher, dates, links), ``Part`` (stretches with their own provenance, tiling
the text), ``Sentence`` (with its language), ``Credit`` (lines that say where a text comes from),
``Rejected`` and ``ArticleFinding``.

What can go wrong: nothing raises. A file or row that cannot be read is a ``Rejected`` row with its
reason; a date that cannot be is not believed, and the case says so.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headwater.articles.config import ArticlesConfig
    from headwater.articles.inputs import Discovery, InputFile, discover
    from headwater.articles.stage import read, read_found

__all__ = ["ArticlesConfig", "Discovery", "InputFile", "discover", "read", "read_found"]


_HOMES = {
    "ArticlesConfig": "config",
    "Discovery": "inputs",
    "InputFile": "inputs",
    "discover": "inputs",
    "read": "stage",
    "read_found": "stage",
}


def __getattr__(name: str) -> Any:
    """A module's names, imported when first asked for: the command line's help needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
