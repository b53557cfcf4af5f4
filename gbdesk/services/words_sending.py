"""What is said about sending, receipts, undoing, differences and reminders."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOTHING: Final = mark("Message", "Nothing was changed.")

SENDING: Final = {
    "send.waiting": (
        mark("Package", "This computer is not registered at {hub} yet; no package was made."),
        mark("Package", "Everything entered is kept and will be in the first package."),
        mark("Package", "Send the registration request and open the answer of {hub}."),
    ),
    "send.trial": (
        mark("Package", "These are sample data for trying out; they cannot be sent."),
        mark("Package", "No package was made."),
        mark("Package", "Set up real data with the invitation file and its code."),
    ),
    "send.hub": (
        mark("Package", "{hub} receives packages; it sends receipts."),
        _NOTHING,
        mark("Package", "Write the receipts instead."),
    ),
    "send.nothing": (
        mark("Package", "There is nothing to send for this period."),
        _NOTHING,
        mark("Package", "Enter something, or declare that nothing occurred."),
    ),
    "send.personal": (
        mark("Package", "The note seems to hold personal data ({kind})."),
        mark("Package", "No package was made."),
        mark("Package", "Take that part out of the note."),
    ),
    "send.note_long": (
        mark("Package", "The note has {length} characters; at most {most} fit."),
        mark("Package", "No package was made."),
        mark("Package", "Shorten the note."),
    ),
    "send.fork": (
        mark("Package", "{hub} holds other changes of this computer than this data file."),
        mark("Package", "No package was made; everything entered is kept."),
        mark("Package", "Telephone {hub}: this file seems to come from an older copy."),
    ),
    "send.from": (
        mark("Package", "A package from change {start} on would leave out changes before it."),
        mark("Package", "No package was made."),
        mark("Package", "Begin at change {most} at the latest, or export as usual."),
    ),
    "send.readback": (
        mark("Package", "What was written does not read back the same; the drive may be faulty."),
        mark("Package", "The faulty file was deleted; the data on this computer are whole."),
        mark("Package", "Try another stick."),
    ),
    "send.copy_gone": (
        mark("Package", "The kept copy of this package is not there any more."),
        _NOTHING,
        mark("Package", "Export again; the new package holds the same changes."),
    ),
    "send.no_fork": (
        mark("Package", "Nothing stands in the way of sending."),
        _NOTHING,
        mark("Package", "Export as usual."),
    ),
    "receive.office": (
        mark("Package", "Packages of units are taken in at {hub}."),
        _NOTHING,
        mark("Package", "Open files of {hub} from the list of packages sent."),
    ),
    "inbox.folder": (
        mark("Package", "The folder {name} is not there or cannot be opened."),
        mark("Package", "The folder watched until now stays."),
        mark("Package", "Connect the drive or the network, then choose the folder again."),
    ),
    "sibling.waiting": (
        mark("Package", "{hub_short} has not registered this computer yet."),
        _NOTHING,
        mark("Package", "Open the answer of {hub_short} first, then this file again."),
    ),
    "sibling.none": (
        mark("Package", "No other computer of this unit is known here."),
        mark("Package", "Nothing was written."),
        mark(
            "Package",
            "Register it at {hub_short}, then open the newest file of {hub_short} here.",
        ),
    ),
    "sibling.nothing": (
        mark("Package", "Nothing was entered on this computer yet."),
        mark("Package", "Nothing was written."),
        mark("Package", "Enter something first."),
    ),
    "sibling.certificate": (
        mark("Package", "The certificate of the computer that wrote this is not known here yet."),
        mark("Package", "Nothing was taken over; the file stays where it is."),
        mark(
            "Package",
            "Open the newest file of {hub_short} here, then this file again. If it is still not "
            "known, telephone {hub_short}.",
        ),
    ),
    "receive.no_reason": (
        mark("Package", "No reason is given."),
        _NOTHING,
        mark("Package", "Write in one sentence why."),
    ),
    "receive.unknown": (
        mark("Package", "This package is not known here."),
        _NOTHING,
        mark("Package", "Open the package first."),
    ),
    "receive.no_fork": (
        mark("Package", "This package waits for no decision."),
        _NOTHING,
        mark("Package", "Take it in as usual."),
    ),
    "receive.denied": (
        mark("Package", "This package was refused on {day} after the unit was asked (“{reason}”)."),
        mark("Package", "Nothing was taken over; the file is kept as evidence."),
        mark("Package", "If the unit explains it after all, let the package in."),
    ),
    "undo.gone": (
        mark("Package", "This import was undone before, or there is none with this number."),
        _NOTHING,
        mark("Package", "Look at the list of imports."),
    ),
    "undo.answer": (
        mark("Package", "What the department answered cannot be taken back at a unit."),
        _NOTHING,
        mark("Package", "If something in it is wrong, ask the department to correct it."),
    ),
    "receipt.nothing": (
        mark("Package", "No package of this unit has been taken in yet."),
        mark("Package", "No receipt was written."),
        mark("Package", "Take in a package of the unit first."),
    ),
    "receipt.no_device": (
        mark("Package", "This unit has no registered computer, so a receipt has no address."),
        mark("Package", "No receipt was written."),
        mark("Package", "Take in the registration request of this unit first."),
    ),
    "phone.check": (
        mark("Package", "The code is not complete, or a character of it was misheard."),
        _NOTHING,
        mark("Package", "Have it read out again: eight characters and two that check them."),
    ),
    "phone.unknown": (
        mark("Package", "This code is not about what this computer sent."),
        _NOTHING,
        mark(
            "Package",
            "Ask {hub_short} for the other codes of this unit, and type each one. If none fits, "
            "ask for the receipt file and open it here.",
        ),
    ),
    "conflict.changed": (
        mark("Package", "Some of the differences have changed since they were shown."),
        mark("Package", "Nothing was settled."),
        mark("Package", "Look at the list of differences again."),
    ),
    "conflict.side": (
        mark("Package", "There is no side number {number} in this difference."),
        mark("Package", "Nothing was settled."),
        mark("Package", "Look at the list of differences again."),
    ),
    "reminder.nobody": (
        mark("Package", "No unit was chosen."),
        _NOTHING,
        mark("Package", "Choose the units to remind."),
    ),
    "reminder.nothing_owed": (
        mark("Package", "{name} owes no report for this period."),
        _NOTHING,
        mark("Package", "Choose another unit."),
    ),
}
