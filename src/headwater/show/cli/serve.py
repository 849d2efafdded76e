"""The command ``serve``."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from headwater.store.port import JudgementLog

INSTALL = "the workbench needs an extra: pip install 'headwater[workbench]'"

_Out = Annotated[
    str,
    typer.Argument(
        metavar="OUT",
        help="The folder of a case, made by trace, or postgresql://USER@HOST/DATABASE?case=NAME.",
    ),
]
_Host = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="Where to listen; other than this machine only with --users."),
]
_Port = Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")]
_Users = Annotated[
    bool, typer.Option("--users", help="Only for those who log in; add them with headwater users add.")
]
_By = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who judges, where nobody logs in; default your login name."),
]
_Names = Annotated[
    list[str] | None,
    typer.Option(metavar="HOST", help="A name under which browsers reach it; may be repeated."),
]
_Https = Annotated[
    bool,
    typer.Option("--https", help="It is reached through https, by a proxy: cookies go no other way."),
]
_Offline = Annotated[
    bool, typer.Option("--offline", help="No addresses and feeds: nothing is ever asked of the network.")
]
_Proxy = Annotated[str | None, typer.Option(metavar="URL", help="Ask sites through this proxy.")]
_AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Ask this machine and the local network too: for tests.")
]
_Interface = Annotated[
    str,
    typer.Option(metavar="LANGUAGE", help="The language of the pages, until a reader chooses: en or fr."),
]
_Folder = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Where to work on the case of a database; it is kept for the next time."
    ),
]


def serve(
    out: _Out,
    host: _Host = "127.0.0.1",
    port: _Port = 8420,
    users: _Users = False,
    by: _By = None,
    name: _Names = None,
    https: _Https = False,
    offline: _Offline = False,
    proxy: _Proxy = None,
    allow_private: _AllowPrivate = False,
    interface: _Interface = "en",
    folder: _Folder = None,
) -> None:
    """Serve a case as pages: read it, judge it, add to it. On this machine only, unless --users."""
    from headwater.show.tongue import Tongue

    Tongue(interface)  # an unknown language is told before any work
    _require(host, users=users, https=https)
    _require_extra()
    from headwater.show.workbench.app import app_of
    from headwater.show.workbench.desk import Settings

    with _case(out, folder) as (place, team):
        settings = Settings(
            place,
            host,
            port,
            tuple(name or ()),
            users,
            by or _login(),
            interface,
            https,
            offline,
            allow_private,
            proxy,
            team,
        )
        app = app_of(settings)
        _require_people(app.state.desk.users.all() if users else None, place)
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"The case {_named(out)} is open at http://{shown}:{port}/ (Ctrl-C ends it).")
        _run(app, host=host, port=port, proxied=https)
        if team is not None:
            typer.echo(f"What was worked out in {place} goes back to the database.")


def _require_extra() -> None:
    """Raises MissingExtra where what the workbench stands on is not installed."""
    try:
        import argon2  # noqa: F401
        import python_multipart  # noqa: F401
        import uvicorn  # noqa: F401

        import headwater.show.workbench.app  # noqa: F401
    except ModuleNotFoundError as error:
        from headwater.records.errors import MissingExtra

        if (error.name or "").startswith("headwater"):
            raise
        raise MissingExtra(f"{INSTALL} ({error.name} is missing)") from error


def _run(app: Any, *, host: str, port: int, proxied: bool) -> None:
    """Serve until Ctrl-C or SIGTERM, and come back: what has to be done at the end is done after either."""
    import signal

    import uvicorn

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        uvicorn.run(
            app, host=host, port=port, log_level="warning", access_log=False, server_header=False, proxy_headers=proxied,
            timeout_graceful_shutdown=5,
        )  # fmt: skip
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _case(where: str, folder: Path | None) -> Iterator[tuple[Path, JudgementLog | None]]:
    """The folder to work in, and the team's log where the case lies in a database."""
    from headwater.records.errors import ConfigError
    from headwater.store.opening import open_store
    from headwater.store.team import is_url

    if not is_url(where):
        yield Path(where), None
        return
    if folder is None:
        raise ConfigError(
            "a case in a database is worked on in a folder, which is kept for the next time: give one with --folder FOLDER"
        )
    with closing(open_store(where)) as store, store.working(folder) as place:
        yield place, store.log


def _named(where: str) -> str:
    """The case as the terminal shows it: no password of a URL."""
    from headwater.store.team import is_url

    return "of the database" if is_url(where) else where


def _require(host: str, *, users: bool, https: bool) -> None:
    """Raises ConfigError where the pages would be open to others without anybody being asked who they are."""
    import ipaddress

    from headwater.records.errors import ConfigError

    try:
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    if not here and not users:
        raise ConfigError(
            f"at {host} others could read and judge this case; serve it with --users, or on this machine alone"
        )


def _require_people(people: list[object] | None, out: Path) -> None:
    from headwater.records.errors import ConfigError

    if people is not None and not people:
        raise ConfigError(
            f"nobody may log in yet; add somebody first: headwater users add {out} NAME --role owner"
        )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
