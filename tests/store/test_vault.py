"""Unlocking (K01 to K04, K06, K07, K10): who may open a workspace, and what an attacker changes."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.domain.typed_codes import checked
from gbdesk.store import patience, recovery, secrets, vault
from gbdesk.store.ring import DataKey, Ring
from gbdesk.store.workspace import Store

PASSWORD, OTHER = "mật khẩu dài 1", "mật khẩu dài 2"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    patience.forget_in_process()
    return tmp_path / "x.gbdesk"


@pytest.fixture
def made(path: Path) -> tuple[DataKey, str]:
    return vault.create_ring(
        path, title="Sở", user="ha", display="Hà", password=PASSWORD, cost=vault.CHEAPEST
    )


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def change(path: Path, how: Callable[[dict[str, Any]], None]) -> None:
    """An attacker edits both copies of the key file."""
    ring = json.loads(vault.keys_of(path).read_bytes())
    how(ring)
    for file in (vault.keys_of(path), vault.spare_of(path)):
        file.write_text(json.dumps(ring))


def test_the_password_opens_whatever_way_its_accents_were_typed(
    path: Path, made: tuple[DataKey, str]
) -> None:
    decomposed = "mâ\u0323t khẩu dài 1"
    assert vault.unlock(path, "ha", decomposed).reveal() == made[0].reveal()


def test_k01_a_wrong_password_is_told_and_a_stranger_learns_no_more(
    path: Path, made: tuple[DataKey, str]
) -> None:
    assert code_of(lambda: vault.unlock(path, "ha", OTHER)) == "unlock.password"
    assert code_of(lambda: vault.unlock(path, "nobody", PASSWORD)) == "unlock.password"


def test_the_wait_grows_after_the_fifth_wrong_password(
    path: Path, made: tuple[DataKey, str]
) -> None:
    now = 1000.0
    for _ in range(5):
        assert code_of(lambda: vault.unlock(path, "ha", OTHER, now=now)) == "unlock.password"
    with pytest.raises(Refused) as caught:
        vault.unlock(path, "ha", PASSWORD, now=now)
    assert (caught.value.code, caught.value.facts["seconds"]) == ("unlock.delay", 31)
    patience.forget_in_process()
    assert code_of(lambda: vault.unlock(path, "ha", PASSWORD, now=now + 29)) == "unlock.delay"
    assert code_of(lambda: vault.unlock(path, "ha", OTHER, now=now + 31)) == "unlock.password"
    assert code_of(lambda: vault.unlock(path, "ha", PASSWORD, now=now + 90)) == "unlock.delay"
    assert vault.unlock(path, "ha", PASSWORD, now=now + 92)
    assert not patience.file_of(path).exists()


def test_a_slot_copied_over_another_person_is_refused(
    path: Path, made: tuple[DataKey, str]
) -> None:
    vault.add_user(path, made[0], "lan", "Lan", OTHER, cost=vault.CHEAPEST)

    def swap(ring: dict[str, Any]) -> None:
        slots = {slot["id"]: slot for slot in ring["slots"]}
        slots["user/lan"].update(
            {name: slots["user/ha"][name] for name in ("salt", "nonce", "sealed", "cost")}
        )

    change(path, swap)
    assert code_of(lambda: vault.unlock(path, "lan", PASSWORD)) == "unlock.password"
    assert code_of(lambda: vault.unlock(path, "ha", PASSWORD)) == "unlock.ring_damaged"


@pytest.mark.parametrize(
    ("memory", "rounds"), [(8, 1), (1024, 3), (64 * 1024, 1), (4 * 1024 * 1024, 3), (65536, 50)]
)
def test_a_lowered_or_raised_cost_is_refused_before_it_is_spent(
    path: Path, made: tuple[DataKey, str], memory: int, rounds: int
) -> None:
    def cheapen(ring: dict[str, Any]) -> None:
        for slot in ring["slots"]:
            slot["cost"].update(memory=memory, rounds=rounds)

    change(path, cheapen)
    assert code_of(lambda: vault.unlock(path, "ha", PASSWORD)) == "unlock.params"
    assert code_of(lambda: vault.unlock_with_recovery(path, made[1])) == "unlock.params"


@pytest.mark.parametrize(
    "how",
    [
        lambda ring: ring.update(mac="0" * 64),
        lambda ring: ring.update(title="Sở khác"),
        lambda ring: ring["slots"].pop(),
        lambda ring: ring["slots"][0].update(display="Kẻ lạ"),
        lambda ring: ring["slots"].append(dict(ring["slots"][0])),
        lambda ring: ring["slots"][0].update(extra=1),
        lambda ring: ring.update(format=3),
    ],
    ids=["mac", "title", "slot gone", "name", "slot twice", "foreign key", "format"],
)
def test_a_ring_that_was_meddled_with_is_refused(
    path: Path, made: tuple[DataKey, str], how: Callable[[dict[str, Any]], None]
) -> None:
    change(path, how)
    assert code_of(lambda: vault.unlock(path, "ha", PASSWORD)) == "unlock.ring_damaged"


def test_k03_a_lost_or_cut_key_file_is_read_from_its_copy(
    path: Path, made: tuple[DataKey, str]
) -> None:
    vault.keys_of(path).write_bytes(vault.keys_of(path).read_bytes()[:100])
    assert vault.unlock(path, "ha", PASSWORD).reveal() == made[0].reveal()
    vault.keys_of(path).unlink()
    assert vault.read_front(path).users == (("ha", "Hà"),)
    vault.spare_of(path).write_bytes(b"{")
    vault.keys_of(path).write_bytes(b"")
    assert code_of(lambda: vault.read_front(path)) == "unlock.ring_damaged"


def test_an_older_copy_of_the_key_file_opens_with_the_older_password(
    path: Path, made: tuple[DataKey, str]
) -> None:
    older = vault.keys_of(path).read_bytes()
    vault.change_password(path, "ha", PASSWORD, OTHER, cost=vault.CHEAPEST)
    assert code_of(lambda: vault.unlock(path, "ha", PASSWORD)) == "unlock.password"
    vault.keys_of(path).write_bytes(older)
    assert vault.unlock(path, "ha", PASSWORD).reveal() == made[0].reveal()


def test_the_recovery_code_forgives_look_alikes_and_nothing_else(
    path: Path, made: tuple[DataKey, str]
) -> None:
    code = made[1]
    typed = [
        code,
        code.lower(),
        code.replace("-", " "),
        code.replace("0", "O").replace("1", "l"),
        f"  {code.replace('0', 'o').replace('1', 'I')}  ",
    ]
    for each in typed:
        assert vault.unlock_with_recovery(path, each).reveal() == made[0].reveal()
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    for each in (code[:-1], wrong, "", code + "X", code.replace(code[0], "U", 1)):
        assert code_of(lambda each=each: recovery.normal(each)) == "unlock.code"
    assert code_of(lambda: vault.unlock_with_recovery(path, recovery.new_code())) == "unlock.code"


def test_one_wrong_character_of_a_recovery_code_is_always_seen() -> None:
    code = recovery.normal(recovery.new_code())
    whole = checked(code)
    for at in range(len(code)):
        for letter in "0123456789abcdefghjkmnpqrstvwxyz":
            typed = whole[:at] + letter + whole[at + 1 :]
            if typed != whole:
                assert code_of(lambda typed=typed: recovery.normal(typed)) == "unlock.code"


def test_k06_a_password_change_that_stops_leaves_the_old_or_the_new(
    path: Path, made: tuple[DataKey, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(Exception):  # noqa: N818 - the power goes
        pass

    written: list[Path] = []
    real = vault.write_whole

    def stopping(target: Path, content: bytes) -> None:
        if written:
            raise Stop
        written.append(target)
        real(target, content)

    monkeypatch.setattr(vault, "write_whole", stopping)
    with pytest.raises(Stop):
        vault.change_password(path, "ha", PASSWORD, OTHER, cost=vault.CHEAPEST)
    monkeypatch.undo()
    assert vault.unlock(path, "ha", OTHER).reveal() == made[0].reveal()
    vault.keys_of(path).unlink()
    assert vault.unlock(path, "ha", PASSWORD).reveal() == made[0].reveal()


def test_k07_the_last_person_cannot_be_taken_away(path: Path, made: tuple[DataKey, str]) -> None:
    assert code_of(lambda: vault.remove_user(path, made[0], "ha")) == "unlock.last_user"
    vault.add_user(path, made[0], "lan", "Lan", OTHER, cost=vault.CHEAPEST)
    assert code_of(lambda: vault.remove_user(path, made[0], "nobody")) == "unlock.user"
    vault.remove_user(path, made[0], "ha")
    assert code_of(lambda: vault.unlock(path, "ha", PASSWORD)) == "unlock.password"
    assert vault.unlock(path, "lan", OTHER)
    again = code_of(lambda: vault.add_user(path, made[0], "lan", "Lan", OTHER))
    assert again == "unlock.user_exists"


def test_a_new_recovery_code_replaces_the_printed_one(
    path: Path, made: tuple[DataKey, str]
) -> None:
    fresh = vault.new_recovery_code(path, made[0], cost=vault.CHEAPEST)
    assert vault.unlock_with_recovery(path, fresh)
    assert code_of(lambda: vault.unlock_with_recovery(path, made[1])) == "unlock.code"


def test_the_ring_of_another_workspace_is_refused(path: Path, made: tuple[DataKey, str]) -> None:
    stranger = DataKey.new()
    refused = code_of(lambda: vault.add_user(path, stranger, "lan", "Lan", OTHER))
    assert refused == "unlock.ring_damaged"


def test_k10_no_key_shows_in_words_files_logs_or_tracebacks(
    path: Path, made: tuple[DataKey, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = made[0]
    secret = key.reveal()
    store = Store.create(path, key)
    with store.write() as db:
        secrets.put(db, "sign", secret)
    told = [repr(key), repr(Ring.from_bytes(vault.keys_of(path).read_bytes())), repr(store)]
    try:
        with store.write() as db:
            db.exec_driver_sql("INSERT INTO secret (name, value) VALUES (?, ?)", ("sign", secret))
    except Exception:  # noqa: BLE001 - whatever it is, it must not show the key
        told.append(traceback.format_exc())
    store.close()
    told += [caplog.text, vault.keys_of(path).read_text()]
    for text in told:
        assert secret.hex() not in text
        assert str(secret) not in text
        assert PASSWORD not in text
    for file in path.parent.iterdir():
        assert secret not in file.read_bytes()
        assert secret.hex().encode() not in file.read_bytes()


def test_a_destroyed_key_opens_nothing() -> None:
    key = DataKey.new()
    kept = key.copy()
    key.destroy()
    assert code_of(key.reveal) == "unlock.locked"
    assert kept.reveal()
