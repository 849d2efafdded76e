"""A case in one file and back: the same bytes for the same case, and nothing unpacked that is not what it should be."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.records.errors import CaseError, InputError
from headwater.store.evidence import Evidence, Incoming, ReadText
from headwater.store.evidence.packing import pack
from headwater.store.evidence.unpacking import unpack
from headwater.store.evidence.verification import verify

Members = dict[str, bytes]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A case with evidence, judgements and a page."""
    out = tmp_path / "case"
    evidence = Evidence(out)
    told = {"url": "https://vardesk.example/marta-kovel"}
    evidence.receive_all(
        [Incoming(f"item {n} on Marta Kovel".encode(), f"kovel{n}.txt", "text", told) for n in range(3)]
    )
    evidence.derive({2: [ReadText("a-1", "Marta Kovel", "Marta Kovel\nwas held.")]}, {2: "reader 1"})
    evidence.contacted(["vardesk.example"])
    (out / "judgements.jsonl").write_text("")
    (out / "index.html").write_text("<p>page")
    (out / "mine.txt").write_text("a file of the user")
    return out


def files(folder: Path) -> Members:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


@pytest.mark.parametrize("small", [False, True])
def test_the_same_case_makes_the_same_pack(out: Path, tmp_path: Path, small: bool) -> None:
    shutil.copytree(out, tmp_path / "copy")
    made = [pack(case, tmp_path / f"{case.name}.pack", small=small) for case in (out, tmp_path / "copy")]
    assert made[0].sha256 == made[1].sha256
    assert made[0].sha256 == hashlib.sha256((tmp_path / "case.pack").read_bytes()).hexdigest()


@pytest.mark.parametrize("small", [False, True])
def test_a_pack_gives_back_what_it_holds(out: Path, tmp_path: Path, small: bool) -> None:
    before = files(out)
    made = pack(out, tmp_path / "a.pack", small=small)
    assert verify(tmp_path / "a.pack", made.head).holds
    report = unpack(tmp_path / "a.pack", tmp_path / "again")
    assert report.holds
    after = files(tmp_path / "again")
    log = after.pop("evidence/custody.jsonl")
    assert log.startswith(before.pop("evidence/custody.jsonl"))
    del before["mine.txt"]
    assert after == before
    assert {item.path.stat().st_mode & 0o777 for item in Evidence(tmp_path / "again").items()} == {0o444}
    lines = [json.loads(line) for line in log.splitlines()]
    assert (lines[-1]["action"], lines[-1]["sha256"]) == ("unpacked", made.sha256)
    assert (
        json.loads((out / "evidence" / "custody.jsonl").read_bytes().splitlines()[-1])["action"] == "packed"
    )


def test_a_pack_says_what_it_holds(out: Path, tmp_path: Path) -> None:
    made = pack(out, tmp_path / "a.pack")
    assert (made.items, made.hosts, made.redacted) == (3, ["vardesk.example"], False)


def test_a_redacted_pack_holds_hashes_and_a_log_that_can_be_checked_and_no_word_of_what_was_read(
    out: Path, tmp_path: Path
) -> None:
    made = pack(out, tmp_path / "a.pack", redacted=True)
    data = (tmp_path / "a.pack").read_bytes().lower()
    for word in (b"kovel", b"vardesk", b"<p>page", b"was held"):
        assert word not in data
    for item in Evidence(out).items():
        assert item.sha256.encode() in data
    report = verify(tmp_path / "a.pack", made.head)
    assert (report.holds, report.redacted, report.items) == (True, True, 3)
    with pytest.raises(InputError, match="is redacted: it holds no bytes to restore"):
        unpack(tmp_path / "a.pack", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_redacted_pack_with_the_page_holds_the_page(out: Path, tmp_path: Path) -> None:
    pack(out, tmp_path / "a.pack", redacted=True, page=True)
    assert "index.html" in zipfile.ZipFile(tmp_path / "a.pack").namelist()


def test_a_pack_is_not_written_over_a_file_nor_into_its_case(out: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pack").write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        pack(out, tmp_path / "a.pack")
    with pytest.raises(InputError, match="lies in the case that it would hold"):
        pack(out, out / "a.pack")


def test_damaged_evidence_is_not_packed(out: Path, tmp_path: Path) -> None:
    path = Evidence(out).items()[0].path
    path.chmod(0o644)
    path.write_bytes(b"changed")
    with pytest.raises(CaseError, match="is damaged, so nothing was packed"):
        pack(out, tmp_path / "a.pack")
    assert [entry.name for entry in tmp_path.iterdir()] == ["case"]


def test_an_existing_folder_is_refused(out: Path, tmp_path: Path) -> None:
    pack(out, tmp_path / "a.pack")
    (tmp_path / "there").mkdir()
    with pytest.raises(InputError, match="is there already; give a folder that is not"):
        unpack(tmp_path / "a.pack", tmp_path / "there")


def rebuilt(
    source: Path, target: Path, change: Callable[[Members, dict[str, dict[str, object]]], object]
) -> Path:
    """The pack with its members and list changed, written anew as a stranger would."""
    with zipfile.ZipFile(source) as old:
        members = {name: old.read(name) for name in old.namelist() if name != "PACK.json"}
        told = json.loads(old.read("PACK.json"))
    change(members, told["members"])
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
        new.writestr("PACK.json", json.dumps(told))
    return target


def listed(data: bytes, size: int | None = None) -> dict[str, object]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data) if size is None else size}


def add(
    name: str, data: bytes = b"x", size: int | None = None
) -> Callable[[Members, dict[str, object]], None]:
    def change(members: Members, told: dict[str, object]) -> None:
        members[name] = data
        told[name] = listed(data, size)

    return change


def corrupt(members: Members, told: dict[str, object]) -> None:
    name = next(name for name in members if "/objects/" in name)
    members[name] = members[name][:-1] + b"?"


def swap(members: Members, told: dict[str, object]) -> None:
    """Objects exchanged, and the list with them: only the case's own hashes tell."""
    one, other = [name for name in members if "/objects/" in name][:2]
    members[one], members[other] = members[other], members[one]
    told[one], told[other] = told[other], told[one]


HOSTILE = [
    (add("../escaped.txt"), "its member '../escaped.txt' has a name that no case has, or one that leads elsewhere"),
    (add("/etc/escaped"), "its member '/etc/escaped' has a name that no case has, or one that leads elsewhere"),
    (add("evidence/../../x"), "its member 'evidence/../../x' has a name that no case has, or one that leads elsewhere"),
    (add("evidence\\..\\x"), "has a name that no case has, or one that leads elsewhere"),
    (add("evidence/a/b/c/d/e/f"), "has a name that no case has, or one that leads elsewhere"),
    (add("evidence/" + "n" * 200), "has a name that no case has, or one that leads elsewhere"),
    (add(".bashrc"), "its member '.bashrc' has a name that no case has, or one that leads elsewhere"),
    (add("evidence/.hidden"), "has a name that no case has, or one that leads elsewhere"),
    (lambda members, told: members.update({"evidence/extra": b"x"}), "its member 'evidence/extra' is not in its list"),
    (lambda members, told: members.pop("index.html"), "its member 'index.html' is in its list and not in the pack"),
    (corrupt, "is not what its list says: it was damaged or changed"),
    (add("stages/longer", b"xx", 1), "its member 'stages/longer' is not what its list says"),
    (add("stages/shorter", b"x", 2), "its member 'stages/shorter' is not what its list says"),
    (add("stages/bomb", b"0" * 70_000_000), "would unpack to 70,000,000 bytes from …: no case of headwater does"),
]  # fmt: skip


def _pattern(says: str) -> str:
    """The text, whatever the sizes in it are: they hang on the case and on the packing library."""
    return re.sub(r"\d[\d,]*\d", lambda _: r"[\d,]+", re.escape(says)).replace("…", r"[\d,]+")


@pytest.mark.parametrize(("change", "says"), HOSTILE)
def test_a_hostile_pack_leaves_nothing_behind(
    out: Path, tmp_path: Path, change: Callable[[Members, dict[str, dict[str, object]]], object], says: str
) -> None:
    pack(out, tmp_path / "a.pack")
    hostile = rebuilt(tmp_path / "a.pack", tmp_path / "hostile.pack", change)
    with pytest.raises(InputError, match=_pattern(says)):
        unpack(hostile, tmp_path / "again")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.pack", "case", "hostile.pack"]


def test_objects_exchanged_together_with_the_list_are_found(out: Path, tmp_path: Path) -> None:
    pack(out, tmp_path / "a.pack")
    hostile = rebuilt(tmp_path / "a.pack", tmp_path / "hostile.pack", swap)
    with pytest.raises(CaseError, match="holds a damaged case, so nothing was unpacked: evidence/objects/"):
        unpack(hostile, tmp_path / "again")
    assert not verify(hostile).holds
    assert not (tmp_path / "again").exists()


def test_a_link_and_a_doubled_name_are_refused(out: Path, tmp_path: Path) -> None:
    pack(out, tmp_path / "a.pack")
    for number, says in enumerate(
        ("its member 'evidence/link' is no plain file", "its member 'index.html' stands in it twice")
    ):
        hostile = tmp_path / f"hostile{number}.pack"
        shutil.copy(tmp_path / "a.pack", hostile)
        with zipfile.ZipFile(hostile, "a") as target:
            if number == 0:
                info = zipfile.ZipInfo("evidence/link")
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                target.writestr(info, "/etc/passwd")
            else:
                with pytest.warns(UserWarning, match="Duplicate"):
                    target.writestr("index.html", "other")
        with pytest.raises(InputError, match=says):
            unpack(hostile, tmp_path / "again")
        assert not (tmp_path / "again").exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is no pack of headwater"),
        (b"PK\x03\x04 cut off", "is no pack of headwater"),
        (b"text", "is no pack"),
    ],
)
def test_what_is_no_pack_is_told(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.pack").write_bytes(data)
    for act in (lambda path: unpack(path, tmp_path / "again"), verify):
        with pytest.raises(InputError, match=says):
            act(tmp_path / "a.pack")


def test_a_zip_that_is_no_pack_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
        target.writestr("a.txt", "x")
    with pytest.raises(InputError, match="it has no list of what it holds; make one with headwater pack"):
        unpack(tmp_path / "a.zip", tmp_path / "again")


def test_a_pack_with_a_flipped_bit_is_named(out: Path, tmp_path: Path) -> None:
    pack(out, tmp_path / "a.pack")
    data = bytearray((tmp_path / "a.pack").read_bytes())
    data[data.index(b"item 1 on") + 5] ^= 1
    (tmp_path / "a.pack").write_bytes(data)
    report = verify(tmp_path / "a.pack")
    assert {fault.kind for fault in report.faults} == {"pack", "object"}
    with pytest.raises(InputError, match="cannot be unpacked: Bad CRC-32"):
        unpack(tmp_path / "a.pack", tmp_path / "again")
