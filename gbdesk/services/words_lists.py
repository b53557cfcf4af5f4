"""What is said about lists of units and releases of the catalogue: happened, kept, to do."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOTHING: Final = mark("Message", "Nothing was changed.")

LISTS: Final = {
    "catalogue.ahead": (
        mark(
            "Lists",
            "The package was made with catalogue no. {number}; no. {known} is in use here. This "
            "computer was probably put back to before that catalogue was published.",
        ),
        mark("Lists", "Nothing was taken over; the package waits."),
        mark(
            "Lists",
            "Publish the catalogue once more: it gets a number that units accept. Then open the "
            "package again.",
        ),
    ),
    "catalogue.faults": (
        mark("Lists", "No release can be made of the lists yet ({detail})."),
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
    "catalogue.base": (
        mark("Lists", "Another release (no. {number}) was published while you were working."),
        mark("Lists", "What was typed is kept; nothing was published."),
        mark("Lists", "Begin again from the release in force and make your changes there."),
    ),
    "catalogue.same": (
        mark("Lists", "Nothing differs from the release in force."),
        mark("Lists", "Nothing was published."),
        mark("Lists", "Change something first."),
    ),
    "catalogue.right": (
        mark("Lists", "Only an administrator or an approver may publish a catalogue."),
        mark("Lists", "What was typed is kept; nothing was published."),
        mark("Lists", "Ask one of them to unlock and publish it."),
    ),
    "catalogue.nobody": (
        mark("Lists", "No unit has a registered computer yet, so there is nobody to write to."),
        mark("Lists", "No file was written."),
        mark("Lists", "Units that are invited later get the newest catalogue by themselves."),
    ),
    "merger.few": (
        mark("Lists", "Two different units at least become one."),
        _NOTHING,
        mark("Lists", "Choose all units that were merged, each once."),
    ),
    "merger.many": (
        mark("Lists", "At most {most} units can become one."),
        _NOTHING,
        mark("Lists", "Choose fewer units."),
    ),
    "merger.unknown": (
        mark("Lists", "One of these units is not in the list, or not among those merged."),
        _NOTHING,
        mark("Lists", "Choose units of the list; the one that goes on is one of them."),
    ),
    "merger.closed": (
        mark("Lists", "{name} had stopped reporting before that day."),
        _NOTHING,
        mark("Lists", "Leave it out, or choose the day on which it became part of the new unit."),
    ),
    "merger.day": (
        mark("Lists", "One of these units did not exist before that day."),
        _NOTHING,
        mark("Lists", "Choose the first day of the new unit, later than that of the old ones."),
    ),
    "forms.none": (
        mark("Lists", "No form was chosen that the release in force lacks."),
        _NOTHING,
        mark("Lists", "Choose among the forms that are offered."),
    ),
    "forms.period": (
        mark("Lists", "{period} is not a period that is still to be reported."),
        _NOTHING,
        mark("Lists", "Choose a period whose last day is not over."),
    ),
    "catalogue.lists": (
        mark("Lists", "“{name}” holds no lists of a catalogue."),
        mark("Lists", "Nothing was published."),
        mark("Lists", "Take what “catalogue show --json” gives, change it, and publish that."),
    ),
}
