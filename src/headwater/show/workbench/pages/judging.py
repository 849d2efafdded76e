"""Judging: the forms of a row, what is sent, its effect, and the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import JSONResponse, RedirectResponse, Response

from headwater.records.errors import HeadwaterError, InputError
from headwater.runs.judgements import Judgement, as_line, log_of, read_log
from headwater.show.words import JUDGED, JUDGEMENT
from headwater.show.workbench.addresses import id_of, key_of, page_of
from headwater.show.workbench.asking import Ask, Asking, Form, Posted, Shown
from headwater.show.workbench.judging.forms import Subject, subject_of
from headwater.show.workbench.judging.log import head_of, hear_of_others, same_thing, take_down
from headwater.show.workbench.judging.making import judgement_from
from headwater.show.workbench.pages.articles import judged_line
from headwater.show.workbench.paging import PageNumber, part_of
from headwater.show.workbench.problems import missing
from headwater.show.workbench.rows import Row
from headwater.show.workbench.site import Site, page

_WAIT = 6.0
"""Seconds that a page waits for a judgement's effect before it says that it is being worked out."""


def register_judging(site: Site) -> None:
    """Puts the forms, the log and the effects on the site."""

    @site.page("/judge/{key}", "The judgements that a row can be given.")
    def judge_row(ask: Asking, key: str, kind: Annotated[str, Query(max_length=40)] = "") -> Shown:
        subject = _subject(ask, id_of(key) or "")
        return _forms(ask, subject, kind=kind)

    @site.page("/judgements", "What persons judged, the latest first; those who differ side by side.")
    def judgements(ask: Asking, who: Annotated[str, Query(max_length=80)] = "", status: Annotated[str, Query(max_length=20)] = "", page: PageNumber = 1) -> Shown:  # fmt: skip
        return _log(ask, who, status, page)

    @site.page("/judgements/{key}", "One judgement and what it changed.")
    def judgement(ask: Asking, key: str) -> Shown:
        return _judgement(ask, id_of(key) or "")

    @site.form("/judge", "Give a judgement: it is in the log before the answer comes.")
    def send_judge(ask: Asking, form: Form) -> Response:
        ask.require("analyst")
        return _take(ask, form)


def _subject(ask: Ask, id_: str) -> Subject:
    found = subject_of(ask.rows, id_, ask.t)
    if found is None:
        raise missing("row", ask.path)
    return found


def _forms(ask: Ask, subject: Subject, *, kind: str = "", form: Posted | None = None, problem: str = "", others: list[Judgement] | None = None, status: int = 200) -> Shown:  # fmt: skip
    wanted = [one for one in subject.forms if not kind or one.kind == kind.replace("_", "-")] or subject.forms
    data = {
        "on": subject.id, "list": subject.name, "words": subject.words, "head": head_of(ask.desk),
        "kinds": [{"kind": one.kind, "field": one.field, "options": [o.value for o in one.options], "second": [o.value for o in one.second]} for one in wanted],
    }  # fmt: skip
    told = {
        "subject": subject, "forms": wanted, "head": data["head"], "sent": form.fields if form else {}, "problem": problem,
        "others": [_of_log(ask, one) for one in others or []], "piece": _piece(ask), "only": len(wanted) < len(subject.forms),
        "back": (form.one("back") if form else "") or subject.back,
    }  # fmt: skip
    return Shown("judge", data, told, status)


def _piece(ask: Ask) -> bool:
    """Whether htmx asks for a piece of a page."""
    return ask.request.headers.get("hx-request") == "true"


def _take(ask: Ask, form: Posted) -> Response:
    """Take a judgement down, unless somebody judged the same thing since the form was made."""
    subject = _subject(ask, (form.all("on") or [""])[0])
    try:
        judgement = judgement_from(ask.rows, form, ask.by)
    except InputError as error:
        return page(
            ask, _forms(ask, subject, kind=form.one("kind"), form=form, problem=_plain(error), status=422)
        )
    try:
        hear_of_others(ask.desk)
        others = same_thing(ask.desk, ask.rows, judgement, form.one("head"))
        if others:
            return page(
                ask, _forms(ask, subject, kind=form.one("kind"), form=form, others=others, status=409)
            )
        take_down(ask.desk, [judgement])
    except (HeadwaterError, OSError) as error:
        return page(
            ask, _forms(ask, subject, kind=form.one("kind"), form=form, problem=_plain(error), status=503)
        )
    job = ask.desk.jobs.ask("refresh", {}, ask.by, [judgement.id])
    ask.desk.jobs.wait(job, _WAIT)
    if "application/json" in ask.request.headers.get("accept", "") and not _piece(ask):
        return JSONResponse(_judgement(ask, judgement.id).data, 201)
    if _piece(ask):
        return page(ask, _judgement(ask, judgement.id, back=form.one("back")))
    return RedirectResponse(page_of("judgements", judgement.id) or "/", 303)


def _plain(error: Exception) -> str:
    return str(error).removeprefix("this form: ").removeprefix("this judgement: ")


def _judgement(ask: Ask, id_: str, back: str = "") -> Shown:
    """A judgement with what it changed: by the run that worked it out, if this server did."""
    job = ask.desk.jobs.of_judgement(id_)  # before the case is read: a job that has ended stands in it
    found = ask.rows.by_ids("judgements", [id_])
    row = judged_line(ask, found[0]) if found else None
    if row is None:
        row = next((_of_log(ask, one) for one in read_log(log_of(ask.desk.out)) if one.id == id_), None)
    if row is None:
        raise missing("judgement", ask.path)
    effects = job.changes if job and job.state == "done" else []
    working = not job.ended if job else not found
    data = {
        "judgement": row,
        "worked_out": not working,
        "effects": [one.as_json() for one in effects],
        "error": job.error if job else "",
    }
    told: Mapping[str, Any] = {
        "j": row, "effects": effects, "working": working, "error": data["error"], "key": key_of(id_), "piece": _piece(ask),
        "head": head_of(ask.desk), "back": back, "known": job is not None, "undone": row.get("status") == "undone",
    }  # fmt: skip
    return Shown("judgement", data, told)


def _of_log(ask: Ask, judgement: Judgement) -> Row:
    """A line of the log that the case does not tell of yet, told as one that it does."""
    line = {"mentions": [], "at": [], "value": None, "name": None, "undoes": None} | as_line(judgement)
    return judged_line(ask, line | {"status": "waiting", "because": ""}) | {
        "became": ask.t("recorded, being worked out")
    }


def _log(ask: Ask, who: str, status: str, number: int) -> Shown:
    chosen, values = ["kind != 'code'"], []
    if who:
        chosen.append("who = ?")
        values.append(who)
    if status in JUDGED:
        chosen.append("status = ?")
        values.append(status)
    where = " AND ".join(chosen)
    rows = ask.rows
    part = part_of(int(rows.one(f"SELECT count(*) FROM judgements WHERE {where}", *values)), number)
    found = rows.where(
        "judgements",
        f'WHERE {where} ORDER BY "when" DESC, rowid DESC LIMIT 50 OFFSET ?',
        *values,
        max(0, part.first - 1),
    )
    lines = [judged_line(ask, row) for row in found]
    everybody = rows.column("SELECT DISTINCT who FROM judgements ORDER BY 1")
    data = {"judgements": lines, "part": part.as_json(), "who": who, "status": status}
    return Shown("judgements", data, {"part": part, "everybody": everybody, "states": {k: ask.t(v) for k, v in JUDGED.items()}, "kinds": JUDGEMENT, "together": _together(lines)})  # fmt: skip


def _together(lines: list[Row]) -> list[list[Row]]:
    """Judgements as they are told: disputed ones on the same words side by side."""
    found: list[list[Row]] = []
    for line in lines:
        words = {word.casefold() for word in line["words"]}
        meant = next((some for some in found if line["status"] == "disputed" == some[0]["status"] and words & {w.casefold() for one in some for w in one["words"]}), None)  # fmt: skip
        if meant is not None:
            meant.append(line)
        else:
            found.append([line])
    return found
