"""Who may have an op erased: by rank, and within one office, whoever else names it too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from gbdesk.domain.clock import HybridClock
from gbdesk.domain.erasing import REDACT
from gbdesk.domain.ops import Op
from gbdesk.store import certificates, oplog, redaction, schema
from gbdesk.store.engine import open_engine
from gbdesk.store.oplog import Author, Draft
from gbdesk.store.ring import DataKey

OURS, THEIRS = "u_" + "1" * 26, "u_" + "2" * 26
WRITER, OTHER = "d_" + "a" * 26, "d_" + "b" * 26


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    engine = open_engine(tmp_path / "x.gbdesk", DataKey.new(), writes=True)
    with engine.begin() as db:
        schema.create(db)
        for device, office in ((WRITER, OURS), (OTHER, THEIRS)):
            certificates.put(db, device, b"", {"office": office, "rank": 0})
        yield db
    engine.dispose()


def said(db: Connection, device: str, office: str, kind: str, number: int, /, **fields: str) -> Op:
    author = Author(device=device, stream="report", user="ha", office=office)
    draft = Draft(
        entity=kind, kind="create", record=f"{number:032x}", office=office, fields=dict(fields)
    )
    (op,) = oplog.append(db, author, [draft], HybridClock(now_ms=lambda: 1_700_000_000_000))
    return op


@pytest.mark.parametrize("order", [(OURS, THEIRS), (THEIRS, OURS)])
def test_an_order_of_another_office_does_not_mask_the_own(
    db: Connection, order: tuple[str, str]
) -> None:
    op = said(db, WRITER, OURS, "activity", 1, title="Hội thi")
    ranks = certificates.ranks(db)
    for number, office in enumerate(order, start=2):
        device = WRITER if office == OURS else OTHER
        about = {"entity": "activity", "record": f"{1:032x}", "refs": op.ref}
        said(db, device, office, REDACT, number, **about)
        wanted = redaction.named(db, ranks)
        assert redaction.covers(wanted, op, ranks) is (OURS in order[: number - 1])
