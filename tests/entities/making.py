"""Rows for tests of the room ``entities``, made by hand: one sentence a line."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.entities.config import FindConfig, PointConfig, ResolveConfig, TypeConfig
from headwater.entities.find import find
from headwater.entities.resolve import resolve
from headwater.entities.retyping import type_names
from headwater.entities.speaking import point
from headwater.records.articles import Article, Published, Sentence
from headwater.records.claims import Attribution, Claim, Parse, Token
from headwater.records.entities import Entity, Mention, MentionEntity
from headwater.records.ports import Models
from headwater.records.spans import Span
from headwater.records.tables import Tables


def article(text: str, id_: str = "a1", publisher: str | None = None) -> Article:
    title = text.split("\n")[0]
    return Article(id_, None, None, "0", title, text, publisher, None, Published(), ["en"], [])


def sentences(text: str, lang: str = "en", id_: str = "a1") -> list[Sentence]:
    rows, start = [], 0
    for index, line in enumerate(text.split("\n")):
        rows.append(Sentence(id_, index, start, start + len(line), lang, "p1", index == 0))
        start += len(line) + 1
    return rows


def parses(text: str, names: dict[str, str], id_: str = "a1") -> list[Parse]:
    """Parses whose only content is which words are names: {"Ada Lind": "PERSON"}."""
    rows = []
    for sentence in sentences(text, id_=id_):
        tokens: list[Token] = []
        for name, tag in names.items():
            at = text.find(name, sentence.start, sentence.end)
            while at >= 0:
                begin = at
                for number, word in enumerate(name.split(" ")):
                    label = f"{'I' if number else 'B'}-{tag}"
                    tokens.append(Token(begin, begin + len(word), word, "PROPN", "", "", 0, "", label))
                    begin += len(word) + 1
                at = text.find(name, at + 1, sentence.end)
        rows.append(Parse(id_, sentence.index, sorted(tokens, key=lambda t: t.start)))
    return rows


def case(texts: Sequence[str], names: dict[str, str] | None = None, lang: str = "en") -> Tables:
    """Tables of articles a1, a2, ... with their sentences and parses."""
    rows: list[object] = []
    for number, text in enumerate(texts, 1):
        id_ = f"a{number}"
        rows += [article(text, id_), *sentences(text, lang, id_), *parses(text, names or {}, id_)]
    return Tables.of_rows(rows)


def found(text: str, lang: str = "en", names: dict[str, str] | None = None) -> list[Mention]:
    """The mentions of one text."""
    return list(find(case([text], names, lang), FindConfig(), no_models()).of(Mention))


def resolved(tables: Tables, *more: object) -> Tables:
    """Everything that the room's stages make of the tables."""
    found = tables.merged(find(tables, FindConfig(), no_models()), Tables.of_rows(more))
    found = found.merged(type_names(found, TypeConfig(), no_models()))
    found = found.merged(point(found, PointConfig(), no_models()))
    return found.merged(resolve(found, ResolveConfig(), no_models()))


def entity_of(tables: Tables, words: str, id_: str = "a1") -> Entity:
    """The entity that the first mention with these words belongs to."""
    mention = next(m for m in tables.of(Mention) if m.text == words and m.article == id_)
    row = next(r for r in tables.of(MentionEntity) if r.mention == mention.id)
    return tables.by_id(Entity)[row.entity]


def attribution(
    text: str, source: str, kind: str, id_: str = "a1", resolved_source: str | None = None
) -> Attribution:
    at = text.index(source)
    whole = Span(text, 0, len(text))
    return Attribution(
        f"at-{id_}-{at}", id_, "p1", Span(source, at, at + len(source)), None, whole, [whole], kind, "indirect", [],  # type: ignore[arg-type]
        "assert", None, resolved_source, 1.0, "",
    )  # fmt: skip


def claim(text: str, words: str, id_: str = "a1") -> Claim:
    at = text.index(words)
    return Claim(
        f"cl-{id_}-{at}", id_, "p1", words, at, at + len(words), 0, "en", False, True, [], "unattributed", "certain",
        "assert", "affirms", "happened",
    )  # fmt: skip


def no_models() -> Models:
    """The stages of this room ask models for nothing."""
    return Models(parser=None, embedder=None, languages=None)  # type: ignore[arg-type]
