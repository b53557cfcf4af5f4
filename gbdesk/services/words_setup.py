"""What is said about writing files, setting up, backups and codes: happened, kept, to do."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOTHING: Final = mark("Message", "Nothing was changed.")

SETUP: Final = {
    "disk.exists": (
        mark("Setup", "There is already a file named “{name}” in this folder."),
        mark("Setup", "The existing file was not touched; no new file was left behind."),
        mark("Setup", "Choose another folder or another name."),
    ),
    "setup.template": (
        mark("Setup", "There is no template of this name."),
        mark("Setup", "Nothing was created."),
        mark("Setup", "Choose one of the templates offered."),
    ),
    "backup.readback": (
        mark("Setup", "The backup that was written could not be opened again; it is not whole."),
        mark("Setup", "The faulty file was deleted; the data and older backups are whole."),
        mark("Setup", "Try another stick or folder."),
    ),
    "enrolment.device": (
        mark("Setup", "There is no such computer among the registered ones."),
        _NOTHING,
        mark("Setup", "Choose a computer of the list."),
    ),
    "enrolment.delay": (
        mark("Setup", "The code of the invitation was wrong several times."),
        mark("Setup", "Nothing was created; the invitation stays valid."),
        mark("Setup", "Wait {seconds} seconds, read the code again, then type it."),
    ),
}
