"""What is said about the disk, the workspace file and enrolment: happened, kept, to do."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOTHING: Final = mark("Message", "Nothing was changed.")
_NOT_MADE: Final = mark("Message", "Nothing was created.")

WORLD: Final = {
    "disk.full": (
        mark("Message", "The disk is full, so the last change could not be saved."),
        mark("Message", "Everything saved before is whole."),
        mark("Message", "Delete some files from this disk, then try again."),
    ),
    "disk.denied": (
        mark("Message", "The computer does not allow writing “{name}”."),
        _NOTHING,
        mark("Message", "Choose a folder you may write to, or take off the write protection."),
    ),
    "disk.missing": (
        mark("Message", "“{name}” was not found."),
        _NOTHING,
        mark("Message", "Check that the stick or folder is there, then try again."),
    ),
    "disk.failed": (
        mark("Message", "The disk could not read or write “{name}”."),
        mark("Message", "Everything saved before is whole."),
        mark("Message", "Try another stick or folder; make a backup soon."),
    ),
    "store.busy": (
        mark("Message", "The data are being written by another task."),
        _NOTHING,
        mark("Message", "Wait until it has ended, then try again."),
    ),
    "store.damaged": (
        mark("Message", "The data file is partly damaged."),
        _NOTHING,
        mark("Message", "Open the last backup; changes after it must be entered again."),
    ),
    "store.exists": (
        mark("Message", "There is already a data file named “{name}” here."),
        mark("Message", "The existing file was not touched."),
        mark("Message", "Choose another name or folder."),
    ),
    "store.missing": (
        mark("Message", "The data file “{name}” was not found."),
        _NOTHING,
        mark("Message", "Check the folder, or restore a backup."),
    ),
    "store.newer": (
        mark("Message", "This data file was made by a newer version of the program."),
        _NOTHING,
        mark("Message", "Install the newer version, then open it again."),
    ),
    "store.open_elsewhere": (
        mark("Message", "The data are open in another gbdesk window on this computer."),
        _NOTHING,
        mark("Message", "Go on in that window, or close it first."),
    ),
    "setup.name": (
        mark("Message", "The name of the data file is empty or holds signs a file cannot have."),
        _NOT_MADE,
        mark("Message", "Type a short name of letters and digits."),
    ),
    "setup.world": (
        mark("Message", "There is no sample of this kind."),
        _NOT_MADE,
        mark("Message", "Choose one of the samples offered."),
    ),
    "setup.unfinished": (
        mark("Message", "The data file was not set up completely."),
        _NOTHING,
        mark("Message", "Delete it and set up again, or restore a backup."),
    ),
    "enrolment.hub_only": (
        mark("Message", "Only {hub} can do this."),
        _NOTHING,
        mark("Message", "Open the data file of {hub}."),
    ),
    "enrolment.office_only": (
        mark("Message", "This is for a reporting unit, not for the receiving body."),
        _NOTHING,
        mark("Message", "Open the data file of the reporting unit."),
    ),
    "enrolment.trial": (
        mark("Message", "These are sample data for trying out; they cannot be registered or sent."),
        _NOTHING,
        mark("Message", "Set up real data with the invitation file and its code."),
    ),
    "enrolment.no_device": (
        mark("Message", "The data of {name} are entered at {hub}, so it needs no invitation."),
        _NOTHING,
        mark("Message", "Choose a unit that has its own computer."),
    ),
    "enrolment.no_invitation": (
        mark("Message", "This request answers no invitation that is still open."),
        _NOTHING,
        mark("Message", "Make a new invitation for the unit and let it send a new request."),
    ),
    "enrolment.request_gone": (
        mark("Message", "The registration request of this unit is no longer here."),
        _NOTHING,
        mark("Message", "Set the unit up again with a new invitation."),
    ),
}
