"""Every engine keeps the contract: order, joins, groups, components, and what a dead worker means."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from headwater.records.errors import ConfigError, InputError
from headwater.runs.engines import Died, Engine, opened
from headwater.runs.engines.daft_frames import reach
from headwater.runs.engines.isolation import GivenUp, isolated
from headwater.runs.engines.local import LocalEngine
from headwater.runs.engines.port import WorkError
from headwater.runs.engines.workers import Limits


def doubled(payload: bytes) -> bytes:
    """The payload twice."""
    return payload * 2


def deadly(payload: bytes) -> bytes:
    """Kills its process where the payload says so."""
    if b"!" in payload:
        os.kill(os.getpid(), signal.SIGSEGV)
    return payload


def endless(payload: bytes) -> bytes:
    """Never comes to an end where the payload says so."""
    while payload == b"!":
        time.sleep(0.05)
    return payload


def greedy(payload: bytes) -> bytes:
    """Takes a gigabyte where the payload says so, and keeps it."""
    if payload == b"!":
        held = bytearray(1 << 30)
        held[::4096] = b"x" * len(held[::4096])
        time.sleep(30)
    return payload


def wrong(payload: bytes) -> bytes:
    """Raises."""
    raise ValueError("nothing to be done")


@pytest.fixture(scope="module", params=["local", pytest.param("daft", marks=pytest.mark.models)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn; starting Daft takes seconds, so its tests go with those of the models."""
    if request.param == "daft":
        pytest.importorskip("daft")
    with opened(request.param, processes=2) as found:
        yield found


def test_results_come_in_the_order_of_the_payloads(engine: Engine) -> None:
    payloads = [b"%d." % number for number in range(40)]
    assert list(engine.map(doubled, iter(payloads))) == [payload * 2 for payload in payloads]
    assert list(engine.map(doubled, [])) == []


def test_a_worker_that_dies_is_answered_in_its_place(engine: Engine) -> None:
    found = list(engine.map(deadly, [b"a", b"!", b"c"]))
    assert [found[0], found[2]] == [b"a", b"c"]
    assert isinstance(found[1], Died)
    assert "process" in found[1].reason
    assert list(engine.map(deadly, [b"d"])) == [b"d"]


def test_an_exception_is_raised_where_the_work_was_asked_for(engine: Engine) -> None:
    with pytest.raises(WorkError, match="ValueError: nothing to be done"):
        list(engine.map(wrong, [b"a"]))


def test_a_join_keeps_the_rows_and_their_order(engine: Engine) -> None:
    left = pa.table({"k": ["b", "a", None, "c", "b"], "v": [1, 2, 3, 4, 5]})
    right = pa.table({"k": ["c", "b", "z"], "w": [["x"], [], ["y"]]})
    found = engine.join(left, right, "k")
    assert found.to_pydict() == {"k": ["b", "c", "b"], "v": [1, 4, 5], "w": [[], ["x"], []]}
    assert engine.join(left, right.slice(0, 0), "k").to_pydict() == {"k": [], "v": [], "w": []}


def test_groups_are_ascending_and_keep_the_order_of_rows(engine: Engine) -> None:
    table = pa.table({"k": ["b", "a", None, "b"], "v": [1, 2, 3, 4]})
    assert [(key, rows["v"].to_pylist()) for key, rows in engine.group(table, "k")] == [
        ("a", [2]),
        ("b", [1, 4]),
    ]


def test_components_are_those_of_the_links(engine: Engine) -> None:
    links = pa.table({"a": ["d", "a", "x"], "b": ["b", "c", "y"]})
    assert engine.components(["e", "d", "c", "b", "a"], links) == [["a", "c"], ["b", "d"], ["e"]]


def halves(some: Sequence[bytes]) -> Sequence[Sequence[bytes]]:
    half = len(some) // 2
    return [some[:half], some[half:]] if half else [some]


def test_what_kills_its_process_is_given_up_alone(engine: Engine) -> None:
    batches = [[b"a", b"b", b"c"], [b"d", b"!", b"f", b"g"], [b"h"]]
    found = list(isolated(engine, deadly, batches, b"".join, halves))
    given_up = [one for _, one in found if isinstance(one, GivenUp)]
    assert [one.thing for one in given_up] == [b"!"]
    assert b"".join(one for _, one in found if isinstance(one, bytes)) == b"abcdfgh"


def test_a_segmentation_fault_is_named() -> None:
    with LocalEngine(1) as local:
        (found,) = list(local.map(deadly, [b"!"]))
    assert found == Died("its process ended: a segmentation fault (SIGSEGV)")


def test_what_takes_too_long_is_ended() -> None:
    with LocalEngine(1, Limits(seconds=5)) as local:
        assert list(local.map(endless, [b"!", b"a"])) == [Died("took more than 5 seconds"), b"a"]


def test_what_takes_too_much_memory_is_ended() -> None:
    with LocalEngine(1, Limits(memory=600 * 2**20)) as local:
        found = list(local.map(greedy, [b"!", b"a"]))
    assert found == [Died("took more than 0.6 GiB of memory"), b"a"]


def test_a_worker_that_is_killed_by_chance_costs_nothing() -> None:
    with LocalEngine(2) as local:
        found = []
        batches = [[b"%d" % number] for number in range(30)]
        for number, (_, result) in enumerate(isolated(local, doubled, batches, b"".join, halves)):
            if number % 10 == 5:
                os.kill(local.workers.pids()[0], signal.SIGKILL)
            found.append(result)
    assert found == [b"%d" % number * 2 for number in range(30)]


def killed_at_first(payload: bytes) -> bytes:
    """Is killed from outside as long as the file that the payload names has fewer than six lines."""
    path = Path(payload.decode())
    with path.open("a") as file:
        file.write("begun\n")
    if len(path.read_text().splitlines()) < 6:
        os.kill(os.getpid(), signal.SIGKILL)
    return payload


def test_one_that_is_killed_from_outside_again_and_again_is_not_given_up(tmp_path: Path) -> None:
    payload = str(tmp_path / "begun").encode()
    with LocalEngine(1) as local:
        ((_, found),) = isolated(local, killed_at_first, [[payload]], b"".join, halves)
    assert found == payload


def test_an_unknown_engine_is_told() -> None:
    with pytest.raises(ConfigError, match="known are local, daft or ray://HOST:PORT"):
        opened("spark")


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "127.0.0.1", "127.0.0.1:many"])
def test_a_cluster_that_nobody_answers_for_is_said_at_once(host: str) -> None:
    pytest.importorskip("ray")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # taken, but nobody listens
        name = f"ray://{host.format(port=held.getsockname()[1])}"
        with pytest.raises(InputError, match="ray start --head"):
            reach(name.removeprefix("ray://"), name)
