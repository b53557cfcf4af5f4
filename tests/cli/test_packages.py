"""`export`, `verify`, `import`, `conflict`, `undo`, `receipt`: real packages, every exit code."""

from __future__ import annotations

import shutil
from pathlib import Path

from cli.conftest import Trio

from helpers.commands import PERIOD, Desk, Said, given


def digests(said: Said) -> tuple[str, str]:
    check = said.result["check"]
    assert check["ok"]
    return check["content"], check["ops"]


def damaged(path: Path) -> Path:
    target = path.with_name("damaged.gbpkg")
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    target.write_bytes(raw)
    return target


def test_a_dry_run_writes_nothing(trio: Trio) -> None:
    said = trio.first("export", "--period", PERIOD, "--out", str(trio.folder), "--dry-run").result
    assert said["planned"]["counts"]["activity"]["new"] == 1
    assert not [path for path in trio.folder.glob("*_0001.gbpkg") if "DANGKY" not in path.name]


def test_verify_needs_no_workspace_and_says_who_is_not_proven(trio: Trio, package: Path) -> None:
    said = given(["--json", "verify", str(package)], trio.folder)
    assert said.exit == 0
    assert said.json["result"]["sender_verified"] is False
    whole = trio.hub("verify", str(package)).result
    assert whole["sender_verified"] is True
    assert whole["files"][0]["outcome"] == "OK"


def test_refused_packages_carry_their_code_and_change_nothing(trio: Trio, package: Path) -> None:
    before = digests(trio.hub("check"))
    bad = damaged(package)
    for words in (("verify", str(bad)), ("import", str(bad))):
        said = trio.hub(*words)
        assert (said.exit, said.code) == (3, "package.E_DAMAGED")
        assert said.json["result"]["files"][0]["outcome"] == "E_DAMAGED"
    note = trio.folder / "note.txt"
    note.write_text("không phải gói", encoding="utf-8")
    assert trio.hub("import", str(note)).code == "package.E_NOT_PACKAGE"
    assert digests(trio.hub("check")) == before


def test_the_worst_of_several_files_decides(trio: Trio, package: Path) -> None:
    bad, missing = damaged(package), trio.folder / "gone.gbpkg"
    said = trio.hub("import", str(package), str(bad))
    assert said.exit == 3
    assert [one["ok"] for one in said.json["result"]["files"]] == [True, False]
    again = trio.hub("import", str(package), str(bad), str(missing))
    outcomes = [one["outcome"] for one in again.json["result"]["files"]]
    assert outcomes[:2] == ["ALREADY", "E_DAMAGED"]
    assert again.exit == max(3, again.exit)


def test_twice_is_nothing_and_both_sides_are_the_same(trio: Trio, package: Path) -> None:
    taken = trio.hub("import", str(package)).result
    assert taken["files"][0]["outcome"] == "OK"
    assert taken["conflicts"] == 0
    before = digests(trio.hub("check"))
    again = trio.hub("import", str(package)).result
    assert again["files"][0]["outcome"] == "ALREADY"
    assert digests(trio.hub("check")) == before
    office = taken["files"][0]["office"]
    hub = trio.hub("check").result["check"]["offices"][office]
    own = trio.first("check").result["check"]["offices"][office]
    assert hub == own


def test_a_dry_import_previews_and_takes_nothing_in(trio: Trio, package: Path) -> None:
    before = digests(trio.hub("check"))
    said = trio.hub("import", "--dry-run", str(package)).result
    assert said["previews"][package.name]["counts"]["activity"]["new"] == 1
    assert digests(trio.hub("check")) == before


def test_undo_takes_an_import_back(trio: Trio, package: Path) -> None:
    before = digests(trio.hub("check"))
    number = trio.hub("import", str(package)).result["files"][0]["number"]
    assert trio.hub("undo", "--dry-run", str(number)).result["leaves"]["ops"] > 0
    trio.hub("undo", str(number)).result  # noqa: B018 - asserts the exit
    assert digests(trio.hub("check")) == before
    assert trio.hub("undo", "999").exit == 3


def test_receipts_reach_the_office(trio: Trio, package: Path) -> None:
    assert trio.hub("receipt", "--out", str(trio.folder)).exit == 4
    trio.hub("import", str(package)).result  # noqa: B018 - asserts the exit
    files = trio.hub("receipt", "--out", str(trio.folder)).result["files"]
    assert len(files) == 1
    trio.first("enrol", "accept", files[0]).result  # noqa: B018 - asserts the exit
    sent = trio.first("status", "--period", PERIOD).result["sent"]
    assert sent[0]["state"] == "received"


def test_another_office_s_file_is_not_for_us(trio: Trio, package: Path) -> None:
    trio.hub("import", str(package)).result  # noqa: B018 - asserts the exit
    file = trio.hub("receipt", "--out", str(trio.folder)).result["files"][0]
    said = trio.second("enrol", "accept", file)
    assert (said.exit, said.code) == (3, "package.E_NOT_FOR_US")


LINE = "prevention.standard-models"
PLACE = "Thị trấn Sông Mây"


def cell(desk: Desk, value: int, *more: str) -> Said:
    return desk("cell", "set", "--period", PERIOD, PLACE, f"{LINE}={value}", *more)


def carried(trio: Trio) -> Said:
    """The first office exports, the hub imports."""
    out = ("--period", PERIOD, "--out", str(trio.folder))
    path = trio.first("export", *out).result["package"]["path"]
    return trio.hub("import", path)


def test_a_difference_is_left_open_told_and_settled(trio: Trio) -> None:
    assert cell(trio.first, 1).exit == 0
    office = carried(trio).result["files"][0]["office"]
    corrects = ("--office", office)
    assert cell(trio.hub, 2, *corrects).code == "return.reason"
    assert cell(trio.hub, 2, *corrects, "--note", "Qua điện thoại").exit == 0
    assert cell(trio.first, 3).exit == 0
    said = carried(trio)
    assert (said.exit, said.result["conflicts"]) == (0, 1)
    (view,) = trio.hub("conflict", "list", "--office", office).result["conflicts"]
    assert {side["who"]: side["value"] for side in view["sides"]} == {"hub": 2, "office": 3}
    side = 1 + [one["who"] for one in view["sides"]].index("office")
    done = trio.hub("conflict", "settle", f"{view['key']}={side}").result
    assert (done["settled"], done["left"]) == (1, 0)
    (receipt,) = trio.hub("receipt", "--out", str(trio.folder)).result["files"]
    assert trio.first("enrol", "accept", receipt).exit == 0
    both = [desk("check").result["check"]["offices"][office] for desk in (trio.hub, trio.first)]
    assert both[0] == both[1]


def test_a_value_of_neither_side_may_settle_a_difference(trio: Trio) -> None:
    assert cell(trio.first, 1).exit == 0
    office = carried(trio).result["files"][0]["office"]
    assert cell(trio.hub, 2, "--office", office, "--note", "Qua điện thoại").exit == 0
    assert cell(trio.first, 3).exit == 0
    assert carried(trio).exit == 0
    (view,) = trio.hub("conflict", "list").result["conflicts"]
    assert trio.hub("conflict", "settle", f"{view['key']}=value:5").exit == 0
    cells = trio.hub("cell", "list", "--period", PERIOD, "--office", office).result["cells"]
    assert [one["value"] for one in cells] == [5]


def test_what_is_no_difference_cannot_be_settled(trio: Trio) -> None:
    assert trio.hub("conflict", "list").result["conflicts"] == []
    assert trio.hub("conflict", "settle", "0123456789abcdef=1").code == "conflict.changed"
    assert trio.hub("conflict", "settle", "0123456789abcdef").exit == 2


def test_an_office_imports_nothing(trio: Trio, package: Path) -> None:
    said = trio.second("import", str(package))
    assert said.exit == 3
    shutil.copyfile(package, trio.folder / "copy.gbpkg")
    assert trio.second("receipt", "--out", str(trio.folder)).exit == 3


def forked(trio: Trio) -> tuple[str, str]:
    """Two packages of one PC, each written as if the other were not."""
    out = ("--period", PERIOD, "--out", str(trio.folder))
    aside = trio.folder / "aside"
    aside.mkdir()
    for one in [*trio.folder.glob("first.*"), trio.folder / "anchors"]:
        (shutil.copytree if one.is_dir() else shutil.copy2)(one, aside / one.name)
    paths = []
    for number in (1, 2):
        assert cell(trio.first, number).exit == 0
        paths.append(trio.first("export", *out).result["package"]["path"])
        if number == 1:
            for one in [*trio.folder.glob("first.*"), trio.folder / "anchors"]:
                shutil.rmtree(one) if one.is_dir() else one.unlink()
            for one in aside.iterdir():
                (shutil.copytree if one.is_dir() else shutil.copy2)(one, trio.folder / one.name)
    return paths[0], paths[1]


def test_a_second_history_waits_for_a_decision(trio: Trio) -> None:
    first, second = forked(trio)
    assert trio.hub("import", first).exit == 0
    said = trio.hub("import", second)
    assert (said.exit, said.code) == (4, "package.E_FORK")
    (waiting,) = trio.hub("quarantine", "list").result["packages"]
    assert waiting["state"] == "waiting"
    assert trio.hub("quarantine", "accept", waiting["check_code"]).exit == 2
    why = ("--reason", "Đơn vị nói không lập gói này")
    assert trio.hub("quarantine", "refuse", second, *why).result["verdict"] == "refused"
    assert trio.hub("import", second).exit == 4
    assert trio.hub("quarantine", "refuse", "7777-7777", *why).code == "receive.unknown"
    why = ("--reason", "Đơn vị chép đĩa sang máy khác")
    file = trio.hub("quarantine", "accept", waiting["check_code"], *why).result["file"]
    assert trio.hub("import", file).result["files"][0]["ok"]
    assert trio.hub("quarantine", "list").result["packages"] == []


def test_the_register_of_packages(trio: Trio, package: Path) -> None:
    assert trio.hub("import", str(package)).exit == 0
    rows = trio.hub("track").result["register"]
    assert [one["packages"] for one in rows] == ["1", ""]
    (only,) = trio.hub("track", "district-office.902").result["register"]
    assert only["words"] == ["No package of this PC is in."] or only["packages"] == ""
    assert trio.first("track").exit == 3


def test_an_export_from_the_beginning_as_the_hub_asks(trio: Trio, package: Path) -> None:
    trio.hub("import", str(package)).result  # noqa: B018 - asserts the exit
    (receipt,) = trio.hub("receipt", "--out", str(trio.folder)).result["files"]
    assert trio.first("enrol", "accept", receipt).exit == 0
    out = ("--period", PERIOD, "--out", str(trio.folder))
    whole = trio.first("export", *out, "--from", "1").result["package"]
    assert len(whole["parts"]) == 1
    assert trio.hub("import", whole["path"]).result["files"][0]["ok"]
    assert trio.first("export", *out, "--from", "9999").code == "send.from"


def test_a_receipt_is_read_out_and_typed(trio: Trio, package: Path) -> None:
    trio.hub("import", str(package)).result  # noqa: B018 - asserts the exit
    (one,) = trio.hub("receipt-code", "show", "district-office.901").result["codes"]
    assert trio.first("receipt-code", "enter", one["code"][:-1]).code == "phone.check"
    done = trio.first("receipt-code", "enter", one["code"]).result["receipt"]
    assert (done["seq"], done["is_new"]) == (1, True)
    sent = trio.first("status", "--period", PERIOD).result["sent"]
    assert sent[0]["state"] == "received"


def test_an_office_takes_no_answer_of_the_hub_back(trio: Trio) -> None:
    before = digests(trio.first("check"))
    for dry in ((), ("--dry-run",)):
        refused = trio.first("undo", *dry, "1")
        assert (refused.exit, refused.code) == (3, "undo.answer")
    assert digests(trio.first("check")) == before


def test_a_receipt_and_an_undo_leave_the_content_as_it_was(trio: Trio, package: Path) -> None:
    def content() -> str:
        return str(trio.hub("check").result["check"]["content"])

    before = content()
    assert trio.hub("import", str(package)).exit == 0
    between = content()
    assert trio.hub("receipt", "--out", str(trio.folder)).exit == 0
    assert content() == between != before
    assert trio.hub("undo", "1").exit == 0
    assert content() == before
