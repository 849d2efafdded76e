"""A server of the real protocol on this machine: POST /v1/chat/completions, JSON in, JSON out."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], "Answer"]


@dataclass(frozen=True)
class Answer:
    """What the server sends: a status, the body's chunks, and a wait before each chunk."""

    body: bytes | list[bytes]
    status: int = 200
    wait: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


def chat(said: str) -> Answer:
    """What a model said, in the envelope of the protocol."""
    choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
    envelope = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m"}
    return Answer(json.dumps(envelope | {"choices": [choice]}).encode())


def attributions(*rows: dict[str, Any]) -> Answer:
    """An answer of the form that was asked for."""
    return chat(json.dumps({"attributions": list(rows)}))


@dataclass
class Served:
    """Where a server listens, and what it was asked."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving(reply: Reply) -> Iterator[Served]:
    """A server that answers each request with ``reply`` of its JSON."""
    served = Served("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            served.asked.append(sent)
            served.paths.append(self.path)
            answer = reply(sent)
            chunks = answer.body if isinstance(answer.body, list) else [answer.body]
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for chunk in chunks:
                    time.sleep(answer.wait)
                    self.wfile.write(chunk)
                    self.wfile.flush()
            except OSError:
                pass  # the reader has hung up

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def article_of(asked: dict[str, Any]) -> str:
    """The text in a request."""
    text: str = json.loads(asked["messages"][-1]["content"])["article"]
    return text
