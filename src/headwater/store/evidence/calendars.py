"""OpenTimestamps: the user's own ``ots`` client stamps the head of the log; its proof is kept.

The proof names the SHA-256 that it is of in its first bytes, so a check that it is of our head needs no client. Its
way to the chain of blocks is the client's to check: ``ots verify -d HEAD FILE``.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from headwater.records.errors import InputError, MissingExtra

_MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
_BEGINS = _MAGIC + b"\x01\x08"  # version 1; the proof is of a SHA-256
_PATIENCE = 120.0


def proof_of(proof: bytes) -> str | None:
    """The SHA-256 that a proof is of, in hexadecimal; None where it is no such proof."""
    digest = proof[len(_BEGINS) : len(_BEGINS) + 32]
    return digest.hex() if proof.startswith(_BEGINS) and len(digest) == 32 else None


def stamp_with_client(line: bytes, head: str) -> bytes:
    """Let the client on the PATH stamp a line of the log; gives the proof.

    Raises MissingExtra where there is no client, InputError where it fails or its proof is of something else.
    """
    client = shutil.which("ots")
    if client is None:
        raise MissingExtra(
            "no ots client is on the PATH; install it (pip install opentimestamps-client), or stamp with --tsa URL"
        )
    with tempfile.TemporaryDirectory(prefix="headwater-") as folder:
        file = Path(folder) / "head"
        file.write_bytes(line)
        try:
            done = subprocess.run(
                [client, "stamp", str(file)], capture_output=True, text=True, timeout=_PATIENCE, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise InputError(f"ots gave no answer within {_PATIENCE:.0f} seconds; try again later") from error
        proof = Path(f"{file}.ots")
        if done.returncode or not proof.exists():
            raise InputError(
                f"ots could not stamp: {(done.stderr or done.stdout).strip()[-300:] or 'it made no proof'}"
            )
        data = proof.read_bytes()
    if proof_of(data) != head:
        raise InputError("ots made a proof of something else than the head of the log; nothing was kept")
    return data
