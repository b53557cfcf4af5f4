"""What is said about attached files: happened, kept, to do (`ux.md` M08, M09)."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

_NOTHING: Final = mark("Message", "Nothing was changed.")
_OTHERS: Final = mark("Message", "This file was not added; the other files are kept.")

EVIDENCE: Final = {
    "evidence.format": (
        mark("Message", "“{name}” could not be read."),
        _OTHERS,
        mark(
            "Message",
            "Pictures are taken as JPG or PNG, documents as PDF or Word (.docx). Open it where it "
            "comes from, save it as one of these, then add it again.",
        ),
    ),
    "evidence.format:picture": (
        mark("Message", "The picture “{name}” could not be read."),
        _OTHERS,
        mark("Message", "Open the picture on the telephone, save it as JPG, then add it again."),
    ),
    "evidence.other": (
        mark("Message", "“{name}” is not what the end of its name says."),
        _OTHERS,
        mark("Message", "Ask who gave you the file; add it only when you know what it is."),
    ),
    "evidence.large": (
        mark("Message", "The file has {size} MB, at most {most} MB are taken."),
        _OTHERS,
        mark("Message", "Scan it with less detail or split it, then add it again."),
    ),
    "evidence.full": (
        mark("Message", "With “{name}” the files here would have more than {most} MB together."),
        _OTHERS,
        mark("Message", "Remove a file that is not needed, or make this one smaller."),
    ),
    "evidence.pixels": (
        mark("Message", "The picture “{name}” has too many points to be opened safely."),
        _OTHERS,
        mark("Message", "Make it smaller on the telephone or computer, then add it again."),
    ),
    "evidence.active": (
        mark("Message", "“{name}” holds a program (macro) or another file inside."),
        _OTHERS,
        mark("Message", "Save the document as PDF, then add that."),
    ),
    "evidence.changes": (
        mark("Message", "“{name}” still holds text that was deleted while changes were tracked."),
        _OTHERS,
        mark("Message", "Accept all changes in Word and save, then add it again."),
    ),
    "evidence.secret": (
        mark("Message", "“{name}” is locked with a password and cannot be looked through."),
        _OTHERS,
        mark("Message", "Save it without the password, then add it again."),
    ),
    "evidence.twice": (
        mark("Message", "“{name}” is attached here already."),
        _OTHERS,
        mark("Message", "Go on; the file is in the list."),
    ),
    "evidence.title": (
        mark("Message", "A title has 1 to {most} letters."),
        _NOTHING,
        mark("Message", "Write in a few words what the file shows."),
    ),
    "evidence.personal": (
        mark("Message", "The title seems to hold {kind}."),
        _NOTHING,
        mark(
            "Message",
            "Write what the file shows without naming a person; if it names nobody, keep it as "
            "it is.",
        ),
    ),
    "evidence.gone": (
        mark("Message", "This file is no longer attached."),
        _NOTHING,
        mark("Message", "Show the list again; a removed file can be taken back for {days} days."),
    ),
    "evidence.elsewhere": (
        mark("Message", "This file is not on this computer: only its title and its mark are here."),
        _NOTHING,
        mark("Message", "Open it at the computer on which it was added."),
    ),
    "evidence.damaged": (
        mark("Message", "The stored file is not what was added: the disk may be failing."),
        mark("Message", "Nothing was shown or written."),
        mark("Message", "Make no new entries; open the newest backup and look there."),
    ),
}
