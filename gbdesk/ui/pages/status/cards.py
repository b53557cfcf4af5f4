"""The four numbers above the matrix; pressed, a card narrows the table to what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gbdesk.domain.numbers import percent
from gbdesk.services import status
from gbdesk.services.home_parts import HubHome
from gbdesk.services.monitoring import Counts
from gbdesk.text import translate
from gbdesk.ui.hub.parts import Kpi
from gbdesk.ui.theme import look

REPORTED: Final = "reported"
WAITING: Final = "waiting"
LACKING: Final = "lacking"
FIGURES: Final = "figures"
ROOMY: Final = 115
LINE: Final = 24  # letters of a unit's name that stand in one line of a card
OPEN: Final = frozenset({status.NONE, status.BROKEN, status.INCOMPLETE})


class Cards(QWidget):
    """Reported, waiting, lacking, places with figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {
            REPORTED: Kpi("circle-check", "success"),
            WAITING: Kpi("package-open", "info"),
            LACKING: Kpi("clock", "warning_icon"),
            FIGURES: Kpi("shield", "primary"),
        }
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for card in self.cards.values():
            box.addWidget(card, 1)

    def tell(
        self, counts: Counts, waiting: Sequence[str], lacking: int, home: HubHome, places: str
    ) -> None:
        """Show other numbers."""
        share = percent(counts.reported, counts.expected) if counts.expected else ""
        self.cards[REPORTED].tell(
            f"{counts.reported}/{counts.expected}",
            translate("Status", "units have reported ({share})", share=share),
        )
        roomy = look().percent <= ROOMY and len("".join(waiting)) <= LINE
        first = waiting[0] if len(waiting) == 1 and roomy else ""
        self.cards[WAITING].tell(
            str(len(waiting)),
            translate("Status", "packages waiting\n{first}", n=len(waiting), first=first).rstrip(),
        )
        self.cards[LACKING].tell(
            str(lacking),
            translate("Status", "units sent nothing, too little or a damaged file", n=lacking),
        )
        covered = percent(home.places_covered, home.places) if home.places else ""
        self.cards[FIGURES].tell(
            f"{home.places_covered}/{home.places}",
            translate("Status", "{places} with figures ({share})", places=places, share=covered),
        )
