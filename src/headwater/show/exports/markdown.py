"""The case as Markdown (CommonMark): groups with their origins, articles with their chains, what to find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from headwater.show.exports.masked import Handed
from headwater.show.view import CaseView, Row, clipped, count_words, language_of, outlet_of, source_name
from headwater.text.languages import name_of

_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:@=])")


def write(handed: Handed, path: Path) -> None:
    """Write one document."""
    path.write_text("\n".join(_lines(handed.view)) + "\n", encoding="utf-8")


def plain(text: str | None) -> str:
    """Text of an article in which no sign is mark-up: no link, no picture, no HTML comes of it."""
    return _SIGNS.sub(r"\\\1", " ".join((text or "").split()))


def _lines(view: CaseView) -> Iterator[str]:
    yield from ("# What is attested in this case, and by whom", "")
    yield "Separate origins are counted in this case only; nothing here says that a claim is so."
    for group in view.shared_groups:
        yield from ("", *_group(view, group))
    for article in view.ordered:
        yield from ("", *_article(view, article))
    if view.rows("to_find"):
        yield from ("", "## To find", "")
        yield from (
            f"- {plain(row['what'])}: would change {plain(row['would_change'])}"
            for row in view.rows("to_find")
        )


def _group(view: CaseView, group: Row) -> Iterator[str]:
    heading = view.heading(group)
    outlet = outlet_of(view.articles[heading["article"]])
    yield f"## “{plain(clipped(heading['text'], 160))}” ({plain(outlet)}, {name_of(heading['lang'])})"
    yield ""
    yield f"- reports: {len(group['articles'])}; separate origins: {count_words(group['separate_origins'])}"
    yield f"- {plain(group['counted_because'])}"
    yield from (f"- {plain(told)}" for told in group["would_change"])
    yield from (
        f"- disagreement on {row['slot']}: {plain(row['because'])}" for row in _conflicts(view, group)
    )


def _conflicts(view: CaseView, group: Row) -> list[Row]:
    claims = set(group["claims"])
    return [row for row in view.rows("conflicts") if {row["a"]["claim"], row["b"]["claim"]} <= claims]


def _article(view: CaseView, article: Row) -> Iterator[str]:
    yield f"## {plain(article['title']) or article['id']}"
    yield ""
    dated = article["published"]["value"] or "undated"
    yield f"{plain(outlet_of(article))}, {name_of(language_of(article))}, {dated}  "
    yield f"SHA\\-256 {article['sha256']}"
    yield ""
    for edge in view.parents.get(article["id"], []):
        told = "declared" if edge["declared"] else "inferred"
        yield f"- {edge['kind']} of {plain(view.name_of(edge['parent']))} ({told}): {plain(edge['because'])}"
    for claims in view.claims_once(article["id"]):
        names = " ← ".join(plain(source_name(link)) for link in view.chain(claims[0]))
        yield f"- “{plain(clipped(claims[0]['text'], 240))}” ({names or 'no source given'})"
