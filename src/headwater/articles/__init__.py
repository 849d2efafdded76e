"""Files to articles: what comes in is files and folders, what goes out is texts taken apart.

In: ``.txt``, ``.md``, ``.html`` and ``.jsonl`` files. Out: ``Article`` (title, text, publisher, dates,
links), ``Part`` (stretches with their own provenance, tiling the text), ``Sentence`` (with its
language), ``Credit`` (lines that say where a text comes from), ``Rejected`` and ``ArticleFinding``.

What can go wrong: nothing raises. A file or row that cannot be read is a ``Rejected`` row with its
reason; a date that cannot be is not believed, and the case says so.
"""

from headwater.articles.config import ArticlesConfig
from headwater.articles.inputs import Discovery, InputFile, discover
from headwater.articles.stage import read, read_found

__all__ = ["ArticlesConfig", "Discovery", "InputFile", "discover", "read", "read_found"]
