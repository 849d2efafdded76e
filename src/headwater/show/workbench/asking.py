"""A request as a page sees it: who asks, in which language, of which state of the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request

from headwater.show.tongue import LANGUAGES
from headwater.show.workbench.addresses import id_of
from headwater.show.workbench.desk import Desk
from headwater.show.workbench.people.sessions import Session
from headwater.show.workbench.people.users import ROLES, Role, User
from headwater.show.workbench.problems import Problem, RefusedError, missing, not_allowed
from headwater.show.workbench.rows import Rows
from headwater.show.workbench.tongue import WorkTongue, tongue_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: ``data`` is its JSON twin, ``context`` what its template needs."""

    template: str
    data: Any
    context: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    status: int = 200


class LoginNeededError(Exception):
    """Somebody who has not logged in."""


class Ask:
    """One request."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.desk: Desk = request.app.state.desk
        self.session: Session = request.state.session
        self.user = self._user()
        self.desk.look()

    @property
    def rows(self) -> Rows:
        """The case as it stands."""
        return self.desk.rows()

    @property
    def t(self) -> WorkTongue:
        """The language of the pages."""
        asked = self.request.query_params.get("lang") or self.session.lang or self.desk.settings.interface
        return tongue_of(asked if asked in LANGUAGES else self.desk.settings.interface)

    @property
    def path(self) -> str:
        """The address of the page, without that of its twin."""
        return self.request.url.path.removesuffix(".json") or "/"

    @property
    def by(self) -> str:
        """Who judges: whoever has logged in, or how this browser signs."""
        return self.user.name if self.user else self.session.by or self.desk.settings.by

    @property
    def role(self) -> Role:
        """What whoever asks may do; alone one may do everything."""
        return self.user.role if self.user else "owner"

    def may(self, role: Role) -> bool:
        """Whether whoever asks has this role or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def require(self, role: Role) -> None:
        """Raises RefusedError for whoever may not."""
        if not self.may(role):
            raise not_allowed(
                f"That takes the role {role}; {self.by} is a {self.role}.",
                self.path,
                "Ask an owner of the case.",
            )

    def id(self, name: str, key: str, what: str) -> str:
        """The id that a part of the address stands for; raises RefusedError where the list has no such row."""
        found = id_of(key)
        if found is None or not self.rows.one(f'SELECT 1 FROM "{name}" WHERE id = ?', found):
            raise missing(what, self.path)
        return found

    def tell(self, **changed: str) -> None:
        """Change the session."""
        self.session = self.request.state.session = self.session.told(**changed)

    def _user(self) -> User | None:
        if not self.desk.settings.users:
            return None
        user = self.desk.users.named(self.session.user) if self.session.user else None
        if user is None or user.epoch != self.session.epoch:
            raise LoginNeededError
        return user


def ask_of(request: Request) -> Ask:
    """The request as a page sees it; raises LoginNeededError where somebody has to log in first."""
    return Ask(request)


Asking = Annotated[Ask, Depends(ask_of)]


@dataclass(frozen=True, slots=True)
class Posted:
    """A form that was sent, whose token fits."""

    fields: Mapping[str, list[str]]
    files: tuple[Any, ...] = ()

    def one(self, name: str) -> str:
        """The value of a field; empty where it was not sent."""
        return (self.fields.get(name) or [""])[0].strip()

    def all(self, name: str) -> list[str]:
        """All values of a field that are not empty."""
        return [value.strip() for value in self.fields.get(name, []) if value.strip()]


async def posted_of(request: Request) -> Posted:
    """The form of a request; raises RefusedError where its token is missing or belongs to another session."""
    form = await request.form(max_files=2_000, max_fields=5_000)
    fields: dict[str, list[str]] = {}
    files = []
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields.setdefault(name, []).append(value)
        else:
            files.append(value)
    desk: Desk = request.app.state.desk
    token = (fields.get("token") or [""])[0]
    if not desk.sessions.fits(request.state.session, token):
        raise RefusedError(403, Problem("refused", "This form is of a session that has ended.", request.url.path, "Load the page again: what you wrote stays if you go back, and send it anew."))  # fmt: skip
    return Posted(fields, tuple(files))


Form = Annotated[Posted, Depends(posted_of)]
