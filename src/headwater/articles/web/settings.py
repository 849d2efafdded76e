"""Settings of fetching: who asks, how politely, how much is taken, and what is never asked."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig
from headwater.version import __version__

MEGABYTE = 1_000_000

READ_MEDIA = (
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "text/plain",
    "text/markdown",
    "text/xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
)
"""Media types that are taken: pages, documents, texts and feeds."""


class FetchSettings(StageConfig):
    """How addresses are fetched."""

    user_agent: str = Field(
        f"headwater/{__version__}",
        pattern=r"^[\x20-\x7e]{1,300}$",
        description="What headwater calls itself, to sites and to their robots.txt.",
    )
    pause: float = Field(2.0, ge=0, description="Seconds between two addresses of one host, at least.")
    longest_wait: float = Field(
        120.0, ge=0, description="Seconds; a site that asks for a longer wait is asked another time."
    )
    seconds: float = Field(
        60.0, gt=0, description="Seconds for one address with its redirects, without the polite waits."
    )
    silence: float = Field(20.0, gt=0, description="Seconds without one byte after which is given up.")
    largest_head: int = Field(262_144, ge=1_000, description="Bytes of a reply's header, at most.")
    largest_body: int = Field(50 * MEGABYTE, ge=1, description="Bytes of a reply as it comes, at most.")
    largest_unpacked: int = Field(
        200 * MEGABYTE, ge=1, description="Bytes of a compressed reply when unpacked, at most."
    )
    steepest: int = Field(
        200, ge=1, description="A compressed reply may unpack to so many times its size, beyond a first MB."
    )
    redirects: int = Field(10, ge=0, description="Redirects from one address, at most.")
    ports: tuple[int, ...] = Field((80, 443), description="Ports that are asked.")
    allow_private: bool = Field(
        False, description="Ask this machine and the local network too: for tests and for archives at home."
    )
    certificates: str | None = Field(
        None, description="A file of certificates to trust besides the system's, as PEM."
    )
    proxy: str | None = Field(None, description="A proxy: http://, https:// or socks5h://HOST:PORT.")
    media: tuple[str, ...] = Field(READ_MEDIA, description="Media types that are taken.")
    archive: str = Field("https://archive.org", description="The web archive that is asked for captures.")
    prefer_archive: bool = Field(
        False, description="Take the archive's capture where it has one, and ask the site only where not."
    )
    near: str | None = Field(
        None,
        pattern=r"^\d{4}(\d\d){0,5}$",
        description="YYYYMMDDhhmmss or its beginning; of several captures the one nearest to it. Null: the newest.",
    )
