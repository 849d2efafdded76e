"""Files that pages load: styles, scripts, and the vendored libraries; nothing comes from elsewhere."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

_TYPES = {
    "css": "text/css", "js": "text/javascript", "mjs": "text/javascript", "json": "application/json", "svg": "image/svg+xml", "png": "image/png",
    "geojson": "application/json", "woff2": "font/woff2", "gz": "application/gzip", "txt": "text/plain",
}  # fmt: skip
_HOMES = {
    "workbench": ("headwater.show.workbench", "static"),
    "dossier": ("headwater.show.dossier", "."),
    "assets": ("headwater.show", "assets"),
}


def assets() -> Router:
    """What is mounted under /static."""
    return Router([Route("/{home}/{path:path}", _serve, methods=["GET"])])


async def _serve(request: Request) -> Response:
    """One file of a package; a name that leads elsewhere finds nothing."""
    found = _read(request.path_params["home"], request.path_params["path"])
    if found is None:
        return Response("not there", 404, media_type="text/plain")
    data, kind, tag = found
    headers = {"cache-control": "no-cache", "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=kind, headers=headers)


@cache
def _read(home: str, path: str) -> tuple[bytes, str, str] | None:
    import hashlib

    parts, kind = path.split("/"), _TYPES.get(path.rpartition(".")[2])
    if home not in _HOMES or kind is None or any(part in ("", ".", "..") or "\\" in part for part in parts):
        return None
    package, folder = _HOMES[home]
    place: Traversable = files(package)
    for part in (folder, *parts):
        place = place if part == "." else place.joinpath(part)
    try:
        data = place.read_bytes()
    except (OSError, ValueError):
        return None
    return data, kind, f'"{hashlib.sha256(data).hexdigest()[:32]}"'
