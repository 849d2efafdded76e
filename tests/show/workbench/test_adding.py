"""Files and addresses become jobs: one at a time, each host agreed to before it is asked."""

from __future__ import annotations

from pathlib import Path

from tests.show.workbench.site import Browser, browser_on, case


def test_files_that_are_sent_are_handed_to_the_worker_under_their_names_and_removed(bench: Browser) -> None:
    token = bench.hidden("/add", "token")
    files = [("files", ("../../one.txt", b"One text.")), ("files", ("two.html", b"<p>Two."))]
    page = bench.client.post("/add", data={"token": token}, files=files)
    assert page.status_code == 200
    job = bench.desk.jobs.all()[0]
    assert bench.desk.jobs.wait(job, 20)
    (asked,) = [one for one in bench.desk.jobs._worker.asked if one["do"] == "add"]
    assert [Path(path).name for path in asked["paths"]] == ["one.txt", "two.html"]
    assert not any(Path(path).exists() for path in asked["paths"])
    told = bench.json(f"/jobs/{job.number}")
    assert told["state"] == "done"
    assert bench.get(f"/jobs/{job.number}", headers={"hx-request": "true"}).text.count("<html") == 0


def test_no_host_is_asked_before_somebody_has_seen_it(bench: Browser) -> None:
    page = bench.post("/add", {"urls": "https://news.example/a\nhttps://other.example/b"})
    assert page.status_code == 409
    assert "news.example" in page.text
    assert not bench.desk.jobs._worker.asked
    agreed = {"urls": "https://news.example/a", "agree": ["news.example"]}
    assert bench.post("/add", agreed).status_code == 200
    bench.desk.jobs.wait(bench.desk.jobs.all()[0], 20)
    assert bench.desk.jobs._worker.asked[-1]["hosts"] == ["news.example"]


def test_a_workbench_that_is_offline_asks_nobody(tmp_path: Path) -> None:
    bench = browser_on(tmp_path / "case", case, offline=True)
    assert (
        bench.post("/add", {"urls": "https://news.example/a", "agree": ["news.example"]}).status_code == 422
    )
    assert not bench.desk.jobs._worker.asked
    bench.close()


def test_what_is_no_address_is_told(bench: Browser) -> None:
    page = bench.post("/add", {"urls": "javascript:alert(1)"})
    assert page.status_code == 422
    assert "javascript:alert(1)" in page.text
    assert bench.post("/add", {}).status_code == 422
