"""The page on security says of fetching what the tests hold: every error in its tables is one of theirs."""

from __future__ import annotations

import re
from pathlib import Path

from tests.articles.web.test_addresses import FORGED
from tests.articles.web.test_forgery import REDIRECTS, RESOLVED
from tests.articles.web.test_limits import FAILED, REFUSED
from tests.articles.web.test_manners import RULES

PAGE = Path(__file__).parents[3] / "docs/security.md"
PUBLIC_ONLY = "only public addresses are fetched"


def errors_told() -> list[str]:
    """The last column of the tables on fetching."""
    section = PAGE.read_text(encoding="utf-8").split("\n## Fetching\n")[1].split("\n## ")[0]
    rows = [row.split(" | ")[-1].removesuffix(" |") for row in section.splitlines() if row.startswith("| ")]
    return [row for row in rows if row != "error text" and not row.startswith("(none")]


def errors_held() -> set[str]:
    """What the tests' tables hold, and what single tests hold besides."""
    held = {row[-1] for row in (*FORGED, *REDIRECTS, *FAILED)} | {row[3] for row in REFUSED}
    held |= {reason for _, _, reason in RULES if reason}
    held |= {f"HOST has the address #, which is {what}; {PUBLIC_ONLY}" for _, what in RESOLVED}
    held |= {f"it redirects to {target}, but {reason}" for target, reason in REDIRECTS}
    return held | {
        "the address has more than 4,000 characters",
        "the address holds the character U+000D",
        "it redirects more than 10 times",
        "it redirects to http://HOST/, but asking HOST was not agreed to; agree with --yes",
        f"its robots.txt cannot be read (it redirects to http://127.0.0.1/, but the address is this machine itself "
        f"(loopback); {PUBLIC_ONLY}): the site is left alone for now",
        "no connection to HOST: its certificate is not accepted (…)",
        "the web archive's answer cannot be read; check --archive",
    }


def bare(error: str) -> str:
    """An error without what differs from one input to the next: numbers and the spelling of a host."""
    spelt = re.sub(r"the host \S+ is another", "the host … is another", error)
    return re.sub(r"[\d.,]*\d", "#", spelt)


def test_every_error_on_the_page_is_held_by_a_test() -> None:
    held = {bare(error) for error in errors_held()}
    told = errors_told()
    assert len(told) > 55
    assert [error for error in told if bare(error) not in held] == []
