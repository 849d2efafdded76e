"""Groups as points (RFC 7946) with the radius within which the place is known; a place not known has no geometry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from headwater.show.exports.events import Event, events_of, languages_of, outlets_of
from headwater.show.exports.masked import Handed


def write(handed: Handed, path: Path) -> None:
    """Write a FeatureCollection, one feature a group."""
    features = [_feature(event) for event in events_of(handed)]
    whole = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _feature(event: Event) -> dict[str, Any]:
    at, count = event.position, event.group["separate_origins"]
    point = {"type": "Point", "coordinates": [at.longitude, at.latitude]} if at else None
    return {
        "type": "Feature",
        "id": event.group["id"],
        "geometry": point,
        "properties": {
            "heading": event.heading,
            "place": event.place,
            "where_prec": event.where_prec,
            "radius_km": at.radius_km if at else None,
            "position": at.how if at else "not known",
            "date_start": event.date_from,
            "date_end": event.date_to,
            "date_prec": event.date_prec,
            "reports": len(event.reports),
            "outlets": outlets_of(event),
            "languages": languages_of(event),
            "separate_origins": count,
            "killed": [{"value": toll.value, "origins": toll.origins} for toll in event.killed],
            "status": event.group["status"],
        },
    }
