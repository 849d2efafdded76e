"""Who may come in: names, roles and argon2 hashes in a file of the case that only its owner may read."""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from headwater.records.errors import DamagedCase, InputError
from headwater.store.lock import writing

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["reader", "analyst", "owner"]
ROLES: tuple[Role, ...] = get_args(Role)
"""A reader reads, an analyst judges and adds, an owner also says who may come in."""
FOLDER = "workbench"
_FILE = "users.json"
_NAME = re.compile(r"[^\x00-\x1f\x7f<>\"'&]{1,80}")
_SHORTEST = 12
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class User:
    """One person. ``epoch`` changes with the password: sessions of before are worth nothing."""

    name: str
    role: Role
    password: str
    epoch: str


class Users:
    """The users of one case; read anew at every look, for the command line may have changed them."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self.path = out / FOLDER / _FILE

    def all(self) -> list[User]:
        """Everybody, by name. Raises DamagedCase where the file cannot be read."""
        try:
            rows: Any = json.loads(self.path.read_text(encoding="utf-8"))["users"]
            return sorted((User(**row) for row in rows), key=lambda user: user.name)
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DamagedCase(
                f"{self.path} cannot be read ({error}); remove it and add the users again"
            ) from error

    def named(self, name: str) -> User | None:
        """The user of this name, or None."""
        return next((user for user in self.all() if user.name == name), None)

    def add(self, name: str, role: str, password: str) -> User:
        """A new user; raises InputError for a name that is there already, no role, or a password that is too short."""
        if self.named(name):
            raise InputError(f"there is a user {name!r} already; change the password, or remove them first")
        if not _NAME.fullmatch(name) or name != name.strip():
            raise InputError("a user's name is 1 to 80 letters, without quotation marks, & and < >")
        user = User(name, _role(role), _hashed(password), secrets.token_hex(8))
        self._write([*self.all(), user])
        return user

    def remove(self, name: str) -> None:
        """Take a user out; what they judged stays. Raises InputError where there is none, or no owner would be left."""
        kept = [user for user in self._with(name) if user.name != name]
        if kept and not any(user.role == "owner" for user in kept):
            raise InputError("a case needs one owner: make somebody else one first")
        self._write(kept)

    def change(self, name: str, *, password: str | None = None, role: str | None = None) -> None:
        """Another password or role; sessions of before end."""
        changed = []
        for user in self._with(name):
            if user.name == name:
                told = user.password if password is None else _hashed(password)
                user = User(name, user.role if role is None else _role(role), told, secrets.token_hex(8))
            changed.append(user)
        if not any(user.role == "owner" for user in changed):
            raise InputError("a case needs one owner: make somebody else one first")
        self._write(changed)

    def let_in(self, name: str, password: str) -> User | None:
        """The user, where name and password fit; it takes as long where there is no such user."""
        user = self.named(name)
        fits = _fits(user.password if user else _decoy(), password)
        return user if user is not None and fits else None

    def _with(self, name: str) -> list[User]:
        users = self.all()
        if not any(user.name == name for user in users):
            raise InputError(f"there is no user {name[:80]!r}")
        return users

    def _write(self, users: list[User]) -> None:
        folder = self.path.parent
        folder.mkdir(mode=0o700, exist_ok=True)
        with writing(folder):
            write_private(self.path, json.dumps({"users": [asdict(user) for user in users]}, indent=1) + "\n")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    with os.fdopen(
        os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise InputError(f"there is no role {role[:40]!r}; give one of: {', '.join(ROLES)}")


def _hashed(password: str) -> str:
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise InputError(f"a password has at least {_SHORTEST} letters")
    return _hasher().hash(password)


def _fits(hashed: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hashed, password[:_LONGEST])
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _decoy() -> str:
    return _hasher().hash(secrets.token_hex(16))
