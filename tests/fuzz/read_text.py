"""Plain texts and Markdown put together from what such texts hold, read and taken apart; the first byte chooses."""

from __future__ import annotations

from tests.fuzz.read_markup import WORDS
from tests.fuzz.reading import read_as, take_apart

_PIECES = (
    "> ", "---\n", "***", "# ", "## ", "* ", "- ", "1. ", "|", "| a | b |\n|---|---|\n", "```\n", "[a](https://vigie.example/a)", "[a][1]", "[1]: https://vigie.example/1\n",
    "![x](y)", "<b>", "&eacute;", "\t", "\n\n", "\u2029", "\u0085", "“", "”", "«", "»", "„", '"', "'", "(", ")", "…", "—", ". ", "? ", "! ", "؟ ", "، ", "Mr. ", "U.S. ", "No. 5 ", "3.5 ",
    "MIRN, March 3 (AFP) — ", "Mirn, le 3 mars 2034 (AFP) – ", "تارن (رويترز) - ", "ТАРН, 3 марта. /ТАСС/. ", "Updated 5:30 pm: ", "17:40 ", "Published: 3 March 2034\n", "Source: AFP\n",
    "Photo: Cid Moor/AFP\n", "Read more: ", "---------- Forwarded message ---------\n", "From: a@vigie.example\n", "Subject: Road\n", "title: Road\n", "date: 2034-0³-02\n", "٣ آذار ٢٠٣٤ ", "2²34 ",
    "https://vigie.example/2034/03/03/road ", "@vigie ", "#Tarn ", "\x00", "\x0b", "\x0c", "\u200f", "\u2067", "\ufffd", "𝕋", "e\u0301", "0" * 40, "the ", "said ", "ا ", "и ", "Ada Brook", "A",
)  # fmt: skip


def fuzz(data: bytes) -> None:
    """Read what the bytes behind the first name."""
    kind = ("text", "markdown")[data[0] % 2] if data else "text"
    pieces = (*_PIECES, *WORDS)
    text = "".join(pieces[byte % len(pieces)] for byte in data[1:])
    take_apart(read_as(kind, text.encode("utf-8", "surrogatepass"), ".txt"))


def seeds() -> list[bytes]:
    """Every piece once, in several orders."""
    run = bytes(range(256))
    return [bytes([form]) + run[at::step] for form in (0, 1) for at, step in ((0, 1), (0, 3), (50, 1))]
