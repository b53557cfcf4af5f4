"""The files of the import centre: given, checked, taken off the list, checked again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final
from weakref import finalize

from PySide6.QtCore import QObject, QTimer, Signal

from gbdesk.media.inbox import Mark
from gbdesk.media.unzipping import ENDING, Unpacked, unpacked
from gbdesk.services.outcomes import ALREADY, FIRST, OLDER
from gbdesk.services.quarantine import WAITS
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.hub.files import REQUEST, files_in
from gbdesk.ui.pages.receive.checking import Checking
from gbdesk.ui.pages.receive.entries import DONE, Entry, mark_twins

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


WRONG_KIND: Final = "E_WRONG_KIND"
KNOWN: Final = frozenset({ALREADY, OLDER})
FOLDER_MS: Final = 4_000


class Files(QObject):
    """`changed` when the list differs, `looked` when one was checked, `wrong` with words.

    `told` with how the watched folder stands.
    """

    changed = Signal()
    looked = Signal(object)
    wrong = Signal(str)
    told = Signal(str)

    def __init__(self, around: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self.entries: list[Entry] = []
        self._marks: dict[Path, Mark | None] = {}
        self.checking = Checking(around, self)
        self.checking.looked.connect(self._looked)
        self._timer = QTimer(self, interval=FOLDER_MS)
        self._timer.timeout.connect(self.follow_folder)
        self.checking.refused.connect(self._refused)

    def begin(self) -> None:
        """What waited when the program was closed."""
        self._around.read(self._waiting, self.give)
        if self._around.app.session.hub:
            self.follow_folder()
            self._timer.start()

    def follow_folder(self) -> None:
        """What came up in the folder that is watched stands on the list too.

        No file is touched here: a network that hangs must not hold the window.
        """
        inbox, known = self._around.app.inbox, {one.path: one for one in self.entries}
        more, again = list[Entry](), list[Entry]()
        for path in inbox.new():
            mark, held = inbox.mark(path), known.get(path)
            if held is None:
                more.append(Entry(path=path, fresh=True))
            elif held.fresh and self._marks.get(path) != mark:
                again.append(held)
            self._marks[path] = mark
        if more:
            self._add(more)
        if again:
            self.checking.add(again)
        self.told.emit(inbox.latest.words)

    def _waiting(self, _progress: Progress) -> list[Path]:
        app = self._around.app
        paths = [Path(one.path) for one in app.tray.all()]
        paths += [one.path for one in app.receiving.set_aside() if one.state == WAITS]
        return [path for path in dict.fromkeys(paths) if path.exists()]

    def give(self, paths: Iterable[Path]) -> None:
        """Check these files, and the packages in these folders; a request goes elsewhere."""
        known = {one.path for one in self.entries if one.group != DONE}
        more = [path for path in files_in(paths) if path not in known]
        archives = [path for path in more if path.suffix.lower() == ENDING]
        more = [path for path in more if path not in archives]
        for path in archives:
            self._around.read(partial(self._unpack, path), partial(self._unpacked, path))
        requests = [path for path in more if path.suffix == REQUEST]
        packages = [Entry(path=path) for path in more if path.suffix != REQUEST]
        if requests and not packages:
            self._around.go("enrolment", file=requests[0])
        if packages:
            self._add(packages)

    def _add(self, packages: Sequence[Entry]) -> None:
        self.wrong.emit("")
        self.entries += packages
        self.changed.emit()
        self.checking.add(packages)

    def _unpack(self, archive: Path, _progress: Progress) -> Unpacked:
        folder = Path(mkdtemp(prefix="gbdesk-"))
        finalize(self, rmtree, folder, ignore_errors=True)
        return unpacked(archive, folder)

    def _unpacked(self, archive: Path, found: Unpacked) -> None:
        """The packages in it stand on the list; where there is none, the archive and why."""
        self._add([Entry(path=path) for path in found.paths or (archive,)])
        if found.paths and found.left_out:
            words = translate(
                "Receive",
                "{n} packages in {name} could not be unpacked; ask for them one by one.",
                n=found.left_out,
                name=archive.name,
            )
            self.wrong.emit(words)

    def cancel(self) -> None:
        """Stop after the file at hand; those not checked leave the list."""
        left = self.checking.cancel()
        self.entries = [one for one in self.entries if one not in left]
        self.changed.emit()

    def drop(self, entry: Entry) -> None:
        """Take a file off the list; it stays on its disk."""
        if entry.look is None and self.checking.is_running:
            return
        self.entries = [one for one in self.entries if one is not entry]
        app = self._around.app
        if entry.look is not None and entry.look.ident:
            app.tray.drop(entry.look.ident)
        app.inbox.done([entry.path])
        mark_twins(self.entries)
        self.changed.emit()

    def again(self, done: Sequence[Entry]) -> None:
        """After these were dealt with, check again what may now stand differently.

        Those of the same offices; all of them after an undo, when nothing is named.
        """
        offices = {one.look.office for one in done if one.look is not None}
        if not done:
            for one in self.entries:
                one.taken = None
        self.checking.add(
            one
            for one in self.entries
            if one not in done
            and one.look is not None
            and one.group != DONE
            and (not done or one.look.office in offices)
        )

    def follow(self) -> None:
        """Elsewhere imports may have been undone, a newer catalogue come: what waits is checked."""
        self.checking.add(
            one for one in self.entries if one.look is not None and one.look.outcome in FIRST
        )
        if any(one.group == DONE for one in self.entries):
            self._around.read(self._ask_undone, self._undone)

    def _ask_undone(self, _progress: Progress) -> frozenset[int]:
        rows = self._around.app.receiving.history()
        return frozenset(one.number for one in rows if one.undone)

    def _undone(self, numbers: frozenset[int]) -> None:
        back = [
            one
            for one in self.entries
            if one.group == DONE and one.taken is not None and one.taken.number in numbers
        ]
        for one in back:
            one.taken = None
        if back:
            self.changed.emit()
            self.checking.add(back)

    def _looked(self, entry: Entry) -> None:
        if self._is_answer(entry):
            self.entries = []
            self.changed.emit()
            self._around.go("sent", file=entry.path)
            return
        if entry.fresh and entry.look is not None and entry.look.outcome in KNOWN:
            self._around.app.inbox.done([entry.path])
            self.entries = [one for one in self.entries if one is not entry]
        mark_twins(self.entries)
        self.changed.emit()
        self.looked.emit(entry)

    def _is_answer(self, entry: Entry) -> bool:
        """Whether an office was given a single file that is the hub's: it is opened elsewhere."""
        is_other = entry.look is not None and entry.look.outcome == WRONG_KIND
        return is_other and len(self.entries) == 1 and not self._around.app.session.hub

    def _refused(self, entry: Entry, words: str) -> None:
        self.entries = [one for one in self.entries if one is not entry]
        self.changed.emit()
        self.wrong.emit(words)
