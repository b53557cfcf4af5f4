"""Another data key (K08): the older or the newer files stand, never half, whatever happens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.store import audit, digests, patience, rekeying, staging, vault
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store

PASSWORD, OTHER = "mật khẩu dài 1", "mật khẩu dài 2"
FILE = b"a picture" * 100_000
AT = "2024-05-24T08:00:00+00:00"


def make(path: Path) -> None:
    """A workspace of two people with something in it."""
    patience.forget_in_process()
    path.parent.mkdir(parents=True, exist_ok=True)
    key, _ = vault.create_ring(
        path, title="Sở", user="ha", display="Hà", password=PASSWORD, cost=vault.CHEAPEST
    )
    vault.add_user(path, key, "lan", "Lan", OTHER, cost=vault.CHEAPEST)
    store = Store.create(path, key)
    with store.write() as db:
        audit.add(db, "ha", "create", "workspace", "", at=AT)
    store.drafts.put("page", "key", {"typed": "chưa xong"})
    store.evidence.put(FILE, 1)
    store.archive.mkdir()
    (store.archive / "one.gbpkg").write_bytes(b"encrypted to this PC")
    store.close()


def rekey(path: Path, *, without: str = "lan") -> str:
    """What the service does, without what it notes."""
    key, fresh = vault.unlock(path, "ha", PASSWORD), DataKey.new()
    with rekeying.rekeyed(path, key, fresh) as place:
        return vault.rekey(path, (key, fresh), place, without=without, cost=vault.CHEAPEST)


def keep_copies(path: Path, to: Path) -> Path:
    """What a person who leaves may have copied: the key file, and the data of that day."""
    to.mkdir()
    for one in path.parent.glob("x.*"):
        if one.is_file():
            shutil.copy2(one, to / one.name)
    return to / path.name


def content(path: Path, user: str, password: str) -> tuple[str, int]:
    store = Store.open(path, vault.unlock(path, user, password))
    try:
        assert list(map(store.evidence.get, store.evidence.here())) == [FILE]
        with store.read() as db:
            return digests.content(db), len(audit.lines(db))
    finally:
        store.close()


def refused(path: Path, user: str, password: str) -> str:
    with pytest.raises(Refused) as caught:
        content(path, user, password)
    return caught.value.code


def test_k08_who_left_opens_the_file_neither_with_the_old_nor_with_the_new_keys(
    tmp_path: Path,
) -> None:
    path = tmp_path / "w" / "x.gbdesk"
    make(path)
    before = content(path, "lan", OTHER)
    copied = keep_copies(path, tmp_path / "copied")
    code = rekey(path)
    assert content(path, "ha", PASSWORD) == before
    vault.unlock_with_recovery(path, code).destroy()
    assert refused(path, "lan", OTHER) == "unlock.password"
    for name in ("x.keys", "x.keys.bak"):
        shutil.copy2(copied.with_name(name), path.with_name(name))
    assert refused(path, "lan", OTHER) == "store.damaged"
    assert content(copied, "lan", OTHER) == before


def test_everybody_else_keeps_the_password_and_drafts_and_archive_stay(tmp_path: Path) -> None:
    path = tmp_path / "x.gbdesk"
    make(path)
    rekey(path, without="")
    assert content(path, "ha", PASSWORD) == content(path, "lan", OTHER)
    store = Store.open(path, vault.unlock(path, "lan", OTHER))
    assert store.drafts.get("page", "key") == {"typed": "chưa xong"}
    store.close()
    assert (path.with_suffix(".archive") / "one.gbpkg").read_bytes() == b"encrypted to this PC"
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_an_older_slot_is_renewed_when_it_is_opened(tmp_path: Path) -> None:
    """As the first version wrote it: the data key itself under the password."""
    path = tmp_path / "x.gbdesk"
    older = Path(__file__).parent / "older.keys"
    for file in (vault.keys_of(path), vault.spare_of(path)):
        shutil.copy(older, file)
    key = vault.unlock(path, "ha", PASSWORD)
    assert key.reveal().hex() == "5a" * 32
    with pytest.raises(Refused, match=r"unlock\.older_slot"):
        vault.rekey(path, (key, DataKey.new()), tmp_path / "y.gbdesk", cost=vault.CHEAPEST)
    vault.unlock(path, "lan", OTHER)
    fresh = DataKey.new()
    vault.rekey(path, (key, fresh), tmp_path / "y.gbdesk", cost=vault.CHEAPEST)
    assert vault.unlock(tmp_path / "y.gbdesk", "lan", OTHER).reveal() == fresh.reveal()


def test_an_open_workspace_is_not_given_another_key(tmp_path: Path) -> None:
    path = tmp_path / "x.gbdesk"
    make(path)
    store = Store.open(path, vault.unlock(path, "ha", PASSWORD))
    with pytest.raises(Refused, match=r"store\.open_elsewhere"):
        rekey(path)
    store.close()
    assert content(path, "lan", OTHER)


def test_a_copy_that_holds_something_else_never_takes_the_place(tmp_path: Path) -> None:
    path = tmp_path / "x.gbdesk"
    make(path)
    key, fresh = vault.unlock(path, "ha", PASSWORD), DataKey.new()

    def lose_a_draft() -> None:
        with rekeying.rekeyed(path, key, fresh) as place:
            vault.rekey(path, (key, fresh), place, cost=vault.CHEAPEST)
            store = Store.open(place, fresh)
            store.drafts.drop("page", "key")
            store.close()

    with pytest.raises(Refused, match=r"rekey\.differs"):
        lose_a_draft()
    assert content(path, "lan", OTHER)
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]


KILLED = """
import os, shutil, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from store.test_rekeying import rekey
base, made = Path(sys.argv[1]), Path(sys.argv[2])
real = (os.fsync, os.rename, os.replace, os.unlink, os.rmdir)
def counting(call, left):
    def counted(*given, **named):
        left[0] -= 1
        if left[0] == 0:
            os._exit(9)
        return call(*given, **named)
    return counted
for step in range(1, 200):
    folder = base / str(step)
    shutil.copytree(made, folder)
    child = os.fork()
    if not child:
        left = [step]
        os.fsync, os.rename, os.replace, os.unlink, os.rmdir = (
            counting(call, left) for call in real
        )
        rekey(folder / "x.gbdesk")
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process can only be split on POSIX")
def test_k08_killed_at_any_step_the_old_or_the_new_file_opens(tmp_path: Path) -> None:
    made = tmp_path / "made"
    make(made / "x.gbdesk")
    before = content(made / "x.gbdesk", "lan", OTHER)
    (base := tmp_path / "killed").mkdir()
    tests = Path(__file__).resolve().parents[1]
    words = [sys.executable, "-c", KILLED, str(base), str(made), str(tests)]
    subprocess.run(words, check=True, cwd=tests.parent)
    stood = []
    for folder in sorted(base.iterdir(), key=lambda one: int(one.name)):
        path = folder / "x.gbdesk"
        staging.finish(path)
        patience.forget_in_process()
        assert content(path, "ha", PASSWORD) == before
        users = [user for user, _ in vault.read_front(path).users]
        stood.append(users == ["ha"])
        assert stood[-1] or content(path, "lan", OTHER) == before
        assert not [one.name for one in folder.iterdir() if one.name.startswith(".")]
    assert len(stood) > 10
    assert stood == sorted(stood)
    assert 3 < stood.count(True) < len(stood)


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from gbdesk.domain.refusals import Refused
from store.test_rekeying import rekey
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
most = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    rekey(Path(sys.argv[1]))
except Refused as refused:
    print(refused.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.98])
def test_k08_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path: Path, share: float) -> None:
    path = tmp_path / "x.gbdesk"
    make(path)
    before, tests = content(path, "lan", OTHER), Path(__file__).resolve().parents[1]
    most = int(path.stat().st_size * share)
    words = [sys.executable, "-c", FULL, str(path), str(most), str(tests)]
    done = subprocess.run(words, check=True, cwd=tests.parent, capture_output=True, text=True)
    assert done.stdout.strip() in {"disk.failed", "disk.full"}
    assert content(path, "lan", OTHER) == before
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]
