"""The workbench as an ASGI app: pages, forms, problems, and the guard around them."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from headwater.records.errors import HeadwaterError
from headwater.show.workbench import problems
from headwater.show.workbench.asking import LoginNeededError
from headwater.show.workbench.desk import Desk, Settings
from headwater.show.workbench.guard import Guard
from headwater.show.workbench.pages import PAGES
from headwater.show.workbench.problems import Problem, RefusedError
from headwater.show.workbench.ranking import ranked_groups
from headwater.show.workbench.rendering import render
from headwater.show.workbench.serving import assets
from headwater.show.workbench.site import PROBLEM, Site
from headwater.show.workbench.tongue import tongue_of
from headwater.show.workbench.work.process import Worker
from headwater.version import __version__


def app_of(settings: Settings, worker: Worker | None = None) -> FastAPI:
    """The app that serves one case. Raises NotACase, DamagedCase or FormatTooNew where it cannot be read."""
    desk = Desk(settings, worker)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        Thread(target=_warm, args=(desk,), name="warm", daemon=True).start()
        yield
        desk.close()

    app = FastAPI(
        title="headwater workbench",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=life,
    )
    app.state.desk = desk
    _register_problems(app)
    app.mount("/static", assets())
    site = Site(app)
    for register in PAGES:
        register(site)
    app.add_api_route(
        "/openapi.json", lambda: JSONResponse(document(app)), methods=["GET"], include_in_schema=False
    )
    app.add_middleware(Guard, sessions=desk.sessions, hosts=settings.hosts, https=settings.https)
    return app


def _warm(desk: Desk) -> None:
    """Read the orders of the long lists before somebody asks for them; whoever asks meanwhile reads them too."""
    with suppress(HeadwaterError, sqlite3.Error):
        for show in ("shared", "one"):
            ranked_groups(desk, show)


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document: every JSON twin, every form, and the one shape of a problem."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        description="Every page at its own address with .json behind it. Ids that hold other letters than A-Z, a-z, 0-9, _ and - "
        "are written as ~ and their base64url. Forms need the token of a page of the same session.",
        routes=app.routes,
    )
    made.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    return made


def _register_problems(app: FastAPI) -> None:
    app.add_exception_handler(RefusedError, lambda r, e: _told(r, e.status, e.problem))
    app.add_exception_handler(LoginNeededError, _log_in)
    app.add_exception_handler(HeadwaterError, lambda r, e: _told(r, *problems.of_error(e, r.url.path)))
    app.add_exception_handler(
        HTTPException, lambda r, e: _told(r, e.status_code, problems.of_status(e.status_code, r.url.path))
    )
    app.add_exception_handler(RequestValidationError, lambda r, e: _told(r, 422, _of_fields(r, e)))
    app.add_exception_handler(Exception, lambda r, e: _told(r, 500, problems.of_status(500, r.url.path)))


def _of_fields(request: Request, error: Exception) -> Problem:
    wrong = error.errors() if isinstance(error, RequestValidationError) else []
    said = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in wrong)
    return Problem(
        "input", f"The address is not as it should be ({said}).", request.url.path, "Begin at the overview."
    )


def _told(request: Request, status: int, problem: Problem) -> Response:
    """A problem in its one shape, or as a page for a reader."""
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.endswith(".json")
    if not wants_page:
        return JSONResponse(problem.as_json(), status)
    desk: Desk = request.app.state.desk
    session = request.state.session
    lang = tongue_of(session.lang or desk.settings.interface).lang
    html = render(
        lang, "problem", {"problem": problem, "status": status, "case_name": desk.out.resolve().name}
    )
    return Response(html, status, media_type="text/html")


def _log_in(request: Request, error: Exception) -> Response:
    if request.method != "GET" or request.url.path.endswith(".json"):
        todo = "Open /login, log in, and ask again with the cookie that comes."
        return JSONResponse(
            Problem("login", "One has to log in first.", request.url.path, todo).as_json(), 401
        )
    to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?to={quote(to)}", 303)
