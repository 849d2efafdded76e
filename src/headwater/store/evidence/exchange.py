"""One question over HTTP to a time stamping authority: bounded in time and size, no redirect followed."""

from __future__ import annotations

from headwater.records.errors import InputError

_LARGEST = 1 << 20
_SECONDS = 30.0


def ask(url: str, request: bytes, proxy: str | None = None) -> bytes:
    """Send a request of RFC 3161; gives the answer's body. Raises InputError with what went wrong."""
    import urllib3

    timeout = urllib3.Timeout(total=_SECONDS)
    pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
    try:
        with pool.request(
            "POST",
            url,
            body=request,
            headers={"Content-Type": "application/timestamp-query", "User-Agent": "Mozilla/5.0"},
            timeout=timeout,
            retries=False,
            redirect=False,
            preload_content=False,
        ) as answer:
            body = answer.read(_LARGEST + 1)
            if answer.status != 200:
                raise InputError(f"{url} answered with status {answer.status}; check the address")
    except urllib3.exceptions.HTTPError as error:
        raise InputError(f"{url} could not be asked: {error}") from error
    finally:
        pool.clear()
    if len(body) > _LARGEST:
        raise InputError(f"{url} gave an answer of more than {_LARGEST:,} bytes, which no time stamp has")
    return bytes(body)
