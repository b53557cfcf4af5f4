"""Every command of the window as data: words, keys, menu. `RELAYED` go on to the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHelpEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from gbdesk.text import mark, say
from gbdesk.ui import windows_only

OFFICE: Final = "office"
HUB: Final = "hub"
ANY: Final = ""
LINE: Final = "-"


@dataclass(frozen=True, slots=True)
class Command:
    """One line of a menu; a relayed one is carried out by the page that is shown."""

    key: str
    words: tuple[str, str] = ("", "")
    keys: str = ""
    relayed: bool = False
    side: str = ANY


def _c(key: str, words: tuple[str, str], keys: str = "", side: str = ANY) -> Command:
    return Command(key, words, keys, side=side)


def _r(key: str, words: tuple[str, str], keys: str) -> Command:
    return Command(key, words, keys, relayed=True)


_LINE: Final = Command(LINE)
FILE: Final = (
    _c("lock", mark("Menu", "Lock now"), "Ctrl+L"),
    _c("backup", mark("Menu", "Back up…")),
    _LINE,
    _c("quit", mark("Menu", "Quit"), "Ctrl+Q"),
)
EDIT: Final = (
    _r("undo", mark("Menu", "Undo"), "Ctrl+Z"),
    _r("redo", mark("Menu", "Redo"), "Ctrl+Y"),
    _LINE,
    _r("copy", mark("Menu", "Copy"), "Ctrl+C"),
    _r("paste", mark("Menu", "Paste"), "Ctrl+V"),
    _r("duplicate", mark("Menu", "Duplicate, or fill down"), "Ctrl+D"),
    _r("cell", mark("Menu", "Edit the cell"), "F2"),
    _LINE,
    _r("find", mark("Menu", "Find on this page"), "Ctrl+F"),
    _c("search", mark("Menu", "Search everything"), "Ctrl+K"),
)
VIEW: Final = (
    _c("rail", mark("Menu", "Collapse the navigation"), "Ctrl+B"),
    _c("region", mark("Menu", "Next region"), "F6"),
    _LINE,
    _c("larger", mark("Menu", "Larger text"), "Ctrl++"),
    _c("smaller", mark("Menu", "Smaller text"), "Ctrl+-"),
    _c("light", mark("Menu", "Light")),
    _c("dark", mark("Menu", "Dark")),
    _c("system", mark("Menu", "As the system")),
    _LINE,
    _c("notices", mark("Menu", "Recent notices…")),
)
ENTER: Final = (
    _r("new", mark("Menu", "Add on this page"), "Ctrl+N"),
    _r("save", mark("Menu", "Save"), "Ctrl+S"),
    _r("again", mark("Menu", "Save & add another"), "Ctrl+Return"),
    _r("excel", mark("Menu", "Take in from Excel…"), "Ctrl+Shift+V"),
    _LINE,
    _r("nothing", mark("Menu", "Whole row: nothing occurred"), "Ctrl+0"),
    _r("note", mark("Menu", "Note on the cell"), "Shift+F2"),
    _r("problem", mark("Menu", "Next problem"), "F8"),
    _r("problem_back", mark("Menu", "Previous problem"), "Shift+F8"),
)
PACKAGES: Final = (
    _c("export", mark("Menu", "Export package…"), "Ctrl+E", side=OFFICE),
    _c("answer", mark("Menu", "Open a file of {hub_short}…"), "Ctrl+I", side=OFFICE),
    _c("sent", mark("Menu", "Packages sent"), side=OFFICE),
    _c("siblings", mark("Menu", "Second computer of the unit"), side=OFFICE),
    _c("import", mark("Menu", "Import packages…"), "Ctrl+I", side=HUB),
    _c("history", mark("Menu", "Import history"), side=HUB),
    _c("enrolment", mark("Menu", "Units & signatures"), side=HUB),
)
_CAPTURE: Final = mark("Menu", "Allow screen capture for 10 minutes")
TOOLS: Final = (
    _r("print", mark("Menu", "Print or preview"), "Ctrl+P"),
    _c("password", mark("Menu", "Change my password…")),
    _c("erasing", mark("Menu", "Erase a text everywhere…")),
    *((_c("capture", _CAPTURE),) if windows_only.ACTIVE else ()),
    _c("vietnamese", mark("Menu", "Tiếng Việt")),
    _c("english", mark("Menu", "English")),
    _c("settings", mark("Menu", "Settings")),
)
HELP: Final = (
    _c("help", mark("Menu", "Help on this page"), "F1"),
    _c("keys", mark("Menu", "Keyboard shortcuts")),
    _c("about", mark("Menu", "About gbdesk, licences")),
)
MENUS: Final = (
    (mark("Menu", "&File"), FILE),
    (mark("Menu", "&Edit"), EDIT),
    (mark("Menu", "&View"), VIEW),
    (mark("Menu", "E&nter"), ENTER),
    (mark("Menu", "&Packages"), PACKAGES),
    (mark("Menu", "&Tools"), TOOLS),
    (mark("Menu", "&Help"), HELP),
)
Do: TypeAlias = Callable[[QAction], None]


class ReasonedMenu(QMenu):
    """A menu whose shut lines say why when the mouse rests on them."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)

    # Qt's names
    def event(self, event: QEvent) -> bool:
        """Lines that can be carried out need no tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            action = self.actionAt(event.pos())
            if action is None or action.isEnabled():
                return True
        return super().event(event)


def commands(*, hub: bool) -> tuple[Command, ...]:
    """The commands of one side."""
    side = HUB if hub else OFFICE
    return tuple(
        one for _, menu in MENUS for one in menu if one.key != LINE and one.side in {ANY, side}
    )


def fill(
    window: QMainWindow, do: Do, *, hub: bool, words: Mapping[str, object]
) -> dict[str, QAction]:
    """Fill the menu bar; `do` gets the action, whose data is its command.

    The keys of relayed commands stay the page's own.
    """
    made: dict[str, QAction] = {}
    side = HUB if hub else OFFICE
    empty(window)
    bar = window.menuBar()
    for title, entries in MENUS:
        menu = ReasonedMenu(say(title), bar)
        bar.addMenu(menu)
        menu.triggered.connect(do)
        for command in entries:
            if command.key == LINE:
                menu.addSeparator()
            elif command.side in {ANY, side}:
                made[command.key] = _action(command, menu, words)
                menu.addAction(made[command.key])
    return made


def empty(window: QMainWindow) -> None:
    """Take every menu away, and what stands in the corner; Qt would keep them all."""
    bar = window.menuBar()
    bar.clear()
    for menu in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        menu.deleteLater()
    corner = bar.cornerWidget()
    if corner is not None:
        corner.deleteLater()


def title_of(command: Command, words: Mapping[str, object]) -> str:
    """The words of a command."""
    return say(command.words, n=None, **words) if "{" in command.words[1] else say(command.words)


def shown_keys(command: Command) -> str:
    """The keys as they stand on a keyboard: `Ctrl E`."""
    *held, last = command.keys.removesuffix("+").split("+")
    last = "+" if command.keys.endswith("++") else last.replace("Return", "↵")
    return " ".join([*held, last])


def _action(command: Command, menu: QMenu, words: Mapping[str, object]) -> QAction:
    title = title_of(command, words).replace("&", "&&")
    action = QAction(title, menu)
    action.setData(command)
    if command.relayed:
        action.setText(f"{title}\t{shown_keys(command).replace(' ', '+')}")
    elif command.keys:
        action.setShortcut(QKeySequence(command.keys))
    return action
