"""Parts of locking: what is closed, where the person was, who may come back to a running job."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui import errors

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.ui.host import Host
    from gbdesk.ui.shell.shell import Shell


def close_dialogs(window: QWidget) -> None:
    """Close menus and dialogs as if they had been left; whatever they hold is a draft."""
    before: QWidget | None = None
    while (popup := QApplication.activePopupWidget()) is not None and popup is not before:
        popup.close()
        before = popup
    for other in reversed(QApplication.topLevelWidgets()):
        if other is not window and other.isVisible():
            if isinstance(other, QDialog):
                other.reject()
            other.hide()


def place_of(shell: Shell) -> dict[str, Any]:
    """Where the person was, to come back after unlocking."""
    frame = shell.current()
    facts = errors.attempt(partial(frame.ask, "place")) if frame is not None else None
    return {
        "user": shell.app.session.user,
        "page": frame.key if frame is not None else "home",
        "facts": facts or {},
        "period": shell.period,
    }


def office_name(app: App) -> str:
    """The name of the office a data file belongs to, for the title of the window."""
    found = app.catalogue.offices.get(app.session.office)
    return found.name if found is not None else ""


def kept_words(back: Mapping[str, Any]) -> str:
    """What the lock screen says about what goes on inside, without saying what."""
    if back.get("busy"):
        return translate("Unlock", "Work is still going on and will be finished.")
    if back.get("drafts"):
        return translate("Unlock", "What was being typed is kept and opens again.")
    return ""


def recover(host: Host) -> None:
    """Ask for the code of the recovery sheet and a new password."""
    from gbdesk.ui.recover import RecoverDialog

    if host.path is not None:
        RecoverDialog(host.path, host.lanes, host.given, host.window).open()


def open_file(
    path: Path, user: str, password: str, given: Mapping[str, Any], _progress: Progress
) -> App:
    """Unlock a data file.

    Raises:
        Refused: as `bootstrap.open_app`.
    """
    from gbdesk.bootstrap import open_app

    return open_app(path, user, password, **given)


def same_person(app: App, user: str, password: str, _progress: Progress) -> App:
    """The file still open for a job, for the person who locked it.

    Raises:
        Refused: another person must wait for the job; a wrong password counts as an attempt.
    """
    if app.session.user != user:
        raise Refused("unlock.busy")
    if not app.accounts.verify(user, password):
        raise Refused("unlock.password")
    return app


def close_file(app: App, _progress: Progress) -> None:
    """Close the file and drop its key."""
    app.close()
