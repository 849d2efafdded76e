"""Addresses in sort-friendly form (SURT), the keys of web archives' indexes: ``com,example)/path?a=1``."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WWW = re.compile(r"^www\d*\.")


def surt(url: str) -> str:
    """The key of an address: host turned round, scheme, "www.", port 80 and 443, case and fragment dropped."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.lower()
    if not host:
        return url.lower()
    if ":" in host or re.fullmatch(r"[\d.]+", host):
        turned = host
    else:
        turned = ",".join(reversed(_WWW.sub("", host).split(".")))
    if port and port not in (80, 443):
        turned += f":{port}"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    path = parts.path.rstrip("/") if len(parts.path) > 1 else parts.path
    return f"{turned}){path or '/'}{'?' + query if query else ''}".lower()
