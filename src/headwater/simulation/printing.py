"""Reports in print: the title, paragraphs of two sentences, a credit line where the outlet gives one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from headwater.simulation.ecology import Ecology, Report
from headwater.simulation.lines import Told, tell
from headwater.simulation.wording import wording


@dataclass(frozen=True, slots=True)
class Credited:
    """A credit line of an article: which kind, whom it names, where it stands."""

    kind: str  # "original", "via"
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printed:
    """An article in words; ``text`` is the title, one newline, and the body."""

    report: Report
    title: str
    text: str
    told: tuple[Told, ...]  # the headline first, each with its start in ``text``
    credit: Credited | None

    @property
    def body(self) -> str:
        """The text below the title."""
        return self.text[len(self.title) + 1 :]

    def line(self, key: str) -> Told | None:
        """The sentence of a key, if the article has it."""
        return next((told for told in self.told if told.line.key == key), None)


def print_report(ecology: Ecology, report: Report) -> Printed:
    """A report as its outlet prints it."""
    pieces: list[str] = []
    told: list[Told] = []
    at = 0
    for number, line in enumerate(report.lines):
        sentence = tell(line, report.lang)
        gap = "" if number == 0 else "\n" if number == 1 else " " if number % 2 == 0 else "\n\n"
        at += len(gap)
        told.append(replace(sentence, start=at))
        pieces += [gap, sentence.text]
        at += len(sentence.text)
    credit = _credit(ecology, report, at + 2)
    if credit is not None:
        pieces += ["\n\n", credit[1]]
    text = "".join(pieces)
    return Printed(report, told[0].text, text, tuple(told), credit[0] if credit else None)


def _credit(ecology: Ecology, report: Report, at: int) -> tuple[Credited, str] | None:
    if not report.declared or report.kind in (None, "citation") or report.parent is None:
        return None
    brand = ecology.reports[report.parent].outlet.name.written(report.lang)
    form = {"translation": "translated_line", "rewrite": "with_line"}.get(str(report.kind), "source_line")
    template = wording(report.lang)["frame"][form]
    before = template.index("{outlet}")
    kind = "via" if form == "with_line" else "original"
    words = template.replace("{outlet}", brand)
    return Credited(kind, brand, at + before, at + before + len(brand)), words
