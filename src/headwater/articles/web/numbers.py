"""IPv4 addresses in all the spellings that programs take: 127.1, 0x7f.0.0.1, 017700000001, 2130706433."""

from __future__ import annotations

import re

_PART = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_LIMIT = 1 << 32


def number_as_address(host: str) -> str | None:
    """The dotted form of the address that ``host`` is; "" where it ends in a number but is none; None for a name.

    The rules are those of inet_aton and of browsers: one to four parts, each decimal, octal (leading 0) or
    hexadecimal (leading 0x), the last one filling what is left.
    """
    parts = host.removesuffix(".").split(".")
    if not _PART.fullmatch(parts[-1]):
        return None
    values = [_value(part) for part in parts]
    if len(values) > 4 or any(value is None for value in values):
        return ""
    *heads, last = [value for value in values if value is not None]
    if any(head > 255 for head in heads) or last >= 1 << (8 * (4 - len(heads))):
        return ""
    whole = last + sum(head << (8 * (3 - place)) for place, head in enumerate(heads))
    return ".".join(str(whole >> shift & 255) for shift in (24, 16, 8, 0))


def _value(part: str) -> int | None:
    if not _PART.fullmatch(part) or len(part) > 20:
        return None
    try:
        if part[:2].lower() == "0x":
            value = int(part[2:] or "0", 16)
        else:
            value = int(part, 8 if len(part) > 1 and part[0] == "0" else 10)
    except ValueError:
        return None
    return value if value < _LIMIT else None
