"""RFC 3161 time stamps: a trusted third party signs that the head of the log was there at an instant.

What is stamped is the SHA-256 of the log's last line, that is the head itself: ``openssl ts -verify -digest HEAD``
checks the same token. The library is an extra; without it tokens are kept and hashed, but not looked into.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.records.errors import InputError, MissingExtra
from headwater.store.evidence.der import with_sorted_certificates
from headwater.store.evidence.instants import written

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse

_EXTRA = "time stamps need an extra: pip install 'headwater[timestamps]'"
_ASN1_OF_SHA256 = "2.16.840.1.101.3.4.2.1"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a stamp, to be sent as it is; the answer must repeat the number."""

    request: bytes
    nonce: int


def ask_for(line: bytes) -> Asked:
    """The request to stamp a line of the log; raises MissingExtra without the library."""
    try:
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder
    except ImportError as error:
        raise MissingExtra(_EXTRA) from error
    builder = TimestampRequestBuilder(data=line, hash_algorithm=HashAlgorithm.SHA256)
    request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    return Asked(request.as_bytes(), request.nonce or 0)


def require_stamp(answer: bytes, head: str, nonce: int) -> datetime:
    """The instant that an answer tells; raises InputError where it is no stamp of ``head``."""
    response = _decoded(answer)
    if response is None:
        raise InputError("the time stamping authority gave no answer of RFC 3161; check its address")
    if response.status not in (0, 1):
        said = "; ".join(response.status_string) or f"status {response.status}"
        raise InputError(f"the time stamping authority refused: {said[:200]}")
    if (says := _fault(response, head)) is not None:
        raise InputError(f"the time stamping authority's answer does not fit: {says}")
    if response.tst_info.nonce != nonce:
        raise InputError("the time stamping authority's answer is one to another request: its number differs")
    return response.tst_info.gen_time


def look_at(token: bytes, head: str, roots: Path | None) -> tuple[str | None, str | None]:
    """What is wrong with a token of ``head``, or None; and what to know of it.

    Raises MissingExtra where ``roots`` are given and the library is not here, InputError where they cannot be read.
    """
    try:
        import rfc3161_client  # noqa: F401
    except ImportError as error:
        if roots is not None:
            raise MissingExtra(_EXTRA) from error
        return None, f"A time stamp was not looked into: {_EXTRA}"
    response = _decoded(token)
    if response is None:
        return "it is no answer of RFC 3161", None
    if (says := _fault(response, head)) is not None:
        return says, None
    instant = written(response.tst_info.gen_time)
    if roots is None:
        return (
            None,
            f"A time stamp tells {instant} for the head {head[:16]}…; whose it is was not checked: give --roots",
        )
    says = _untrusted(response, head, roots)
    return (says, None) if says else (None, f"A trusted time stamp tells {instant} for the head {head[:16]}…")


def _decoded(data: bytes) -> TimeStampResponse | None:
    from rfc3161_client import decode_timestamp_response

    try:
        return decode_timestamp_response(with_sorted_certificates(data))
    except ValueError:
        return None


def _fault(response: Any, head: str) -> str | None:
    try:
        imprint = response.tst_info.message_imprint
        algorithm = imprint.hash_algorithm.dotted_string
    except ValueError:  # an answer without a token
        return "it holds no stamp"
    if algorithm != _ASN1_OF_SHA256 or imprint.message.hex() != head:
        return "it stamps something else than the head of the log"
    return None


def _untrusted(response: TimeStampResponse, head: str, roots: Path) -> str | None:
    """Why no given certificate vouches for a stamp, or None."""
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        certificates = load_pem_x509_certificates(roots.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{roots} cannot be read as certificates (PEM): {error}") from error
    builder = VerifierBuilder()
    for certificate in certificates:
        builder = builder.add_root_certificate(certificate)
    try:
        builder.build().verify(response, bytes.fromhex(head))
    except (VerificationError, ValueError) as error:
        return f"none of the given certificates vouches for it ({error})"
    return None
