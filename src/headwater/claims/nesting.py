"""Which attribution's content holds which other attribution."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from headwater.claims.bounds import trim
from headwater.claims.drafts import Draft
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree

_CLOSING = '"»”'
_OPENING = '"«“'
_STRAIGHT = '"'


def clip_to_outer(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts, each content cut where it runs past what an outer speaker says: "... said, the agency reported".

    Whoever is quoted inside a content cannot have said the name and cue of whoever quotes him behind it.
    Only drafts of one sentence are compared.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    clipped: dict[int, Draft] = {}
    for n, draft in enumerate(drafts):
        ends = [end for other in by_sentence[draft.sentence] if (end := _outer_end(draft, other)) is not None]
        if ends:
            clipped[n] = _cut(draft, min(ends), text)
    hosts = {id(drafts[n]): one for n, one in clipped.items()}
    found = [clipped.get(n, draft) for n, draft in enumerate(drafts)]
    return [replace(d, host=hosts.get(id(d.host), d.host)) if d.host else d for d in found]


def _outer_end(inner: Draft, outer: Draft) -> int | None:
    """Where the content of an outer draft ends, if the inner one stands in it and runs on over its cue."""
    low, high = outer.content
    if (
        inner is outer
        or inner.cue is None
        or outer.cue is None
        or not low <= inner.cue[0] < inner.cue[1] <= high
    ):
        return None
    behind = (
        min(s[0] for s in (outer.source, outer.cue) if s is not None and s[0] >= high)
        if outer.cue[0] >= high
        else None
    )
    last = inner.parts[-1]
    runs_on = behind is not None and low <= last[0] < high and last[1] > behind
    return high if runs_on else None


def _cut(draft: Draft, end: int, text: str) -> Draft:
    """A draft whose last part ends at ``end``, without a closing mark that it did not open."""
    start, _ = draft.parts[-1]
    low, high = trim(text, start, end)
    if text[high - 1] in _CLOSING and not any(mark in text[low : high - 1] for mark in _OPENING):
        low, high = trim(text, low, high - 1)
    return replace(draft, parts=(*draft.parts[:-1], (low, high))) if high - low > 1 else draft


def find_parents(drafts: Sequence[Draft], doubtful: Collection[int] = ()) -> list[int | None]:
    """For each draft the index of the smallest draft whose content holds it whole, else of its host.

    ``doubtful`` are drafts that hold nothing: see ``doubtful_quotations``.

    Drafts must be in order of their content's start. A sentence has few, so those of one sentence and
    the ones open around it are compared, never all with all.
    """
    by_sentence: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(n)
    return [
        _parent(drafts, n, [m for m in by_sentence[draft.sentence] if m not in doubtful])
        for n, draft in enumerate(drafts)
    ]


def doubtful_quotations(
    drafts: Sequence[Draft], text: str, trees: Mapping[int, Tree], lexicons: Mapping[str, Lexicon]
) -> frozenset[int]:
    """The drafts that only seem to be what somebody goes on to say, between straight marks and without a cue.

    Straight marks do not tell opening from closing. Where a language's texts often lose some (``straight_marks``
    in its lexicon), what seems quoted is as often what stands between two quotations.
    """
    return frozenset(
        n
        for n, draft in enumerate(drafts)
        if draft.how == "continued"
        and draft.cue is None
        and _STRAIGHT in (text[draft.content[0]], text[draft.content[1] - 1])
        and lexicons[trees[draft.sentence].sentence.lang].words["embedded"]["straight_marks"]
    )


def _parent(drafts: Sequence[Draft], n: int, nearby: Sequence[int]) -> int | None:
    one = drafts[n]
    low, high = one.said if one.source else one.extent
    holders = []
    for m in nearby:
        other = drafts[m]
        start, end = other.content
        if m != n and start <= low and high <= end and (start, end) != one.content:
            holders.append((end - start, m))
    if holders:
        return min(holders)[1]
    if one.host is not None:
        return next(
            (
                m
                for m in nearby
                if m != n and (drafts[m].source, drafts[m].content) == (one.host.source, one.host.content)
            ),
            None,
        )
    return None
