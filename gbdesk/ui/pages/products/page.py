"""The page of cultural products with gender stereotypes: three numbers, a rate, a verdict."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from gbdesk.domain import products
from gbdesk.domain.cells import number_of
from gbdesk.domain.forms import PRODUCTS
from gbdesk.domain.products import IDENTIFIED, REDUCED, Rate
from gbdesk.domain.registers import PRODUCT
from gbdesk.services.beside import BEFORE
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.commands import Deed
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.sheet import Change
from gbdesk.ui.pages.products.bar import RateBox
from gbdesk.ui.pages.products.listed import ListBox
from gbdesk.ui.returns.table_page import TablePage


class ProductsPage(TablePage):
    """The numbers as a grid of one row, below them the rate against the target."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, PRODUCTS, parent)
        self.nil = self.more.offer("circle-slash", translate("Figures", "Nothing occurred…"))
        self.rate = RateBox(self)
        self.list = ListBox(self)
        self.list.taken.connect(self._take)
        self.list.opened.connect(self._open_list)
        self.below.addWidget(self.rate)
        self.below.addSpacing(8)
        self.below.addWidget(self.list)
        self.below.addStretch(1)
        self.begin()

    def lay_grid(self, grid: FigureGrid) -> None:
        """One row high."""
        super().lay_grid(grid)
        self.middle.setStretch(0, 1)
        grid.view.groups.geometriesChanged.connect(self._low)
        self.nil.triggered.connect(self._none)

    def shown(self) -> None:
        """Another return."""
        self.rate.setVisible(self.book is not None)
        self.list.setVisible(self.book is not None)
        self._low()

    def moved(self) -> None:
        """A figure changed."""
        table = self.table
        values = {line: number_of(table.cell(*at).value) for line, at in table.at.items()}
        self._show_list()
        then = table.beside.get(BEFORE)
        before = then.figures if then else {}
        past = {line: number_of(before.get(at)) for line, at in table.at.items()}
        title = self.around.app.catalogue.period(then.period).title if then else ""
        earlier = Rate(past.get(REDUCED), past.get(IDENTIFIED))
        self.rate.show_rate(Rate(values.get(REDUCED), values.get(IDENTIFIED)))
        self.rate.show_before(title, earlier if earlier.verdict != products.UNKNOWN else None)

    def on_changed(self, changed: Changed) -> None:
        """Look again where something else changed the figures or the list."""
        super().on_changed(changed)
        if self.book is not None and changed & Changed.ENTRIES:
            self.book.forget_registers()
            self._show_list()

    def _show_list(self) -> None:
        if self.book is not None:
            table = self.table
            values = {line: table.cell(*at).value for line, at in table.at.items()}
            may = self.book.may_edit
            self.list.show_list(self.book.registered(), values, may_take=may)

    def _take(self, found: Mapping[str, int]) -> None:
        """The three numbers of the list, as one step."""
        if self.grid is not None:
            spots = {line: self.table.at[line] for line in found}
            changes = [
                Change(place=place, line=column, value=found[line])
                for line, (place, column) in spots.items()
            ]
            words = translate("Products", "take the numbers of the list")
            self.grid.apply(Deed(words, tuple(changes)))

    def _open_list(self) -> None:
        if self.book is not None:
            self.around.go("registers", register=PRODUCT, office=self.book.office)

    def _none(self) -> None:
        if self._deeds is not None:
            self._deeds.declare_nil()

    def _low(self) -> None:
        if self.grid is not None:
            view = self.grid.view
            self.grid.setFixedHeight(view.groups.height() + view.places.length() + 6)


def build(around: Around) -> QWidget:
    """The page of cultural products."""
    return ProductsPage(around)
