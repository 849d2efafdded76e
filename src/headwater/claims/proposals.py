"""A second reader's proposals: found verbatim in the text or dropped, and laid beside the first reader's.

Nothing here trusts the other reader. Its words count only where they stand in the text, code point for
code point, so that neither an invention of its own nor an instruction hidden in an article gets in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headwater.records.articles import Article
from headwater.records.claims import Attribution, Proposal, ProposalVerdict
from headwater.records.ids import row_id
from headwater.records.ports import Proposed
from headwater.records.spans import Span

_MOST_PLACES = 500  # occurrences of one string that are looked at: a proposal of "a" must not cost a minute
_MOST_PROPOSALS = 400  # proposals of one piece that are looked at
_LONGEST_NAME = 100  # characters of a source that a reason repeats

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Located:
    """A proposal with its places in the article; ``because`` says why it has none."""

    source: Bounds | None
    cue: Bounds | None
    content: Bounds | None
    because: str = ""


def locate(text: str, start: int, end: int, proposed: Proposed) -> Located:
    """Where a proposal's words stand between ``start`` and ``end`` of an article's text.

    Content that stands there several times is taken where the reader counts it, else where a source or
    cue is nearest, else at its first place. Source and cue are taken at their place nearest to the content.
    """
    named = {"source": proposed.source, "cue": proposed.cue, "content": proposed.content}
    places = {}
    for role, words in named.items():
        if words is None:
            continue
        places[role] = _places(text, start, end, words)
        if not places[role]:
            return Located(None, None, None, _missing(role, words))
    content = _chosen_content(places, proposed.occurrence)
    source = _nearest(places["source"], content) if "source" in places else None
    cue = _nearest(places["cue"], content) if "cue" in places else None
    return Located(source, cue, content)


def _missing(role: str, words: str) -> str:
    # The words themselves are not told: what a model invents must not enter the case.
    if not any(character.isalnum() for character in words):
        return f"The second reader gave a {role} without a letter or figure in it."
    return f"The {role} that the second reader gave ({len(words.strip())} characters) does not stand in the text."


def _places(text: str, start: int, end: int, words: str) -> list[Bounds]:
    """Every place of ``words``, at the bounds of words where there are such places."""
    words = words.strip()
    if not any(character.isalnum() for character in words):
        return []
    found: list[Bounds] = []
    at = text.find(words, start, end)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words), end)
    return [place for place in found if _at_word_bounds(text, *place)] or found


def _at_word_bounds(text: str, start: int, end: int) -> bool:
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (cut_before or cut_after)


def _chosen_content(places: dict[str, list[Bounds]], occurrence: int | None) -> Bounds:
    contents = places["content"]
    if occurrence is not None and 1 <= occurrence <= len(contents):
        return contents[occurrence - 1]
    others = [places[role] for role in ("source", "cue") if role in places]
    return min(contents, key=lambda c: (sum(_gap(_nearest(other, c), c) for other in others), c))


def _nearest(places: Sequence[Bounds], to: Bounds) -> Bounds:
    """The place beside ``to`` with the least gap; one that lies in it only where there is no other."""
    at = bisect_left(places, to)
    around = places[max(0, at - 1) : at + 1]
    before = bisect_left(places, (to[0], to[0]))
    after = bisect_left(places, (to[1], to[1]))
    outside = [p for p in (*places[max(0, before - 1) : before], *places[after : after + 1]) if _apart(p, to)]
    return min(outside or around, key=lambda place: (_gap(place, to), place))


def _apart(one: Bounds, other: Bounds) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _gap(one: Bounds, other: Bounds) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def compare(
    article: Article,
    piece: Bounds,
    proposed: Sequence[Proposed],
    attributions: Sequence[Attribution],
    reader: str,
) -> list[Proposal]:
    """One row for each proposal on a piece of an article; the same proposal made twice has one."""
    rows: dict[str, Proposal] = {}
    for number, one in enumerate(proposed[:_MOST_PROPOSALS]):
        found = locate(article.text, *piece, one)
        if found.content is None:
            row = _not_verbatim(article, (*piece, number), found.because, reader)
        else:
            row = _compared(article, found, found.content, attributions, reader)
        rows.setdefault(row.id, row)
    return list(rows.values())


def _not_verbatim(article: Article, identity: tuple[int, int, int], because: str, reader: str) -> Proposal:
    made = row_id("pr", article.id, reader, *identity)
    return Proposal(made, article.id, None, None, None, None, "not_verbatim", reader, because)


def _compared(
    article: Article, found: Located, content: Bounds, attributions: Sequence[Attribution], reader: str
) -> Proposal:
    verdict, first = _verdict(found, content, attributions)
    return Proposal(
        id=row_id("pr", article.id, reader, found.source, found.cue, content),
        article=article.id,
        source=_span(article, found.source),
        cue=_span(article, found.cue),
        content=_span(article, content),
        agrees_with=first.id if first and verdict == "same" else None,
        verdict=verdict,
        reader=reader,
        because=_because(article, found, verdict, first),
    )


def _verdict(
    found: Located, content: Bounds, attributions: Iterable[Attribution]
) -> tuple[ProposalVerdict, Attribution | None]:
    """How a proposal stands to the first reader's attributions, and to which of them."""
    alike = [(share, one) for one in attributions if (share := _shared(content, one)) > 0]
    alike.sort(key=lambda pair: (-pair[0], pair[1].content.start, pair[1].id))
    for _, one in alike:
        if _same_source(found.source, one.source):
            return "same", one
    for _, one in alike:
        if not _other_level(found.source, content, one):
            return "other_source", one
    return "only_second", None


def _shared(content: Bounds, attribution: Attribution) -> int:
    """Characters that two contents share; 0 where that is less than half of the shorter."""
    parts = attribution.content_parts or [attribution.content]
    shared = sum(max(0, min(content[1], p.end) - max(content[0], p.start)) for p in parts)
    shorter = min(content[1] - content[0], sum(p.end - p.start for p in parts))
    return shared if shared * 2 >= shorter else 0


def _same_source(second: Bounds | None, first: Span | None) -> bool:
    if second is None or first is None:
        return second is None and first is None
    return not _apart(second, (first.start, first.end))


def _other_level(source: Bounds | None, content: Bounds, attribution: Attribution) -> bool:
    """Whether one of two attributions lies in the other's content: a level of nesting, no quarrel."""
    first, inner = attribution.source, attribution.content
    holds_first = first is not None and content[0] <= first.start and first.end <= content[1]
    held = source is not None and inner.start <= source[0] and source[1] <= inner.end
    return holds_first or held


def _because(article: Article, found: Located, verdict: ProposalVerdict, first: Attribution | None) -> str:
    second = _named(article.text[slice(*found.source)] if found.source else None)
    if first is None:
        return f"The second reader gives these words to {second}; the first reader gives them to nobody."
    named = _named(first.source.text if first.source else None)
    if verdict == "same":
        return f"Both readers give these words to {named}."
    return f"The second reader gives these words to {second}, the first reader gives words among them to {named}."


def _named(source: str | None) -> str:
    if source is None:
        return "a source that is not named"
    return f"“{source}”" if len(source) <= _LONGEST_NAME else f"“{source[:_LONGEST_NAME]}…”"


def _span(article: Article, bounds: Bounds | None) -> Span | None:
    return None if bounds is None else article.span(*bounds)
