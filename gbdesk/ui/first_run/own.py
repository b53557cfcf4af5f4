"""The hub's own catalogue: names for headings, the units that report, communes they enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gbdesk.domain.catalogue_lines import FACTS, OFFICES, PLACES
from gbdesk.services import own_lists
from gbdesk.text import translate
from gbdesk.ui.first_run import state as kept
from gbdesk.ui.first_run.step import AlreadySaid, Shared, Step
from gbdesk.ui.lists.heading import HeadingFields
from gbdesk.ui.lists.panel import ListPanel


class NamesStep(Step):
    """The names that reports carry in their heading."""

    wide = True

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Names and headings of reports")
        self.caption = translate(
            "FirstRun", "As they are printed; a later release can change them."
        )
        self.fields = HeadingFields(shared.lists.facts, self)
        self.fields.changed.connect(shared.keep_lists)
        self.box.addWidget(self.fields)
        self.done()

    def take_caret(self) -> None:
        """To the first name."""
        self.fields.lines["hub"].setFocus()

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:
        """Go on with every name that a heading needs."""
        found = [one for one in own_lists.faults(self.shared.lists) if one.table == FACTS]
        self.fields.show_faults(found)
        if found:
            stop(AlreadySaid())
            return
        self.shared.keep_lists()
        on()


class ListStep(Step):
    """One list; one may go on once nothing in it has to be mended."""

    wide = True
    table = OFFICES

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        lines = shared.lists.offices if self.table == OFFICES else shared.lists.places
        self.panel = ListPanel(self.table, lines, self)
        self.panel.changed.connect(self._changed)
        self.panel.model.renamed.connect(self._renamed)
        self.box.addWidget(self.panel, 1)
        self.box.addWidget(self.said)
        self._look()

    def take_caret(self) -> None:
        """To the first cell."""
        self.panel.table.go_to(0, 0)

    def _renamed(self, old: str, new: str) -> None:
        own_lists.follow(self.shared.lists, old, new)

    def _changed(self) -> None:
        self.shared.keep_lists()
        self.said.say("")
        self._look()

    def _look(self) -> None:
        self.panel.show_faults(own_lists.faults(self.shared.lists))

    def go(self, on: Callable[[], None], stop: Callable[[Exception], None]) -> None:
        """Go on, or to the first cell that has to be mended."""
        self.shared.keep_lists()
        found = [one for one in own_lists.faults(self.shared.lists) if one.table == self.table]
        if not found:
            on()
            return
        self.said.say(own_lists.fault_words(found[0]) if found[0].row < 0 else "")
        stop(AlreadySaid())
        self.panel.to_first()


class UnitsStep(ListStep):
    """The units that report."""

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Units that report")
        self.caption = translate(
            "FirstRun",
            "Type them, paste a block from Excel or open a workbook. What is grey the program "
            "fills in by itself.",
        )


class PlacesStep(ListStep):
    """The communes of units that enter the figures of several."""

    table = PLACES

    def __init__(self, shared: Shared, parent: QWidget) -> None:
        super().__init__(shared, parent)
        self.title = translate("FirstRun", "Communes")
        self.caption = translate(
            "FirstRun", "For units that enter figures by commune: which communes they enter."
        )


def by_place(shared: Shared) -> bool:
    """Whether communes are asked for, kept with the answers so that the order is known."""
    shared.state.by_place = own_lists.enters_by_place(shared.lists)
    kept.save(shared.state)
    return shared.state.by_place
