"""Places that changed on the way: another name, or another quarter of the compass."""

from __future__ import annotations

from headwater.origins.changes.differences import Difference, Pair, clause
from headwater.origins.changes.names import NameMark, named_in
from headwater.origins.changes.passages import Reading

_PARTS = {
    "northeast": ("north", "east"), "northwest": ("north", "west"),
    "southeast": ("south", "east"), "southwest": ("south", "west"),
}  # fmt: skip
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}


def place_changes(pair: Pair) -> list[Difference]:
    """Places of the parent's passage in whose stead the child names another."""
    return _names(pair) + _directions(pair)


def _names(pair: Pair) -> list[Difference]:
    same = pair.one_language
    told = {n.key for n in pair.parent.names}
    if all(n.kind != "place" or n.key in told for n in pair.child.names):
        return []  # as of most: the child names no place that the parent does not
    lost = [
        n for n in pair.parent.names if n.kind == "place" and not named_in(n, pair.child_near, spelled=same)
    ]
    if not lost:
        return []
    fresh = [
        n
        for n in pair.child.names
        if n.kind == "place"
        and not named_in(n, pair.parent_near, spelled=same)
        and not pair.parent_all.has_name(n, spelled=same)
    ]
    lost, fresh = _distinct(lost), _distinct(fresh)
    if len(fresh) != 1:
        return []
    old = lost[0] if len(lost) == 1 else _alike_placed(pair, lost, fresh[0])
    if old is None or not _sure(pair, old, fresh[0]):
        return []
    before, after = (
        clause(pair.parent, old.start, old.end, 30),
        clause(pair.child, fresh[0].start, fresh[0].end, 30),
    )
    return [
        Difference(
            "place_changed",
            "place",
            before,
            after,
            f"Another place is named: “{old.text}” in {pair.said(before, of_child=False)} became "
            f"“{fresh[0].text}” in {pair.said(after, of_child=True)}.",
            (old.key, fresh[0].key),
        )
    ]


def _distinct(names: list[NameMark]) -> list[NameMark]:
    seen: dict[str, NameMark] = {}
    for name in names:
        seen.setdefault(name.key, name)
    return list(seen.values())


def _alike_placed(pair: Pair, names: list[NameMark], new: NameMark) -> NameMark | None:
    """Of several lost names the one that stands where the new one stands, if one clearly does."""
    span = max(1, pair.parent.end - pair.parent.start)
    share = (new.start - pair.child.start) / max(1, pair.child.end - pair.child.start)
    ranked = sorted(
        names, key=lambda n: (round(abs((n.start - pair.parent.start) / span - share), 4), n.start)
    )
    return ranked[0]


def _sure(pair: Pair, old: NameMark, new: NameMark) -> bool:
    """Two names that nobody knows may be one place's names in two languages, unless both follow a word for a place."""
    if (old.known and new.known) or pair.one_language:
        return True
    return _sited(pair.parent, old) and _sited(pair.child, new)


def _sited(reading: Reading, name: NameMark) -> bool:
    """Whether a word such as "village" stands within two words of a name."""
    return any(-1 <= name.start - m.end <= 8 or -1 <= m.start - name.end <= 8 for m in reading.of("site"))


def _directions(pair: Pair) -> list[Difference]:
    old, new = pair.parent.of("direction"), pair.child.of("direction")
    if not old or not new:
        return []
    near = _quarters(m.key for m in pair.parent_near.of("direction"))
    kept = _quarters(m.key for m in pair.child_near.of("direction"))
    lost = [m for m in old if not _quarters([m.key]) <= kept]
    fresh = [m for m in new if not _quarters([m.key]) <= near]
    for a in lost:
        for b in fresh:
            if any(_OPPOSITE[q] in _quarters([b.key]) for q in sorted(_quarters([a.key]))):
                before, after = (
                    clause(pair.parent, a.start, a.end, 30),
                    clause(pair.child, b.start, b.end, 30),
                )
                return [
                    Difference(
                        "place_changed",
                        "place",
                        before,
                        after,
                        f"The {a.key} became the {b.key}: {pair.said(before, of_child=False)} against "
                        f"{pair.said(after, of_child=True)}.",
                        (a.key, b.key),
                    )
                ]
    return []


def _quarters(keys: object) -> set[str]:
    return {quarter for key in keys for quarter in _PARTS.get(key, (key,))}  # type: ignore[attr-defined]
