"""A desk on a real encrypted file, without enrolment: for services that only enter and read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.clock import HybridClock
from gbdesk.domain.ids import key_id
from gbdesk.domain.templates import load_template
from gbdesk.services.anchor import Anchor
from gbdesk.services.desk import Desk
from gbdesk.services.session import ADMIN, Session
from gbdesk.store import vault
from gbdesk.store.workspace import Store

TODAY = date(2024, 5, 20)
DISTRICT = "district-office.901"


@cache
def sample(name: str = "sample-2024") -> Catalogue:
    """A catalogue of an invented province."""
    return load_template(name)


def office_id(key: str, name: str = "sample-2024") -> str:
    """The id of an office by its key."""
    return next(one.id for one in sample(name).offices.values() if one.key == key)


@contextmanager
def desk(
    folder: Path,
    key: str = DISTRICT,
    *,
    name: str = "sample-2024",
    role: str = ADMIN,
    today: date = TODAY,
    release: Catalogue | None = None,
) -> Iterator[Desk]:
    """A desk of this office; the hub where `key` is `dept`. `release` in place of the sample."""
    path = folder / f"{key}.gbdesk"
    secret, _ = vault.create_ring(
        path, title=key, user="ha", display="Hà", password="mật khẩu thử", cost=vault.CHEAPEST
    )
    store = Store.create(path, secret)
    session = Session(
        user="ha",
        display="Hà",
        role_name=role,
        office=office_id(key, name),
        device=key_id("d_", key.encode()),
        hub=key == "dept",
        sample=True,
    )
    anchor = Anchor(session.device, folder / "anchor")
    made = Desk(
        store,
        session,
        lambda _db: release or sample(name),
        HybridClock(),
        today=lambda: today,
        anchor=anchor,
    )
    try:
        yield made
    finally:
        store.close()
