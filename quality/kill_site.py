"""A feed with three pages on this machine, for the kills of a watch."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_PAGE = (
    "<html lang=en><head><title>Ferry sails {0}</title></head><body><article><h1>Ferry sails {0}</h1><p>The ferry of Lower "
    "Tarn will sail again from Monday, the harbour board said on Thursday.</p><p>Two welders from Harl worked through {0} "
    "nights, according to the board's clerk, Ada Brook.</p></article></body></html>"
)


@contextmanager
def site() -> Iterator[str]:
    """A feed with three pages on this machine; its address."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, kind = _answer(self.path, f"http://{self.headers['Host']}")
            self.send_response_only(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def _answer(path: str, host: str) -> tuple[bytes, str]:
    if path == "/feed":
        items = "".join(
            f"<item><title>Ferry sails {n}</title><link>{host}/news/{n}</link><guid isPermaLink='false'>{n}</guid>"
            f"<pubDate>Fri, 03 Mar 2034 07:1{n}:00 +0000</pubDate></item>" for n in (1, 2, 3)
        )  # fmt: skip
        whole = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Courier</title>{items}</channel></rss>'
        return whole.encode(), "application/rss+xml"
    if path.startswith("/news/"):
        return _PAGE.format(path[-1]).encode(), "text/html"
    return b"", "text/plain"
