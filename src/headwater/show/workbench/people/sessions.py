"""How a browser is known again: a signed cookie, and a token in every form that belongs to it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from headwater.show.workbench.people.users import FOLDER, write_private

_AGE = 12 * 3600
"""Seconds for which a session lasts."""
_SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Session:
    """One browser. Without users nobody has logged in; ``by`` is then how its judgements are signed."""

    id: str
    user: str = ""
    epoch: str = ""
    by: str = ""
    lang: str = ""

    def told(self, **changed: str) -> Session:
        """The session with something changed."""
        return replace(self, **changed)


class Sessions:
    """Makes and reads cookies of one case; the secret lies in the case, so that a new start keeps them."""

    def __init__(self, out: Path, port: int) -> None:
        self._key = _secret(out)
        self._signer = URLSafeTimedSerializer(self._key, salt="headwater session")
        self.cookie = f"headwater-{port}"

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where it is missing, old or not ours."""
        try:
            told: Any = self._signer.loads(cookie or "", max_age=_AGE)
            return Session(**told)
        except (BadSignature, TypeError):
            return None

    def write(self, session: Session) -> str:
        """The cookie of a session."""
        return str(self._signer.dumps(asdict(session)))

    def token(self, session: Session) -> str:
        """What every form of this session holds."""
        return hmac.new(self._key.encode(), f"form {session.id}".encode(), hashlib.sha256).hexdigest()

    def fits(self, session: Session, token: str) -> bool:
        """Whether a form was made for this session."""
        return hmac.compare_digest(self.token(session).encode(), token.encode("utf-8", "replace"))


def fresh() -> Session:
    """A session of nobody; also after logging in, so that nobody is let into a session that was known before."""
    return Session(secrets.token_hex(16))


def _secret(out: Path) -> str:
    path = out / FOLDER / _SECRET
    try:
        found = path.read_text(encoding="ascii").strip()
        if len(found) >= 64:
            return found
    except (OSError, UnicodeError):
        pass
    path.parent.mkdir(mode=0o700, exist_ok=True)
    made = secrets.token_hex(32)
    write_private(path, made + "\n")
    return made
