"""What is said about packages, sending, receiving and differences: happened, kept, to do.

Every outcome code of a package has its words here, by the class that an officer sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gbdesk.services.outcomes import MALFORMED, NOT_FOR_US, SENDER
from gbdesk.text import mark

_STAYS: Final = mark("Package", "Nothing was taken over; the file stays where it is.")
_KEPT: Final = mark("Package", "Nothing was taken over; the file is kept as evidence.")
_NOTHING: Final = mark("Message", "Nothing was changed.")
_AGAIN: Final = mark(
    "Package", "Ask the unit to write the file again from its list of packages sent."
)
_SUPPORT: Final = mark("Package", "Send the code to the person who helps you with gbdesk.")
_ASK: Final = mark("Package", "Telephone the unit before doing anything else.")
_UPDATE: Final = mark("Package", "Install the newer version, then open the file again.")
_REQUEST: Final = mark(
    "Package", "Take in the registration request of this unit first, or ask for it again."
)
_NEW_INVITATION: Final = mark("Package", "Ask {hub} for a new invitation.")

_Words = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]


def _class(
    happened: tuple[str, str], kept: tuple[str, str], todo: tuple[str, str], *codes: str
) -> dict[str, _Words]:
    return dict.fromkeys(codes, (happened, kept, todo))


_OUTCOMES: Final[Mapping[str, _Words]] = {
    "E_TRUNCATED": (
        mark("Package", "The file is damaged: {missing} at its end are missing."),
        _STAYS,
        _AGAIN,
    ),
    "E_TRAILING": (
        mark("Package", "The file is damaged: something was added at its end."),
        _STAYS,
        _AGAIN,
    ),
    "E_MANGLED": (
        mark("Package", "The file was changed by a program that took it for text."),
        _STAYS,
        mark("Package", "Ask the unit for the file again, as an attachment or on a stick."),
    ),
    **_class(
        mark("Package", "The file is damaged or was changed after it was written."),
        _STAYS,
        _AGAIN,
        *("E_DAMAGED", "E_PREAMBLE"),
    ),
    "E_IO": (
        mark("Package", "The file could not be read from this drive."),
        _STAYS,
        mark("Package", "Copy the file again or try another stick."),
    ),
    "E_NOT_PACKAGE": (
        mark("Package", "This is not a gbdesk package."),
        _STAYS,
        mark("Package", "Choose a file that ends in .gbpkg."),
    ),
    "E_WRONG_KIND": (
        mark("Package", "This package is of a kind that is not opened here."),
        _STAYS,
        mark("Package", "Packages of units are opened at {hub}, its answers at the unit."),
    ),
    **_class(
        mark("Package", "The package was made by a newer version of gbdesk."),
        mark("Package", "Nothing was taken over; the package stays as it is."),
        _UPDATE,
        *("E_VERSION", "E_TOO_NEW", "E_SUITE"),
    ),
    "E_DOWNGRADE": (
        mark("Package", "The package was made by a version of gbdesk that is too old."),
        _STAYS,
        mark("Package", "Let the unit install the newer version and write the package again."),
    ),
    **_class(
        mark("Package", "This package was sent to another place; this computer cannot open it."),
        _STAYS,
        mark("Package", "Ask the sender to whom it was addressed."),
        *NOT_FOR_US,
    ),
    "E_UNKNOWN_SENDER": (
        mark("Package", "There is no certificate for the unit that sent this."),
        _KEPT,
        _REQUEST,
    ),
    "E_REVOKED": (
        mark("Package", "The certificate of the computer that sent this was withdrawn."),
        _KEPT,
        _ASK,
    ),
    "E_REVOKED:hub": (
        mark("Package", "This file is signed with a key that {hub} uses no longer."),
        _KEPT,
        mark(
            "Package",
            "Ask {hub} for its newest file. If it does not know of this one, tell it: somebody "
            "has its older key.",
        ),
    ),
    "E_ROOT": (
        mark("Package", "This file names a root key of {hub} that this computer does not trust."),
        _KEPT,
        mark(
            "Package",
            "Telephone {hub} at a number that you know. If its root key was lost, it gives you an "
            "invitation and a code: open it under “Settings › Keys”.",
        ),
    ),
    "E_UNIT_SCOPE": (
        mark("Package", "The package speaks for a unit that its sender is not."),
        _KEPT,
        _ASK,
    ),
    "E_SAMPLE": (
        mark("Package", "Sample data and real data cannot be mixed."),
        _KEPT,
        mark("Package", "Open sample packages in sample data only."),
    ),
    **_class(
        mark("Package", "The signature does not prove that the package comes from this unit."),
        _KEPT,
        _ASK,
        *(SENDER - {"E_UNKNOWN_SENDER", "E_REVOKED", "E_ROOT", "E_UNIT_SCOPE", "E_SAMPLE"}),
    ),
    **_class(
        mark("Package", "The package is signed, but its content does not follow the rules."),
        _KEPT,
        _SUPPORT,
        *MALFORMED,
    ),
    "E_NEEDS_DIRECTORY": (
        mark("Package", "The package was made with catalogue no. {number}, newer than here."),
        mark("Package", "Nothing was taken over; the package waits."),
        mark("Package", "Take in that catalogue first; then open the package again."),
    ),
    "E_FORK": (
        mark("Package", "Two different changes of this computer both have the number {number}."),
        mark("Package", "Nothing was taken over; the package is set aside."),
        mark(
            "Package",
            "Ask the unit whether it put back a backup or copied its data to another computer.",
        ),
    ),
    "E_EQUIVOCATION": (
        mark("Package", "There is another catalogue with the same number."),
        mark("Package", "Nothing was taken over; the file is set aside."),
        mark(
            "Package",
            "Tell {hub}: it may have been put back from a backup and has to publish its catalogue "
            "once more. Then open its newest file.",
        ),
    ),
    "E_ROLLBACK": (
        mark("Package", "The catalogue in this file is older than the one in use."),
        mark("Package", "The newer catalogue stays in use."),
        mark(
            "Package",
            "Ask {hub} for its newest file. If that one is refused too, tell {hub}: it may have "
            "been put back from a backup and has to publish its catalogue once more.",
        ),
    ),
    "E_FAST_FORWARD": (
        mark("Package", "The number of the catalogue jumps too far ahead."),
        mark("Package", "Nothing was taken over; the file is set aside."),
        mark("Package", "Ask {hub} whether this file is really from there."),
    ),
    "OLDER": (
        mark("Package", "This is older than package {newer} of the same unit."),
        mark("Package", "Everything in it is here already."),
        mark("Package", "Nothing needs to be done."),
    ),
    "E_CODE": (
        mark("Package", "The code of the invitation does not fit this file."),
        _NOTHING,
        mark(
            "Package",
            "Read the code again and type every character; if it is right, the file was changed: "
            "use a new invitation.",
        ),
    ),
    "E_INVITE": (
        mark("Package", "This file belongs to no invitation of {hub}, or it is damaged."),
        _NOTHING,
        mark("Package", "Use a new invitation of {hub}."),
    ),
    "E_INVITE_USED": (
        mark("Package", "This invitation was used before."),
        _NOTHING,
        _NEW_INVITATION,
    ),
    **_class(
        mark("Package", "The keys in this file are weaker than gbdesk accepts."),
        _NOTHING,
        _SUPPORT,
        *("E_WEAK_KEY", "E_KDF_PARAMS"),
    ),
    "E_DISK": (
        mark("Package", "The disk is full or cannot be written."),
        mark("Package", "Nothing was taken over; the file stays where it is."),
        mark("Package", "Free some space, then open the file again."),
    ),
    "E_BUSY": (
        mark("Package", "The data are being written by another task."),
        _STAYS,
        mark("Package", "Wait until it has ended, then open the file again."),
    ),
    **_class(
        mark("Package", "The data file on this computer is damaged."),
        _STAYS,
        mark("Package", "Open the last backup, then open the file again."),
        *("E_DB_DAMAGED", "E_KEYRING"),
    ),
}

PACKAGE: Final[Mapping[str, _Words]] = {
    **{f"package.{code}": words for code, words in _OUTCOMES.items()},
}
