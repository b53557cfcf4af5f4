"""What is done with attached files: added, named, shown, saved outside, taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from gbdesk.domain.activities import public_words
from gbdesk.domain.refusals import Refused
from gbdesk.services.evidence import Attached, Given, Target
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.evidence.questions import DestroyQuestion, SaveQuestion, TitleQuestion
from gbdesk.ui.evidence.viewer import Viewer
from gbdesk.ui.forms.around import Around

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

Reading: TypeAlias = Callable[[], Given]


class Deeds(QObject):
    """`done` carries words and what takes the step back (None: nothing does); `refused` a list."""

    done = Signal(str, object)
    refused = Signal(list)

    def __init__(self, around: Around, box: QWidget) -> None:
        super().__init__(box)
        self._around, self._box = around, box

    # adding
    def choose(self, target: Target) -> None:
        """Ask for files and attach them."""
        title = translate("Evidence", "Files to attach")
        endings = (".jpg", ".jpeg", ".png", ".pdf", ".docx")
        self.add_paths(target, dialogs.ask_files(self._box, title, endings))

    def add_paths(self, target: Target, paths: Sequence[Path]) -> None:
        """Attach these files."""
        self._add(target, [partial(Given.read, path) for path in paths])

    def add_image(self, target: Target, image: QImage) -> None:
        """Attach a picture that was copied; it never becomes a file that can be read."""
        held = QBuffer()
        held.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(held, "PNG")  # type: ignore[call-overload]
        name = translate("Evidence", "the picture that was copied")
        self._add(target, [partial(Given.of, name, bytes(held.data().data()))])

    def _add(self, target: Target, readings: Sequence[Reading]) -> None:
        if not readings:
            return

        def clean(progress: Progress) -> tuple[list[Given], list[Refused]]:
            given, refused = [], []
            for at, reading in enumerate(readings):
                progress.step(at, len(readings), translate("Evidence", "Looking through files"))
                try:
                    given.append(reading())
                except Refused as told:
                    refused.append(told)
            return given, refused

        def cleaned(found: tuple[list[Given], list[Refused]]) -> None:
            given, refused = found
            self.refused.emit(refused)
            if given:
                self._attach(target, given, refused)

        self._around.read(clean, cleaned, self._around.complain)

    def _attach(self, target: Target, given: list[Given], before: list[Refused]) -> None:
        evidence = self._around.app.evidence

        def after(added: Any) -> None:
            self.refused.emit([*before, *added.refused])
            if added.ids:
                words = translate("Evidence", "Attached {n} files", n=len(added.ids))
                self.done.emit(words, added.undo)

        self._around.write(lambda _: evidence.add(target, given), after, self._around.complain)

    # one file
    def show(self, target: Target, ident: str) -> None:
        """Show a file out of memory."""
        evidence = self._around.app.evidence

        def shown(found: tuple[Attached, bytes]) -> None:
            Viewer(self._around, *found, self._box).open()

        self._around.read(lambda _: evidence.open(target, ident), shown, self._around.complain)

    def rename(self, target: Target, file: Attached) -> None:
        """Ask for another title."""
        public = public_words(self._around.app.catalogue)
        asked = TitleQuestion(file.title, public, self._box)
        if not asked.answered() or asked.title() == file.title:
            return
        evidence, title = self._around.app.evidence, asked.title()
        words = translate("Evidence", "Renamed “{title}”", title=title)
        self._write(lambda _: evidence.rename(target, file.id, title, keep=asked.is_kept), words)

    def remove(self, target: Target, file: Attached) -> None:
        """Take it off; the person may take that back."""
        evidence = self._around.app.evidence
        words = translate("Evidence", "Removed “{title}”", title=file.title)
        self._write(lambda _: evidence.remove(target, [file.id]), words)

    def destroy(self, target: Target, file: Attached) -> None:
        """Ask, then overwrite it."""
        if not DestroyQuestion(file.title, self._box).answered():
            return
        evidence = self._around.app.evidence
        words = translate("Evidence", "“{title}” is destroyed on this computer.", title=file.title)
        self._write(lambda _: evidence.destroy(target, file.id), words)

    def save(self, target: Target, file: Attached) -> None:
        """Say what a copy outside means, ask where, write it."""
        if not SaveQuestion(self._box).answered():
            return
        name = f"minh-chung.{file.kind}"
        place = dialogs.ask_save(self._box, translate("Evidence", "Save a copy"), name)
        if place is None:
            return
        evidence = self._around.app.evidence

        def after(written: Path) -> None:
            words = translate(
                "Evidence", "The copy is in {place}; it is not encrypted.", place=str(written)
            )
            self._around.tell(words)

        self._around.read(
            lambda _: evidence.save_copy(target, file.id, place), after, self._around.complain
        )

    def _write(self, work: Callable[[Progress], Any], words: str) -> None:
        def after(done: Any) -> None:
            self.done.emit(words, done.undo)

        self._around.write(work, after, self._around.complain)
