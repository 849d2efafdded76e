"""A newcomer is matched with the reports that it would be grouped with, without looking at the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.matches.incidents import Reports, read_reports
from headwater.matches.neighbour_reports import StandingReports
from headwater.matches.stage import STAGES
from headwater.records.tables import Tables
from headwater.runs.results import open_case
from headwater.simulation import simulate

GROUP = next(stage for stage in STAGES if stage.name == "matches.group")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reports]:
    folder = simulate(tmp_path_factory.mktemp("w") / "w", 60, seed=4, with_reading=True).folder
    case = open_case(folder / "reading")
    return folder, read_reports(Tables({kind: list(case.rows(kind)) for kind in GROUP.reads}))


def incidents(folder: Path) -> Iterator[set[str]]:
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    yield from (set(group["articles"]) for group in truth["groups"])


def test_a_newcomer_finds_its_own_incident_and_no_other(world: tuple[Path, Reports]) -> None:
    folder, reports = world
    places = {report.article: k for k, report in enumerate(reports.all)}
    wanted = found = false = 0
    for group in list(incidents(folder))[:6]:
        newcomer = min(group)
        rest = reports.among([k for k in range(len(reports.all)) if k != places[newcomer]])
        matched = {article for article, _ in StandingReports(rest).matches(reports.all[places[newcomer]])}
        wanted += len(group) - 1
        found += len(matched & group)
        false += len(matched - group)
    assert found / wanted > 0.85
    assert false <= 0.05 * found


def test_few_are_looked_at(world: tuple[Path, Reports]) -> None:
    _, reports = world
    standing = StandingReports(reports)
    assert all(len(standing.candidates(report)) < len(reports.all) for report in reports.all[:20])
    assert reports.all[0].article in [article for article, _ in standing.matches(reports.all[0])]
