"""A case in PostgreSQL, for a team: judgements, truth and read model in one database, behind the store's port.

What goes in: a URL (``postgresql://user@host/database?case=NAME``). What comes out: a ``TeamCase``. Judgements are rows
with a number, added in a short transaction that nobody's run delays. The files of the truth lie in the database by
their SHA-256, so that one backup, one login and one transaction cover a case, and no shared folder is needed. The read
model of an answer is a schema of its own, made and shown in one transaction; who has the one before open reads on in it.

What can go wrong: no server, no right, a full disk (CaseError; nothing was changed), somebody else who writes
(CaseBusy), a later version's tables (FormatTooNew), the extra is not installed (MissingExtra).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.records.errors import MissingExtra
from headwater.store.team.address import Address, is_url, parse_url

__all__ = ["Address", "is_url", "open_team_case", "parse_url"]

_INSTALL = "cases in PostgreSQL need an extra; install it with: pip install 'headwater[postgres]'"

if TYPE_CHECKING:
    from headwater.store.team.case import TeamCase


def open_team_case(url: str) -> TeamCase:
    """The case that a URL names; nothing is asked of the server yet. Raises MissingExtra, InputError."""
    address = parse_url(url)
    try:
        import psycopg  # noqa: F401
        import sqlalchemy  # noqa: F401
    except ImportError as error:
        raise MissingExtra(_INSTALL) from error
    from headwater.store.team.case import TeamCase

    return TeamCase(address)
