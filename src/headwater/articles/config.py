"""Settings of the room: limits on size, and what is believed of dates."""

from __future__ import annotations

from pydantic import Field

from headwater.records.stages import StageConfig

MEGABYTE = 1_000_000


class ArticlesConfig(StageConfig):
    """How files become articles."""

    largest_text: int = Field(
        20 * MEGABYTE, ge=1, description="Bytes; a larger .txt, .md or .html file is rejected unread."
    )
    largest_line: int = Field(
        20 * MEGABYTE,
        ge=1,
        description="Bytes; a longer line of a .jsonl file is rejected, the rest is read.",
    )
    longest_article: int = Field(
        2_000_000, ge=1, description="Characters; a longer title and body together are rejected."
    )
    longest_sentence: int = Field(
        1_500, ge=100, description="Characters; a longer stretch without a stop is cut at white space."
    )
    most_members: int = Field(
        200_000,
        ge=1,
        description="Documents in one container file and the containers in it; the rest is rejected.",
    )
    most_unpacked: int = Field(
        20_000 * MEGABYTE,
        ge=1,
        description="Bytes unpacked from one container file and the containers in it; the rest is rejected.",
    )
    largest_member: int = Field(
        100 * MEGABYTE,
        ge=1,
        description="Bytes of one document taken out of a container, unpacked; a larger one is rejected.",
    )
    most_entries: int = Field(
        10_000, ge=1, description="Entries of one feed, sitemap or list of feeds; the rest is told of."
    )
    deepest: int = Field(4, ge=0, description="How many containers may lie in one another.")
    latest_date: str | None = Field(
        None,
        pattern=r"^\d{4}-\d\d-\d\d$",
        description="ISO date; a publication date after it is not believed. Null sets no bound but the year 2100.",
    )
    earliest_year: int = Field(1800, ge=1, description="A publication date before it is not believed.")
    largest_document: int = Field(
        300 * MEGABYTE,
        ge=1,
        description="Bytes; a larger PDF, Word, ODT or EPUB file, picture or spreadsheet is rejected unread.",
    )
    most_pages: int = Field(1_000, ge=1, description="Pages of a PDF that are read; the rest is told of.")
    document_seconds: int = Field(
        60, ge=1, description="Processor seconds that reading one PDF may take; what is read by then is kept."
    )
    document_memory: int = Field(
        2_000 * MEGABYTE, ge=1, description="Bytes of memory that the process reading one PDF may take."
    )
    ocr_languages: str = Field(
        "eng+fra+ara+rus+tur",
        pattern=r"^[a-z_]+(\+[a-z_]+)*$",
        description="Tesseract's names of the languages that pictures of text are read in, joined by +.",
    )
    ocr_pages: int = Field(50, ge=0, description="Pages of a PDF without text that are read as pictures.")
    ocr_seconds: int = Field(90, ge=1, description="Seconds that reading one picture of text may take.")
    most_pixels: int = Field(
        100 * MEGABYTE, ge=1, description="Pixels; a larger picture is rejected before it is unpacked."
    )
    columns: dict[str, str] = Field(
        {},
        description="For tables: which column holds the title, text, url, publisher, byline, published, "
        "lang or id. Columns with well-known names are found without it.",
    )
    largest_cell: int = Field(
        20 * MEGABYTE, ge=1, description="Characters; a row with a longer cell is rejected, the rest is read."
    )
