"""Bytes to a parsed mail message, by the standard library; what is made to break its parser is refused."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import Policy
from typing import Any, TypeVar

from headwater.articles.config import ArticlesConfig
from headwater.articles.items import Item
from headwater.records.articles import Rejected

_MOST_BOUNDARIES = 200
_LONGEST_FIELD = 2_000  # characters of one field that tells the form of a part
_MOST_OF_FIELDS = 100_000  # of all such fields of a message: each is parsed anew whenever it is asked for
One = TypeVar("One")


def read_message(
    item: Item, config: ArticlesConfig, policy: Policy[Any], what: str, read: Callable[[Any, bytes], One]
) -> One | Rejected:
    """What ``read`` gives of the item's message and bytes, or why they are not read. ``what`` is "a mail"."""
    if item.size > config.largest_member:
        return item.rejected(
            f"has {item.size:,} bytes, more than the {config.largest_member:,} that one document may have"
        )
    data = item.data()
    if data.count(b"boundary") > _MOST_BOUNDARIES:
        return item.rejected(
            f"cannot be read as {what}: more than {_MOST_BOUNDARIES} of its parts have parts of their own"
        )
    try:
        message: EmailMessage | Message = BytesParser(policy=bounded(policy)).parsebytes(data)
        return read(message, data)
    except RecursionError:
        return item.rejected(f"cannot be read as {what}: its parts lie too deep in one another")
    except Exception as error:  # the standard library's parser raises anything for headers made to break it
        return item.rejected(f"cannot be read as {what}: email raised {type(error).__name__}")


def bounded(policy: Policy[Any]) -> Policy[Any]:
    """The policy with ``Content-`` fields cut where they are too long, and empty where a message has too much of them."""
    kind: type[Policy[Any]] = type(policy)
    left = _MOST_OF_FIELDS

    class Bounded(kind):  # type: ignore[misc, valid-type]
        """Bounded for one message."""

        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            """The field's name and value."""
            nonlocal left
            name, value = super().header_source_parse(sourcelines)
            if not name.lower().startswith("content-"):
                return name, value
            value = value[: min(_LONGEST_FIELD, max(0, left))]
            left -= len(value)
            return name, value

    return Bounded()
