"""What is said about keys: the data key, the key of this PC, the keys of a hub, help from a hub."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_SAME: Final = mark("Message", "Nothing was changed.")

KEYS: Final = {
    "unlock.older_slot": (
        mark("Message", "{name} has not unlocked this data file with this version yet."),
        _SAME,
        mark("Message", "Let {name} unlock once, or give {name} a new password; then try again."),
    ),
    "rekey.differs": (
        mark("Message", "The data under the new key are not the same as before."),
        mark("Message", "The data file stands as it was, under the old key."),
        mark("Message", "Make a backup and tell the person who helps you with gbdesk."),
    ),
    "account.self": (
        mark("Message", "You cannot take your own access away."),
        _SAME,
        mark("Message", "Let another administrator do it."),
    ),
    "escrow.none": (
        mark("Message", "This data file has not been opened to help from {hub}."),
        _SAME,
        mark("Message", "Use the recovery sheet, or ask another user of this computer."),
    ),
    "escrow.file": (
        mark("Message", "This is not a file by which {hub} helps with a lost password."),
        _SAME,
        mark("Message", "Choose the file that {hub} wrote for this unit (.gbopen)."),
    ),
    "escrow.other": (
        mark("Message", "This file was written for another data file: {title}."),
        _SAME,
        mark("Message", "Choose the file that was written for this one."),
    ),
    "escrow.older": (
        mark("Message", "The key of these data has changed since this file was written."),
        _SAME,
        mark("Message", "Give {hub} the present key file and ask for a new file."),
    ),
    "escrow.reason": (
        mark("Message", "There is no reason."),
        _SAME,
        mark("Message", "Write who asked for help, and how you know that it is this unit."),
    ),
    "enrolment.digits": (
        mark("Message", "This request is not proven by the code of an invitation."),
        mark("Message", "Nothing was registered."),
        mark(
            "Message",
            "Telephone the unit. It finds digits under “Packages sent”; type at least the first "
            "10.",
        ),
    ),
    "rotate.none": (
        mark("Message", "This PC asks for no other keys now."),
        _SAME,
        mark("Message", "Take in the newest package of the unit, then look again."),
    ),
    "rotate.shorter": (
        mark(
            "Message",
            "Eight characters are the code of the keys in use, or that of an older version of "
            "gbdesk.",
        ),
        _SAME,
        mark(
            "Message",
            "If the unit asked for new keys, let it update gbdesk: Settings then shows the code "
            "of four groups for the same keys. If it asked for nothing, withdraw the PC.",
        ),
    ),
    "rotate.slip": (
        mark("Message", "A character of the code is missing or mistyped."),
        _SAME,
        mark("Message", "Type the four groups again as the unit reads them out."),
    ),
    "rotate.code": (
        mark("Message", "This is not the code of the keys that the PC asks for."),
        _SAME,
        mark(
            "Message",
            "Ask the unit to read out the code again. If it asked for nothing, withdraw the PC.",
        ),
    ),
    "root.other": (
        mark("Message", "This root file belongs to another hub."),
        _SAME,
        mark("Message", "Take the root file (.gbroot) of this hub out of the safe."),
    ),
    "root.void": (
        mark("Message", "This root file is void: a newer root key has taken its place."),
        _SAME,
        mark("Message", "Take the newest root file and its sheet, and destroy this one."),
    ),
    "root.same": (
        mark("Message", "This file does not hold a new root key: it is or was in use here."),
        _SAME,
        mark("Message", "Make a new root file first, then choose that one."),
    ),
    "pin.office": (
        mark("Message", "This invitation is for another unit: {name}."),
        _SAME,
        mark("Message", "Ask {hub} for the invitation of this unit."),
    ),
    "pin.hub": (
        mark("Message", "This invitation was written by another receiving body: {name}."),
        _SAME,
        mark("Message", "Ask {hub} for an invitation."),
    ),
    "pin.same": (
        mark("Message", "The root key in this invitation is trusted here already."),
        _SAME,
        mark("Message", "Nothing needs to be done. Open the newest file of {hub}."),
    ),
    "pin.older": (
        mark("Message", "The root key in this invitation was replaced by a newer one."),
        _SAME,
        mark("Message", "Ask {hub} for a new invitation."),
    ),
    "again.nothing": (
        mark("Message", "None of these files was written by the hub of this root file."),
        mark("Message", "Nothing was set up."),
        mark(
            "Message",
            "Ask units for the newest receipt or catalogue file that they opened, put them into "
            "one folder and try again.",
        ),
    ),
}
