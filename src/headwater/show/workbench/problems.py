"""One shape for whatever went wrong, on a page and in its JSON twin: what, where, and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from headwater.records.errors import CaseBusy, CaseError, HeadwaterError, UnknownId


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader is told. ``error`` is one word for programs, the rest are sentences."""

    error: str
    what: str
    where: str
    todo: str

    def as_json(self) -> dict[str, Any]:
        """As a JSON object: error, what, where, todo."""
        return asdict(self)


class RefusedError(Exception):
    """A request that is answered with a problem."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(problem.what)
        self.status = status
        self.problem = problem


def missing(what: str, where: str) -> RefusedError:
    """No such row."""
    return RefusedError(404, Problem("unknown", f"There is no {what} with this id in the case.", where, "Go back, or look for it in the search: ids of groups change when articles come."))  # fmt: skip


def bad_form(what: str, where: str, todo: str = "Go back, mend it and send it again.") -> RefusedError:
    """A form that cannot be taken."""
    return RefusedError(422, Problem("input", what, where, todo))


def not_allowed(what: str, where: str, todo: str) -> RefusedError:
    """Somebody who may not."""
    return RefusedError(403, Problem("refused", what, where, todo))


def of_error(error: HeadwaterError, where: str) -> tuple[int, Problem]:
    """An error that was foreseen as a problem."""
    said = str(error)
    if isinstance(error, UnknownId):
        return 404, Problem("unknown", said, where, "Go back and choose another row.")
    if isinstance(error, CaseBusy):
        return 503, Problem("busy", said, where, "Wait until it has finished, then send it again.")
    if isinstance(error, CaseError):
        return 503, Problem(
            "case",
            said,
            where,
            "Mend the case as it says; headwater rebuild OUT makes what can be made anew.",
        )
    return 422, Problem("input", said, where, "Go back, mend it and send it again.")


def of_status(status: int, where: str) -> Problem:
    """A plain status as a problem."""
    if status == 404:
        return Problem("unknown", "There is no such page.", where, "Begin at the overview.")
    if status == 405:
        return Problem("refused", "This address is not asked in this way.", where, "Begin at the overview.")
    return Problem(
        "error",
        HTTPStatus(status).phrase + ".",
        where,
        "Try again; if it stays so, look at what the server printed.",
    )
