"""The page of cultural products with gender stereotypes: three numbers, a rate, a verdict."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gbdesk.domain import products
from gbdesk.domain.cells import number_of
from gbdesk.domain.forms import PRODUCTS
from gbdesk.domain.products import IDENTIFIED, REDUCED, Rate
from gbdesk.services.beside import BEFORE
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.pages.products.bar import RateBox
from gbdesk.ui.returns.table_page import TablePage


class ProductsPage(TablePage):
    """The numbers as a grid of one row, below them the rate against the target."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, PRODUCTS, parent)
        self.nil = self.more.offer("circle-slash", translate("Figures", "Nothing occurred…"))
        self.rate = RateBox(self)
        self.below.addWidget(self.rate)
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
        self._low()

    def moved(self) -> None:
        """A figure changed."""
        table = self.table
        values = {line: number_of(table.cell(*at).value) for line, at in table.at.items()}
        then = table.beside.get(BEFORE)
        before = then.figures if then else {}
        past = {line: number_of(before.get(at)) for line, at in table.at.items()}
        title = self.around.app.catalogue.period(then.period).title if then else ""
        earlier = Rate(past.get(REDUCED), past.get(IDENTIFIED))
        self.rate.show_rate(Rate(values.get(REDUCED), values.get(IDENTIFIED)))
        self.rate.show_before(title, earlier if earlier.verdict != products.UNKNOWN else None)

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
