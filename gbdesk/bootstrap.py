"""Puts the parts together, once: a path, a user and a password become an open workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gbdesk.app import App
from gbdesk.domain.clock import HybridClock, stamp, system_ms
from gbdesk.domain.refusals import Refused
from gbdesk.services import escrow, identity, installation, renewing
from gbdesk.services.anchor import Anchor
from gbdesk.services.desk import Desk
from gbdesk.services.progress import Cancelled, Progress, Silent
from gbdesk.services.renewing import Renewed, Wish
from gbdesk.services.session import Session
from gbdesk.store import accounts, audit, oplog, staging, upgrades, vault
from gbdesk.store.ring import DataKey
from gbdesk.store.vault import NORMAL, Cost, Front
from gbdesk.store.workspace import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection


def front(path: Path) -> Front:
    """What the lock screen shows of a workspace before anybody has unlocked it.

    Raises:
        Refused: it is not there, or its key file is damaged.
    """
    staging.finish(path)
    return vault.read_front(path)


def open_app(
    path: Path,
    user: str,
    password: str,
    *,
    now_ms: Callable[[], int] = system_ms,
    today: Callable[[], date] = date.today,
    anchor: Path | None = None,
    cost: Cost = NORMAL,
) -> App:
    """Unlock a workspace and put its services together.

    Raises:
        Refused: wrong password, a wait, a damaged or foreign file, or it is open elsewhere.
    """
    staging.finish(path)
    key = vault.unlock(path, user, password)
    try:
        store = Store.open(path, key)
    finally:
        key.destroy()
    try:
        return App(_desk(store, user, now_ms, today, anchor), cost=cost)
    except BaseException:
        store.close()
        raise


def recover(
    path: Path,
    code: str,
    user: str,
    password: str,
    *,
    file: bytes | None = None,
    cost: Cost = NORMAL,
) -> None:
    """Give a user a new password with the printed recovery code, or with a `file` of the hub.

    Raises:
        Refused: wrong code, a wait, no such user, or the file is not for this workspace.
    """
    staging.finish(path)
    if file is None:
        key, what = vault.unlock_with_recovery(path, code), "recovered"
    else:
        key, what = escrow.unlock(path, file, code), "escrow-used"
    try:
        vault.set_password(path, key, user, password, cost=cost)
        _note(path, key, user, what)
    finally:
        key.destroy()


def renew_key(
    app: App,
    password: str,
    *,
    leaver: str = "",
    drop: bool = False,
    progress: Progress | None = None,
    **given: Any,
) -> tuple[App, Renewed]:
    """Put the workspace under another data key, without the slot of `leaver`; the app opened again.

    The app that is given is closed. A new backup is made; with `drop` older copies go after it.

    Raises:
        Refused: nothing was changed: no administrator, a wrong password, a full or damaged disk.
    """
    told, path, user = progress or Silent(), app.store.path, app.session.user
    if leaver:
        app.accounts.check_leaving(leaver)
    app.accounts.check_renewing(password)
    renewing.check(path, leaver)
    older = renewing.older_copies(path, (app.backups.folder,))
    wish = Wish(user=user, at=app.desk.clock.stamp(), leaver=leaver)
    key = app.store.key.copy()
    app.close()
    try:
        code = renewing.renew(path, key, wish, given.get("cost") or NORMAL, told)
    finally:
        key.destroy()
    again = open_app(path, user, password, **given)
    made = backed_up(again, told)
    gone = renewing.drop(older) if drop and made is not None else ()
    return again, Renewed(recovery_code=code, backup=made, older=older, dropped=gone)


def backed_up(app: App, progress: Progress | None = None) -> Path | None:
    """A backup that knows the new keys, None where the disk does not take it now."""
    try:
        app.backups.folder.mkdir(parents=True, exist_ok=True)
        return app.backups.make(app.backups.folder, progress).path
    except (OSError, Refused, Cancelled):
        return None


def drop_backups(app: App, older: tuple[Path, ...]) -> tuple[Path | None, tuple[Path, ...]]:
    """Throw older copies away once a new backup was made and counted: it, and what is gone.

    Raises:
        Refused: the disk refuses to delete; the new backup stands.
    """
    made = backed_up(app)
    if made is None:
        return None, ()
    return made, renewing.drop([one for one in older if one != made])


def _note(path: Path, key: DataKey, user: str, what: str) -> None:
    """Note it in the audit; where the file is damaged or a job still runs in it, not."""
    try:
        store = Store.open(path, key)
    except Refused:
        return
    try:
        with store.write() as db:
            audit.add(db, user, what, "account", user, at=stamp(system_ms()))
    finally:
        store.close()


def _desk(
    store: Store,
    user: str,
    now_ms: Callable[[], int],
    today: Callable[[], date],
    anchor: Path | None,
) -> Desk:
    with store.read() as db:
        session, last = _session(db, user), oplog.last_clock(db)
        is_due = upgrades.is_due(db)
    desk = Desk(
        store,
        session,
        identity.read_release,
        HybridClock(last, now_ms),
        today=today,
        anchor=Anchor(session.device, anchor),
    )
    if is_due:
        with store.write() as db:
            upgrades.catch_up(db, desk.judge.fault)
    return desk


def _session(db: Connection, user: str) -> Session:
    made = installation.read(db)
    person = next((one for one in accounts.accounts(db) if one.id == user), None)
    if person is None:
        raise Refused("unlock.user", user=user)
    return Session(
        user=user,
        display=person.display,
        role_name=person.role,
        office=made.office,
        device=made.device,
        hub=made.hub,
        sample=made.sample,
    )
