"""Where a team's case is: a URL whose ``case`` names one of the cases in the database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from headwater.records.errors import InputError

_SCHEMES = ("postgresql", "postgres")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CASE = "case"


@dataclass(frozen=True, slots=True)
class Address:
    """A database and the name of a case in it."""

    url: str
    """What the driver connects to, with its own options."""
    name: str
    shown: str
    """The URL as it was given, without a password: for messages."""

    @property
    def schema(self) -> str:
        """The schema that holds the case's judgements and truth."""
        return f"headwater_{self.name}"

    def read_schema(self, generation: int) -> str:
        """The schema of one of its read models."""
        return f"read_{self.schema}_{generation}"


def is_url(where: str) -> bool:
    """Whether a place is given as the URL of a database."""
    return where.split("://", 1)[0].lower() in _SCHEMES and "://" in where


def parse_url(url: str) -> Address:
    """Take a URL apart; raises InputError where it is none, or its case has a name that no schema can have."""
    parts = urlsplit(url)
    if not is_url(url) or not parts.path.strip("/"):
        raise InputError(
            "give a database as postgresql://USER@HOST/DATABASE?case=NAME; without NAME it is the case named main"
        )
    options = parse_qsl(parts.query, keep_blank_values=True)
    name = next((value for key, value in options if key == _CASE), "main")
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{name!r} is no name for a case: small letters, digits and _, at most 40, a letter first"
        )
    left = urlencode([(key, value) for key, value in options if key != _CASE])
    host = parts.netloc.rpartition("@")
    user = host[0].partition(":")[0]
    hidden = f"{user}@{host[2]}" if user else host[2]
    public = urlencode([(key, value) for key, value in options if key not in ("password", "sslpassword")])
    return Address(
        urlunsplit(("postgresql", parts.netloc, parts.path, left, "")),
        name,
        urlunsplit(("postgresql", hidden, parts.path, public, "")),
    )
