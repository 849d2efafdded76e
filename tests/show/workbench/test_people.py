"""Who may come in: nobody without a password, nobody too often, and everybody only as far as their role."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from headwater.records.errors import InputError
from headwater.show.workbench.people.attempts import Attempts
from headwater.show.workbench.people.users import Users
from tests.show.workbench.site import Browser, case, log_lines

CASE = case()
CLAIM = CASE["claims"][0]["id"]


def log_in(browser: Browser, name: str, password: str | None = None) -> Any:
    word = f"{name} has a long word" if password is None else password
    return browser.post("/login", {"name": name, "password": word, "to": "/groups"}, at="/login")


def test_nothing_is_shown_before_one_has_logged_in(team: Browser) -> None:
    assert str(team.get("/articles?q=x").url).endswith("/login?to=/articles%3Fq%3Dx")
    for path in ("/.json", "/groups.json", "/openapi.json", "/judgements.json"):
        assert team.client.get(path).status_code == 401 or path == "/openapi.json"
    assert team.client.get("/groups.json").json()["error"] == "login"


def test_one_logs_in_and_out_and_comes_to_where_one_was_going(team: Browser) -> None:
    assert str(log_in(team, "Bela").url).endswith("/groups")
    assert "Bela" in team.get("/").text
    team.post("/logout", {})
    assert str(team.get("/").url).endswith("/login?to=/")


@pytest.mark.parametrize(
    "to", ["//evil.example", "http://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_logging_in_leads_nowhere_else(team: Browser, to: str) -> None:
    sent = {"name": "Bela", "password": "Bela has a long word", "to": to}
    assert str(team.post("/login", sent, at="/login").url) == "http://127.0.0.1:8420/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(team: Browser) -> None:
    told = team.client.get("/login").headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=Strict" in told


def test_a_session_that_was_known_before_logging_in_is_worth_nothing_after(team: Browser) -> None:
    before = team.hidden("/login", "token")
    log_in(team, "Bela")
    assert team.hidden("/settings", "token") != before


def test_after_some_wrong_passwords_one_has_to_wait(team: Browser) -> None:
    for _ in range(5):
        assert log_in(team, "Bela", "wrong").status_code == 401
    assert log_in(team, "Bela").status_code == 429


def test_a_reader_reads_an_analyst_judges_an_owner_says_who_comes_in(team: Browser) -> None:
    log_in(team, "Cas")
    assert team.get("/groups").status_code == 200
    assert 'class="judge"' not in team.get(f"/articles/{CASE['articles'][0]['id']}").text
    sent = {"kind": "set-certainty", "on": CLAIM, "value": "possible", "head": "0"}
    assert team.post("/judge", sent).status_code == 403
    assert team.get("/add").status_code == 403
    log_in(team, "Bela")
    assert team.judge("set-certainty", CLAIM, value="possible").status_code == 200
    assert team.get("/people").status_code == 403
    assert team.post("/people", {"do": "remove", "name": "Cas"}).status_code == 403
    log_in(team, "Ana")
    assert team.get("/people").status_code == 200
    team.post("/people", {"do": "add", "name": "Dov", "role": "reader", "password": "a word of some length"})
    assert [one["name"] for one in team.json("/people")["people"]] == ["Ana", "Bela", "Cas", "Dov"]
    assert team.post("/people", {"do": "remove", "name": "Ana"}).status_code == 422
    assert [line["who"] for line in log_lines(team.desk.out)] == ["Bela"]


def test_nobody_signs_as_another(team: Browser) -> None:
    log_in(team, "Bela")
    team.post("/settings", {"by": "Ana"})
    team.judge("set-certainty", CLAIM, value="possible")
    assert log_lines(team.desk.out)[0]["who"] == "Bela"


def test_another_password_or_role_ends_sessions(team: Browser) -> None:
    log_in(team, "Bela")
    team.desk.users.change("Bela", role="reader")
    assert str(team.get("/groups").url).endswith("/login?to=/groups")


def test_the_file_of_users_is_its_owners_alone_and_holds_no_password(team: Browser) -> None:
    path = team.desk.users.path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((path.parent / "secret").stat().st_mode) == 0o600
    assert "long word" not in path.read_text(encoding="utf-8")
    assert "$argon2id$" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("", "reader", "long enough to do"),
        ("Ana", "reader", "short"),
        ("Ana", "king", "long enough to do"),
        ("<b>", "reader", "long enough to do"),
    ],
)
def test_a_user_that_cannot_be_is_refused(tmp_path: Path, name: str, role: str, password: str) -> None:
    users = Users(tmp_path)
    with pytest.raises(InputError):
        users.add(name, role, password)
    assert users.all() == []


def test_attempts_are_forgotten_in_time() -> None:
    clock = [0.0]
    attempts = Attempts(2, 60, lambda: clock[0])
    attempts.failed("a")
    attempts.failed("a")
    assert attempts.wait("a") == 60
    clock[0] = 61
    assert attempts.wait("a") == 0
