"""Heights of the boxes of a drawing: each as near to its neighbours as the order in its column lets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SWEEPS = 6


def tops_of(
    rows: Sequence[Sequence[str]], steps: Sequence[tuple[str, str]], high: Mapping[str, int], gap: int
) -> dict[str, int]:
    """The upper edge of every box, the uppermost at 0; boxes of one column keep their order and their gap.

    Each column in turn is moved to the mean height of its neighbours: least squares under the order,
    by pooling adjacent violators (Ayer and others 1955).
    """
    near: dict[str, list[str]] = {}
    for left, right in steps:
        near.setdefault(left, []).append(right)
        near.setdefault(right, []).append(left)
    tops = _stacked(rows, high, gap)
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_wanted(name, near, tops, high) for name in row]
            for name, top in zip(row, _spread(wanted, [high[name] + gap for name in row]), strict=True):
                tops[name] = top
    first = min(tops.values(), default=0.0)
    return {name: round(top - first) for name, top in tops.items()}


def _stacked(rows: Sequence[Sequence[str]], high: Mapping[str, int], gap: int) -> dict[str, float]:
    """Columns centred on one another."""
    tops: dict[str, float] = {}
    for row in rows:
        top = -sum(high[name] + gap for name in row) / 2
        for name in row:
            tops[name] = top
            top += high[name] + gap
    return tops


def _wanted(
    name: str, near: Mapping[str, list[str]], tops: Mapping[str, float], high: Mapping[str, int]
) -> float:
    others = near.get(name)
    if not others:
        return tops[name]
    middle = sum(tops[other] + high[other] / 2 for other in others) / len(others)
    return middle - high[name] / 2


def _spread(wanted: Sequence[float], rooms: Sequence[int]) -> list[float]:
    """The places nearest to those wanted at which nothing overlaps: ``rooms`` are heights with their gaps."""
    offsets = [sum(rooms[:index]) for index in range(len(rooms))]
    pools: list[tuple[float, int]] = []  # (mean, how many)
    for want, offset in zip(wanted, offsets, strict=True):
        mean, many = want - offset, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, many = (before * count + mean * many) / (count + many), count + many
        pools.append((mean, many))
    level = [mean for mean, many in pools for _ in range(many)]
    return [place + offset for place, offset in zip(level, offsets, strict=True)]
