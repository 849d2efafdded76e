"""Pages of invented outlets, made from templates of mark-up and texts in five languages.

A template holds literal mark-up and places: ``{{t}}`` the headline, ``{{p 1-3}}`` paragraphs in ``<p>`` (a class may
follow), ``{{br 1-3}}`` paragraphs with line breaks between them, ``{{B 4}}`` a paragraph (or ``{{B deck}}``) without
mark-up, ``{{j 2}}`` a paragraph inside JSON that repeats the page, ``{{body}}...{{/body}}`` literal mark-up whose
words belong to the article. What p, br, B and body hold is the text that a reader should find.
"""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_PLACE = re.compile(
    r"\{\{body\}\}(?P<literal>.*?)\{\{/body\}\}|\{\{(?P<name>\w+)(?: (?P<argument>[^}]*))?\}\}", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its bytes, the text that it should be read as, and what it says of itself."""

    name: str
    data: bytes
    body: list[str]
    expected: dict[str, Any]
    unseen: bool


@dataclass(slots=True)
class _Filling:
    story: dict[str, Any]
    body: list[str] = field(default_factory=list)

    def place(self, found: re.Match[str]) -> str:
        """The mark-up in one place of the template; words of the article are noted."""
        if found["literal"] is not None:
            cells = re.sub(r"<[^>]+>", " ", found["literal"])
            self.body.append(html.unescape(" ".join(cells.split())))
            return found["literal"]
        argument = (found["argument"] or "").split()
        return str(getattr(self, f"_{found['name'].lower()}")(found["name"], argument))

    def _t(self, *_: object) -> str:
        return html.escape(self.story["title"], quote=False)

    def _deck(self, *_: object) -> str:
        return html.escape(self.story["deck"])

    def _caption(self, *_: object) -> str:
        return html.escape(self.story["caption"])

    def _slug(self, *_: object) -> str:
        return str(self.story["slug"])

    def _viewstate(self, *_: object) -> str:
        return "/wEPDwUKMTY1NDU2MTA1MmRk" * 800

    def _j(self, _: str, argument: list[str]) -> str:
        return str(self.story["p"][int(argument[0]) - 1]).replace('"', '\\"')

    def _b(self, _: str, argument: list[str]) -> str:
        words = self.story["deck"] if argument[0] == "deck" else self.story["p"][int(argument[0]) - 1]
        self.body.append(words)
        return html.escape(words, quote=False)

    def _p(self, _: str, argument: list[str]) -> str:
        kind = f' class="{argument[1]}"' if len(argument) > 1 else ""
        return "\n".join(f"<p{kind}>{words}</p>" for words in self._range(argument[0]))

    def _br(self, _: str, argument: list[str]) -> str:
        return "<br /><br />\n".join(self._range(argument[0]))

    def _range(self, numbers: str) -> list[str]:
        first, _, last = numbers.partition("-")
        words = self.story["p"][int(first) - 1 : int(last or first)]
        self.body.extend(words)
        return [html.escape(one, quote=False) for one in words]


@cache
def _stories() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("stories_*.toml")):
        for name, story in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[name] = {"slug": name, "lang": path.stem.removeprefix("stories_"), **story}
    return found


@cache
def all_pages() -> tuple[Page, ...]:
    """Every page of the table, in its order."""
    table = tomllib.loads((FOLDER / "pages.toml").read_text(encoding="utf-8"))
    return tuple(_page(name, row) for name, row in table.items())


def _page(name: str, row: dict[str, Any]) -> Page:
    story = _stories()[row["story"]] if "story" in row else {"title": "", "lang": None, "p": []}
    filling = _Filling(story)
    template = (FOLDER / "markup" / f"{name}.html").read_text(encoding="utf-8")
    content = _PLACE.sub(filling.place, template)
    if row.get("misread"):
        content = "".join(_misread(byte) for byte in content.encode("utf-8"))
    expected = {"title": story["title"], "lang": story["lang"], "authors": [], **row}
    data = content.encode(row.get("encoding", "utf-8"), "xmlcharrefreplace")
    return Page(name, data, filling.body, expected, bool(row.get("unseen")))


def _misread(byte: int) -> str:
    """One byte of UTF-8 as a browser shows it that takes the page for Windows-1252."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
