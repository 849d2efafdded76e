"""Which articles hang together: the components of the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def components(articles: Sequence[str], ties: Iterable[Sequence[str]]) -> list[list[str]]:
    """The articles by component, each sorted, in order of their first article.

    ``ties`` are lists of ids that hang together; an id that is no article's ties nothing. Union by the smaller place
    with path halving: close to linear in articles and ties.
    """
    ordered = sorted(articles)
    place_of: Mapping[str, int] = {article: place for place, article in enumerate(ordered)}
    above = list(range(len(ordered)))
    for tie in ties:
        places = [place_of[one] for one in tie if one in place_of]
        for place in places[1:]:
            join(above, places[0], place)
    found: dict[int, list[str]] = {}
    for place, article in enumerate(ordered):
        found.setdefault(top(above, place), []).append(article)
    return list(found.values())


def join(above: list[int], a: int, b: int) -> None:
    """Put two places under one; ``above`` gives for each place one above it, itself at the top."""
    one, two = top(above, a), top(above, b)
    if one != two:
        above[max(one, two)] = min(one, two)


def top(above: list[int], place: int) -> int:
    """The place that all which hang together have above them: their first."""
    while above[place] != place:
        above[place] = above[above[place]]
        place = above[place]
    return place
