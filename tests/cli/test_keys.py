"""People, the key of the data file and help from the hub, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.store import patience
from helpers.commands import PASSWORD, PERIOD, Desk

OTHER, NEW = "mật khẩu người khác", "mật khẩu vừa đặt lại"


def asked(
    at: Desk, *words: str, passwords: tuple[str, ...] = (), code: str = ""
) -> dict[str, object]:
    """One command with these passwords, one a line."""
    before = at.password
    at.password = "\n".join(passwords)
    try:
        return at(*words, code=code).result
    finally:
        at.password = before


@pytest.fixture
def hub(tmp_path: Path) -> Desk:
    patience.forget_in_process()
    return Desk(tmp_path, "hub.gbdesk", "ha")


def test_a_person_comes_and_leaves_and_the_older_key_file_opens_nothing(hub: Desk) -> None:
    hub("init", "--role", "hub", "--display", "Hà")
    words = ("people", "add", "lan", "--display", "Lan", "--role", "approve")
    assert asked(hub, *words, passwords=(PASSWORD, OTHER))["person"]["id"] == "lan"  # type: ignore[index]
    assert [one["id"] for one in hub("people", "list").result["people"]] == ["ha", "lan"]
    keys = hub.folder / "hub.keys"
    copied, lan = keys.read_bytes(), Desk(hub.folder, "hub.gbdesk", "lan", OTHER)
    assert lan("people", "list").exit == 0
    done = asked(hub, "people", "leave", "lan", passwords=(PASSWORD, PASSWORD))
    assert Path(str(done["backup"])).exists()
    assert lan("people", "list").code == "unlock.password"
    keys.write_bytes(copied)
    assert lan("people", "list").code == "store.damaged"
    keys.write_bytes((hub.folder / "hub.keys.bak").read_bytes())
    assert [one["id"] for one in hub("people", "list").result["people"]] == ["ha"]
    hub.password = ""
    words = ("key", "recover", "ha")
    assert asked(hub, *words, passwords=(NEW,), code=str(done["recovery_code"]))["user"] == "ha"
    hub.password = NEW
    assert hub("key", "renew").code == "cli.password_missing"
    assert asked(hub, "key", "renew", "--drop-copies", passwords=(NEW, NEW))["dropped"]
    assert hub("people", "list").exit == 0


def test_the_hub_helps_an_office_that_lost_its_password(hub: Desk) -> None:
    made = hub("init", "--role", "hub", "--display", "Hà").result
    invited = hub("enrol", "invite", "district-office.901", "--out", str(hub.folder)).result
    office = Desk(hub.folder, "a.gbdesk", "mai")
    words = ("init", "--role", "office", "--invitation", invited["file"], "--out", str(hub.folder))
    office(*words, code=invited["code"])
    assert office("escrow", "show").result["given"] is False
    assert office("escrow", "give").result["given"] is True
    words = ("escrow", "help", str(hub.folder / "a.keys"), "--root", made["root_file"])
    more = ("--reason", "Chị Mai gọi", "--out", str(hub.folder))
    helped = hub(*words, *more, code=made["root"]).result
    words = ("key", "recover", "mai", "--file", helped["file"])
    office.password = NEW
    assert office(*words, code=helped["code"]).result == {"user": "mai"}
    assert office("escrow", "withdraw").result["given"] is False
    assert (
        hub(
            *("escrow", "help", str(hub.folder / "a.keys")),
            "--root",
            made["root_file"],
            *more,
            code=made["root"],
        ).code
        == "escrow.none"
    )


def test_the_hub_takes_new_keys_into_use(hub: Desk) -> None:
    made = hub("init", "--role", "hub", "--display", "Hà").result
    assert hub("hub-keys", "show").result == {"root": 1, "older_receiving": 0}
    words = ("hub-keys", "renew", "--root", made["root_file"])
    assert hub(*words, code="0000-0000-0000-00000").code == "package.E_CODE"
    done = hub(*words, code=made["root"]).result
    assert (done["root"], done["kinds"]) == (2, ["signing", "receiving", "own"])
    assert Path(done["backup"]).exists()
    assert hub(*words, "--only", "signing", code=made["root"]).result["kinds"] == ["signing"]
    assert hub(*words, "--only", "own", code=made["root"]).result["kinds"] == ["own"]
    assert hub("hub-keys", "show").result == {"root": 4, "older_receiving": 1}


def test_the_hub_takes_a_new_root_key_into_use(hub: Desk) -> None:
    made = hub("init", "--role", "hub", "--display", "Hà").result
    out = ("--out", str(hub.folder))
    older = ("--root", made["root_file"])
    assert hub("root", "make", *older, *out, code="0000-0000-0000-00000").code == "package.E_CODE"
    new = hub("root", "make", *older, *out, code=made["root"]).result
    assert new["root"] == 2
    assert hub("hub-keys", "show").result["root"] == 1
    words = ("root", "change", new["file"], *older)
    assert hub(*words, code=f"{made['root']}\n{made['root']}").code == "package.E_CODE"
    done = hub(*words, code=f"{made['root']}\n{new['code']}").result
    assert done["root"] == 2
    assert Path(done["backup"]).exists()
    assert hub("hub-keys", "renew", *older, code=made["root"]).code == "root.void"
    assert hub("hub-keys", "renew", "--root", new["file"], code=new["code"]).result["root"] == 3


def test_the_root_file_is_lost_and_an_office_types_a_code_again(hub: Desk) -> None:
    hub("init", "--role", "hub", "--display", "Hà")
    out = ("--out", str(hub.folder))
    invite = ("enrol", "invite", "district-office.901", *out)
    invited = hub(*invite).result
    office = Desk(hub.folder, "a.gbdesk", "mai")
    words = ("init", "--role", "office", "--invitation", invited["file"], *out)
    made = office(*words, code=invited["code"]).result
    office("enrol", "accept", hub("enrol", "certify", made["request"], *out).result["file"])
    sent = office("export", "--period", PERIOD, *out)
    new = hub("root", "make", *out).result
    words = ("root", "replace", new["file"])
    assert hub(*words, code="0000-0000-0000-00000").code == "package.E_CODE"
    done = hub(*words, code=new["code"]).result
    assert (done["root"], done["void_invitations"]) == (2, 0)
    assert sent.exit != 0  # nothing was entered; only asking for keys makes a package
    office("pc-keys", "ask")
    sent = office("export", "--period", PERIOD, *out)
    assert hub("import", sent.result["package"]["path"]).exit == 0
    (receipt,) = hub("receipt", *out).result["files"]
    assert office("enrol", "accept", receipt).code == "package.E_ROOT"
    again = hub(*invite).result
    words = ("enrol", "pin", again["file"])
    assert office(*words, code=invited["code"]).code == "package.E_CODE"
    pinned = office(*words, code=again["code"]).result["pinned"]
    assert (pinned["number"], pinned["again"]) == (2, False)
    assert office("enrol", "accept", receipt).result["state"] == "enrolled"


def test_the_hub_is_set_up_again_from_its_root_file_and_a_file_of_an_office(hub: Desk) -> None:
    made = hub("init", "--role", "hub", "--display", "Hà").result
    out = ("--out", str(hub.folder))
    invited = hub("enrol", "invite", "district-office.901", *out).result
    office = Desk(hub.folder, "a.gbdesk", "mai")
    words = ("init", "--role", "office", "--invitation", invited["file"], *out)
    request = office(*words, code=invited["code"]).result["request"]
    office("enrol", "accept", hub("enrol", "certify", request, *out).result["file"])
    new = Desk(hub.folder, "new.gbdesk", "ha")
    words = ("init", "--role", "hub", "--display", "Hà", "--root", made["root_file"])
    empty = hub.folder / "empty"
    empty.mkdir()
    assert new(*words, "--from", str(empty), code=made["root"]).code == "again.nothing"
    done = new(*words, "--from", str(hub.folder), code=made["root"]).result
    assert (done["root"], len(done["offices"]), done["unused"]) == (2, 1, [])
    (file,) = new("catalogue", "files", *out).result["files"]
    assert office("enrol", "accept", file).result["state"] == "enrolled"
    assert new("hub-keys", "renew", "--root", made["root_file"], code=made["root"]).exit == 0


def test_a_pc_gets_other_keys(hub: Desk) -> None:
    hub("init", "--role", "hub", "--display", "Hà")
    out = ("--out", str(hub.folder))
    invited = hub("enrol", "invite", "district-office.901", *out).result
    office = Desk(hub.folder, "a.gbdesk", "mai")
    words = ("init", "--role", "office", "--invitation", invited["file"], *out)
    made = office(*words, code=invited["code"]).result
    assert office("pc-keys", "ask").code == "send.waiting"
    answer = hub("enrol", "certify", made["request"], *out).result["file"]
    office("enrol", "accept", answer)
    asked = office("pc-keys", "ask").result["keys"]
    assert asked["waiting"] != asked["code"]
    sent = office("export", "--period", PERIOD, *out).result["package"]["path"]
    assert hub("import", sent).exit == 0
    (wish,) = hub("pc-keys", "list").result["wishes"]
    assert hub("pc-keys", "certify", wish["device"], asked["code"]).code == "rotate.shorter"
    assert hub("pc-keys", "certify", wish["device"], asked["waiting"]).exit == 0
    (receipt,) = hub("receipt", *out).result["files"]
    office("enrol", "accept", receipt)
    now = office("pc-keys", "show").result["keys"]
    assert now["waiting"] == ""
    assert now["code"] != asked["code"]


def test_digits_where_the_code_is_lost(hub: Desk) -> None:
    hub("init", "--role", "hub", "--display", "Hà")
    out = ("--out", str(hub.folder))
    invited = hub("enrol", "invite", "district-office.901", *out).result
    digits = hub("enrol", "digits", "district-office.901").result["digits"]
    office = Desk(hub.folder, "a.gbdesk", "mai")
    words = ("init", "--role", "office", "--invitation", invited["file"], *out)
    made = office(*words, code=digits[:11]).result
    request, heard = made["request"], office("enrol", "digits").result["digits"]
    assert hub("enrol", "certify", request, *out).code == "enrolment.digits"
    assert hub("enrol", "certify", request, "--heard", digits, *out).code == "package.E_CODE"
    answer = hub("enrol", "certify", request, "--heard", heard, *out).result["file"]
    assert office("enrol", "accept", answer).result["state"] == "enrolled"
