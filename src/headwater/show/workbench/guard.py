"""What every request passes: its host, where it comes from, whose it is; and what every answer carries."""

from __future__ import annotations

import json
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from headwater.show.workbench.people.sessions import Session, Sessions, fresh
from headwater.show.workbench.problems import Problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from elsewhere."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_SAFE = ("GET", "HEAD", "OPTIONS")
LARGEST = 200_000_000
"""Bytes that one request may send."""


class Guard:
    """Refuses what a browser was led to by another site; gives each browser a session."""

    def __init__(self, app: ASGIApp, sessions: Sessions, hosts: frozenset[str], *, https: bool) -> None:
        self._app, self._sessions, self._hosts, self._https = app, sessions, hosts, https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        problem = self._problem(scope, headers)
        known = self._sessions.read(self._cookie(headers))
        state = scope.setdefault("state", {})
        state["session"] = known or fresh()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                out.setdefault("cache-control", "no-store")
                if state["session"] is not known:
                    out.append("set-cookie", self._written(state["session"]))
            await send(message)

        if problem is not None:
            await _refuse(answer, *problem)
            return
        await self._app(scope, receive, answer)

    def _problem(self, scope: Scope, headers: Headers) -> tuple[int, Problem] | None:
        where, host = str(scope["path"]), headers.get("host", "")
        if host.casefold() not in self._hosts:
            return 421, Problem(
                "host",
                f"This server is not {host[:100]!r}.",
                where,
                "Open the address that headwater serve printed.",
            )
        if scope["method"] in _SAFE:
            return None
        came = headers.get("origin")
        site = headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none") or (
            came and came.partition("://")[2].casefold() not in self._hosts
        ):
            return 403, Problem(
                "refused", "Another site sent this form.", where, "Open the page here and send its own form."
            )
        size = headers.get("content-length", "0")
        if not size.isdecimal() or int(size) > LARGEST:
            return 413, Problem(
                "input",
                "That is too much for one form.",
                where,
                "Send fewer files at once, or use headwater add.",
            )
        return None

    def _cookie(self, headers: Headers) -> str | None:
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return None
        found = jar.get(self._sessions.cookie)
        return found.value if found else None

    def _written(self, session: Session) -> str:
        secure = "; Secure" if self._https else ""
        return f"{self._sessions.cookie}={self._sessions.write(session)}; Path=/; HttpOnly; SameSite=Strict{secure}"


async def _refuse(send: Any, status: int, problem: Problem) -> None:
    body = json.dumps(problem.as_json(), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
