"""The encrypted file: wrong keys, damage, no plaintext, full and busy disks, kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from gbdesk.domain.refusals import Refused
from gbdesk.store import backups, engine, meta
from gbdesk.store.drafts import Drafts
from gbdesk.store.lock import FileLock
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store
from helpers import log

MARK = "Phiêng Bung 7531"


def refusal(call: object) -> str:
    with pytest.raises(Refused) as caught:
        call()  # type: ignore[operator]
    return caught.value.code


def test_another_key_opens_nothing(tmp_path: Path, key: DataKey) -> None:
    path = tmp_path / "x.gbdesk"
    Store.create(path, key).close()
    before = path.read_bytes()
    assert refusal(lambda: Store.open(path, DataKey.new())) == "store.damaged"
    assert path.read_bytes() == before
    Store.open(path, key).close()


def test_a_file_that_is_no_workspace_is_refused(tmp_path: Path, key: DataKey) -> None:
    path = tmp_path / "x.gbdesk"
    assert refusal(lambda: Store.open(path, key)) == "store.missing"
    path.write_bytes(b"")
    assert refusal(lambda: Store.open(path, key)) == "store.damaged"
    path.write_bytes(b"PK\x03\x04" + bytes(8192))
    assert refusal(lambda: Store.open(path, key)) == "store.damaged"
    assert refusal(lambda: Store.create(path, key)) == "store.exists"


def test_k05_nothing_that_was_typed_stands_in_any_file(store: Store) -> None:
    with store.write() as db:
        for number in range(50):
            log.activity(db, number, f"{MARK} số {number}")
    store.drafts.put("activities", "new", {"title": MARK})
    seen = 0
    for file in store.path.parent.iterdir():
        content = file.read_bytes()
        seen += len(content)
        for words in (MARK, "phieng bung", "activity", "SQLite format", "CREATE TABLE"):
            assert words.encode() not in content, file.name
    assert seen > 50_000
    assert store.path.with_suffix(".gbdesk-wal").stat().st_size > 0


@pytest.mark.parametrize("part", [0.35, 0.5, 0.65, 0.8, 0.95])
def test_i07_one_turned_bit_is_found_and_never_read_as_data(
    tmp_path: Path, key: DataKey, part: float
) -> None:
    path = tmp_path / "x.gbdesk"
    store = Store.create(path, key)
    with store.write() as db:
        for number in range(100):
            log.activity(db, number, MARK)
        assert backups.faults(db) == []
    store.close()
    content = bytearray(path.read_bytes())
    content[int(len(content) * part)] ^= 1
    path.write_bytes(bytes(content))
    assert _read_with_care(path, key) in {(True, 100), "store.damaged", "disk.failed"}


def _read_with_care(path: Path, key: DataKey) -> object:
    """What a damaged file gives: a refusal, or that the damage is known and all ops are there."""
    try:
        damaged = Store.open(path, key)
        try:
            with damaged.read() as db:
                known = bool(backups.faults(db))
                titles = db.execute(text("SELECT DISTINCT title FROM activity")).scalars().all()
                ops = db.execute(text("SELECT count(*) FROM op WHERE body != ''")).scalar_one()
        finally:
            damaged.close()
            FileLock(path.with_suffix(".lock")).release()
    except Refused as refused:
        return refused.code
    return (known and titles == [MARK], ops)


def test_a_reader_cannot_write(store: Store) -> None:
    def write() -> None:
        with store.read() as db:
            meta.put(db, "x", 1)

    assert refusal(write) == "disk.denied"


def test_a_reader_sees_one_moment_and_does_not_wait_for_the_writer(store: Store) -> None:
    with store.write() as db:
        log.activity(db, 1, "Đầu")
    with store.read() as before:
        assert before.execute(text("SELECT count(*) FROM activity")).scalar_one() == 1
        with store.write() as db:
            log.activity(db, 2, "Sau")
            with store.read() as during:
                assert during.execute(text("SELECT count(*) FROM activity")).scalar_one() == 1
        assert before.execute(text("SELECT count(*) FROM activity")).scalar_one() == 1
    with store.read() as after:
        assert after.execute(text("SELECT count(*) FROM activity")).scalar_one() == 2


def test_an_exception_takes_everything_back_tables_too(store: Store) -> None:
    with pytest.raises(ValueError, match="stop"), store.write() as db:  # noqa: PT012 - one deed
        log.activity(db, 1, "Đầu")
        db.execute(text("CREATE TABLE left_over (id INTEGER)"))
        raise ValueError("stop")
    with store.write() as db:
        names = db.execute(text("SELECT name FROM sqlite_schema WHERE name = 'left_over'"))
        assert names.first() is None
        assert db.execute(text("SELECT count(*) FROM term")).scalar_one() == 0
        log.activity(db, 1, "Lại")
    with store.read() as db:
        assert db.execute(text("SELECT title FROM activity")).scalar_one() == "Lại"


def test_a_full_disk_is_told_and_nothing_is_lost(store: Store) -> None:
    with store.write() as db:
        log.activity(db, 1, "Đầu")
        pages = db.execute(text("PRAGMA page_count")).scalar_one()
        db.execute(text(f"PRAGMA max_page_count = {pages + 1}"))

    def fill() -> None:
        with store.write() as db:
            for number in range(2, 500):
                log.activity(db, number, "Dài " * 100)

    assert refusal(fill) == "disk.full"
    with store.write() as db:
        db.execute(text("PRAGMA max_page_count = 1000000"))
        assert db.execute(text("SELECT count(*) FROM op")).scalar_one() == 1
        log.activity(db, 2, "Sau")
    with store.read() as db:
        assert db.execute(text("SELECT count(*) FROM activity")).scalar_one() == 2


def test_i04_a_busy_file_is_told(
    store: Store, key: DataKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    second = engine.open_engine(store.path, key, writes=True)

    def write() -> None:
        with engine.translated(), second.begin() as db:
            meta.put(db, "x", 1)

    with store.write() as db:
        meta.put(db, "x", 0)
        assert refusal(write) == "store.busy"
    write()
    second.dispose()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_one_may_not_write_to_is_told(tmp_path: Path, key: DataKey) -> None:
    tmp_path.chmod(0o500)
    try:
        assert refusal(lambda: Store.create(tmp_path / "x.gbdesk", key)) == "disk.denied"
    finally:
        tmp_path.chmod(0o700)


def test_a_workspace_opens_once(tmp_path: Path, key: DataKey) -> None:
    path = tmp_path / "x.gbdesk"
    first = Store.create(path, key)
    with pytest.raises(Refused) as caught:
        Store.open(path, key)
    assert (caught.value.code, caught.value.facts["name"]) == ("store.open_elsewhere", "x")
    first.close()
    Store.open(path, key).close()


CHILD = """
import sys
from pathlib import Path
from gbdesk.store.lock import FileLock
from gbdesk.store.ring import DataKey
from gbdesk.store.workspace import Store
from helpers import log

store = Store.create(Path(sys.argv[1]), DataKey(bytes.fromhex(sys.stdin.readline())))
for number in range(1, 10_000):
    with store.write() as db:
        log.activity(db, number, f"Hoạt động {number}")
    store.drafts.put("activities", "new", {"title": f"Nháp {number}"})
    print(number, flush=True)
"""


def test_a_killed_program_keeps_every_save_and_the_last_draft(tmp_path: Path, key: DataKey) -> None:
    path = tmp_path / "x.gbdesk"
    here = Path(__file__).resolve()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, (here.parents[2], here.parents[1]))),
        },
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(key.reveal().hex() + "\n")
    child.stdin.flush()
    said = 0
    for line in child.stdout:
        said = int(line)
        if said == 25:
            break
    assert refusal(lambda: Store.open(path, key)) == "store.open_elsewhere"
    child.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    child.wait()
    said = max([said, *(int(line) for line in child.stdout)])
    child.stdin.close()
    child.stdout.close()
    store = Store.open(path, key)
    with store.read() as db:
        assert db.execute(text("SELECT count(*) FROM activity")).scalar_one() >= said
        raw = db.connection.driver_connection
        assert raw is not None
        assert not raw.execute("PRAGMA cipher_integrity_check").fetchall()
    draft = store.drafts.get("activities", "new")
    assert draft is not None
    assert int(draft["title"].removeprefix("Nháp ")) >= said
    store.close()


def test_drafts_are_kept_replaced_listed_and_dropped(tmp_path: Path, key: DataKey) -> None:
    drafts = Drafts(tmp_path / "x.drafts", key)
    drafts.put("activities", "new", {"title": "Một", "women": None})
    drafts.put("activities", "new", {"title": "Hai", "women": 3})
    drafts.put("narrative", "results", {"text": "…"})
    drafts.close()
    drafts = Drafts(tmp_path / "x.drafts", key)
    assert drafts.count() == 2
    assert drafts.get("activities", "new") == {"title": "Hai", "women": 3}
    assert drafts.list("activities") == [("new", {"title": "Hai", "women": 3})]
    drafts.drop("activities", "new")
    assert drafts.get("activities", "new") is None
    assert drafts.list("activities") == []
    drafts.close()
    assert refusal(lambda: Drafts(tmp_path / "x.drafts", DataKey.new())) == "store.damaged"


def test_a_draft_is_kept_while_an_import_is_running(store: Store) -> None:
    with store.write() as db:
        log.activity(db, 1, "Đang nhập")
        store.drafts.put("activities", "new", {"title": "Đang gõ"})
        assert store.drafts.get("activities", "new") == {"title": "Đang gõ"}
