"""Setting up a workspace: the hub's, an office's, or one to try things out in.

A workspace is made beside its place and appears whole or not at all (`store.staging`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from gbdesk.domain import templates
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.clock import system_ms
from gbdesk.domain.ids import key_id
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, installation
from gbdesk.services.accounts import check_display, check_password, check_user
from gbdesk.services.installation import Installation
from gbdesk.services.session import ADMIN
from gbdesk.store import accounts, audit, catalogues, staging, vault
from gbdesk.store.vault import NORMAL, Cost
from gbdesk.store.workspace import Store

HUB: Final = "hub"
OFFICE: Final = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The first user of a workspace; the password is only held while it is set up."""

    user: str
    display: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A workspace was made; what is shown once and kept on paper."""

    path: Path
    recovery_code: str = field(repr=False)
    root_secret: str = field(default="", repr=False)
    root_file: Path | None = None
    request: bytes = field(default=b"", repr=False)
    request_code: str = ""


def create_trial(
    path: Path,
    person: Person,
    side: str,
    world: str,
    *,
    now_ms: Callable[[], int] = system_ms,
    today: Callable[[], date] = date.today,
    anchor: Path | None = None,
    cost: Cost = NORMAL,
) -> Made:
    """A workspace of an invented province that can send nothing; `side` hub or office.

    Raises:
        Refused: no such sample, a bad name or password, or the disk does not take it.
    """
    name = f"sample-{world}"
    if name not in templates.TEMPLATES or side not in {HUB, OFFICE}:
        raise Refused("setup.world")
    raw = templates.template(name)
    catalogue = read_catalogue(raw)
    made = Installation(
        office=catalogue.hub.office if side == HUB else _first_office(catalogue),
        device=key_id("d_", os.urandom(32)),
        hub=side == HUB,
        trial=True,
        sample=True,
    )
    with _new_workspace(path, catalogue, made, person, cost) as (store, code):
        with store.write() as db:
            signed = json.dumps(raw, ensure_ascii=False).encode()
            catalogues.add(db, catalogue.number, signed, audit.now(), kind=identity.TRIAL)
        del now_ms, today, anchor
    return Made(path=path, recovery_code=code)


@contextmanager
def _new_workspace(
    path: Path, catalogue: Catalogue, made: Installation, person: Person, cost: Cost
) -> Iterator[tuple[Store, str]]:
    """A new, open workspace with its first administrator, and its recovery code."""
    user = check_user(person.user)
    display, password = check_display(person.display), check_password(person.password)
    with staging.staged(path) as place:
        key, code = vault.create_ring(
            place,
            title=catalogue.office(made.office).title,
            user=user,
            display=display,
            password=password,
            sample=made.sample,
            cost=cost,
        )
        store = Store.create(place, key)
        key.destroy()
        try:
            with store.write() as db:
                installation.write(db, made)
                accounts.add(db, user, display, ADMIN, audit.now())
                audit.add(db, user, "create", "workspace", made.office)
            yield store, code
        finally:
            store.close()


def _first_office(catalogue: Catalogue) -> str:
    """An office that reports figures: the trial of an office shows every page."""
    owed = {duty.office for duty in catalogue.duties if duty.dataset == "dv"}
    return next(one.id for one in catalogue.offices.values() if one.device and one.id in owed)
