"""A PostgreSQL cluster of the tests' own: made in a temporary folder, on a free port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = sorted(
    Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
)
WITHOUT = "no PostgreSQL here (Debian's package postgresql; make postgres installs it)"
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "40",
    "logging_collector": "off",
}


def binary(name: str) -> Path | None:
    """A program of the newest PostgreSQL that is installed."""
    for place in _PLACES:
        if (place / name).exists():
            return place / name
    found = shutil.which(name)
    return Path(found) if found else None


def _unprivileged() -> str | None:
    """Whom the server runs as where we are root, which it refuses; None for ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and neither postgres nor nobody is here")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running_cluster() -> Iterator[str]:
    """The URL of an empty database, without ``case``; only whoever has its password gets in."""
    initdb, control = binary("initdb"), binary("pg_ctl")
    assert initdb is not None
    assert control is not None
    user = _unprivileged()
    base = Path(tempfile.mkdtemp(prefix="headwater-pg-"))
    password, secret = secrets.token_hex(12), base / "secret"
    secret.write_text(password)
    if user:
        for path in (base, secret):
            shutil.chown(path, user)
    data = base / "data"

    def run(*command: str | Path) -> str:
        who = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        done = subprocess.run(  # type: ignore[call-overload]
            command, cwd=base, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, **who,
        )  # fmt: skip
        return "" if done.returncode == 0 else done.stdout

    def start() -> int:
        """Start the server, on another port where somebody was quicker; its port."""
        for _ in range(5):
            port = _free_port()
            settings = {
                **_SETTINGS,
                "listen_addresses": "127.0.0.1",
                "port": str(port),
                "unix_socket_directories": str(base),
            }
            options = " ".join(f"-c {name}={value}" for name, value in settings.items())
            if not (
                said := run(
                    control, "-D", data, "-w", "-t", "600", "-l", base / "log", "-o", options, "start"
                )
            ):
                return port
        raise AssertionError(said + (base / "log").read_text(errors="replace"))

    who = ["-U", "headwater", "--auth=scram-sha-256", f"--pwfile={secret}"]
    try:
        assert not (said := run(initdb, "-D", data, "--encoding=UTF8", "--locale=C", "--no-sync", *who)), said
        port = start()
        try:
            yield f"postgresql://headwater:{password}@127.0.0.1:{port}/postgres"
        finally:
            run(control, "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(base, ignore_errors=True)
