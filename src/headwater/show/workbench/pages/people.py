"""Logging in and out, how a browser reads and signs, and who may come in."""

from __future__ import annotations

import time
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Query, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from headwater.records.errors import InputError
from headwater.show.tongue import LANGUAGES
from headwater.show.workbench.asking import Ask, Asking, Form, Posted, Shown
from headwater.show.workbench.desk import Desk
from headwater.show.workbench.people.sessions import Session, fresh
from headwater.show.workbench.people.users import ROLES
from headwater.show.workbench.problems import Problem, RefusedError, bad_form
from headwater.show.workbench.rendering import render
from headwater.show.workbench.site import Site, page
from headwater.show.workbench.tongue import tongue_of

To = Annotated[str, Query(max_length=2_000)]


def register_people(site: Site) -> None:
    """Puts logging in, settings and people on the site."""

    @site.open_page("/login")
    def login(request: Request, to: To = "/") -> Response:
        return _login_page(request, to)

    @site.form("/login", "Log in.")
    def send_login(request: Request, form: Form) -> Response:
        return _log_in(request, form)

    @site.form("/logout", "Log out.")
    def send_logout(request: Request, form: Form) -> Response:
        request.state.session = fresh().told(lang=request.state.session.lang)
        return RedirectResponse("/login" if request.app.state.desk.settings.users else "/", 303)

    @site.page("/settings", "How this browser reads and signs.")
    def settings(ask: Asking) -> Shown:
        return Shown(
            "settings", {"language": ask.t.lang, "by": ask.by, "role": ask.role}, {"languages": LANGUAGES}
        )

    @site.form("/settings", "Change how this browser reads and signs.")
    def send_settings(ask: Asking, form: Form) -> Response:
        lang, by = form.one("language"), form.one("by")
        if lang in LANGUAGES:
            ask.tell(lang=lang)
        if by and not ask.desk.settings.users:
            if len(by) > 80 or not by.isprintable():
                raise bad_form("A name is at most 80 letters.", ask.path)
            ask.tell(by=by)
        return RedirectResponse(_inside(form.one("back") or "/settings"), 303)


def register_owners(site: Site) -> None:
    """Puts who may come in on the site."""

    @site.page("/people", "Who may come in, and as what.")
    def people(ask: Asking) -> Shown:
        ask.require("owner")
        return _people(ask)

    @site.form("/people", "Let somebody in, give another role or password, or let somebody in no more.")
    def send_people(ask: Asking, form: Form) -> Response:
        ask.require("owner")
        try:
            _change(ask, form)
        except InputError as error:
            return page(ask, _people(ask, str(error), 422))
        return RedirectResponse("/people", 303)


def _people(ask: Ask, problem: str = "", status: int = 200) -> Shown:
    if not ask.desk.settings.users:
        raise bad_form("This workbench is served for one person.", ask.path, "Serve it with --users.")
    told = [{"name": user.name, "role": user.role} for user in ask.desk.users.all()]
    return Shown("people", {"people": told}, {"problem": problem, "roles": ROLES}, status)


def _change(ask: Ask, form: Posted) -> None:
    users, name = ask.desk.users, form.one("name")
    password = (form.fields.get("password") or [""])[0]
    deed = form.one("do")
    if deed == "add":
        users.add(name, form.one("role"), password)
    elif deed == "remove":
        users.remove(name)
    elif deed == "role":
        users.change(name, role=form.one("role"))
    elif deed == "password":
        users.change(name, password=password)


def _login_page(request: Request, to: str, problem: str = "", status: int = 200) -> Response:
    desk: Desk = request.app.state.desk
    session: Session = request.state.session
    lang = tongue_of(session.lang or desk.settings.interface).lang
    told = {
        "to": _inside(to),
        "problem": problem,
        "token": desk.sessions.token(session),
        "case_name": desk.out.resolve().name,
    }
    return HTMLResponse(render(lang, "login", told), status)


def _log_in(request: Request, form: Posted) -> Response:
    """Let somebody in whose name and password fit; after some failures one has to wait."""
    desk: Desk = request.app.state.desk
    name, password = form.one("name"), (form.fields.get("password") or [""])[0]
    address = request.client.host if request.client else ""
    keys = (f"name {name[:100]}", f"from {address}")
    wait = desk.attempts.wait(*keys)
    if wait > 0:
        problem = Problem(
            "wait", "Too many attempts to log in.", "/login", f"Wait {int(wait) + 1} seconds, then try again."
        )
        raise RefusedError(429, problem)
    begun = time.monotonic()
    user = desk.users.let_in(name, password) if desk.settings.users else None
    if user is None:
        desk.attempts.failed(*keys)
        time.sleep(max(0.0, 0.3 - (time.monotonic() - begun)))
        return _login_page(request, form.one("to"), "Name and password do not fit.", 401)
    desk.attempts.forget(*keys)
    request.state.session = fresh().told(user=user.name, epoch=user.epoch, lang=request.state.session.lang)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"user": user.name, "role": user.role})
    return RedirectResponse(_inside(form.one("to")), 303)


def _inside(to: str) -> str:
    """An address of this site; the first page for any other."""
    parts = urlsplit(to)
    inside = to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return to if inside and to.isprintable() else "/"
