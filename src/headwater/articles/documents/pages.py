"""Pages of words as an article's paragraphs, whether a PDF's letters or a picture's gave the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.articles.documents.columns import regions
from headwater.articles.documents.flow import Block, blocks_of, body_size, paragraphs_of
from headwater.articles.documents.furniture import furniture
from headwater.articles.documents.glyphs import WebLink, Word
from headwater.articles.documents.headline import headline_of, masthead_of, several_headlines
from headwater.articles.documents.lines import TextLine, brackets_are_drawn, lines_of
from headwater.articles.documents.paragraphs import Paragraph
from headwater.articles.documents.rows import Row, rows_of
from headwater.articles.documents.writing import runs_leftward
from headwater.articles.drafts import Remark


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page, the links on it, and its height."""

    words: Sequence[Word]
    links: Sequence[WebLink]
    height: float


@dataclass(frozen=True, slots=True)
class LaidOut:
    """An article's headline and paragraphs, the outlet that its head names, and what is to be said of it."""

    title: str | None
    paragraphs: list[Paragraph]
    publisher: str | None
    remarks: list[Remark]


def lay_out(pages: Sequence[PageWords], said: str | None) -> LaidOut:
    """The paragraphs of all pages in the order in which they are read; ``said`` is the title that the file gives."""
    blocks, repeated = _blocks(pages)
    size = body_size([line for block in blocks for line in block.lines])
    head = headline_of(blocks, size, said)
    paragraphs = paragraphs_of([block for block in blocks if block is not head])
    title = " ".join(one.text for one in paragraphs_of([head])) if head else None
    others = several_headlines(blocks, size) if len(pages) == 1 else []
    remarks = [_several(others)] if len(others) > 1 else []
    return LaidOut(title, [*paragraphs, *repeated], masthead_of(blocks, head), remarks)


def _blocks(pages: Sequence[PageWords]) -> tuple[list[Block], list[Paragraph]]:
    """The paragraphs of all pages, and what their heads and feet print, once."""
    rows = [rows_of(page.words) for page in pages]
    out = furniture(rows)
    cut: list[list[list[Row]]] = []
    for number, page in enumerate(rows):
        kept = [word for at, row in enumerate(page) if at not in out[number] for word in row.words]
        cut.append(regions(kept, runs_leftward([g.text for word in kept for g in word.glyphs])))
    mirrored = brackets_are_drawn([region for page in cut for region in page])
    columns: list[list[TextLine]] = [
        lines_of(region, pages[number].links, number, column, mirrored)
        for number, page in enumerate(cut)
        for column, region in enumerate(page)
    ]
    size = body_size([line for column in columns for line in column])
    return blocks_of(columns, size, [page.height for page in pages]), _once(rows, out, mirrored)


def _once(rows: Sequence[Sequence[Row]], out: Sequence[dict[int, str]], mirrored: bool) -> list[Paragraph]:
    """Running heads and feet, each at its first place alone; numbers of pages not at all."""
    found: dict[str, Paragraph] = {}
    for number, page in enumerate(out):
        for at, because in page.items():
            if because.startswith("printed"):
                (line,) = lines_of([rows[number][at]], [], number, 0, mirrored)
                key = "".join(letter for letter in line.text if letter.isalpha()).casefold()
                found.setdefault(key, Paragraph("boilerplate", line.text.strip(), because=because))
    return [one for key, one in found.items() if key]


def _several(headlines: Sequence[str]) -> Remark:
    named = "; ".join(f'"{one[:60]}"' for one in headlines[:4])
    return Remark(
        "several_articles", f"the page seems to print several articles ({named}); they are read as one"
    )
