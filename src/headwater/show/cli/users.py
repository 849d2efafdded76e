"""The commands ``users``: who may log in to a case's workbench."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.show.cli import options
from headwater.show.cli.serve import INSTALL

if TYPE_CHECKING:
    from headwater.show.workbench.people.users import Users

users_app = typer.Typer(
    help="Say who may log in to a case's workbench, and as what: reader, analyst, owner.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Who; judgements are signed so.")]
Role = Annotated[
    str,
    typer.Option(metavar="ROLE", help="reader reads, analyst judges and adds, owner says who may come in."),
]
FromInput = Annotated[
    bool, typer.Option("--stdin", help="Take the password from standard input, one line, instead of asking.")
]


@users_app.command("add")
def add_user(out: options.Case, name: Name, role: Role = "analyst", stdin: FromInput = False) -> None:
    """Let somebody in; asks for a password of at least 12 letters."""
    users = _users(out)
    users.add(name, role, _password(stdin=stdin))
    typer.echo(f"{name} may log in to {out} as {role}.")


@users_app.command("list")
def list_users(out: options.Case) -> None:
    """Who may log in, and as what."""
    found = _users(out).all()
    for user in found:
        typer.echo(f"{user.name}: {user.role}")
    if not found:
        typer.echo("nobody")


@users_app.command("remove")
def remove_user(out: options.Case, name: Name) -> None:
    """Let somebody in no more; what they judged stays, and their sessions end."""
    _users(out).remove(name)
    typer.echo(f"{name} may not log in to {out} any more.")


@users_app.command("password")
def change_password(out: options.Case, name: Name, stdin: FromInput = False) -> None:
    """Give somebody another password; their sessions end."""
    _users(out).change(name, password=_password(stdin=stdin))
    typer.echo(f"{name} has another password.")


def _users(out: Path) -> Users:
    """The users of a case; raises NotACase where there is none, MissingExtra where the workbench is not installed."""
    from headwater.records.errors import MissingExtra
    from headwater.store import CaseFolder

    try:
        import argon2  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingExtra(INSTALL) from error
    from headwater.show.workbench.people.users import Users

    CaseFolder(out).require_manifest()
    return Users(out)


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    given: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return given
