"""What is said about lists of units and releases of the catalogue: happened, kept, to do."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOTHING: Final = mark("Message", "Nothing was changed.")

LISTS: Final = {
    "catalogue.faults": (
        mark("Lists", "The lists have faults, so no release can be made of them: {detail}"),
        mark("Lists", "What was typed is kept; the catalogue in use was not changed."),
        mark("Lists", "Mend the marked cells, then try again."),
    ),
    "list.empty": (
        mark("Lists", "There is nothing to paste: the clipboard or the sheet is empty."),
        mark("Lists", "The list was not changed."),
        mark("Lists", "Copy the block in Excel, with the names in one column, and paste it again."),
    ),
    "list.long": (
        mark("Lists", "The block has more than {most} lines."),
        mark("Lists", "The list was not changed."),
        mark("Lists", "Copy only the lines of units or communes, then paste again."),
    ),
}
