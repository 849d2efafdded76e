"""Registers pages: each answers as HTML and, at the same address with ``.json`` behind it, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.responses import Response

from headwater.show.workbench.asking import Ask, Shown
from headwater.show.workbench.rendering import render
from headwater.show.workbench.rows import Row

PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["error", "what", "where", "todo"],
    "properties": {
        "error": {"type": "string", "description": "One word for programs."},
        "what": {"type": "string", "description": "What went wrong."},
        "where": {"type": "string", "description": "The address."},
        "todo": {"type": "string", "description": "What to do next."},
    },
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "What went wrong.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}},
    "5XX": {"description": "What went wrong.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}},
}  # fmt: skip
Handler = Callable[..., Shown]


class Site:
    """The pages of one app. A handler gets ``ask`` and what it declares of the address, and gives what to show."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def page(self, path: str, says: str) -> Callable[[Handler], Handler]:
        """Registers a page and its twin; ``says`` is its line in the OpenAPI document."""

        def register(handler: Handler) -> Handler:
            @wraps(handler)
            def html(*args: Any, **given: Any) -> Response:
                return page(_ask(given), handler(*args, **given))

            @wraps(handler)
            def twin(*args: Any, **given: Any) -> Response:
                shown = handler(*args, **given)
                return JSONResponse(shown.data, shown.status)

            name = handler.__name__
            self._app.add_api_route(f"{path}.json", twin, methods=["GET"], summary=says, responses=_ANSWERS, operation_id=name, response_class=JSONResponse, response_model=None)  # fmt: skip
            self._app.add_api_route(path, html, methods=["GET"], include_in_schema=False, response_class=HTMLResponse, response_model=None)  # fmt: skip
            return handler

        return register

    def open_page(self, path: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
        """Registers a page that everybody may see, without a twin: the one to log in."""

        def register(handler: Callable[..., Response]) -> Callable[..., Response]:
            self._app.add_api_route(
                path, handler, methods=["GET"], include_in_schema=False, response_model=None
            )
            return handler

        return register

    def form(self, path: str, says: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
        """Registers what takes a form."""

        def register(handler: Callable[..., Response]) -> Callable[..., Response]:
            self._app.add_api_route(
                path, handler, methods=["POST"], summary=says, responses=_ANSWERS, response_model=None,
                operation_id=handler.__name__,
            )  # fmt: skip
            return handler

        return register


def _ask(given: dict[str, Any]) -> Ask:
    found: Ask = given["ask"]
    return found


def page(ask: Ask, shown: Shown) -> HTMLResponse:
    """A page, or the piece of one that htmx asked for."""
    made = shown.context() if callable(shown.context) else shown.context
    context: Row = {
        "me": ask.by, "role": ask.role, "token": ask.desk.sessions.token(ask.session), "path": ask.path,
        "here": ask.path.split("/")[1], "given": dict(ask.request.query_params), "job": ask.desk.jobs.current,
        "users": ask.desk.settings.users, "piece": False, "may_judge": ask.may("analyst"), "data": shown.data, "case_name": ask.desk.out.resolve().name,
    } | dict(made)  # fmt: skip
    return HTMLResponse(render(ask.t.lang, shown.template, context), shown.status)
