"""A finished bulk run of a small world of our own, and what is asked of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

_TOWNS = ("Ollenz", "Vardesk", "Marrow", "Teshk")
_THINGS = ("bridge", "grain store", "power station", "school")


def report(number: int) -> dict[str, str]:
    """A report of an invented incident: each town has one, told by three outlets in words of their own."""
    town, thing = _TOWNS[number % 4], _THINGS[number % 4]
    dead, outlet = number % 4 + 3, number // 4
    leads = (
        f"The {thing} at {town} was hit by two rockets on Tuesday morning and {dead} people were killed, the mayor of {town} said.",
        f"At least {dead} people died when rockets struck the {thing} in {town} early on Tuesday, according to the town's mayor.",
        f"Two rockets killed {dead} residents of {town} on Tuesday and left the {thing} in ruins, said a rescue worker at the site.",
    )
    more = (
        f"Doctors in {town} treated {dead + 9} wounded until the evening. Trains to the coast did not run for the rest of the day.",
        f"The hospital of {town} had run out of bandages by noon. A column of smoke stood over the river, and shops stayed shut.",
        f"Police closed the road to the market of {town}. The army did not answer questions that a reporter sent it on Wednesday.",
    )
    return {
        "id": f"r{number:02}",
        "title": f"{dead} killed as rockets hit the {thing} of {town}",
        "text": f"{leads[outlet % 3]} {more[outlet % 3]}",
        "publisher": ("Harbour Courier", "Northern Ledger", "Evening Lantern")[outlet % 3],
        "published": f"2033-05-{11 + outlet}",
        "lang": "en",
    }


def lines(rows: list[dict[str, str]]) -> bytes:
    """Rows as JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a bulk run of twelve reports."""
    return run_of([report(number) for number in range(12)], tmp_path_factory.mktemp("beside"))


def run_of(rows: list[dict[str, str]], folder: Path) -> Path:
    """A bulk run of some rows."""
    from headwater.runs.bulk import Wanted, bulk

    (folder / "news.jsonl").write_bytes(lines(rows))
    bulk([str(folder / "news.jsonl")], str(folder / "run"), Wanted(processes=1, today=date(2033, 6, 1)))
    return folder / "run"
