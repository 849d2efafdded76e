"""In which order blocks that have articles in common are done, so that a batch reads few articles.

An article that stands in blocks of several batches is cut out and made into rows once for each of them. Where short quotes
tie nearly all articles, they hang together in one great piece: it is taken apart where an article ties many.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from headwater.runs.blocks.components import top
from headwater.runs.bulk.numbered import Numbers, Pairs


def neighbours_first(blocks: Pairs, articles: int, most: int) -> Numbers:
    """The place of each block in an order in which blocks that share articles stand beside each other.

    ``blocks`` are the places of each block's articles, of so many ``articles``; of ``most`` articles, about, is one
    neighbourhood. Articles of few blocks are put together first: one of very many ties those that have little else
    in common. The same blocks give the same order.
    """
    sizes = np.diff(blocks.bounds)
    if (
        not len(sizes) or not sizes.all()
    ):  # a block without articles has no neighbours: all stay where they are
        return np.arange(len(sizes))
    members = blocks.all_of(np.arange(len(sizes)))
    busy = np.bincount(members, minlength=articles)[members]
    starts = blocks.bounds[:-1].astype(np.int64)
    dearest = np.maximum.reduceat(busy, starts)
    above, weight = list(range(articles)), [1] * articles
    for block in np.argsort(dearest, kind="stable").tolist():
        own = members[starts[block] : starts[block] + sizes[block]].tolist()
        for one in own[1:]:
            _join_below(above, weight, own[0], one, most)
    tops = np.array([top(above, one) for one in members[starts].tolist()], dtype=np.int64)
    order = np.argsort(tops, kind="stable")
    places: npt.NDArray[np.int64] = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def _join_below(above: list[int], weight: list[int], a: int, b: int, most: int) -> None:
    one, two = top(above, a), top(above, b)
    if one != two and weight[one] + weight[two] <= most:
        first, second = min(one, two), max(one, two)
        above[second] = first
        weight[first] += weight[second]
