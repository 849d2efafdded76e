"""Which judgements a row can be given, as forms: what each asks, in a reader's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from headwater.records.claims import Certainty, SourceKind, Standing
from headwater.records.origins import DerivationKind, TaskStatus
from headwater.show.dossier.showing import direction
from headwater.show.tongue import Tongue
from headwater.show.view import outlet_of
from headwater.show.words import CERTAINTY, DERIVATION, ENTITY, ORIGIN_KIND, SOURCE_KIND, STANDING
from headwater.show.workbench.addresses import key_of, page_of, span_of
from headwater.show.workbench.lines import group_lines
from headwater.show.workbench.rows import Row, Rows

LETTERS = tuple("ABCDEF")
DIGITS = tuple("123456")
TASK = {"open": "open", "asked": "asked", "found": "found", "gone": "gone", "refused": "refused"}
_MOST = 60
"""Rows to choose from; others are named by their address."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    says: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One judgement that can be given. ``field`` says what it asks: nothing, a value, words, rows, or mentions."""

    kind: str
    title: str
    field: str = "none"
    label: str = ""
    options: Sequence[Option] = ()
    second: Sequence[Option] = ()
    help: str = ""
    now: str = ""
    send: str = "Judge"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: the row, what it is called, its words, where it stands, and its forms."""

    id: str
    name: str
    what: str
    words: str
    lang: str
    dir: str
    where: str
    back: str
    forms: list[Form] = field(default_factory=list)


def subject_of(rows: Rows, id_: str, t: Tongue) -> Subject | None:
    """What a row is, with the judgements that it can be given; None for a row that is not there or cannot be judged."""
    name = rows.list_of(id_)
    make = _SUBJECTS.get(name or "")
    if name is None or make is None:
        return None
    return make(rows, rows.by_ids(name, [id_])[0], t)


def _values(t: Tongue, table: dict[str, str], values: Sequence[str]) -> list[Option]:
    return [Option(value, t.say(table, value)) for value in values]


def _note(t: Tongue) -> Form:
    return Form("note", t("Note"), "words", t("The note"), send=t("Note it"))


def _grade(t: Tongue, rows: Rows, kind: str) -> Form:
    return Form(
        "grade", t("Grade (Admiralty)"), "grade", "",
        [Option(letter, f"{letter}: {t(says)}") for letter, says in zip(LETTERS, _RELIABLE, strict=True)],
        [Option(digit, f"{digit}: {t(says)}") for digit, says in zip(DIGITS, _CREDIBLE, strict=True)],
        help=t("Until a person grades it stands at F6: nobody can say. Nothing is chosen for you."), send=t("Grade it"),
    )  # fmt: skip


_RELIABLE = (
    "completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable", "reliability cannot be judged",
)  # fmt: skip
_CREDIBLE = (
    "confirmed by other sources", "probably so", "possibly so", "doubtful", "improbable", "cannot be judged",
)  # fmt: skip


def _gloss(t: Tongue, words: str) -> Form:
    return Form("gloss", t("Gloss in the reader's language"), "gloss", t("The words of the text"), now=words, help=t("Signed, shown beside the words, never used to match."), send=t("Set the gloss"))  # fmt: skip


def _of_edge(rows: Rows, row: Row, t: Tongue) -> Subject:
    child, parent = _named(rows, row["child"]), _named(rows, row["parent"])
    says = (
        t.say(DERIVATION, row["kind"]) if row["directed"] else t("shares a text with (direction not known)")
    )
    forms = [
        Form(
            "confirm-edge",
            t("It is so"),
            help=t("The edge stays, whatever later rules read."),
            send=t("Confirm the edge"),
        ),
        Form(
            "reject-edge",
            t("It is not so"),
            help=t("The edge is taken out of every count."),
            send=t("Reject the edge"),
        ),
        _note(t),
    ]
    where = (
        f"/compare?a={key_of(row['parent'])}&b={key_of(row['child'])}"
        if rows.one("SELECT 1 FROM articles WHERE id = ?", row["parent"])
        else ""
    )
    return Subject(
        row["id"],
        "derivations",
        t("Edge"),
        f"{child}: {says} {parent}",
        t.lang,
        "ltr",
        where,
        f"/articles/{key_of(row['child'])}",
        forms,
    )


def _of_article(rows: Rows, row: Row, t: Tongue) -> Subject:
    near = rows.select(
        'SELECT DISTINCT a.id, a.title, a.publisher, a.url, a.path FROM group_articles g JOIN group_articles o ON o."group" = g."group" '
        "JOIN articles a ON a.id = o.article WHERE g.article = ? AND a.id != ? ORDER BY a.published_value, a.id LIMIT ?",
        row["id"], row["id"], _MOST,
    )  # fmt: skip
    options = [Option(id_, f"{outlet_of({'id': id_, 'title': title, 'publisher': p, 'url': u, 'path': w})}: {title}") for id_, title, p, u, w in near]  # fmt: skip
    cited = rows.select("SELECT DISTINCT s.id, s.name FROM attributions t JOIN source_cited_by y ON y.attribution = t.id JOIN sources s ON s.id = y.source WHERE t.article = ? ORDER BY s.name LIMIT ?", row["id"], _MOST)  # fmt: skip
    options += [Option(id_, f"{t('not in this case')}: {name}") for id_, name in cited]
    draw = Form("draw-edge", t("Say what it came from"), "parent", t("It came from"), options, _values(t, DERIVATION, get_args(DerivationKind)), send=t("Draw the edge"))  # fmt: skip
    return Subject(row["id"], "articles", t("Article"), row["title"] or outlet_of(row), _lang(row), direction(_lang(row)), "", f"/articles/{key_of(row['id'])}", [draw, _gloss(t, ""), _grade(t, rows, "articles"), _note(t)])  # fmt: skip


def _of_claim(rows: Rows, row: Row, t: Tongue) -> Subject:
    own = rows.column('SELECT "group" FROM group_claims WHERE claim = ?', row["id"])
    near = rows.column(
        'SELECT DISTINCT o."group" FROM claims c JOIN group_claims o ON o.claim = c.id WHERE c.article IN '
        '(SELECT x.article FROM group_claims g JOIN group_articles x ON x."group" = g."group" WHERE g.claim = ?) LIMIT ?', row["id"], _MOST,
    )  # fmt: skip
    lines = group_lines(rows, [id_ for id_ in near if id_ not in own], t)
    heads = {line["id"]: rows.one('SELECT coalesce(heading, (SELECT claim FROM group_claims x WHERE x."group" = g.id ORDER BY place LIMIT 1)) FROM groups g WHERE id = ?', line["id"]) for line in lines}  # fmt: skip
    options = [
        Option(heads[line["id"]], f"{line['outlet']}: {line['heading'] or line['id']}"[:140])
        for line in lines
        if heads[line["id"]]
    ]
    move = Form("move-claim", t("Move it to another group"), "group", t("It belongs with"), options, help=t("With none: it stands alone."), send=t("Move the claim"))  # fmt: skip
    forms = [
        Form(
            "set-standing",
            t("On whose word it stands"),
            "value",
            t("It is"),
            _values(t, STANDING, get_args(Standing)),
            now=t.say(STANDING, row["standing"]),
        ),
        Form(
            "set-certainty",
            t("How sure the speaker sounds"),
            "value",
            t("It is put"),
            _values(t, CERTAINTY, get_args(Certainty)),
            now=t.say(CERTAINTY, row["certainty"]),
        ),
        move,
        _gloss(t, row["text"]),
        _grade(t, rows, "claims"),
        _note(t),
    ]
    where = span_of(row["article"], row["start"], row["end"])
    return Subject(
        row["id"], "claims", t("Claim"), row["text"], row["lang"], direction(row["lang"]), where, where, forms
    )


def _of_attribution(rows: Rows, row: Row, t: Tongue) -> Subject:
    place = row["source"] or row["content"]
    name = row["resolved_source"] or (row["source"] or {}).get("text") or t("a source not named")
    forms = [_note(t)]
    if row["source"]:
        forms = [_kind(t, row["source_kind"]), _grade(t, rows, "attributions"), *forms]
    where = span_of(row["article"], place["start"], place["end"])
    return Subject(row["id"], "attributions", t("Source"), name, "und", "auto", where, where, forms)


def _kind(t: Tongue, now: str) -> Form:
    return Form("set-source-kind", t("What kind of source it is"), "value", t("It is"), _values(t, SOURCE_KIND, get_args(SourceKind)), now=t.say(SOURCE_KIND, now))  # fmt: skip


def _of_source(rows: Rows, row: Row, t: Tongue) -> Subject:
    forms = [_kind(t, row["kind"]), _grade(t, rows, "sources"), _note(t)]
    return Subject(
        row["id"],
        "sources",
        t("Source"),
        row["name"],
        "und",
        "auto",
        "",
        page_of("sources", row["id"]) or "",
        forms,
    )


def _of_origin(rows: Rows, row: Row, t: Tongue) -> Subject:
    near = rows.select(
        'SELECT DISTINCT o.id, o.name, o.kind FROM group_origins g JOIN group_origins x ON x."group" = g."group" '
        "JOIN origins o ON o.id = x.origin WHERE g.origin = ? AND o.id != ? ORDER BY o.name, o.id LIMIT ?",
        row["id"], row["id"], _MOST,
    )  # fmt: skip
    options = [Option(id_, name, t.say(ORIGIN_KIND, kind)) for id_, name, kind in near]
    forms = [
        Form(
            "one-origin",
            t("One and the same as"),
            "rows",
            t("These are one origin with it"),
            options,
            send=t("They are one"),
        ),
        Form(
            "separate-origins",
            t("Separate from"),
            "rows",
            t("These are separate from it"),
            options,
            send=t("They are separate"),
        ),
        _grade(t, rows, "origins"),
        _note(t),
    ]
    return Subject(
        row["id"],
        "origins",
        t("Origin"),
        row["name"],
        "und",
        "auto",
        "",
        page_of("origins", row["id"]) or "",
        forms,
    )


def _of_entity(rows: Rows, row: Row, t: Tongue) -> Subject:
    near = rows.select(
        "SELECT id, name FROM entities WHERE type = ? AND id != ? AND (name LIKE ? OR substr(name, 1, 3) = substr(?, 1, 3)) ORDER BY name, id LIMIT ?",
        row["type"], row["id"], f"%{(row['name'].split() or [''])[-1]}%", row["name"], _MOST,
    )  # fmt: skip
    options = [Option(id_, name) for id_, name in near]
    mentions = [
        Option(
            f"{m['start']}-{m['end']}-{key_of(m['article'])}",
            m["text"],
            span_of(m["article"], m["start"], m["end"]),
        )
        for m in row["mentions"][:200]
    ]
    forms = [
        Form("rename", t("Call it otherwise"), "name", t("Its name"), now=row["name"], send=t("Rename")),
        Form(
            "merge",
            t("One with another"),
            "rows",
            t("These are one with it"),
            options,
            send=t("They are one"),
        ),
        Form(
            "not-same",
            t("Not one with another"),
            "rows",
            t("These are not one with it"),
            options,
            send=t("They are not one"),
        ),
        Form(
            "split",
            t("Some names are somebody else's"),
            "mentions",
            t("These are not it"),
            mentions,
            send=t("Split off"),
        ),
    ]
    return Subject(
        row["id"],
        "entities",
        t.say(ENTITY, row["type"]),
        row["name"],
        "und",
        "auto",
        "",
        page_of("entities", row["id"]) or "",
        forms,
    )


def _of_group(rows: Rows, row: Row, t: Tongue) -> Subject:
    line = group_lines(rows, [row["id"]], t)[0]
    return Subject(row["id"], "groups", t("Group"), line["heading"] or row["id"], line["lang"], direction(line["lang"]), line["span"] or "", line["href"], [_note(t)])  # fmt: skip


def _of_task(rows: Rows, row: Row, t: Tongue) -> Subject:
    form = Form("task", t("Work it off"), "task", t("It is"), _values(t, TASK, get_args(TaskStatus)), now=t(row["status"]), send=t("Set it"))  # fmt: skip
    return Subject(
        row["id"],
        "to_find",
        t("To find"),
        row["what"],
        "en",
        "ltr",
        "",
        page_of("to_find", row["id"]) or "",
        [form],
    )


def _of_judgement(rows: Rows, row: Row, t: Tongue) -> Subject:
    form = Form("undo", t("Take it back"), help=t("Both stay in the log."), send=t("Undo"))
    return Subject(
        row["id"],
        "judgements",
        t("Judgement"),
        row["kind"].replace("_", " "),
        "en",
        "ltr",
        "",
        page_of("judgements", row["id"]) or "",
        [form],
    )


def _named(rows: Rows, id_: str) -> str:
    from headwater.show.workbench.lines import name_of

    return name_of(rows, id_) or id_


def _lang(row: Row) -> str:
    return str((row["languages"] or ["und"])[0])


_SUBJECTS: dict[str, Callable[[Rows, Row, Tongue], Subject]] = {
    "derivations": _of_edge, "articles": _of_article, "claims": _of_claim, "attributions": _of_attribution,
    "sources": _of_source, "origins": _of_origin, "entities": _of_entity, "groups": _of_group, "to_find": _of_task,
    "judgements": _of_judgement,
}  # fmt: skip
