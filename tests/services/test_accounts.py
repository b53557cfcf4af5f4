from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.services.accounts import Accounts
from gbdesk.services.desk import Desk
from gbdesk.services.session import ADMIN, APPROVE, ENTER, VIEW
from gbdesk.store import accounts, vault
from helpers.entering import desk

PASSWORD = "mật khẩu thứ hai"


def people(at: Desk) -> Accounts:
    with at.store.write() as db:
        accounts.add(db, "ha", "Hà", at.session.role_name, "2024-01-01")
    return Accounts(at, vault.CHEAPEST)


def test_a_person_let_in_can_unlock_and_change_the_password(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        found = people(at)
        found.add("lan", "Lan", PASSWORD, ENTER)
        assert [one.id for one in found.list()] == ["ha", "lan"]
        assert found.verify("lan", PASSWORD)
        found.change_password("lan", PASSWORD, "mật khẩu thứ ba")
        assert found.verify("lan", "mật khẩu thứ ba")
        found.reset_password("lan", PASSWORD)
        assert found.verify("lan", PASSWORD)
        found.remove("lan")
        assert [one.id for one in found.list()] == ["ha"]


def test_a_new_recovery_code_opens(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        code = people(at).new_recovery_code()
        vault.unlock_with_recovery(at.store.path, code).destroy()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("Hà", "Hà", PASSWORD, ENTER), "account.name"),
        (("lan", " ", PASSWORD, ENTER), "account.display"),
        (("lan", "Lan", "ngắn", ENTER), "account.password_short"),
        (("lan", "Lan", PASSWORD, "king"), "account.role"),
        (("ha", "Hà", PASSWORD, ENTER), "unlock.user_exists"),
    ],
)
def test_what_is_no_account_is_refused(
    tmp_path: Path, given: tuple[str, str, str, str], code: str
) -> None:
    with desk(tmp_path) as at:
        with pytest.raises(Refused) as refusal:
            people(at).add(*given)
        assert refusal.value.code == code


def test_the_last_administrator_stays_one(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        found = people(at)
        for deed in (lambda: found.remove("ha"), lambda: found.set_role("ha", ENTER)):
            with pytest.raises(Refused, match=r"account\.last_admin"):
                deed()
        found.add("lan", "Lan", PASSWORD, ADMIN)
        found.set_role("ha", ENTER)


def test_only_an_administrator_changes_people(tmp_path: Path) -> None:
    with desk(tmp_path, role=ENTER) as at, pytest.raises(Refused, match=r"account\.not_admin"):
        people(at).add("lan", "Lan", PASSWORD, ENTER)


def test_only_those_whose_role_it_is_approve_what_is_sent(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        found = people(at)
        for user, role in (("lan", ENTER), ("mai", APPROVE), ("thu", VIEW)):
            found.add(user, user.title(), PASSWORD, role)
        assert [one.id for one in found.approvers()] == ["ha", "mai"]
        assert found.approve("mai", PASSWORD)
        assert not found.approve("mai", "không phải mật khẩu này")
        for user in ("lan", "thu", "nobody"):
            with pytest.raises(Refused, match=r"account\.not_approver"):
                found.approve(user, PASSWORD)
