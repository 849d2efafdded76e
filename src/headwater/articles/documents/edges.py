"""The outer edge of a reader: whatever a foreign parser raises becomes a rejection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.packages import PackageFault
from headwater.articles.drafts import Draft
from headwater.articles.items import Item
from headwater.records.articles import Rejected

Found = Iterator[tuple[str, Draft | Rejected | Item]]
Reader = Callable[[Item, ArticlesConfig], Found]


def rejecting(fault: str) -> Callable[[Reader], Reader]:
    """Makes a reader that raises nothing: what goes wrong is told behind ``fault``."""

    def around(read: Reader) -> Reader:
        @wraps(read)
        def edge(item: Item, config: ArticlesConfig) -> Found:
            try:
                yield from read(item, config)
            except PackageFault as why:
                yield item.name, item.rejected(f"{fault}: {why}")
            except RecursionError:
                yield item.name, item.rejected(f"{fault}: it nests too deep")
            except Exception as error:  # foreign parsers raise anything on damaged files
                said = " ".join(str(error).split())[:100]
                yield item.name, item.rejected(f"{fault}: {type(error).__name__} ({said})")

        return edge

    return around
