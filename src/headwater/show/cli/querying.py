"""The command ``claims``."""

from __future__ import annotations

from pathlib import Path

from headwater.runs.results import open_case
from headwater.show.asking import Answer, ask
from headwater.show.cli.printing import print_found
from headwater.show.view import clipped, listed, plural
from headwater.text.languages import name_of

_ACTS = {"happened": "told as happened", "conditional": "told as a condition"}
_SURE = {"certain": "stated flatly", "probable": "as probable", "possible": "as possible", "unknown": "left open"}  # fmt: skip


def ask_and_tell(
    out: Path, about: str | None, *, role: str | None, act: str | None, kind: str | None, as_json: bool
) -> None:
    """Print the claims that answer a question."""
    answers = ask(open_case(out), about, role=role, act=act, kind=kind)
    articles = len({answer.article for answer in answers})
    print_found(
        answers,
        as_json=as_json,
        nothing="No claim answers that. Fewer words, or no role, may find more.",
        lines_of=lines_of,
        closing=f"{plural(len(answers), 'claim')} in {plural(articles, 'article')}; nothing here says that any of them is so.",
    )


def lines_of(number: int, answer: Answer) -> list[str]:
    """One claim for a reader: its words, on whose word, which act, who plays which part, where."""
    act = _ACTS.get(answer.act, answer.act)
    if answer.polarity == "deny":
        act = f"denied ({act})"
    where = filter(None, (answer.outlet, answer.published or "undated", name_of(answer.lang)))
    lines = [
        f"{number}. “{clipped(answer.text, 240)}”",
        f"   on the word of: {' < '.join(answer.chain) if answer.chain else 'no source given'}",
        f"   {act}, {_SURE.get(answer.certainty, answer.certainty)}",
    ]
    lines += [f"   {role}: {listed(names, 6)}" for role, names in answer.roles.items()]
    if answer.weapons or answer.quantities:
        lines.append(f"   what: {listed([*answer.weapons, *answer.quantities], 6)}")
    lines.append(f"   {', '.join(where)} [{answer.article}] {answer.claim}")
    if answer.heading and answer.group:
        lines.append(f"   in the group “{clipped(answer.heading, 80)}” [{answer.group}]")
    return [*lines, ""]
