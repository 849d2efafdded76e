"""The mail, mailbox and MHTML readers under arbitrary bytes; the first byte chooses which."""

from __future__ import annotations

from tests.articles.archives.letters import letter, newsletter
from tests.fuzz.reading import read_as

KINDS = ("mail", "mbox", "mhtml")


def fuzz(data: bytes) -> None:
    """Read the bytes behind the first as a letter."""
    if data:
        read_as(KINDS[data[0] % len(KINDS)], data[1:], ".eml")


def seeds() -> list[bytes]:
    """Letters, a mailbox, a saved page."""
    plain = letter(
        plain="Seen?\n\n---------- Forwarded message ---------\nFrom: The Vigie <b@vigie.example>\nDate: x\n\nwords here"
    )
    saved = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://vigie.example/a\nDate: Sun, 2 Apr 2034 08:30:00 -0000\n"
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n'
        b"Content-Transfer-Encoding: quoted-printable\n\n<p>words =3D here</p>\n--b--\n"
    )
    return [
        b"\0" + newsletter().as_bytes(),
        b"\0" + plain.as_bytes(),
        b"\x01From a@b.example Sun Apr  2 08:30:00 2034\n"
        + plain.as_bytes()
        + b"\n\nFrom x\nSubject: y\n\nwords\n",
        b"\x02" + saved,
    ]
