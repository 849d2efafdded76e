"""Which attribution's content holds which other attribution."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.claims.drafts import Draft


def find_parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the smallest draft whose content holds it whole, else of its host.

    Drafts must be in order of their content's start. A sentence has few, so those of one sentence and
    the ones open around it are compared, never all with all.
    """
    by_sentence: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(n)
    return [_parent(drafts, n, by_sentence[draft.sentence]) for n, draft in enumerate(drafts)]


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
