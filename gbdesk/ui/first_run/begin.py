"""The first questions: language and size, what this computer is for, and what that needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services import invited
from gbdesk.services.invited import Invitation
from gbdesk.services.progress import Progress
from gbdesk.text import mark, say, translate
from gbdesk.ui import errors, theme
from gbdesk.ui.first_run.own import by_place
from gbdesk.ui.first_run.parts import Cards, DropZone, words
from gbdesk.ui.first_run.state import AGAIN, BACKUP, HUB, OFFICE, TRIAL
from gbdesk.ui.first_run.step import Shared, Step

TEMPLATES: Final = (
    ("tuyen-quang-2025", mark("FirstRun", "Tuyên Quang, two levels (since 1 July 2025)")),
    ("tuyen-quang-2024", mark("FirstRun", "Tuyên Quang, three levels (until 30 June 2025)")),
    ("sample-2025", mark("FirstRun", "Invented province, two levels")),
    ("sample-2024", mark("FirstRun", "Invented province, three levels")),
    ("own-2025", mark("FirstRun", "From nothing, two levels: units enter for themselves")),
    ("own-2024", mark("FirstRun", "From nothing, three levels: districts enter by commune")),
)


class Words(Step):
    """Language and size of text, shown at once."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Language and text size")
        host = shared.host
        self.language = Cards(translate("FirstRun", "Language"), self)
        self.language.add("vi", "Tiếng Việt", "")
        self.language.add("en", "English", "")
        self.language.choose(host.settings.spoken)
        self.percent = QComboBox(self)
        self.percent.setAccessibleName(translate("FirstRun", "Text size"))
        for percent in theme.SIZES:
            self.percent.addItem(f"{percent} %", percent)
        self.percent.setCurrentIndex(self.percent.findData(host.settings.percent))
        self.box.addWidget(self.language)
        self.box.addWidget(words(translate("FirstRun", "Text size"), self, "fieldLabel"))
        self.box.addWidget(self.percent)
        self.done()
        self.language.chosen.connect(self._speak)
        self.percent.currentIndexChanged.connect(self._resize)

    def _speak(self, code: str) -> None:
        self.shared.host.looks.change(language=code)

    def _resize(self, _at: int) -> None:
        self.shared.host.looks.change(percent=int(self.percent.currentData()))


class Role(Step):
    """What this computer is for."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "What is this computer for?")
        self.roles = Cards(self.title, self)
        for ident, title, about in (
            (
                OFFICE,
                translate("FirstRun", "Reporting unit"),
                translate("FirstRun", "Enters activities and figures and sends packages."),
            ),
            (
                HUB,
                translate("FirstRun", "Receiving body"),
                translate("FirstRun", "Takes packages in, sees who has reported, writes reports."),
            ),
            (
                TRIAL,
                translate("FirstRun", "Try it with sample data"),
                translate("FirstRun", "An invented province; nothing can be sent."),
            ),
            (
                BACKUP,
                translate("FirstRun", "Move from an old computer"),
                translate("FirstRun", "With a backup file of gbdesk."),
            ),
            (
                AGAIN,
                translate("FirstRun", "Receiving body without a backup"),
                translate("FirstRun", "Its computer is lost; the root file is there."),
            ),
        ):
            self.roles.add(ident, title, about)
        self.roles.choose(self.state.role)
        self.roles.chosen.connect(self._chosen)
        self.box.addWidget(self.roles)
        self.done()

    def _chosen(self, role: str) -> None:
        self.state.role = role

    def take_caret(self) -> None:
        """To the choice that is marked."""
        self.roles.take_caret()


class InvitationStep(Step):
    """The file of the hub and the code that came another way."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Invitation file")
        self.caption = translate(
            "FirstRun", "The receiving body gives you a file and tells you a code by telephone."
        )
        self.drop = DropZone(translate("FirstRun", "Drop the invitation file here"), ".gbinv", self)
        self.drop.found.connect(self.take)
        self.code = QLineEdit(self)
        self.code.setAccessibleName(translate("FirstRun", "Code of the invitation"))
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXXX")
        self.code.textEdited.connect(self._typed)
        self.box.addWidget(self.drop)
        self.box.addWidget(words(self.code.accessibleName(), self, "fieldLabel"))
        self.box.addWidget(self.code)
        self.box.addWidget(
            words(
                translate(
                    "Keys",
                    "The code is lost? The receiving body reads out digits by telephone: type at "
                    "least the first 10 of them here.",
                ),
                self,
                "hint",
            )
        )
        self.box.addWidget(
            words(
                translate(
                    "FirstRun",
                    "No invitation yet? Go back and try gbdesk with sample data meanwhile.",
                ),
                self,
                "hint",
            )
        )
        self.done()
        if self.state.invitation and Path(self.state.invitation).exists():
            self.take(Path(self.state.invitation))

    def take(self, file: Path) -> None:
        """Look at a file; what it names is shown before anything is made."""
        try:
            raw = file.read_bytes()
            office = invited.glance(raw)
        except OSError:
            self.said.say(translate("FirstRun", "The file could not be read. Choose it again."))
            return
        except Refused as refused:
            self.said.say(errors.in_words(refused).text)
            return
        self.shared.invitation, self.state.invitation = raw, str(file)
        self.drop.say(file.name)
        self.said.say(
            translate(
                "FirstRun",
                "This invitation is for {office}. If that is not your unit, stop here and tell "
                "the receiving body.",
                office=office,
            ),
            "info",
        )
        self.ready_changed.emit()
        self.code.setFocus()

    def take_caret(self) -> None:
        """To the file, then to its code."""
        if self.shared.invitation:
            self.code.setFocus()
        else:
            super().take_caret()

    def _typed(self, code: str) -> None:
        self.shared.code = code
        self.ready_changed.emit()

    def is_ready(self) -> bool:
        """With a file and a code."""
        return bool(self.shared.invitation and self.shared.code.strip())

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:
        """Go on where the code belongs to the file."""
        work = partial(_proven, self.shared)
        self.shared.host.lanes.read(work, partial(_passed, on), stop)


class HubStep(Step):
    """Where the hub's catalogue begins."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Where the catalogue begins")
        self.caption = translate(
            "FirstRun",
            "Names and units are shown on the next pages and can be changed there. The forms and "
            "the plan's tasks are the same everywhere.",
        )
        self.templates = Cards(self.title, self)
        for name, title in TEMPLATES:
            self.templates.add(name, say(title), "")
        self.templates.choose(self.state.template)
        self.templates.chosen.connect(self._chosen)
        self.box.addWidget(self.templates)
        self.done()

    def _chosen(self, name: str) -> None:
        self.state.template = name
        by_place(self.shared)


class TrialStep(Step):
    """Which side and which world to try."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "What would you like to try?")
        self.side = Cards(self.title, self)
        self.side.add(OFFICE, translate("FirstRun", "The side of a reporting unit"), "")
        self.side.add(HUB, translate("FirstRun", "The side of the receiving body"), "")
        self.side.choose(self.state.side)
        self.world = QComboBox(self)
        self.world.setAccessibleName(translate("FirstRun", "Levels of government"))
        self.world.addItem(translate("FirstRun", "Three levels (as in 2024)"), "2024")
        self.world.addItem(translate("FirstRun", "Two levels (since July 2025)"), "2025")
        self.world.setCurrentIndex(self.world.findData(self.state.world))
        form = QFormLayout()
        form.addRow(QLabel(translate("FirstRun", "Levels of government"), self), self.world)
        self.box.addWidget(self.side)
        self.box.addLayout(form)
        self.done()
        self.side.chosen.connect(self._side)
        self.world.currentIndexChanged.connect(self._world)

    def _side(self, side: str) -> None:
        self.state.side = side

    def _world(self, _at: int) -> None:
        self.state.world = str(self.world.currentData())


def _proven(shared: Shared, _progress: Progress) -> Invitation:
    return invited.proven(shared.invitation, shared.code, shared.given.get("anchor"))


def _passed(on: Callable[[], None], _found: object) -> None:
    on()
