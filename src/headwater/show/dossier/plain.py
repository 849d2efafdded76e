"""One article's sheet as plain text, to be copied into a mail or a note: no mark-up, nothing that needs a script."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from headwater.show.dossier.chains import Block, ClaimLine

if TYPE_CHECKING:
    from headwater.show.dossier.sheets import Sheet
    from headwater.show.tongue import Tongue

_WIDE = 100
_LONGEST = 60_000
"""Characters of one sheet; the rest is in case.json."""


def plain_sheet(t: Tongue, sheet: Sheet) -> str:
    """The sheet as lines of at most 100 characters; every text in it is masked already."""
    lines = [line for block in _blocks(t, sheet) for line in (*block, "")]
    text = "\n".join(lines).strip()
    if len(text) > _LONGEST:
        return f"{text[:_LONGEST].rsplit(chr(10), 1)[0]}\n{t('(the rest is in case.json)')}"
    return text


def _blocks(t: Tongue, sheet: Sheet) -> Iterator[list[str]]:
    by = f", {t('by')} {sheet.byline}" if sheet.byline else ""
    yield [sheet.title, f"{sheet.outlet}, {sheet.language}{by}", f"{t('Published')}: {sheet.dated}"]
    yield [_figures(t, sheet)]
    if sheet.blocks:
        yield [t("ON WHOSE WORD"), *(line for block in sheet.blocks for line in _block(t, block))]
    if sheet.headlines:
        told = (line for h in sheet.headlines for line in _item(f"{h.says}: “{h.title}”: {h.because}"))
        yield [t("HEADLINE"), *told]
    if sheet.findings:
        yield [t("TO LOOK AT"), *_findings(sheet)]
    if sheet.parents:
        seen = {True: "", False: f", {t('not in this case')}"}
        came = (
            f"{t('declared' if p.declared else 'inferred')}: {p.says} {p.name}{seen[p.seen]}. {p.because}"
            for p in sheet.parents
        )
        yield [t("WHERE IT CAME FROM"), *_items(came)]
    if sheet.tasks:
        found = (f"{task.what}. {t('Would change {what}.', what=task.would_change)}" for task in sheet.tasks)
        yield [t("WHAT TO FIND NEXT"), *_items(found)]
    yield [t("What is attested, and by whom, in this case; not what is so. Made by headwater."), sheet.row_id]


def _figures(t: Tongue, sheet: Sheet) -> str:
    short = sheet.short
    return (
        f"{t.count(short.claims, 'claim')}: {short.claims - short.without_source} {t('on a cited source')}, "
        f"{short.without_source} {t('name no source')}."
    )


def _block(t: Tongue, block: Block) -> Iterator[str]:
    who = " ← ".join(f"{link.name} ({link.kind})" for link in block.links) or block.bare
    ends = f"; {t('at its end')}: {'; '.join(block.ends)}" if block.ends else ""
    yield from _wrapped(f"{who}{ends} [{len(block.lines)}]", "")
    yield from _items(_claim(t, line) for line in block.lines)


def _claim(t: Tongue, line: ClaimLine) -> str:
    tags = [t("lead")] * line.lead + [t("headline")] * line.title
    hedged = f"{t('hedged by')} {', '.join(f'“{hedge}”' for hedge in line.hedges)}"
    told = [*line.put, *([hedged] if line.hedges else []), *line.evidence, *line.notes]
    before = f"[{', '.join(tags)}] " if tags else ""
    return f"{before}“{line.text}” ({'; '.join(told)})"


def _findings(sheet: Sheet) -> Iterator[str]:
    for kind in sheet.findings:
        for found in kind.found:
            words = f": “{found.words}”" if found.words else ""
            yield from _item(f"{kind.says}{words}: {found.because}")


def _items(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _item(text)


def _item(text: str) -> Iterator[str]:
    return _wrapped(text, "- ")


def _wrapped(text: str, mark: str) -> Iterator[str]:
    line = " ".join(text.split())
    yield from textwrap.wrap(
        line, _WIDE, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False,
        break_on_hyphens=False,
    ) or [mark.strip()]  # fmt: skip
