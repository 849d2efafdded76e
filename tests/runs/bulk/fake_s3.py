"""A small S3 server on this machine: objects in memory, as much of the protocol as Arrow's client speaks."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

_WHEN = "Sat, 01 Jan 2033 00:00:00 GMT"
_ISO = "2033-01-01T00:00:00.000Z"


class FakeS3(ThreadingHTTPServer):
    """``objects`` by "bucket/key". The next ``drops`` requests lose their connection; ``down`` loses them all, ``every`` each n-th."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.drops = 0
        self.down = False
        self.every = 0
        self.asked = 0

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def fake_s3() -> Iterator[FakeS3]:
    """A server that runs meanwhile."""
    server = FakeS3()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeS3

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Nothing."""

    def _lost(self) -> bool:
        self.server.asked += 1
        unlucky = self.server.every and self.server.asked % self.server.every == 0
        if self.server.down or unlucky or self.server.drops > 0:
            self.server.drops -= 1
            self.close_connection = True
            self.connection.close()
            return True
        return False

    def _key(self) -> tuple[str, dict[str, list[str]]]:
        split = urlsplit(self.path)
        return unquote(split.path).removeprefix("/"), parse_qs(split.query, keep_blank_values=True)

    def _answer(self, status: int, body: bytes = b"", **fields: str) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            data = b"".join(self._chunks())
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return _unchunked(data) if "x-amz-decoded-content-length" in self.headers else data

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def do_HEAD(self) -> None:
        if self._lost():
            return
        key, _ = self._key()
        if "/" not in key.rstrip("/"):
            self._answer(200)
            return
        data = self.server.objects.get(key)
        if data is None:
            self._answer(404)
        else:
            self.send_response(200)
            for name, value in _about(data).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()

    def do_GET(self) -> None:
        if self._lost():
            return
        key, query = self._key()
        if "list-type" in query:
            self._answer(200, self._list(key, query), Content_Type="application/xml")
            return
        data = self.server.objects.get(key)
        if data is None:
            self._answer(404, _error("NoSuchKey"), Content_Type="application/xml")
            return
        wanted = self.headers.get("Range")
        if wanted:
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            end = min(int(last) + 1 if last else len(data), len(data))
            said = {"Content-Range": f"bytes {first}-{end - 1}/{len(data)}"}
            self._answer(206, data[int(first) : end], **said, **_about(data))
        else:
            self._answer(200, data, **_about(data))

    def _list(self, bucket: str, query: dict[str, list[str]]) -> bytes:
        bucket = bucket.rstrip("/")
        prefix, delimiter = query.get("prefix", [""])[0], query.get("delimiter", [""])[0]
        names = sorted(key[len(bucket) + 1 :] for key in self.server.objects if key.startswith(f"{bucket}/"))
        names = [name for name in names if name.startswith(prefix)]
        most = int(query.get("max-keys", ["1000"])[0])
        folders = sorted(
            {
                prefix + name[len(prefix) :].split(delimiter)[0] + delimiter
                for name in names
                if delimiter and delimiter in name[len(prefix) :]
            }
        )
        names = [name for name in names if not delimiter or delimiter not in name[len(prefix) :]][:most]
        rows = "".join(
            f"<Contents><Key>{escape(name)}</Key><LastModified>{_ISO}</LastModified>"
            f"<Size>{len(self.server.objects[f'{bucket}/{name}'])}</Size></Contents>"
            for name in names
        )
        rows += "".join(f"<CommonPrefixes><Prefix>{escape(one)}</Prefix></CommonPrefixes>" for one in folders)
        told = f"<Name>{bucket}</Name><KeyCount>{len(names) + len(folders)}</KeyCount><IsTruncated>false</IsTruncated>"
        return f'<?xml version="1.0"?><ListBucketResult>{told}{rows}</ListBucketResult>'.encode()

    def do_PUT(self) -> None:
        if self._lost():
            return
        key, query = self._key()
        data = self._body()
        if "partNumber" in query:
            self.server.parts[query["uploadId"][0]][int(query["partNumber"][0])] = data
        elif "/" in key.rstrip("/"):
            self.server.objects[key] = data
        self._answer(200, ETag=f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"')

    def do_POST(self) -> None:
        if self._lost():
            return
        key, query = self._key()
        self._body()
        if "uploads" in query:
            upload = f"u{len(self.server.parts)}"
            self.server.parts[upload] = {}
            body = f"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>"
        else:
            parts = self.server.parts.pop(query["uploadId"][0])
            self.server.objects[key] = b"".join(parts[number] for number in sorted(parts))
            body = '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>'
        self._answer(200, body.encode(), Content_Type="application/xml")

    def do_DELETE(self) -> None:
        if self._lost():
            return
        key, _ = self._key()
        self.server.objects.pop(key, None)
        self._answer(204)


def _about(data: bytes) -> dict[str, str]:
    return {"ETag": f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"', "Last-Modified": _WHEN}


def _error(code: str) -> bytes:
    return f'<?xml version="1.0"?><Error><Code>{code}</Code></Error>'.encode()


def _unchunked(data: bytes) -> bytes:
    """What an aws-chunked body holds."""
    found = b""
    while data:
        head, _, data = data.partition(b"\r\n")
        size = int(head.split(b";")[0], 16)
        if size == 0:
            break
        found, data = found + data[:size], data[size + 2 :]
    return found
