"""What a link tells: the site it leads to, spelt as a name, and the headline in its last piece."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from headwater.text.names import fold, words_of

LONGEST_NAME = 4
"""Words of an outlet's name that are tried together."""
LEAST_SLUG = 2
"""Words that the last piece of a link needs to stand for a headline."""


def site_of(href: str) -> str:
    """The name of a site without dots, "www." and its last piece ("www.theharlmirror.example" gives "theharlmirror")."""
    try:
        host = urlsplit(href if "//" in href else f"//{href}").netloc.lower().removeprefix("www.")
    except ValueError:
        return ""
    return fold(host.rsplit(".", 1)[0].rsplit(".", 1)[-1]).replace("-", "") if "." in host else ""


def slug_of(href: str) -> tuple[str, ...]:
    """The folded words in the last piece of a link; none where it is too short to be a headline."""
    try:
        last = unquote(urlsplit(href).path.rstrip("/").rsplit("/", 1)[-1])
    except ValueError:
        return ()
    found = headline_key(last.rsplit(".", 1)[0] if last.endswith((".html", ".htm", ".php")) else last)
    return found if len(found) >= LEAST_SLUG else ()


def headline_key(title: str) -> tuple[str, ...]:
    """The folded words of a headline, as they would stand in a link."""
    return tuple(word.forms[0] for word in words_of(title.replace("-", " ").replace("_", " "))[:30])


def squashed(name: str) -> str:
    """A name as a site spells it: folded, one word."""
    return "".join(word.forms[0] for word in words_of(name))


def openings(text: str, lines: int = 3) -> list[str]:
    """The first one to four words of each of the first lines of a text."""
    found: list[str] = []
    for line in [x for x in text[:1000].split("\n") if x.strip()][:lines]:
        words = words_of(line)[:LONGEST_NAME]
        found += [line[words[0].start : word.end] for word in words]
    return found
