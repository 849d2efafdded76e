"""A page with drawings served under a strict policy, for the browser tests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"
_KINDS = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
}
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Drawings</title>
<link rel="stylesheet" href="/assets/vendor/leaflet.css"><link rel="stylesheet" href="/assets/drawings.css">
<script type="module" src="/assets/{name}.js"></script><main><h1>Drawings</h1><div data-{name}="/{name}.json"></div></main>"""


@contextmanager
def served(folder: Path, drawings: Mapping[str, Any]) -> Iterator[str]:
    """Serves ``/KIND`` (a page), ``/KIND.json`` and the assets; the address of it all."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            if name in drawings:
                self._send(_PAGE.format(name=name).encode(), "text/html; charset=utf-8")
            elif name.removesuffix(".json") in drawings:
                self._send(json.dumps(drawings[name.removesuffix(".json")]).encode(), "application/json")
            elif (path := folder / name.removeprefix("assets/")).is_file():
                self._send(path.read_bytes(), _KINDS[path.suffix])
            else:
                self.send_error(404)

        def _send(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nothing: the tests read what the browser says."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
