"""What is said of sticks and of what mail programs make of packages, in closer words.

Keys are a code and, after a colon, the fact that chooses these words: `of`, or what a file `seems`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gbdesk.text import mark

_NOT_MADE: Final = mark("Carrier", "No package was written; the data on this computer are whole.")
_NO_BACKUP: Final = mark(
    "Carrier", "There is no new backup; the data and the older backups are whole."
)
_STAYS: Final = mark("Package", "Nothing was taken over; the file stays where it is.")
_OTHER: Final = mark("Carrier", "Take another stick, or choose a folder on this computer.")
_AGAIN: Final = mark("Package", "Ask the unit for the file again, as an attachment or on a stick.")

_Words = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]

KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("zip", "rar", "7z", "gzip"), "archive"),
    **dict.fromkeys(("mail", "base64", "outlook", "winmail"), "mail"),
    **dict.fromkeys(("pdf", "xlsx", "docx", "pptx", "old-office", "picture"), "document"),
    "edited": "edited",
    "program": "program",
    "gbinv": "invitation",
    "gbreq": "request",
    "gbroot": "root",
}

CARRIER: Final[Mapping[str, _Words]] = {
    "disk.full:room": (
        mark("Carrier", "Only {free} are free on {place}; {needed} are needed."),
        _NOT_MADE,
        mark("Carrier", "Delete some files there, or take another stick."),
    ),
    "disk.full:carrier": (
        mark("Carrier", "{place} became full while {name} was written."),
        _NOT_MADE,
        mark("Carrier", "Delete some files there, or take another stick."),
    ),
    "disk.denied:carrier": (
        mark("Carrier", "Nothing may be written on {place}: it is write-protected."),
        _NOT_MADE,
        mark("Carrier", "Slide the lock on the stick, or take another one."),
    ),
    "disk.missing:carrier": (
        mark("Carrier", "{place} is not there any more; perhaps the stick was pulled out."),
        _NOT_MADE,
        mark("Carrier", "Plug it in again and write once more, or choose another place."),
    ),
    "disk.failed:carrier": (
        mark("Carrier", "{place} stopped while {name} was written: pulled out, or faulty."),
        _NOT_MADE,
        _OTHER,
    ),
    "disk.full:backup": (
        mark("Carrier", "{place} is full; the backup {name} does not fit."),
        _NO_BACKUP,
        mark("Carrier", "Delete some files there, or choose another folder or stick."),
    ),
    "disk.denied:backup": (
        mark("Carrier", "No backup may be written on {place}: it is write-protected."),
        _NO_BACKUP,
        mark("Carrier", "Slide the lock on the stick, or choose another place."),
    ),
    "disk.missing:backup": (
        mark("Carrier", "{place} is not there; no backup could be written."),
        _NO_BACKUP,
        mark("Carrier", "Plug the stick in, or choose another folder for backups."),
    ),
    "disk.failed:backup": (
        mark("Carrier", "{place} stopped while the backup was written: pulled out, or faulty."),
        _NO_BACKUP,
        mark("Carrier", "Make the backup on another stick or disk today."),
    ),
    "eject.busy": (
        mark("Carrier", "{place} is still used by another program."),
        mark("Carrier", "What was written is complete and safe."),
        mark("Carrier", "Close the windows that show it, then take it out once more."),
    ),
    "eject.unable": (
        mark("Carrier", "gbdesk cannot take {place} out on this computer."),
        mark("Carrier", "What was written is complete and safe."),
        mark("Carrier", "Take it out with the button of the system."),
    ),
    "package.E_TRUNCATED:empty": (
        mark("Carrier", "The file is empty: nothing of the package arrived."),
        _STAYS,
        _AGAIN,
    ),
    "package.E_NOT_PACKAGE:archive": (
        mark("Carrier", "This is a packed archive, not the package itself."),
        _STAYS,
        mark("Carrier", "Open the archive, take the .gbpkg file out of it and choose that one."),
    ),
    "package.E_NOT_PACKAGE:mail": (
        mark("Carrier", "This is an e-mail or the text of one, not the package itself."),
        _STAYS,
        mark(
            "Carrier",
            "Save the attachment with the mail program and choose that file, or ask for the "
            "package on a stick.",
        ),
    ),
    "package.E_NOT_PACKAGE:document": (
        mark("Carrier", "This is a document or a picture, not a gbdesk package."),
        _STAYS,
        mark("Package", "Choose a file that ends in .gbpkg."),
    ),
    "package.E_NOT_PACKAGE:edited": (
        mark("Carrier", "The file was opened and saved in a text editor; so it became unusable."),
        _STAYS,
        _AGAIN,
    ),
    "package.E_NOT_PACKAGE:program": (
        mark("Carrier", "This is a program that calls itself a package."),
        _STAYS,
        mark("Carrier", "Do not start it; ask the sender what it is."),
    ),
    "package.E_NOT_PACKAGE:root": (
        mark("Carrier", "This is the root file of a hub, not a package."),
        _STAYS,
        mark("Carrier", "Put it back into the safe; it belongs on no other computer."),
    ),
    "package.E_WRONG_KIND:invitation": (
        mark("Carrier", "This is an invitation, not a package."),
        _STAYS,
        mark("Carrier", "It is opened when gbdesk is set up on a new computer."),
    ),
    "package.E_WRONG_KIND:request": (
        mark("Carrier", "This is a registration request, not a package."),
        _STAYS,
        mark("Carrier", "{hub_short} opens it on its page of units and signatures."),
    ),
}
