"""Setting up a workspace: the hub's, an office's, or one to try things out in.

A workspace is made beside its place and appears whole or not at all (`store.staging`).
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from gbdesk.domain import templates
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.clock import stamp, system_ms
from gbdesk.domain.names import nfc
from gbdesk.domain.refusals import Refused
from gbdesk.services import founding, guessing, identity, installation, trial
from gbdesk.services.accounts import check_display, check_password, check_user
from gbdesk.services.codes import device_code
from gbdesk.services.installation import Installation
from gbdesk.services.session import ADMIN
from gbdesk.store import accounts, audit, catalogues, staging, vault
from gbdesk.store.vault import NORMAL, Cost
from gbdesk.store.workspace import Store
from gbdesk.store.writing import write_whole
from gbdesk.sync import codes, enrolling, trust
from gbdesk.sync.enrolling import Invited
from gbdesk.sync.keys import ReceivingKey, SigningKey

HUB: Final = "hub"
OFFICE: Final = "office"
ROOT_SUFFIX: Final = staging.ROOT
_LABEL: Final = 80


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
    recovery_identity: str = field(default="", repr=False)
    request: bytes = field(default=b"", repr=False)
    request_code: str = ""
    request_name: str = ""


def create_hub(
    path: Path,
    *,
    template: str | Mapping[str, Any],
    person: Person,
    cost: Cost = NORMAL,
    now_ms: Callable[[], int] = system_ms,
    **_surroundings: object,
) -> Made:
    """The workspace of a hub, its first release begun from a template (a name or plain values).

    The root key leaves in the `.gbroot` file beside it, once; its code is for the printed sheet.

    Raises:
        Refused: no such template, a bad name or password, or the disk does not take it.
    """
    raw = dict(template) if isinstance(template, Mapping) else _template(template)
    catalogue = read_catalogue(raw)
    hub = founding.found(raw, catalogue)
    made = _installation(catalogue, catalogue.hub.office, hub.sign, hub=True)
    secret, at = codes.shown(codes.new_code()), stamp(now_ms())
    with new_workspace(path, catalogue, made, person, cost=cost, at=at) as (store, code):
        with store.write() as db:
            founding.keep(db, hub, catalogue.number, at)
        sealed = founding.root_file(hub, secret, catalogue.hub.name, cost)
        beside = store.path.with_suffix(ROOT_SUFFIX)
        write_whole(beside, sealed, private=True)
        founding.read_root_file(beside.read_bytes(), secret)
    return Made(
        path=path,
        recovery_code=code,
        root_secret=secret,
        root_file=path.with_suffix(ROOT_SUFFIX),
        recovery_identity=hub.recovery.to_text(),
    )


def create_office(
    path: Path,
    invitation: bytes,
    code: str,
    person: Person,
    *,
    anchor: Path | None = None,
    cost: Cost = NORMAL,
    now_ms: Callable[[], int] = system_ms,
    **_surroundings: object,
) -> Made:
    """The workspace of an office from the hub's invitation and the code told by another way.

    Entering begins at once; packages wait for the hub's answer to the request.

    Raises:
        Refused: E_CODE for a wrong code (each next attempt waits longer), E_INVITE for a damaged
            file, a bad name or password, or the disk does not take it.
    """
    _check(person)
    with guessing.patient(invitation, anchor):
        invited = enrolling.read_invitation(invitation, code)
    root = trust.read_root(invited.root, None)
    catalogue = read_catalogue(trust.read_release(invited.release, root.operational))
    office = catalogue.office(invited.office)
    sign, receive = SigningKey.new(), ReceivingKey.new()
    request = _request(invited, root.to, sign, receive)
    made, at = _installation(catalogue, office.id, sign, hub=False), stamp(now_ms())
    with (
        new_workspace(path, catalogue, made, person, cost=cost, at=at) as (store, recovery),
        store.write() as db,
    ):
        identity.keep(db, sign, receive, invited.root)
        identity.keep_request(db, request, by_digits=not invited.key)
        catalogues.add(db, catalogue.number, invited.release, at)
    made_office = Made(path=path, recovery_code=recovery, request=request)
    name = f"GB_{office.ascii}.gbreq"  # many units put theirs on one stick
    return replace(made_office, request_code=device_code(sign.public), request_name=name)


def _request(invited: Invited, to: Sequence[str], sign: SigningKey, receive: ReceivingKey) -> bytes:
    return enrolling.write_request(
        invite=invited.invite,
        key=invited.key,
        device=sign,
        recipient=receive.recipient,
        office=invited.office,
        label=nfc(platform.node())[:_LABEL],
        to=to,
    )


def create_trial(
    path: Path,
    person: Person,
    side: str,
    world: str,
    *,
    cost: Cost = NORMAL,
    now_ms: Callable[[], int] = system_ms,
    today: Callable[[], date] = date.today,
    anchor: Path | None = None,
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
    hub, is_hub = founding.found(raw, catalogue), side == HUB
    sign, receive = SigningKey.new(), ReceivingKey.new()
    office = catalogue.hub.office if is_hub else _first_office(catalogue)
    made = _installation(catalogue, office, hub.sign if is_hub else sign, hub=is_hub)
    made = replace(made, trial=True)
    around = trial.Surroundings(now_ms=now_ms, today=today, anchor=anchor)
    at = stamp(now_ms())
    with new_workspace(path, catalogue, made, person, cost=cost, at=at) as (store, code):
        with store.write() as db:
            if is_hub:
                founding.keep(db, hub, catalogue.number, at)
            else:
                identity.keep(db, sign, receive, hub.root)
                catalogues.add(db, catalogue.number, hub.release, at)
        trial.fill(trial.desk_of(store, made, person.user, around), around, path)
    return Made(path=path, recovery_code=code)


def _template(name: str) -> dict[str, Any]:
    if name not in templates.TEMPLATES:
        raise Refused("setup.template")
    return templates.template(name)


def _installation(
    catalogue: Catalogue, office: str, sign: SigningKey, *, hub: bool
) -> Installation:
    return Installation(
        office=office, device=sign.device, hub=hub, trial=False, sample=catalogue.sample
    )


def _check(person: Person) -> tuple[str, str, str]:
    return (
        check_user(person.user),
        check_display(person.display),
        check_password(person.password),
    )


@contextmanager
def new_workspace(
    path: Path, catalogue: Catalogue, made: Installation, person: Person, *, cost: Cost, at: str
) -> Iterator[tuple[Store, str]]:
    """A new, open workspace with its first administrator, and its recovery code."""
    user, display, password = _check(person)
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
                accounts.add(db, user, display, ADMIN, at)
                audit.add(db, user, "create", "workspace", made.office, at=at)
            yield store, code
        finally:
            store.close()


def _first_office(catalogue: Catalogue) -> str:
    """An office that reports figures: the trial of an office shows every page."""
    owed = {duty.office for duty in catalogue.duties if duty.dataset == "dv"}
    return next(one.id for one in catalogue.offices.values() if one.device and one.id in owed)
