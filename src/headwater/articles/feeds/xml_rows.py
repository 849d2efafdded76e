"""Plain XML read row by row: no entities, no network, no giant nodes, and memory that does not grow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

MARK_UP = (etree.XMLSyntaxError, ValueError, LookupError)
"""What lxml raises for XML that it cannot read."""


def local(tag: Any) -> str:
    """A tag's name without its namespace, in small letters."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def rows_of(data: bytes, names: tuple[str, ...]) -> Iterator[Any]:
    """Every element with one of the local names, whole; emptied once it was looked at.

    Raises one of ``MARK_UP`` where the XML breaks off; the rows before it have been given by then.
    """
    walk = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in walk:
        if local(element.tag) in names:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and (before := element.getprevious()) is not None:
                parent.remove(before)


def words_in(element: Any, name: str) -> str:
    """The words of the first element below that has a local name; empty where there is none."""
    for one in element.iter():
        if one is not element and local(one.tag) == name:
            return " ".join("".join(one.itertext()).split())
    return ""
