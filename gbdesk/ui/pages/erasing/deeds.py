"""Erasing: asked with reason and password, done off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.bootstrap import drop_backups
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.redacting_parts import Place, Redaction
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.password import PasswordQuestion

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was erased, what it looked like before, what became of older backups, in words.

    `left`: how many of these are still there.
    """

    place: Place
    done: Redaction
    look: Redaction
    backups: str
    left: int
    changed: Changed


class EraseQuestion(PasswordQuestion):
    """Reason and password before a text goes for good."""

    def lacking(self) -> str:
        """What is said where there is no reason."""
        return translate("Erasing", "Say in a few words why, without the text itself.")


class Deeds(QObject):
    """`done` with a `Done`, `refused` with what was in the way."""

    done = Signal(object)
    refused = Signal(object)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page

    def ask(self, place: Place, look: Redaction, *, drop: bool) -> None:
        """Ask for the reason and the password, then erase."""
        asked = EraseQuestion(
            self._around,
            translate("Erasing", "Erase “{field}” for good", field=place.label),
            translate(
                "Erasing",
                "{what} The reason stays on record and travels with the order: write it without "
                "the text.",
                what=look.gone,
            ),
            translate("Erasing", "Erase for good"),
            self._page,
        )
        if asked.answered():
            work = partial(self._erase, place, look, asked.said_reason(), drop=drop)
            self._around.write(work, self.done.emit, self.refused.emit)

    def _erase(
        self, place: Place, look: Redaction, reason: str, _progress: Progress, *, drop: bool
    ) -> Done:
        app = self._around.app
        done = app.redacting.redact(
            place.entity, place.record, place.field, reason, office=place.office
        )
        older = look.copies.backups if drop else ()
        words, gone = self._drop(older)
        left = len(look.copies.backups) - gone
        return Done(
            place=place, done=done, look=look, backups=words, left=left, changed=done.changed
        )

    def _drop(self, older: tuple[Path, ...]) -> tuple[str, int]:
        """Throw older copies away; the text is erased already, whatever becomes of them."""
        if not older:
            return "", 0
        try:
            made, gone = drop_backups(self._around.app, older)
        except Refused as error:
            return words_of(error, self._around), sum(not one.exists() for one in older)
        if made is None:
            words = translate(
                "Erasing",
                "No new backup could be made, so no older one was thrown away: make one, then "
                "throw them away yourself.",
            )
            return words, 0
        words = translate(
            "Erasing", "A new backup was made; {n} older copies were thrown away.", n=len(gone)
        )
        return words, len(gone)
