"""What an article says, before it has words: lines of clauses, which any language can put into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from headwater.simulation.names import Name
from headwater.simulation.wording import Spans, begin, fill, wording

SourceKind = Literal["doctor", "mayor", "teacher", "driver", "residents", "official", "outlet", "agency"]
NAMED: tuple[SourceKind, ...] = ("doctor", "mayor", "teacher", "driver")
ANONYMOUS: tuple[SourceKind, ...] = ("residents", "official")


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a line cites: a person, an unnamed one, or an outlet by its brand."""

    kind: SourceKind
    name: Name | None


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: which template with which names and number. ``loaded`` takes the loaded label."""

    section: str  # "leads", "facts", "titles", "colour"
    name: str
    variant: int
    values: tuple[tuple[str, Name], ...] = ()
    n: int | None = None
    day: int | None = None  # 0 is Monday
    loaded: bool = False

    @property
    def statement(self) -> tuple[object, ...]:
        """What is said, whatever the wording and the hedge."""
        plain = self.name.removesuffix("_hedged").removesuffix("_flat")
        variant = self.variant if self.section == "colour" else None
        return (self.section if self.section == "colour" else "", plain, variant, self.values)

    @property
    def hedged(self) -> bool:
        """Whether it is said as probable."""
        return self.name.endswith("_hedged")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: a frame around one clause, or two joined ones. ``key`` names its place in the story."""

    key: str
    frame: Literal["said", "by", "plain", "joined", "title"]
    clauses: tuple[Clause, ...]
    source: Source | None = None
    joint: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A line in words: the sentence, and where its clauses, their slots and its source stand in it."""

    line: Line
    text: str
    clauses: tuple[tuple[int, int], ...]
    slots: tuple[Spans, ...]
    source: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    start: int = 0  # in the article's text
    names: tuple[tuple[Name, int, int, str], ...] = field(default=())  # name, span, slot

    def clause(self, number: int = 0) -> str:
        """The words of one clause."""
        start, end = self.clauses[number]
        return self.text[start:end]


def tell(line: Line, lang: str) -> Told:
    """A line in the words of a language."""
    book = wording(lang)
    said = [_clause(clause, lang) for clause in line.clauses]
    names = [dict(clause.values) for clause in line.clauses]
    places: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    if line.frame == "joined":
        values = {"a": said[0][0], "b": said[1][0]}
        text, spans = fill(book["frame"]["joined"][line.joint], values)
        places = (spans["a"], spans["b"])
    elif line.frame in ("plain", "title") or line.source is None:
        template = "{clause}" if line.frame == "title" else book["frame"]["plain"]
        text, spans = fill(template, {"clause": said[0][0]})
        places = (spans["clause"],)
    else:
        text, places, source, cue = _attributed(line, line.source, said[0][0], lang)
    slots = tuple(
        {slot: (at[0] + s, at[0] + e) for slot, (s, e) in inner.items()}
        for at, (_, inner) in zip(places, said, strict=True)
    )
    found = [
        (names[k][slot], s, e, slot)
        for k, spans in enumerate(slots)
        for slot, (s, e) in spans.items()
        if slot in names[k]
    ]
    if line.source is not None and source is not None and line.source.name is not None:
        at = text.index(line.source.name.written(lang), source[0])
        slot = "outlet" if line.source.kind in ("outlet", "agency") else "person"
        found.append((line.source.name, at, at + len(line.source.name.written(lang)), slot))
    found.sort(key=lambda row: row[1])
    return Told(line, begin(text, lang), tuple(places), slots, source, cue, 0, tuple(found))


def _clause(clause: Clause, lang: str) -> tuple[str, Spans]:
    book = wording(lang)
    templates = book[clause.section][clause.name]
    values = {slot: name.written(lang) for slot, name in clause.values}
    if clause.n is not None:
        values["n"] = str(clause.n)
    if clause.day is not None:
        values["day"] = book["days"]["names"][clause.day]
    values["label"] = book["words"]["loaded" if clause.loaded else "label"]
    return fill(templates[clause.variant % len(templates)], values)


def source_words(source: Source, lang: str) -> str:
    """How a language names a source within a sentence."""
    return fill(wording(lang)["sources"][source.kind]["who"], _named(source, lang))[0]


def _named(source: Source, lang: str) -> dict[str, str]:
    return {} if source.name is None else dict.fromkeys(("person", "outlet"), source.name.written(lang))


def _attributed(
    line: Line, source: Source, clause: str, lang: str
) -> tuple[str, tuple[tuple[int, int], ...], tuple[int, int], tuple[int, int] | None]:
    book = wording(lang)
    forms = book["sources"][source.kind]
    who, by = (fill(forms[form], _named(source, lang))[0] for form in ("who", "by"))
    values = {"clause": clause, "who": who, "verb": forms["verb"], "by": by}
    text, spans = fill(book["frame"][line.frame], values)
    return text, (spans["clause"],), spans.get("who") or spans["by"], spans.get("verb")
