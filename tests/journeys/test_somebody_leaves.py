"""An officer leaves, a password is lost: who opens the data then, and what is on record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.bootstrap import open_app, recover, renew_key
from gbdesk.domain.refusals import Refused
from gbdesk.services import renewing
from gbdesk.services.audit_log import AuditLog
from gbdesk.services.escrow import Help
from gbdesk.services.session import ADMIN, ENTER
from gbdesk.store import patience, vault
from gbdesk.store.vault import CHEAPEST
from helpers.enrolled import PASSWORD
from helpers.journey import Province, content, figure, meeting, province, send, shown, take
from helpers.judged import unchanged

LEAVER, NEW = "mật khẩu người thôi việc", "mật khẩu vừa đặt lại"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    patience.forget_in_process()
    with province(tmp_path / "p", "a") as made:
        yield made


def refused(call: object, *given: object, **named: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*given, **named)  # type: ignore[operator]
    return caught.value.code


def logged(app: App) -> list[str]:
    return [row.words for row in AuditLog(app.desk).rows()]


def renewed(at: Province, **how: object) -> renewing.Renewed:
    app, done = renew_key(at.apps["a"], PASSWORD, **at.given(), **how)
    at.apps["a"] = app
    return done


def test_k08_who_left_with_copies_opens_what_was_copied_and_nothing_later(at: Province) -> None:
    one = at.apps["a"]
    one.accounts.add("lan", "Lý Thị Lan", LEAVER, ENTER)
    meeting(one, "Việc đã có")
    one.drafts.put("activities", "new", {"title": "đang gõ"})
    one.backups.make(one.backups.folder.parent)
    one.backups.folder.mkdir()
    backup = one.backups.make(one.backups.folder).path
    sent = send(at, "a").path
    taken_home = at.folder / "home"
    taken_home.mkdir()
    before = content(one)
    one.close()
    for file in at.folder.glob("a.*"):
        if file.is_file():
            shutil.copy2(file, taken_home / file.name)
    at.apps["a"] = at.open("a")

    done = renewed(at, leaver="lan")

    now = at.apps["a"]
    assert content(now) == before
    assert [one.id for one in now.accounts.list()] == ["mai"]
    assert now.drafts.get("activities", "new") == {"title": "đang gõ"}
    assert logged(now)[:3] == ["sao lưu", "đổi khóa dữ liệu", "thu quyền mở của người dùng"]
    assert AuditLog(now.desk).check().is_whole
    meeting(now, "Việc sau khi thôi việc")
    at.again("a").close()
    for name in ("a.keys", "a.keys.bak"):
        shutil.copy2(at.folder / name, at.folder / f"now.{name}")
        shutil.copy2(taken_home / name, at.folder / name)
    assert refused(open_app, at.path("a"), "lan", LEAVER, **at.given()) == "store.damaged"
    for name in ("a.keys", "a.keys.bak"):
        shutil.copy2(at.folder / f"now.{name}", at.folder / name)
    assert refused(open_app, at.path("a"), "lan", LEAVER, **at.given()) == "unlock.password"

    recover(at.path("a"), done.recovery_code, "mai", NEW, cost=CHEAPEST)
    at.apps["a"] = open_app(at.path("a"), "mai", NEW, **at.given())
    assert logged(at.apps["a"])[0] == "đặt mật khẩu mới bằng mã khôi phục"
    assert done.older == (backup,)
    assert done.backup is not None
    assert done.backup.exists()
    at.hub.receiving.take_in_all([sent, send(at, "a").path])
    copied = open_app(taken_home / "a.gbdesk", "lan", LEAVER, **at.given())
    assert content(copied) == before
    copied.close()


def test_older_copies_go_once_a_new_backup_was_made_and_counted(at: Province) -> None:
    one = at.apps["a"]
    one.backups.folder.mkdir()
    older = one.backups.make(one.backups.folder).path
    beside = at.folder / "a.before-1"
    beside.mkdir()
    (beside / "a.gbdesk").write_bytes(b"an older copy")
    done = renewed(at, drop=True)
    assert done.dropped == done.older == tuple(sorted((older, beside)))
    assert not older.exists()
    assert not beside.exists()
    assert done.backup is not None
    counts = at.apps["a"].backups.last()
    assert counts is not None
    assert counts.path == done.backup


def test_nothing_happens_where_it_may_not(at: Province) -> None:
    one = at.apps["a"]
    one.accounts.add("lan", "Lý Thị Lan", LEAVER, ADMIN)
    for how, code in (
        ({"leaver": "mai"}, "account.self"),
        ({"leaver": "nobody"}, "unlock.user"),
    ):
        assert refused(renew_key, one, PASSWORD, **at.given(), **how) == code
    assert refused(renew_key, one, "mật khẩu khác hẳn", **at.given()) == "unlock.password"
    assert len(one.accounts.list()) == 2
    assert "đổi khóa dữ liệu" not in logged(one)


def helped(at: Province, hub: App, root: Path, code: str) -> Help:
    keys = vault.keys_of(at.path("a")).read_bytes()
    return hub.escrow.help(keys, root.read_bytes(), code, "Chị Mai gọi ngày 24/5")


def test_a_lost_password_is_set_anew_with_the_help_of_the_hub(tmp_path: Path) -> None:
    patience.forget_in_process()
    at = Province(tmp_path)
    root = at.make_hub()
    at.apps["hub"] = at.open("hub")
    (tmp_path / "usb").mkdir()
    one = at.join("a", "district-office.901")
    assert root.root_file is not None
    assert refused(helped, at, at.hub, root.root_file, root.root_secret) == "escrow.none"
    one.escrow.give()
    assert one.escrow.standing().given
    figure(one, 5)
    renewed(at)  # the escrow goes on under another key
    at.apps["a"].close()
    made = helped(at, at.hub, root.root_file, root.root_secret)
    assert logged(at.hub)[0] == "mở khóa dữ liệu của một đơn vị để đặt lại mật khẩu"
    path = at.path("a")
    stranger = Help(name="", title="", bytes=b"{}", code=made.code)
    assert refused(recover, path, made.code, "mai", NEW, file=stranger.bytes) == "escrow.file"
    wrong = vault.new_recovery_code(path, vault.unlock(path, "mai", PASSWORD), cost=CHEAPEST)
    assert refused(recover, path, wrong, "mai", NEW, file=made.bytes) == "unlock.code"

    recover(path, made.code, "mai", NEW, file=made.bytes, cost=CHEAPEST)

    at.apps["a"] = open_app(path, "mai", NEW, **at.given())
    assert shown(at.apps["a"], at.apps["a"]) == 5
    assert logged(at.apps["a"])[0] == "đặt mật khẩu mới nhờ đơn vị nhận hỗ trợ"
    assert [each.outcome for each in take(at, send(at, "a").path)] == ["OK"]
    at.apps["a"].escrow.withdraw()
    assert refused(helped, at, at.hub, root.root_file, root.root_secret) == "escrow.none"
    at.close()


def test_the_root_file_opens_at_the_office_too_and_an_older_help_no_longer(tmp_path: Path) -> None:
    patience.forget_in_process()
    at = Province(tmp_path)
    root = at.make_hub()
    at.apps["hub"] = at.open("hub")
    at.join("a", "district-office.901").escrow.give()
    assert root.root_file is not None
    older = helped(at, at.hub, root.root_file, root.root_secret)
    renewed(at)
    at.apps.pop("a").close()
    path, raw = at.path("a"), root.root_file.read_bytes()
    again = refused(recover, path, older.code, "mai", NEW, file=older.bytes)
    assert again == "escrow.older"
    recover(path, root.root_secret, "mai", NEW, file=raw, cost=CHEAPEST)
    open_app(path, "mai", NEW, **at.given()).close()
    at.close()


def test_k09_another_department_cannot_open_the_escrow(tmp_path: Path) -> None:
    at = Province(tmp_path)
    at.make_hub()
    at.apps["hub"] = at.open("hub")
    at.join("a", "district-office.901").escrow.give()
    other = at.make_hub("hub2")
    at.apps["hub2"] = at.open("hub2")
    before = vault.keys_of(at.path("a")).read_bytes()
    assert other.root_file is not None
    given = (at, at.apps["hub2"], other.root_file, other.root_secret)
    with unchanged(at.apps["hub2"]):
        assert refused(helped, *given) == "package.E_NO_KEY"
    assert refused(helped, at, at.hub, other.root_file, other.root_secret) == "root.other"
    assert refused(helped, at, at.hub, other.root_file, "0000-0000-0000-00000") == "package.E_CODE"
    assert vault.keys_of(at.path("a")).read_bytes() == before
    assert not [words for words in logged(at.apps["hub2"]) if "khóa dữ liệu" in words]
    at.close()
