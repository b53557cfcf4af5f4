"""Audit and ledger: every line is bound to the one before, so a change of any of them shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text

from gbdesk.store import audit, ledger
from gbdesk.store.workspace import Store


def fill(db: Connection) -> None:
    for number in range(1, 6):
        audit.add(db, "ha", "export", "package", f"p{number}", at=f"2024-06-0{number}")
        ledger.note_attempt(
            db,
            ledger.Attempt(
                outcome="OK",
                who="ha",
                package=f"{number:064x}",
                office="u_1",
                device="d_1",
                seq=number,
                facts={"ops": number, "name": "Lâm Bình"},
                header=b"header %d" % number,
                signatures=b"signature",
                at=f"2024-06-0{number}",
            ),
        )


def test_whole_chains_verify_and_the_head_moves(store: Store) -> None:
    with store.write() as db:
        empty = audit.head(db)
        fill(db)
        assert audit.verify(db) is None
        assert ledger.verify(db) is None
        assert audit.head(db) != empty
        assert [line.ref for line in audit.lines(db, 2)] == ["p5", "p4"]
        assert [each.seq for each in ledger.attempts(db, 2)] == [5, 4]


CHANGES = [
    "UPDATE {t} SET who = 'lan' WHERE id = 3",
    "UPDATE {t} SET at = '2024-06-30' WHERE id = 3",
    "UPDATE {t} SET previous = zeroblob(32) WHERE id = 3",
    "UPDATE {t} SET hash = zeroblob(32) WHERE id = 3",
    "DELETE FROM {t} WHERE id = 3",
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("table", "verify"), [("audit", audit.verify), ("attempt", ledger.verify)])
def test_a_changed_or_missing_line_is_found(
    store: Store, change: str, table: str, verify: Callable[[Connection], int | None]
) -> None:
    with store.write() as db:
        fill(db)
        db.execute(text(change.format(t=table)))
        assert verify(db) in {3, 4}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attempt SET header = X'00' WHERE id = 2",
        "UPDATE attempt SET signatures = NULL WHERE id = 2",
        "UPDATE attempt SET facts = '{}' WHERE id = 2",
        "UPDATE attempt SET outcome = 'E_SIG' WHERE id = 2",
        "UPDATE attempt SET seq = 9 WHERE id = 2",
        "UPDATE attempt SET package = '' WHERE id = 2",
    ],
)
def test_every_part_of_an_attempt_is_bound(store: Store, change: str) -> None:
    with store.write() as db:
        fill(db)
        db.execute(text(change))
        assert ledger.verify(db) == 2


def test_a_package_accepted_again_keeps_its_number(store: Store) -> None:
    came = ledger.Received(
        ident="a" * 64,
        kind="office-ops",
        office="u_1",
        device="d_1",
        seq=1,
        made="2024",
        taken="2024",
    )
    with store.write() as db:
        number = ledger.accept(db, came)
        ledger.withdraw(db, number)
        assert ledger.received(db, accepted_only=True) == []
        assert ledger.accept(db, came) == number
        (found,) = ledger.received(db, "u_1", accepted_only=True)
        assert found.ident == came.ident
        assert ledger.received(db, "u_2") == []


def test_what_was_sent_and_acknowledged_is_remembered(store: Store) -> None:
    with store.write() as db:
        assert ledger.next_seq(db, "d_1") == 1
        for seq, head in ((1, 10), (2, 14)):
            ledger.note_sent(
                db,
                ledger.Sent(
                    ident=str(seq),
                    device="d_1",
                    stream="report",
                    receiver="u_h",
                    seq=seq,
                    base_n=0,
                    head_n=head,
                    head_ch=bytes(32),
                    made="2024",
                ),
            )
        assert ledger.next_seq(db, "d_1") == 3
        assert ledger.exported(db, "d_1", "report") == 14
        assert ledger.exported(db, "d_1", "local") == 0
        for n in (10, 14):
            ledger.put_receipt(
                db, ledger.Receipt(device="d_1", stream="report", n=n, ch=bytes(32), at="2024")
            )
        found = ledger.receipt_for(db, "d_1", "report")
        assert found is not None
        assert found.n == 14
        assert ledger.receipt_for(db, "d_2", "report") is None
