"""Adding: files, addresses and feeds become jobs; a job's page says how it goes and what it changed."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.responses import RedirectResponse, Response

from headwater.records.errors import HeadwaterError
from headwater.show.workbench.asking import Ask, Asking, Form, Posted, Shown
from headwater.show.workbench.problems import Problem, RefusedError, bad_form
from headwater.show.workbench.rows import Row
from headwater.show.workbench.site import Site, page
from headwater.show.workbench.work.jobs import Job

_STEPS = {
    "add": "Adding",
    "feeds": "Asking feeds",
    "refresh": "Working out judgements",
    "model": "Reading the case anew",
}
_STATES = {"waiting": "waiting for its turn", "running": "under way", "done": "done", "failed": "failed"}
_MOST_ADDRESSES = 500


def register_adding(site: Site) -> None:
    """Puts adding and jobs on the site."""

    @site.page("/add", "What can be added, and what was done of late.")
    def add(ask: Asking) -> Shown:
        ask.require("analyst")
        return _form(ask)

    @site.page("/jobs/{number}", "How a job goes, and what it changed.")
    def job(ask: Asking, number: int) -> Shown:
        found = ask.desk.jobs.job(number)
        if found is None:
            raise RefusedError(404, Problem("unknown", "There is no such job, or it was too long ago.", ask.path, "Look at what was done of late under /add."))  # fmt: skip
        piece = ask.request.headers.get("hx-request") == "true"
        return Shown("job", found.as_json(), {"one": found, "piece": piece} | _told(ask, found))

    @site.form("/add", "Add files, addresses or feeds: a job, done after those before it.")
    def send_add(ask: Asking, form: Form) -> Response:
        ask.require("analyst")
        return _take(ask, form)


def _told(ask: Ask, job: Job) -> Row:
    return {"step": ask.t(_STEPS[job.do]), "state": ask.t(_STATES[job.state])}


def _form(
    ask: Ask, *, form: Posted | None = None, hosts: Sequence[str] = (), problem: str = "", status: int = 200
) -> Shown:
    jobs = ask.desk.jobs.all()
    data = {
        "jobs": [job.as_json() for job in jobs],
        "offline": ask.desk.settings.offline,
        "hosts": list(hosts),
    }
    told = {
        "jobs": [(job, _told(ask, job)) for job in jobs], "hosts": hosts, "problem": problem,
        "urls": form.one("urls") if form else "", "feeds": form.one("feeds") if form else "", "offline": ask.desk.settings.offline,
    }  # fmt: skip
    return Shown("add", data, told, status)


def _take(ask: Ask, form: Posted) -> Response:
    files = [file for file in form.files if file.filename]
    urls, feeds = _lines(form.one("urls")), _lines(form.one("feeds"))
    if not (files or urls or feeds):
        return page(
            ask,
            _form(
                ask,
                form=form,
                problem="nothing to add; choose files, or write addresses or feeds",
                status=422,
            ),
        )
    if (urls or feeds) and ask.desk.settings.offline:
        raise bad_form(
            "This workbench asks nothing of the network.",
            ask.path,
            "Serve it without --offline, or add files.",
        )
    try:
        hosts = _hosts(ask, [*urls, *feeds])
    except HeadwaterError as error:
        return page(ask, _form(ask, form=form, problem=str(error), status=422))
    from headwater.runs.intake import hosts_before

    known = hosts_before(ask.desk.out) if hosts else set()
    new = [host for host in hosts if host not in known and host not in form.all("agree")]
    if new and not files:
        return page(ask, _form(ask, form=form, hosts=new, status=409))
    agreed = sorted(known | set(hosts))
    job = _ask(ask, files, urls, feeds, agreed)
    return RedirectResponse(f"/jobs/{job.number}", 303)


def _ask(ask: Ask, files: Sequence[Any], urls: list[str], feeds: list[str], hosts: list[str]) -> Job:
    settings = ask.desk.settings
    manner = {"hosts": hosts, "proxy": settings.proxy, "allow_private": settings.allow_private, "ports": _ports([*urls, *feeds]) if settings.allow_private else [80, 443]}  # fmt: skip
    if feeds:
        path = Path(tempfile.mkdtemp(prefix="headwater-")) / "feeds.toml"
        path.write_text("".join(f"[[feed]]\nurl = {_quoted(url)}\n" for url in feeds), encoding="utf-8")
        job = ask.desk.jobs.ask("feeds", manner | {"feeds": str(path)}, ask.by, files=[path])
    if files or urls:
        paths = _kept(files)
        job = ask.desk.jobs.ask(
            "add", manner | {"paths": [str(path) for path in paths], "urls": urls}, ask.by, files=paths
        )
    return job


def _kept(files: Sequence[Any]) -> list[Path]:
    """The files that were sent, under their own names in a folder that goes when the job has ended."""
    if not files:
        return []
    folder, kept = Path(tempfile.mkdtemp(prefix="headwater-")), []
    for place, file in enumerate(files):
        name = (
            re.sub(r"[\x00-\x1f/\\]", "_", PurePosixPath(file.filename.replace("\\", "/")).name).lstrip(".")[
                :180
            ]
            or "file"
        )
        path = folder / name
        if path.exists():
            path = folder / f"{place}-{name}"[:200]
        with path.open("wb") as out, file.file as sent:
            shutil.copyfileobj(sent, out)
        kept.append(path)
    return kept


def _lines(text: str) -> list[str]:
    found = [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    return found[:_MOST_ADDRESSES]


def _hosts(ask: Ask, urls: Sequence[str]) -> list[str]:
    """The hosts that will be asked at first; raises InputError for what is no address."""
    from headwater.articles.web.addresses import parse

    return list(dict.fromkeys(parse(url).host for url in urls))


def _ports(urls: Sequence[str]) -> list[int]:
    from headwater.articles.web.addresses import parse

    return sorted({80, 443, *(parse(url).port for url in urls)})


def _quoted(url: str) -> str:
    import json

    return json.dumps(url)
