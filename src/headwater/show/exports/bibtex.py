"""BibLaTeX entries (``@article`` of a newspaper), one an article; plain BibTeX reads what it knows of them."""

from __future__ import annotations

from pathlib import Path

from headwater.show.exports.masked import Handed
from headwater.show.exports.references import Reference, references_of

_SPECIAL = {char: f"\\{char}" for char in "#$%&_"} | {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def write(handed: Handed, path: Path) -> None:
    """Write all references."""
    path.write_text("\n".join(_entry(one) for one in references_of(handed)), encoding="utf-8")


def escaped(text: str) -> str:
    """Text in which no character has a meaning for TeX."""
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))


def _entry(one: Reference) -> str:
    names = {"author": (*one.authors, *one.agencies), "translator": one.translators}
    fields = {name: " and ".join(f"{{{escaped(who)}}}" for who in given) for name, given in names.items()}
    plain = {
        "title": one.title,
        "journaltitle": one.publisher,
        "date": one.issued,
        "langid": one.lang,
        "origtitle": one.original_title,
        "note": f"original: {one.original}" if one.original else None,
        "addendum": f"archived at {one.archived}" if one.archived else None,
    }
    fields |= {name: escaped(value) for name, value in plain.items() if value}
    fields |= {"url": one.url.replace("{", "%7B").replace("}", "%7D")} if one.url else {}
    fields |= {"urldate": one.accessed} if one.accessed else {}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    key = "".join(char if (char.isalnum() and char.isascii()) or char == "-" else "-" for char in one.id)
    return f"@article{{{key},\n{lines}}}\n"
